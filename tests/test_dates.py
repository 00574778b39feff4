"""Calendar arithmetic: months are calendar months, and the last day still counts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from djledger.dates import (
    Month,
    Quarter,
    add_months,
    add_years,
    age_on,
    at_least_months,
    months_between,
    months_from,
    months_of,
    quarters_from,
    within_months,
    years_between,
)

days = st.dates(date(1900, 1, 1), date(2200, 12, 31))
counts = st.integers(0, 600)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2026, 2, 28), 1, date(2026, 3, 28)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 5, 11), 0, date(2026, 5, 11)),
    ],
)
def test_months_are_calendar_months_clipped_at_the_month_end(start, months, end):
    assert add_months(start, months) == end


def test_a_year_from_29_february_ends_on_28_february():
    assert add_years(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert add_years(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_the_deadline_day_itself_is_in_time():
    start = date(2026, 3, 10)
    assert within_months(start, date(2026, 4, 10), 1)
    assert not within_months(start, date(2026, 4, 11), 1)
    assert within_months(start, start, 1)
    assert not within_months(start, date(2026, 3, 9), 1)


def test_exactly_one_year_is_at_least_one_year():
    start = date(2025, 5, 20)
    assert at_least_months(start, date(2026, 5, 20), 12)
    assert not at_least_months(start, date(2026, 5, 19), 12)


def test_an_age_is_reached_on_the_birthday():
    assert age_on(date(2008, 9, 1), date(2026, 8, 31)) == 17
    assert age_on(date(2008, 9, 1), date(2026, 9, 1)) == 18
    assert age_on(date(2008, 2, 29), date(2026, 2, 27)) == 17
    assert age_on(date(2008, 2, 29), date(2026, 2, 28)) == 18


@given(days, counts, counts)
def test_later_periods_never_end_earlier(start, first, more):
    assert add_months(start, first) <= add_months(start, first + more)


@given(days, counts)
def test_the_end_lies_in_the_target_month_on_the_same_day_or_the_last(start, months):
    end = add_months(start, months)
    target = Month.of(start) + months
    assert end in target
    assert end.day == start.day or end == target.last_day


@given(days, days)
def test_whole_months_are_the_most_that_fit(start, end):
    months = months_between(start, end)
    assert end < start or add_months(start, months) <= end
    assert add_months(start, months + 1) > end
    assert years_between(start, end) == months // 12


@given(days, days, counts)
def test_a_period_is_either_still_running_or_over(start, end, months):
    deadline = add_months(start, months)
    assert within_months(start, end, months) == (start <= end <= deadline)
    assert at_least_months(start, end, months) == (end >= deadline)


@given(days)
def test_a_month_holds_exactly_its_days_and_reads_back(day):
    month = Month.of(day)
    assert month.first_day <= day <= month.last_day
    assert Month.parse(str(month)) == month
    assert (month + 1).first_day > month.last_day
    assert (month + 1) + -1 == month
    assert day not in month + 1


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "2026-1", "202601", "2026-01-01", "", "０"])
def test_other_text_is_no_month(text):
    with pytest.raises(ValueError):
        Month.parse(text)


@given(days)
def test_a_quarter_is_three_months(day):
    quarter = Quarter.of(day)
    assert day in quarter
    assert Month.of(day) in quarter.months
    assert (quarter + 1).first_day > quarter.last_day
    assert day not in quarter + 1


def test_quarters_start_in_january_april_july_october():
    assert [Quarter(2026, n).first_day.month for n in (1, 2, 3, 4)] == [1, 4, 7, 10]
    assert Quarter(2026, 4).last_day == date(2026, 12, 31)
    assert Quarter(2026, 4) + 1 == Quarter(2027, 1)
    assert str(Month(2026, 5).quarter) == "2026-Q2"


@pytest.mark.parametrize("number", [0, 5])
def test_there_are_four_quarters(number):
    with pytest.raises(ValueError):
        Quarter(2026, number)


def test_ranges_include_both_ends_and_may_be_empty():
    assert [str(month) for month in months_from(Month(2025, 12), Month(2026, 2))] == [
        "2025-12",
        "2026-01",
        "2026-02",
    ]
    assert list(months_from(Month(2026, 2), Month(2026, 1))) == []
    assert months_of(2026) == tuple(months_from(Month(2026, 1), Month(2026, 12)))
    assert len(list(quarters_from(Quarter(2025, 3), Quarter(2026, 2)))) == 4
