"""Working days: the gazetted arrangements, checked against an independent calendar."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from djledger.law.workdays import (
    CalendarUnknown,
    WorkCalendar,
    at_least_workdays,
    calendar_of,
    is_workday,
    workdays_between,
)

FIRST, LAST = date(2014, 1, 1), date(2026, 12, 25)
known_days = st.dates(FIRST, LAST)


def test_every_known_day_agrees_with_an_independent_calendar():
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    assert [d for d in days if is_workday(d) != chinese_calendar.is_workday(d)] == []


@pytest.mark.parametrize("year", range(2014, 2027))
def test_each_year_names_its_notice_and_lists_only_its_own_days(year):
    calendar = calendar_of(year)
    assert isinstance(calendar, WorkCalendar)
    assert calendar.notice.startswith(f"国办发明电〔{year - 1}〕")
    assert calendar.issued.year == year - 1
    assert {day.year for day in calendar.days_off | calendar.working_weekends} == {year}
    assert all(day.weekday() >= 5 for day in calendar.working_weekends)
    assert not calendar.days_off & calendar.working_weekends


def test_weekdays_off_and_weekends_worked_around_the_spring_festival_of_2026():
    assert is_workday(date(2026, 2, 13)) is True
    assert is_workday(date(2026, 2, 14)) is True  # a Saturday, worked
    assert is_workday(date(2026, 2, 15)) is False
    assert is_workday(date(2026, 2, 23)) is False  # a Monday, off
    assert is_workday(date(2026, 2, 24)) is True
    assert workdays_between(date(2026, 2, 13), date(2026, 2, 24)) == 3


def test_both_ends_count():
    monday, friday = date(2026, 3, 2), date(2026, 3, 6)
    assert workdays_between(monday, friday) == 5
    assert workdays_between(monday, friday + timedelta(days=2)) == 5
    assert workdays_between(monday, monday) == 1
    assert workdays_between(friday, monday) == 0
    assert at_least_workdays(monday, friday, 5) is True
    assert at_least_workdays(monday, friday, 6) is False


@pytest.mark.parametrize("day", [date(2027, 3, 1), date(2013, 12, 31), date(2026, 12, 26)])
def test_a_day_that_no_notice_covers_is_unknown(day):
    unknown = CalendarUnknown(day.year)
    assert is_workday(day) == workdays_between(day, day) == unknown
    assert workdays_between(date(2026, 12, 1), date(2027, 1, 31)) == CalendarUnknown(2026)


def test_a_year_without_a_notice_is_named():
    assert calendar_of(2027) == CalendarUnknown(2027)
    assert "2027年" in str(CalendarUnknown(2027))


def test_enough_known_days_settle_the_question_in_spite_of_unknown_ones():
    assert at_least_workdays(date(2026, 12, 14), date(2027, 1, 8), 5) is True
    assert at_least_workdays(date(2026, 12, 24), date(2026, 12, 27), 5) is False
    assert at_least_workdays(date(2026, 12, 24), date(2026, 12, 30), 5) == CalendarUnknown(2026)


@given(known_days, st.integers(0, 60), st.integers(0, 60))
def test_counts_add_up_where_a_period_is_cut(start, first, more):
    middle, end = start + timedelta(days=first), start + timedelta(days=first + more)
    whole, left = workdays_between(start, end), workdays_between(start, middle)
    right = workdays_between(middle + timedelta(days=1), end)
    if isinstance(whole, int):
        assert isinstance(left, int)
        assert isinstance(right, int)
        assert whole == left + right <= first + more + 1


@given(known_days, st.integers(0, 40), st.integers(0, 40))
def test_the_question_agrees_with_the_count(start, length, needed):
    end = start + timedelta(days=length)
    count = workdays_between(start, end)
    if isinstance(count, int):
        assert at_least_workdays(start, end, needed) is (count >= needed)
