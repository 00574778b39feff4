"""Working days in China: weekdays, less gazetted days off, plus gazetted working weekends.

The arrangement of each year comes from the State Council's notice for that year and cannot be
computed. A day that no notice in `data/workdays/` covers is answered with `CalendarUnknown`,
never with a guess. Holidays that single regions add are not in these notices.

When a year's notice appears, add `data/workdays/YEAR.toml` and remove `known_through` from the
year before, moving any of its last days that the new notice rearranges.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from djledger.law.certainty import Certainty
from djledger.law.tables import read_table


class CalendarUnknown(NamedTuple):
    """The answer where the arrangement for `year` is not known, or not yet to its end."""

    year: int

    def __str__(self) -> str:
        return f"{self.year}年的放假安排尚未收录（或未收录到年末），工作日无法计算"


class WorkCalendar(NamedTuple):
    """The gazetted arrangement of one calendar year, known up to and including a day."""

    year: int
    notice: str
    issued: date
    number_certainty: Certainty
    amended_by: tuple[str, ...]
    known_through: date
    days_off: frozenset[date]
    working_weekends: frozenset[date]

    def is_workday(self, day: date) -> bool:
        """Say whether a day of this year is worked."""
        is_weekend = day.weekday() >= 5
        return day in self.working_weekends if is_weekend else day not in self.days_off


def calendar_of(year: int) -> WorkCalendar | CalendarUnknown:
    """Return the arrangement of a year, or CalendarUnknown."""
    return _load(year) or CalendarUnknown(year)


def is_workday(day: date) -> bool | CalendarUnknown:
    """Say whether `day` is a working day."""
    calendar = _load(day.year)
    if calendar is None or day > calendar.known_through:
        return CalendarUnknown(day.year)
    return calendar.is_workday(day)


def workdays_between(start: date, end: date) -> int | CalendarUnknown:
    """Count the working days from `start` to `end`, both included (0 if `end` is earlier)."""
    count = 0
    for answer in map(is_workday, _days(start, end)):
        if isinstance(answer, CalendarUnknown):
            return answer
        count += answer
    return count


def at_least_workdays(start: date, end: date, needed: int) -> bool | CalendarUnknown:
    """Say whether `start` to `end`, both included, holds `needed` working days or more.

    Unlike a count, this is certain wherever the days that are known settle it.
    """
    answers = [is_workday(day) for day in _days(start, end)]
    known = sum(answer is True for answer in answers)
    unknown = [answer for answer in answers if isinstance(answer, CalendarUnknown)]
    if known >= needed or known + len(unknown) < needed:
        return known >= needed
    return unknown[0]


def _days(start: date, end: date) -> list[date]:
    return [start + timedelta(days=offset) for offset in range((end - start).days + 1)]


@cache
def _load(year: int) -> WorkCalendar | None:
    table = read_table(f"workdays/{year}")
    if table is None:
        return None
    return WorkCalendar(
        year=year,
        notice=table["notice"],
        issued=table["issued"],
        number_certainty=Certainty(table["number_certainty"]),
        amended_by=tuple(table.get("amended_by", ())),
        known_through=table.get("known_through", date(year, 12, 31)),
        days_off=_all(table["off"]),
        working_weekends=_all(table["work"]),
    )


def _all(days_by_holiday: dict[str, list[date]]) -> frozenset[date]:
    return frozenset(day for days in days_by_holiday.values() for day in days)
