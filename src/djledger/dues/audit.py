"""Fixed sums held against the base: what is wrong, most likely why, and what it has cost."""

from datetime import date
from decimal import Decimal
from enum import Enum
from itertools import combinations
from typing import NamedTuple

from djledger.dates import Month, months_of
from djledger.dues.book import DuesBook, dues_book
from djledger.dues.reckoning import CENT, ZERO, Line, Reckoning, marginal, reckon, to_cent
from djledger.law.dues import Treatment
from djledger.ledger.branch import Branch
from djledger.ledger.dues import Base, Fixing

MOST_ITEMS = 12
"""Up to how many items are tried in combination to explain a difference."""


class Cause(Enum):
    """What a wrong sum looks like."""

    UNEXPLAINED = "unexplained"
    FLAT = "flat"
    OTHER_TABLE = "other-table"
    BY_BANDS = "by-bands"
    OLD_BASE = "old-base"
    OVER_CEILING = "over-ceiling"


class Judged(NamedTuple):
    """A fixing, the month from which it holds, its base and the right reckoning."""

    fixing: Fixing
    month: Month
    base: Base | None
    reckoning: Reckoning

    @property
    def needs_base(self) -> bool:
        """Whether the sum depends on income and no base is known."""
        return self.reckoning.table is not None and self.reckoning.base is None


def judged_fixings(branch: Branch) -> dict[int, tuple[Judged, ...]]:
    """Return, by year, every fixing with its reckoning (made once for a branch)."""
    return branch.derived(_judge_all)


def _judge_all(branch: Branch) -> dict[int, tuple[Judged, ...]]:
    book = dues_book(branch)
    return {
        year: tuple(_judge(book, fixing, year) for fixing in _fixings(book, year))
        for year in book.years
        if reckonable(year)
    }


Wrong = dict[int, list[tuple[Judged, Cause]]]
"""By year: the sums that are wrong, and what they look like."""


def wrong_fixings(branch: Branch, unit: Decimal = CENT) -> Wrong:
    """Return every fixing that is wrong, by any rounding to a unit of yuan (made once)."""
    known, book = branch.derived(_known), dues_book(branch)
    if unit not in known:
        known[unit] = {
            year: [(one, why) for one in judged if (why := cause(one, book, unit))]
            for year, judged in judged_fixings(branch).items()
        }
    return known[unit]


def _known(_: Branch) -> dict[Decimal, Wrong]:
    return {}


def reckonable(year: int) -> bool:
    """Whether the rules of 2008 hold for the whole of a year."""
    return year > 2008


def _fixings(book: DuesBook, year: int) -> tuple[Fixing, ...]:
    fixing = book.years[year].fixing
    return fixing.members if fixing else ()


def _judge(book: DuesBook, fixing: Fixing, year: int) -> Judged:
    month = fixing.since or book.first_owed(fixing.name, year) or months_of(year)[0]
    base = book.base(fixing.name, month)
    reckoning = reckon(fixing.category, base, month)
    assert reckoning is not None
    return Judged(fixing, month, base, reckoning)


def cause(judged: Judged, book: DuesBook, unit: Decimal = CENT) -> Cause | None:
    """Return what is wrong with a fixed sum; None if it is right or cannot be judged."""
    found, monthly = judged.reckoning, judged.fixing.monthly
    if found.agrees(monthly, unit):
        return None
    if found.table is None or found.base is None:
        return Cause.FLAT
    if found.capped and found.due is not None and monthly > found.due:
        return Cause.OVER_CEILING
    if monthly == _ceiled(found, marginal(found.table, found.base)):
        return Cause.BY_BANDS
    if any(
        _near(monthly, found.base * table.rate(found.base))
        for table in found.law.tables.values()
        if table.name != found.table.name
    ):
        return Cause.OTHER_TABLE
    return Cause.OLD_BASE if old_base(judged, book) else Cause.UNEXPLAINED


def _ceiled(found: Reckoning, amount: Decimal) -> Decimal:
    return to_cent(amount if found.law.ceiling is None else min(amount, found.law.ceiling))


def _near(monthly: Decimal, exact: Decimal) -> bool:
    return abs(monthly - exact) < CENT


def old_base(judged: Judged, book: DuesBook) -> Reckoning | None:
    """Return the reckoning on an earlier base of the member that gives the fixed sum."""
    for base in book.earlier_bases(judged.fixing.name, judged.month):
        found = reckon(judged.fixing.category, base, judged.month)
        if found is not None and found.due is not None and found.agrees(judged.fixing.monthly):
            return found
    return None


class Shortfall(NamedTuple):
    """What a wrong sum has cost up to a day: yuan a month (less than 0: too much), and months."""

    monthly: Decimal
    months: int

    @property
    def total(self) -> Decimal:
        """The whole difference in yuan."""
        return self.monthly * self.months


def shortfall(judged: Judged, right: Decimal, book: DuesBook, as_of: date) -> Shortfall:
    """Return what a fixing falls short of the right sum, over the months owed or paid so far."""
    name = judged.fixing.name
    owed = [
        month
        for month in book.months(judged.month.year, as_of)
        if book.fixing(name, month) is judged.fixing
        and book.relief(name, month) is None
        and (book.owes(name, month) or book.shares(name, month, as_of))
    ]
    return Shortfall(right - judged.fixing.monthly, len(owed))


class BaseFault(Enum):
    """What a written base looks like beside its items."""

    LEFT_OUT = "left-out"
    DEDUCTED = "deducted"
    TOO_SMALL = "too-small"
    TOO_LARGE = "too-large"


class BaseDifference(NamedTuple):
    """A written base that its items do not give; ``items`` explain the difference exactly."""

    fault: BaseFault
    amount: Decimal
    items: tuple[Line, ...] = ()


def base_difference(judged: Judged) -> BaseDifference | None:
    """Compare a written base with its items; None if they agree or one is missing."""
    found, base = judged.reckoning, judged.base
    if base is None or base.amount is None or found.itemised is None:
        return None
    missing = found.itemised - base.amount
    if abs(missing) < CENT:
        return None
    if missing < 0:
        return BaseDifference(BaseFault.TOO_LARGE, -missing)
    for treatment, fault in (
        (Treatment.COUNTED, BaseFault.LEFT_OUT),
        (Treatment.OUT, BaseFault.DEDUCTED),
    ):
        items = _adding_up(found.lines, treatment, missing)
        if items:
            return BaseDifference(fault, missing, items)
    return BaseDifference(BaseFault.TOO_SMALL, missing)


def by_items(judged: Judged) -> Reckoning | None:
    """Return the reckoning that the items alone give, whatever base was written."""
    if judged.base is None or judged.reckoning.itemised is None:
        return None
    items_only = judged.base.model_copy(update={"amount": None})
    return reckon(judged.fixing.category, items_only, judged.month)


def _adding_up(lines: tuple[Line, ...], treatment: Treatment, amount: Decimal) -> tuple[Line, ...]:
    """Return the fewest lines of one treatment that come to an amount; none if none do."""
    found = [line for line in lines if line.treatment is treatment][:MOST_ITEMS]
    return next(
        (
            some
            for size in range(1, len(found) + 1)
            for some in combinations(found, size)
            if abs(sum((line.counts or line.amount for line in some), ZERO) - amount) < CENT
        ),
        (),
    )
