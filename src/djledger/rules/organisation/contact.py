"""Leaders who keep the branch as a contact point (联系点)."""

from collections.abc import Iterator
from datetime import date

from djledger.law import BRANCH_REGULATIONS
from djledger.ledger.branch import Branch, Part
from djledger.ledger.organisation import ContactPoint
from djledger.ledger.period import Period
from djledger.rules.rule import Param, Problem, Severity, problem, rule


@rule(
    code="ORG501",
    name="contact-point-unvisited",
    title="联系点领导全年没有到支部",
    severity=Severity.HINT,
    basis=[BRANCH_REGULATIONS[29]],
    params=(Param("visits", 1, "联系点领导一年至少到支部几次（条例没有规定次数）"),),
    needs=(Part.BRANCH, Part.TASKS),
    optional=True,
)
def contact_point_unvisited(branch: Branch, period: Period, visits: int) -> Iterator[Problem]:
    """No number is national: off by default, and only for a year that is over."""
    if not period.year_owed(branch):
        return
    for contact in branch.profile.contact_points:
        came = len({day for day in _visits(branch, contact) if day in period})
        if came < visits:
            yield problem(
                contact,
                "visits",
                found=f"{contact.name}以本支部为联系点，{period.year} 年到点 {came} 次，",
                expected=f"联系点领导一般每年到支部 {visits} 次以上。",
                remedy="已到点的，把日期补进“到点”；没有到点的，与其联系安排。",
                day=period.last_day,
                during=period.year,
            )


def _visits(branch: Branch, contact: ContactPoint) -> Iterator[date]:
    """Yield the days of a leader's visits, on the profile or in a year's task book."""
    yield from contact.visits
    for book in branch.records(Part.TASKS):
        yield from (visit.day for visit in book.contact_visits if visit.name == contact.name)


RULES = (contact_point_unvisited,)
