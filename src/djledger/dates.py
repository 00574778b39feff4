"""Calendar arithmetic in calendar months, shared by every layer.

One convention holds throughout: a period of n months (or years) that starts on a day ends on
the same day of the target month, or on that month's last day where no such day exists
(31 January + 1 month = 28 or 29 February; 29 February + 1 year = 28 February). The end day
itself still belongs to the period, so a deadline is met on its last day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORTEST = 28
"""Every month has at least so many days."""

_MONTH_TEXT = re.compile(r"([0-9]{4})-([0-9]{2})")


def add_months(day: date, months: int) -> date:
    """Return the day `months` calendar months later (earlier if negative), clipped."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day <= SHORTEST:  # most days: nothing to clip
        return date(year, month0 + 1, day.day)
    return date(year, month0 + 1, min(day.day, monthrange(year, month0 + 1)[1]))


def add_years(day: date, years: int) -> date:
    """Return the day `years` years later (earlier if negative), clipped."""
    return add_months(day, 12 * years)


def within_months(start: date, end: date, months: int) -> bool:
    """Say whether `end` lies from `start` to `months` months after it, both days included."""
    return start <= end <= add_months(start, months)


def at_least_months(start: date, end: date, months: int) -> bool:
    """Say whether `months` months or more have run from `start` to `end`, exactly n included."""
    return add_months(start, months) <= end


def months_between(start: date, end: date) -> int:
    """Return how many whole months have run from `start` to `end` (0 if `end` is earlier)."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if months > 0 and add_months(start, months) > end:
        months -= 1
    return max(months, 0)


def years_between(start: date, end: date) -> int:
    """Return how many whole years have run from `start` to `end` (0 if `end` is earlier)."""
    return months_between(start, end) // 12


def age_on(birth: date, day: date) -> int:
    """Return the age in completed years on `day`; the birthday itself counts as completed."""
    return years_between(birth, day)


@cache
def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


@cache
def _month(year: int, month: int) -> Month:
    """Make each month once: checks ask for the same few again and again."""
    return Month(year, month)


@cache
def _quarter(year: int, number: int) -> Quarter:
    return Quarter(year, number)


@cache
def months_of(year: int) -> tuple[Month, ...]:
    """Return the twelve months of a year."""
    return tuple(_month(year, number) for number in range(1, 13))


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """A calendar month; months sort in time, and `month + n` counts onward."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1 <= self.month <= 12 and 1 <= self.year <= 9999):
            raise ValueError(f"no such month: {self.year}-{self.month}")

    @classmethod
    def of(cls, day: date) -> Month:
        """Return the month in which `day` lies."""
        return _month(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read `YYYY-MM`; anything else raises ValueError."""
        match = _MONTH_TEXT.fullmatch(text)
        if match is None:
            raise ValueError(f"not a month as YYYY-MM: {text!r}")
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return _last_day(self.year, self.month)

    @property
    def quarter(self) -> Quarter:
        """The calendar quarter in which the month lies."""
        return _quarter(self.year, (self.month + 2) // 3)

    def __contains__(self, day: date) -> bool:
        return (day.year, day.month) == (self.year, self.month)

    def __add__(self, months: int) -> Month:
        year, month0 = divmod(self.year * 12 + self.month - 1 + months, 12)
        return _month(year, month0 + 1)


@dataclass(frozen=True, order=True, slots=True)
class Quarter:
    """A calendar quarter, numbered 1 to 4; quarters sort in time."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (1 <= self.number <= 4 and 1 <= self.year <= 9999):
            raise ValueError(f"no such quarter: {self.year}-{self.number}")

    @classmethod
    def of(cls, day: date) -> Quarter:
        """Return the quarter in which `day` lies."""
        return Month.of(day).quarter

    def __str__(self) -> str:
        return f"{self.year:04d}-Q{self.number}"

    @property
    def months(self) -> tuple[Month, Month, Month]:
        """The three months of the quarter, in order."""
        first = Month(self.year, 3 * self.number - 2)
        return first, first + 1, first + 2

    @property
    def first_day(self) -> date:
        """The first day of the quarter."""
        return self.months[0].first_day

    @property
    def last_day(self) -> date:
        """The last day of the quarter."""
        return self.months[2].last_day

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def __add__(self, quarters: int) -> Quarter:
        return (self.months[0] + 3 * quarters).quarter


def months_from(first: Month, last: Month) -> Iterator[Month]:
    """Yield the months from `first` to `last`, both included; none if `last` is earlier."""
    month = first
    while month <= last:
        yield month
        month = month + 1


def quarters_from(first: Quarter, last: Quarter) -> Iterator[Quarter]:
    """Yield the quarters from `first` to `last`, both included; none if `last` is earlier."""
    quarter = first
    while quarter <= last:
        yield quarter
        quarter = quarter + 1
