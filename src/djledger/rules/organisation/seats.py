"""The committee (支委会): whether there is one, and of how many."""

from collections.abc import Iterator
from datetime import date

from djledger.law import BRANCH_REGULATIONS, LOGIC
from djledger.ledger.branch import LEADING, Branch, Part, has_committee
from djledger.ledger.organisation import BranchForm, Term
from djledger.ledger.period import Period
from djledger.rules.organisation.counting import alive, full_count, lasting
from djledger.rules.organisation.spans import most_seats, post_words
from djledger.rules.rule import Param, Problem, Severity, problem, rule

ENOUGH = 7
"""Full members from which a branch has a committee (支部工作条例, Art. 20)."""
SMALLEST, USUAL, LARGEST = 3, 5, 7
"""Members of a committee: from three to five, normally not more than seven."""


def _term(branch: Branch, period: Period) -> Term | None:
    """Return the term to judge; a temporary branch's officers are its superior's affair."""
    if branch.profile.form is BranchForm.TEMPORARY or not alive(branch, period.last_day):
        return None
    return branch.term_on(period.last_day)


@rule(
    code="ORG201",
    name="committee-missing",
    title="正式党员 7 人以上而没有设支委会",
    severity=Severity.ERROR,
    basis=[BRANCH_REGULATIONS[20]],
    params=(Param("days", 90, "正式党员达到 7 人以后多少天内可以不报"),),
    needs=(Part.BRANCH, Part.MEMBERS),
    covers=("MTG-15",),
)
def committee_missing(branch: Branch, period: Period, days: int) -> Iterator[Problem]:
    """Seven full members need a committee; a branch that has just grown has time to elect one."""
    term = _term(branch, period)
    if term is None or not term.officers or has_committee(term):
        return

    def enough(day: date) -> bool:
        return alive(branch, day) and full_count(branch, day).low >= ENOUGH

    if lasting(period.last_day, days, enough):
        number = full_count(branch, period.last_day)
        denied = term.has_committee is False
        state = "本届没有设支委会" if denied else "本届成员里没有写支委会的委员"
        yield problem(
            term,
            "number",
            found=f"{period.last_day} 有正式党员 {number}，{state}，",
            expected=f"正式党员 {ENOUGH} 人以上的党支部应设立支部委员会。",
            remedy="报上级党组织同意后召开党员大会选举支委会；已设的，在“成员”里写明各委员。",
            day=period.last_day,
        )


@rule(
    code="ORG202",
    name="committee-without-need",
    title="正式党员不足 7 人而设了支委会",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[20]],
    needs=(Part.BRANCH, Part.MEMBERS),
    covers=("MTG-15",),
)
def committee_without_need(branch: Branch, period: Period) -> Iterator[Problem]:
    """Judged by the day of the election; members who left since do not undo a committee."""
    term = _term(branch, period)
    if term is None or not has_committee(term) or term.elected_on < branch.owes_from:
        return
    then = full_count(branch, term.elected_on)
    now = full_count(branch, period.last_day)
    if then.high < ENOUGH and now.high < ENOUGH:
        yield problem(
            term,
            "elected_on",
            found=f"{term.elected_on} 换届时有正式党员 {then}，设了支委会，",
            expected=f"正式党员不足 {ENOUGH} 人的，设 1 名书记，必要时设 1 名副书记。",
            remedy="核对换届时的名册；确实不足的，下次换届不再设支委会，或报上级明确。",
            day=term.elected_on,
        )


@rule(
    code="ORG203",
    name="committee-too-small",
    title="支委会不足 3 人",
    severity=Severity.ERROR,
    basis=[BRANCH_REGULATIONS[20]],
    needs=(Part.BRANCH,),
    covers=("ELE-26",),
)
def committee_too_small(branch: Branch, period: Period) -> Iterator[Problem]:
    """Count those who sat together at best in the term; later vacancies are another matter."""
    term = _term(branch, period)
    if term is None or not has_committee(term):
        return
    seats = most_seats(term, period.last_day)
    if seats < SMALLEST:
        yield problem(
            term,
            "number",
            found=f"支委会写了 {seats} 人，",
            expected=f"支委会由 {SMALLEST} 至 {USUAL} 人组成，一般不超过 {LARGEST} 人。",
            remedy="把班子成员写全；确实不足的，召开党员大会补选。",
            day=term.elected_on,
        )


@rule(
    code="ORG204",
    name="committee-above-seven",
    title="支委会超过 7 人",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[20]],
    covers=("ELE-26",),
)
def committee_above_seven(branch: Branch, period: Period) -> Iterator[Problem]:
    """More than seven is normally too many."""
    yield from _too_many(branch, period, LARGEST, 999)


@rule(
    code="ORG205",
    name="committee-above-five",
    title="支委会 6 至 7 人",
    severity=Severity.HINT,
    basis=[BRANCH_REGULATIONS[20]],
    covers=("ELE-26",),
)
def committee_above_five(branch: Branch, period: Period) -> Iterator[Problem]:
    """Six and seven are allowed, three to five are what is meant."""
    yield from _too_many(branch, period, USUAL, LARGEST)


def _too_many(branch: Branch, period: Period, above: int, up_to: int) -> Iterator[Problem]:
    term = _term(branch, period)
    seats = most_seats(term, period.last_day) if term is not None and has_committee(term) else 0
    if term is not None and above < seats <= up_to:
        yield problem(
            term,
            "number",
            found=f"支委会同时在任的有 {seats} 人，",
            expected=f"支委会由 {SMALLEST} 至 {USUAL} 人组成，一般不超过 {LARGEST} 人。",
            remedy="核对有没有已离任而没有写“止”的；确实超出的，换届时按规定职数设置。",
            day=term.elected_on,
        )


@rule(
    code="ORG206",
    name="committee-denied-yet-filled",
    title="写明不设支委会而又有委员",
    severity=Severity.ERROR,
    basis=[LOGIC["前后一致"], BRANCH_REGULATIONS[20]],
    covers=("MTG-15",),
)
def committee_denied_yet_filled(branch: Branch) -> Iterator[Problem]:
    """Without a committee there are a secretary and perhaps a deputy, no plain members."""
    for term in branch.profile.terms:
        if term.has_committee is not False:
            continue
        for officer in term.officers:
            if not LEADING.issuperset(officer.posts):
                yield problem(
                    officer,
                    "posts",
                    found=f"本届写明不设支委会，{officer.name}的职务却是{post_words(officer)}，",
                    expected="不设支委会的党支部只设书记，必要时设副书记。",
                    remedy="核对上级批复：设支委会的，“设支委会”改为“是”；不设的，去掉委员职务。",
                    day=term.elected_on,
                )


RULES = (
    committee_missing,
    committee_without_need,
    committee_too_small,
    committee_above_seven,
    committee_above_five,
    committee_denied_yet_filled,
)
