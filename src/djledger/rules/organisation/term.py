"""The terms of a branch: their length, their end, extension and succession."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from djledger.elections.leave import leave_of
from djledger.law import BRANCH_REGULATIONS, ELECTION_RULES, LOGIC, PARTY_CONSTITUTION, TERM_OPINION
from djledger.ledger.branch import Branch, Part
from djledger.ledger.organisation import BranchForm, Term
from djledger.ledger.period import Period
from djledger.rules.elections.reading import WHOLE
from djledger.rules.organisation import deadlines
from djledger.rules.organisation.counting import alive
from djledger.rules.organisation.deadlines import Terms
from djledger.rules.organisation.records import elected_since
from djledger.rules.organisation.spans import term_words
from djledger.rules.rule import Param, Problem, Related, Severity, problem, rule


def terms_of(branch: Branch) -> Terms:
    """Return the terms of a branch; a temporary one has no elections, hence none."""
    temporary = branch.profile.form is BranchForm.TEMPORARY
    terms = () if temporary else branch.profile.terms
    return Terms(terms, lambda _: branch.usual_years, partial(leave_of, branch))


def _awaited(branch: Branch, period: Period) -> bool:
    """Whether an election is still awaited: none is on record since that of the running term."""
    term = branch.term_on(period.as_of)
    since = term.elected_on if term is not None else period.as_of
    return alive(branch, period.as_of) and not elected_since(branch, WHOLE, since, period.as_of)


@rule(
    code="ORG301",
    name="term-overdue",
    title="任期届满没有换届，也没有批准延期",
    severity=Severity.ERROR,
    basis=[BRANCH_REGULATIONS[21], ELECTION_RULES[3]],
    needs=(Part.BRANCH,),
    covers=("ELE-01", "ELE-03"),
)
def term_overdue(branch: Branch, period: Period) -> Iterator[Problem]:
    """The last day of the term is still in time; by-elections do not start a new term."""
    if _awaited(branch, period):
        yield from deadlines.overdue(terms_of(branch), period)


@rule(
    code="ORG302",
    name="extension-overrun",
    title="延期期满仍没有换届",
    severity=Severity.ERROR,
    basis=[BRANCH_REGULATIONS[21], ELECTION_RULES[3]],
    needs=(Part.BRANCH,),
    covers=("ELE-02",),
)
def extension_overrun(branch: Branch, period: Period) -> Iterator[Problem]:
    """The last day of the extension is still in time."""
    if _awaited(branch, period):
        yield from deadlines.overrun(terms_of(branch), period)


@rule(
    code="ORG303",
    name="extension-beyond-a-year",
    title="延期或者提前换届超过 1 年",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[21], ELECTION_RULES[3]],
    covers=("ELE-02",),
)
def extension_beyond_a_year(branch: Branch, period: Period) -> Iterator[Problem]:
    """Exactly a year is allowed."""
    yield from deadlines.beyond_a_year(terms_of(branch), period)


@rule(
    code="ORG304",
    name="extension-unapproved",
    title="延期或者提前换届没有写上级批准",
    severity=Severity.ERROR,
    basis=[ELECTION_RULES[3], BRANCH_REGULATIONS[21]],
    covers=("ELE-01",),
)
def extension_unapproved(branch: Branch, period: Period) -> Iterator[Problem]:
    """Day or organisation of the approval: either shows that there was one."""
    yield from deadlines.unapproved(terms_of(branch), period)


@rule(
    code="ORG305",
    name="extension-approved-late",
    title="届满以后才批准延期",
    severity=Severity.WARNING,
    basis=[ELECTION_RULES[3], LOGIC["先后次序"]],
)
def extension_approved_late(branch: Branch, period: Period) -> Iterator[Problem]:
    """Approval on the last day of the term is in time."""
    yield from deadlines.approved_late(terms_of(branch), period)


@rule(
    code="ORG306",
    name="term-ending-soon",
    title="任期六个月内届满",
    severity=Severity.HINT,
    basis=[BRANCH_REGULATIONS[21]],
    covers=("ELE-04",),
)
def term_ending_soon(branch: Branch, period: Period) -> Iterator[Problem]:
    """Six months to the day are already within."""
    if _awaited(branch, period):
        yield from deadlines.ending_soon(terms_of(branch), period)


@rule(
    code="ORG307",
    name="election-held-late",
    title="逾期以后才换届",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[21], ELECTION_RULES[3]],
    covers=("ELE-01",),
)
def election_held_late(branch: Branch, period: Period) -> Iterator[Problem]:
    """Only elections of the judged year; those not held yet are ORG301 and ORG302."""
    yield from deadlines.held_late(terms_of(branch), period)


@rule(
    code="ORG308",
    name="election-held-early",
    title="提前换届没有写上级批准",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[21], ELECTION_RULES[3]],
    params=(Param("days", 90, "比届满早多少天以内不算提前"),),
)
def election_held_early(branch: Branch, period: Period, days: int) -> Iterator[Problem]:
    """Some weeks before the end of the term are on time."""
    yield from deadlines.held_early(terms_of(branch), period, days)


@rule(
    code="ORG309",
    name="term-unrecorded",
    title="没有写在任的一届班子",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[6], BRANCH_REGULATIONS[21]],
    params=(Param("days", 90, "成立以后多少天内可以还没有选出班子（条例没有规定天数）"),),
    needs=(Part.BRANCH,),
)
def term_unrecorded(branch: Branch, period: Period, days: int) -> Iterator[Problem]:
    """A branch has a term, with or without a committee; a new one has time to elect."""
    day = period.last_day
    if branch.profile.form is BranchForm.TEMPORARY or not alive(branch, day):
        return
    founded = branch.founded_on
    if branch.term_on(day) is None and (founded is None or day > founded + timedelta(days)):
        yield problem(
            branch.profile,
            "terms",
            found=f"branch.yaml 里没有 {day} 在任的一届班子，",
            expected="党支部应由党员大会选出支委会，不设支委会的选出书记、副书记。",
            remedy="在“届次”里写明当选日期和成员；还没有选举的，报上级同意后选举。",
            day=day,
        )


def _judged_years(branch: Branch, period: Period) -> Iterator[tuple[Term, int]]:
    term = terms_of(branch).current(period.as_of)
    if term is not None and term.years is not None and term.elected_on > deadlines.OLD_TERMS:
        yield term, term.years


@rule(
    code="ORG310",
    name="term-length-unusual",
    title="任期年数不合规定",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[21], TERM_OPINION["任期"], PARTY_CONSTITUTION[31]],
    covers=("ELE-03",),
)
def term_length_unusual(branch: Branch, period: Period) -> Iterator[Problem]:
    """Only a length that is written; without one the regulation's own is used."""
    for term, years in _judged_years(branch, period):
        usual = branch.usual_years
        if years != usual:
            yield problem(
                term,
                "years",
                found=f"{branch.profile.kind}党支部的任期写了 {years} 年，",
                expected="村、社区党支部每届 5 年，其他基层单位一般 3 年。",
                remedy=f"按 {usual} 年计算换届时间，改写或者去掉“任期”；另有批复的，在备注中说明。",
                day=term.elected_on,
            )


