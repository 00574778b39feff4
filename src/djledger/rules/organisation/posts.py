"""Posts in the branch: held once, by one person, and the ones that have to be there."""

from collections.abc import Iterator
from itertools import combinations

from djledger.law import BRANCH_REGULATIONS, LOGIC, ORGAN_RULES, UNIVERSITY_RULES
from djledger.ledger.branch import Branch, Part, has_committee
from djledger.ledger.organisation import BranchForm, BranchKind, Post, Term
from djledger.ledger.period import Period
from djledger.ledger.terms import start_of
from djledger.rules.organisation.spans import held, overlap, post_words, term_words
from djledger.rules.rule import Problem, Related, Severity, problem, rule
from djledger.rules.wording import listed

DISCIPLINED = frozenset({BranchKind.ORGAN, BranchKind.TEACHERS, BranchKind.STUDENTS})
"""Kinds of branch whose own regulation demands a discipline member (纪检委员)."""
_USUAL = (Post.ORGANISATION, Post.PUBLICITY, Post.DISCIPLINE)


def _shared(term: Term, post: Post) -> Iterator[tuple[int, int]]:
    """Yield pairs of officers (by their places) who hold one single post at the same time."""
    holders = [(i, o) for i, o in enumerate(term.officers) if post in o.posts]
    for (first, one), (second, other) in combinations(holders, 2):
        if one.name != other.name and overlap(one, other, term):
            yield first, second


@rule(
    code="ORG211",
    name="several-secretaries",
    title="同时有两名以上书记",
    severity=Severity.ERROR,
    basis=[BRANCH_REGULATIONS[20], LOGIC["前后一致"]],
    covers=("ELE-26",),
)
def several_secretaries(branch: Branch) -> Iterator[Problem]:
    """A branch has one secretary on any day."""
    yield from _several(branch, Post.SECRETARY, "党支部设 1 名书记。")


@rule(
    code="ORG212",
    name="several-deputies",
    title="同时有两名以上副书记",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[20]],
    covers=("ELE-26",),
)
def several_deputies(branch: Branch) -> Iterator[Problem]:
    """One deputy, where there is need of one."""
    yield from _several(branch, Post.DEPUTY, "党支部根据需要可设 1 名副书记。")


def _several(branch: Branch, post: Post, expected: str) -> Iterator[Problem]:
    for term in branch.profile.terms:
        for first, second in _shared(term, post):
            one, other = term.officers[first], term.officers[second]
            yield problem(
                other,
                "posts",
                found=f"{other.name}与{one.name}同时任{post}，",
                expected=expected,
                remedy="前任已离任的，给他写上“止”；写错职务的，按批复更正。",
                day=start_of(other, term),
                related=(Related(one, ("posts",), f"{one.name}任{post}"),),
            )


@rule(
    code="ORG213",
    name="officer-listed-twice",
    title="同一人在同一届里任职时间重叠",
    severity=Severity.ERROR,
    basis=[LOGIC["前后一致"]],
    covers=("ELE-26",),
)
def officer_listed_twice(branch: Branch) -> Iterator[Problem]:
    """A change of post ends the first entry; several posts at once stand in one entry."""
    for term in branch.profile.terms:
        for one, other in combinations(term.officers, 2):
            if one.name == other.name and overlap(one, other, term):
                yield problem(
                    other,
                    "name",
                    found=f"{other.name}在{term_words(term)}里写了两条，任职时间重叠，",
                    expected="一人同时兼任的职务写在一条里，先后任职的前一条应写“止”。",
                    remedy="兼任的合并成一条；转任的给前一条写上离任日期。",
                    day=start_of(other, term),
                    related=(Related(one, ("name",), post_words(one)),),
                )


@rule(
    code="ORG214",
    name="posts-conflict",
    title="一人的职务互相矛盾",
    severity=Severity.ERROR,
    basis=[LOGIC["前后一致"]],
    covers=("ELE-26",),
)
def posts_conflict(branch: Branch) -> Iterator[Problem]:
    """Nobody is secretary and deputy at once, or holds the same post twice."""
    for term in branch.profile.terms:
        for officer in term.officers:
            both = {Post.SECRETARY, Post.DEPUTY}.issubset(officer.posts)
            if both or len(set(officer.posts)) < len(officer.posts):
                yield problem(
                    officer,
                    "posts",
                    found=f"{officer.name}的职务写作{post_words(officer)}，",
                    expected="书记不兼任副书记，同一职务只写一次。",
                    remedy="按选举结果和批复更正职务。",
                    day=start_of(officer, term),
                )


def _judged(branch: Branch, period: Period) -> Term | None:
    """Return the term whose posts are to be complete: one with a committee that is written."""
    if branch.profile.form is BranchForm.TEMPORARY:
        return None
    term = branch.term_on(period.last_day)
    return term if term is not None and term.officers and has_committee(term) else None


@rule(
    code="ORG215",
    name="discipline-member-missing",
    title="机关、高校党支部的支委会没有纪检委员",
    severity=Severity.WARNING,
    basis=[ORGAN_RULES[9], UNIVERSITY_RULES[15]],
    needs=(Part.BRANCH,),
)
def discipline_member_missing(branch: Branch, period: Period) -> Iterator[Problem]:
    """Held by anybody at any time in the term is enough; vacancies are another rule's."""
    term = _judged(branch, period)
    if term is None or branch.profile.kind not in DISCIPLINED:
        return
    if Post.DISCIPLINE not in held(term, period.last_day):
        yield problem(
            term,
            "number",
            found=f"{term_words(term)}支委会没有纪检委员，",
            expected="机关和高校的党支部委员会应设纪律检查委员。",
            remedy="在委员中明确一名纪检委员（可以兼任），并写进“职务”。",
            day=term.elected_on,
        )


@rule(
    code="ORG216",
    name="usual-posts-missing",
    title="支委会没有组织、宣传、纪检等委员分工",
    severity=Severity.HINT,
    basis=[BRANCH_REGULATIONS[20]],
    needs=(Part.BRANCH,),
)
def usual_posts_missing(branch: Branch, period: Period) -> Iterator[Problem]:
    """The posts that the regulation names; where discipline is demanded, ORG215 says so."""
    term = _judged(branch, period)
    if term is None:
        return
    demanded = {Post.DISCIPLINE} if branch.profile.kind in DISCIPLINED else set()
    present = held(term, period.last_day) | demanded
    missing = [post for post in _USUAL if post not in present]
    if missing:
        yield problem(
            term,
            "number",
            found=f"{term_words(term)}支委会没有{listed(missing)}，",
            expected="支委会设书记和组织委员、宣传委员、纪检委员等，可以兼任。",
            remedy="按分工写明各委员的职务，兼任的写成列表，如“职务: [组织委员, 宣传委员]”。",
            day=term.elected_on,
        )


RULES = (
    several_secretaries,
    several_deputies,
    officer_listed_twice,
    posts_conflict,
    discipline_member_missing,
    usual_posts_missing,
)
