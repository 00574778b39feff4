"""Rates, limits and the make-up of the base of party dues, by the month for which they are paid.

Each file in `data/dues/` is complete for the months from its day on, so a revision of the rates
is one more file. Amounts are yuan. The files name members' categories by their Chinese terms.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from djledger.law.instruments import DUES_NOTICE, DUES_RULES
from djledger.law.tables import read_table

if TYPE_CHECKING:
    from datetime import date

    from djledger.dates import Month
    from djledger.law.citations import Citation

TABLES = ("2017", "2008")
"""The files in `data/dues/`, newest first."""


class Treatment(Enum):
    """What becomes of an item of income in the base."""

    COUNTED = "计入"
    OUT = "不计入"
    DEDUCTED = "扣除"


class Item(NamedTuple):
    """A named item of income: how it is treated, for whom (None: all), and by which article.

    The amount covers `months` months, and counts for one.
    """

    treatment: Treatment
    basis: Citation
    categories: frozenset[str] | None = None
    months: int = 1


class Band(NamedTuple):
    """Bases up to and including `upto` (None: any) pay `rate` of the whole base."""

    upto: Decimal | None
    rate: Decimal


class RateTable(NamedTuple):
    """The bands for some categories of members, lowest first."""

    name: str
    basis: Citation
    bands: tuple[Band, ...]

    def rate(self, base: Decimal) -> Decimal:
        """Return the one rate that applies to the whole of a base (0 or more)."""
        return next(b.rate for b in self.bands if b.upto is None or base <= b.upto)


class FixedSum(NamedTuple):
    """A monthly sum that does not depend on income, or the range the province chooses from."""

    basis: Citation
    least: Decimal
    most: Decimal


class DuesLaw(NamedTuple):
    """All that the law says about one month's dues; `ceiling` None where there was none."""

    in_force: date
    tables: dict[str, RateTable]
    fixed: dict[str, FixedSum]
    items: dict[str, tuple[Item, ...]]
    ceiling: Decimal | None

    def item(self, name: str, category: str) -> Item | None:
        """Return the item of this name for a category; None if the lists do not have it."""
        for item in self.items.get(name, ()):
            if item.categories is None or category in item.categories:
                return item
        return None


def dues_law(month: Month) -> DuesLaw | None:
    """Return the law in force on the first day of a month; None before April 2008."""
    for name in TABLES:
        law = _load(name)
        if law.in_force <= month.first_day:
            return law
    return None


@cache
def _load(name: str) -> DuesLaw:
    data = read_table(f"dues/{name}")
    assert data is not None
    items: dict[str, tuple[Item, ...]] = {}
    for entry in data["items"]:
        for label in entry["names"]:
            items[label] = (*items.get(label, ()), _item(entry))
    ceiling = data.get("ceiling")
    return DuesLaw(
        data["in_force"],
        {category: _table(entry) for entry in data["tables"] for category in entry["categories"]},
        {category: _fixed(entry) for entry in data["fixed"] for category in entry["categories"]},
        items,
        Decimal(ceiling) if ceiling else None,
    )


def _item(entry: dict[str, Any]) -> Item:
    source = DUES_NOTICE if entry.get("notice") else DUES_RULES
    categories = entry.get("categories")
    return Item(
        Treatment(entry["treatment"]),
        source[entry["article"]],
        frozenset(categories) if categories else None,
        entry.get("months", 1),
    )


def _table(entry: dict[str, Any]) -> RateTable:
    bands = [
        Band(Decimal(upto) if upto else None, Decimal(percent) / 100)
        for upto, percent in entry["bands"]
    ]
    return RateTable(entry["name"], DUES_RULES[entry["article"]], tuple(bands))


def _fixed(entry: dict[str, Any]) -> FixedSum:
    return FixedSum(DUES_RULES[entry["article"]], Decimal(entry["least"]), Decimal(entry["most"]))
