"""The time in which the yearly organisation-life meeting and appraisal of a year are held.

The regulation says once a year, as a rule in the fourth quarter; the yearly notices let it run
into the next spring. So a year's meeting may be held from its first day to the next 31 March,
and the year is missed only when that day is over.
"""

from datetime import date

from djledger.ledger.branch import Branch
from djledger.ledger.period import Period

LAST_MONTH = 3


def window_end(year: int) -> date:
    """Return the last day on which a year's meeting may be held."""
    return date(year + 1, LAST_MONTH, 31)


def in_window(day: date, year: int) -> bool:
    """Whether a day may be that of a year's meeting."""
    return date(year, 1, 1) <= day <= window_end(year)


def window_owed(branch: Branch, period: Period) -> bool:
    """Whether the year's meeting is due and can no longer be held in time."""
    end = window_end(period.year)
    return branch.owes_from <= period.start and end <= branch.owes_until and end < period.as_of
