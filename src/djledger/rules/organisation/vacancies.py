"""Seats that stay empty: the secretary's, and the others'."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from djledger.law import BRANCH_REGULATIONS, PRACTICE
from djledger.ledger.branch import Branch, Part
from djledger.ledger.organisation import BranchForm, Post, Term
from djledger.ledger.period import Period
from djledger.ledger.terms import serving
from djledger.rules.organisation.counting import alive
from djledger.rules.organisation.records import PARTIAL, elected_since
from djledger.rules.organisation.spans import change_days, names_on
from djledger.rules.rule import Param, Problem, Severity, problem, rule
from djledger.rules.wording import people

_DAYS = Param("days", 90, "空缺超过多少天算没有及时补选（条例只说及时）")
HANDOVER = 31
"""Days for which a predecessor and a successor may both be written as in office."""
_BASIS = [BRANCH_REGULATIONS[21], PRACTICE["补选期限"]]


def _term(branch: Branch, period: Period) -> Term | None:
    """Return the term to judge; officers of a temporary branch are its superior's to name."""
    if branch.profile.form is BranchForm.TEMPORARY or not alive(branch, period.as_of):
        return None
    return branch.term_on(period.as_of)


@rule(
    code="ORG221",
    name="secretary-vacant",
    title="书记空缺，没有及时补选",
    severity=Severity.WARNING,
    basis=_BASIS,
    params=(_DAYS,),
    needs=(Part.BRANCH,),
    covers=("ELE-25",),
)
def secretary_vacant(branch: Branch, period: Period, days: int) -> Iterator[Problem]:
    """No secretary in office on the day of judgement, and for longer than the given days."""
    term = _term(branch, period)
    if term is None or any(Post.SECRETARY in o.posts for o in serving(term, period.as_of)):
        return
    left = [o.end for o in term.officers if Post.SECRETARY in o.posts and o.end is not None]
    since = max((day for day in left if day <= period.as_of), default=term.elected_on)
    open_for = (period.as_of - since).days
    if open_for > days and not elected_since(branch, PARTIAL, since, period.as_of):
        yield problem(
            term,
            "number",
            found=f"{since} 起没有书记在任，到 {period.as_of} 已 {open_for} 天，",
            expected="书记空缺应及时补选，确有必要时由上级指派。",
            remedy="报上级党组织同意后召开会议补选；已经补选的，在“成员”里写上。",
            day=period.as_of,
        )


@rule(
    code="ORG222",
    name="seat-vacant",
    title="副书记或者委员空缺，没有及时补选",
    severity=Severity.WARNING,
    basis=_BASIS,
    params=(_DAYS,),
    needs=(Part.BRANCH,),
    covers=("ELE-25",),
)
def seat_vacant(branch: Branch, period: Period, days: int) -> Iterator[Problem]:
    """Fewer in office beside the secretary than the term once had, and for too long."""
    term = _term(branch, period)
    since = _vacant_since(term, period.as_of) if term is not None else None
    if term is None or since is None or period.as_of <= since + timedelta(days):
        return
    if elected_since(branch, PARTIAL, since, period.as_of):
        return
    gone = _gone(term, since, period.as_of)
    yield problem(
        term,
        "number",
        found=f"{gone}后，{since} 起有空缺，到 {period.as_of} 没有补选，",
        expected="副书记、委员出现空缺应及时补选。",
        remedy="报上级党组织同意后召开党员大会补选；已经补选的，在“成员”里写上。",
        day=period.as_of,
    )


def _gone(term: Term, since: date, day: date) -> str:
    """Say who left the seats since, and who merely went on to another."""
    still = names_on(term, day)
    ended = [o.name for o in term.officers if o.end is not None and since <= o.end <= day]
    left = [name for name in ended if name not in still]
    moved = [name for name in ended if name in still]
    said = [f"{people(left)}离任"] if left else []
    return "、".join([*said, f"{people(moved)}转任"] if moved else said)


def _vacant_since(term: Term, day: date) -> date | None:
    """Return since when fewer sit than the most that sat together beyond a mere handover."""
    secretary = (Post.SECRETARY,)
    days = change_days(term, day)
    sizes = [len(names_on(term, each, secretary)) for each in days]
    lasted = [(until - each).days for each, until in pairwise([*days, day])]
    most = max((n for n, long in zip(sizes, lasted, strict=True) if long >= HANDOVER), default=0)
    full = max((each for each, size in zip(days, sizes, strict=True) if size >= most), default=day)
    return next((each for each in days if each > full), None)


RULES = (secretary_vacant, seat_vacant)
