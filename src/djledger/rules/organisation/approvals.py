"""Approval of secretaries, filing of committee members, and the order of an officer's days."""

from collections.abc import Iterator
from datetime import date, timedelta

from djledger.law import BRANCH_REGULATIONS, LOGIC
from djledger.ledger.branch import LEADING, Branch, Part
from djledger.ledger.organisation import BranchForm, Officer, Origin, Term
from djledger.ledger.period import Period
from djledger.ledger.terms import start_of
from djledger.rules.organisation.spans import post_words, term_words
from djledger.rules.rule import Param, Problem, Related, Severity, problem, rule

_DAYS = Param("days", 30, "任职超过多少天仍没有写才报（条例没有规定天数）")


def _elected(branch: Branch, period: Period, days: int) -> Iterator[tuple[Term, Officer, date]]:
    """Yield the elected officers of the running term who have been in office long enough."""
    term = branch.term_on(period.as_of)
    if term is None or branch.profile.form is BranchForm.TEMPORARY:
        return
    for officer in term.officers:
        start = start_of(officer, term)
        over = officer.end is not None and officer.end <= period.start
        if officer.origin is Origin.APPOINTED or over:
            continue
        if period.as_of > start + timedelta(days):
            yield term, officer, start


@rule(
    code="ORG241",
    name="leader-approval-unrecorded",
    title="书记、副书记没有写上级批准",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[21]],
    params=(_DAYS,),
    needs=(Part.BRANCH,),
)
def leader_approval_unrecorded(branch: Branch, period: Period, days: int) -> Iterator[Problem]:
    """Elected secretaries and deputies are approved by the superior; appointed ones come so."""
    for _, officer, start in _elected(branch, period, days):
        if not LEADING.isdisjoint(officer.posts) and officer.approved_on is None:
            yield problem(
                officer,
                "approved_on",
                found=f"{officer.name} {start} 起任{post_words(officer)}，没有写批准日期，",
                expected="选出的书记、副书记应报上级党组织批准。",
                remedy="按批复补上“批准日期”；还没有报批的，尽快报批。",
                day=start,
            )


@rule(
    code="ORG242",
    name="member-filing-unrecorded",
    title="支委会委员没有写上级备案",
    severity=Severity.HINT,
    basis=[BRANCH_REGULATIONS[21]],
    params=(_DAYS,),
    needs=(Part.BRANCH,),
)
def member_filing_unrecorded(branch: Branch, period: Period, days: int) -> Iterator[Problem]:
    """Elected committee members are filed with the superior."""
    for _, officer, start in _elected(branch, period, days):
        told = officer.filed_on or officer.approved_on
        if LEADING.isdisjoint(officer.posts) and told is None:
            yield problem(
                officer,
                "filed_on",
                found=f"{officer.name} {start} 起任{post_words(officer)}，没有写备案日期，",
                expected="选出的委员应报上级党组织备案。",
                remedy="按备案材料补上“备案日期”。",
                day=start,
            )


@rule(
    code="ORG243",
    name="approval-before-election",
    title="批准或者备案日期早于当选日期",
    severity=Severity.ERROR,
    basis=[LOGIC["先后次序"], BRANCH_REGULATIONS[21]],
)
def approval_before_election(branch: Branch) -> Iterator[Problem]:
    """The result of an election is approved or filed after it; the same day will do."""
    for term in branch.profile.terms:
        for officer in term.officers:
            if officer.origin is Origin.APPOINTED:
                continue
            for field, word in (("approved_on", "批准"), ("filed_on", "备案")):
                day = getattr(officer, field)
                if day is not None and day < term.elected_on:
                    yield problem(
                        officer,
                        field,
                        found=f"{officer.name}的{word}日期 {day} 早于当选日期 {term.elected_on}，",
                        expected=f"应先选举、后{word}。",
                        remedy="核对两个日期；写的若是同意候选人的批复，那不是选举结果的批准。",
                        day=day,
                        related=(Related(term, ("elected_on",), "当选日期"),),
                    )


@rule(
    code="ORG251",
    name="officer-starts-before-term",
    title="任职日期早于本届当选日期",
    severity=Severity.ERROR,
    basis=[LOGIC["先后次序"]],
    covers=("ELE-30",),
)
def officer_starts_before_term(branch: Branch) -> Iterator[Problem]:
    """Who stays in office for another term gets a new entry in it, from the new election."""
    for term in branch.profile.terms:
        for officer in term.officers:
            if officer.start is not None and officer.start < term.elected_on:
                yield problem(
                    officer,
                    "start",
                    found=f"{officer.name}的任职日期 {officer.start} "
                    f"早于{term_words(term)}当选日期 {term.elected_on}，",
                    expected="本届成员的任职不早于本届选举。",
                    remedy="连任的，本届从当选日期起算（可不写“起”），以前的写在上一届。",
                    day=officer.start,
                    related=(Related(term, ("elected_on",), "当选日期"),),
                )


@rule(
    code="ORG252",
    name="officer-ends-before-start",
    title="离任日期早于任职日期",
    severity=Severity.ERROR,
    basis=[LOGIC["先后次序"]],
)
def officer_ends_before_start(branch: Branch) -> Iterator[Problem]:
    """An office begins before it ends."""
    for term in branch.profile.terms:
        for officer in term.officers:
            start = start_of(officer, term)
            if officer.end is not None and officer.end < start:
                yield problem(
                    officer,
                    "end",
                    found=f"{officer.name}的离任日期 {officer.end} 早于任职日期 {start}，",
                    expected="离任应在任职以后。",
                    remedy="核对两个日期；不写“起”的，任职从本届当选日期算起。",
                    day=officer.end,
                )


RULES = (
    leader_approval_unrecorded,
    member_filing_unrecorded,
    approval_before_election,
    officer_starts_before_term,
    officer_ends_before_start,
)