@rule(
    code="ORG311",
    name="term-dates-contradict",
    title="届次的日期互相矛盾",
    severity=Severity.ERROR,
    basis=[LOGIC["先后次序"]],
    covers=("ELE-03",),
)
def term_dates_contradict(branch: Branch) -> Iterator[Problem]:
    """Two terms elected on one day, or a term that ended before it began."""
    seen: dict[date, Term] = {}
    for term in branch.profile.terms:
        if term.ended_on is not None and term.ended_on < term.elected_on:
            yield problem(
                term,
                "ended_on",
                found=f"{term_words(term)}的届终日期 {term.ended_on} 早于当选日期，",
                expected="届终应在当选以后。",
                remedy="核对两个日期；没有提前结束的，不必写“届终”。",
                day=term.ended_on,
            )
        earlier = seen.setdefault(term.elected_on, term)
        if earlier is not term:
            yield problem(
                term,
                "elected_on",
                found=f"有两届的当选日期都是 {term.elected_on}，",
                expected="一次选举产生一届。",
                remedy="重复的去掉一届；日期写错的，按选举记录更正。",
                day=term.elected_on,
                related=(Related(earlier, ("elected_on",), "同一日期"),),
            )


RULES = (
    term_overdue,
    extension_overrun,
    extension_beyond_a_year,
    extension_unapproved,
    extension_approved_late,
    term_ending_soon,
    election_held_late,
    election_held_early,
    term_unrecorded,
    term_length_unusual,
    term_dates_contradict,
)
