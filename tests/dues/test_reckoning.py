"""From income to the monthly sum: each limit on both sides, the make-up of the base, rounding."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from djledger.dates import Month
from djledger.dues.reckoning import marginal, reckon, to_cent
from djledger.ledger.dues import Base, DuesCategory

MARCH = Month(2026, 3)
ORDER = list(DuesCategory)
WAGE, LOWEST = ORDER[:6], ORDER[8:]
cents = st.integers(0, 20_000_000).map(lambda n: Decimal(n) / 100)


def based(amount):
    return Base.model_validate({"姓名": "孙志远", "基数": str(amount)})


def itemised(**items):
    return Base.model_validate({"姓名": "孙志远", "构成": items})


def due(category, amount, month=MARCH):
    return reckon(category, based(amount), month).due


@pytest.mark.parametrize("category", WAGE)
@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("0", "0.00"),
        ("2999.99", "15.00"),
        ("3000.00", "15.00"),
        ("3000.01", "30.00"),
        ("3001.00", "30.01"),
        ("5000.00", "50.00"),
        ("5000.01", "75.00"),
        ("10000.00", "150.00"),
        ("10000.01", "200.00"),
        ("49999.99", "1000.00"),
        ("50000.00", "1000.00"),
        ("50000.01", "1000.00"),
        ("80000.00", "1000.00"),
    ],
)
def test_the_rate_is_put_on_the_whole_base(category, base, expected):
    assert due(category, base) == Decimal(expected)


@pytest.mark.parametrize(
    ("base", "expected"),
    [("3000.01", "15.00"), ("5000.00", "25.00"), ("5000.01", "50.00"), ("12000", "120.00")],
)
def test_the_retired_have_two_bands(base, expected):
    assert due(DuesCategory.RETIRED, base) == Decimal(expected)


@pytest.mark.parametrize("category", LOWEST)
def test_those_without_income_pay_a_fixed_sum(category):
    found = reckon(category, None, MARCH)
    assert found.due == Decimal("0.20")
    assert found.agrees(Decimal("0.20"))
    assert not found.agrees(Decimal("0.19")) and not found.agrees(Decimal("0.21"))


def test_farmers_pay_what_the_province_sets_within_a_range():
    found = reckon(DuesCategory.FARMER, None, MARCH)
    assert [found.agrees(Decimal(n)) for n in ("0.19", "0.20", "1.00", "1.01")] == [
        False,
        True,
        True,
        False,
    ]


def test_the_ceiling_came_with_the_notice_and_is_cited():
    before = reckon(DuesCategory.FIRM, based("60000"), Month(2017, 12))
    after = reckon(DuesCategory.FIRM, based("60000"), Month(2018, 1))
    assert (before.due, after.due) == (Decimal("1200.00"), Decimal("1000.00"))
    assert after.capped and not before.capped
    assert [len(found.basis) for found in (before, after)] == [1, 2]
    assert not reckon(DuesCategory.FIRM, based("50000"), MARCH).capped


def test_there_are_no_rates_before_the_rules():
    assert reckon(DuesCategory.ORGAN, based("3000"), Month(2008, 3)) is None
    assert due(DuesCategory.ORGAN, "3000", Month(2008, 4)) == Decimal("15.00")


def test_the_base_is_made_of_what_is_counted_less_what_is_deducted():
    found = reckon(
        DuesCategory.ORGAN,
        itemised(
            职务工资="2800.00", 级别工资="2600.00", 津贴补贴="1900.00", 交通补贴="1040.00",
            单位缴存住房公积金="900.00", 个人所得税="35.20", 住房公积金="900.00",
        ),
        MARCH,
    )  # fmt: skip
    assert found.base == found.itemised == Decimal("6364.80")
    assert (found.rate, found.due) == (Decimal("0.015"), Decimal("95.47"))
    assert [line.counts for line in found.lines][3:5] == [0, 0]
    assert all(line.basis for line in found.lines)


def test_the_kind_of_work_decides_about_an_item():
    of_institution = reckon(
        DuesCategory.INSTITUTION, itemised(基础性绩效="1000.00", 奖励性绩效="500.00"), MARCH
    )
    assert of_institution.base == Decimal("1000.00")
    elsewhere = reckon(DuesCategory.ORGAN, itemised(奖励性绩效="500.00"), MARCH)
    assert elsewhere.unknown == ("奖励性绩效",)
    assert elsewhere.base is elsewhere.due is None


def test_traders_pay_by_the_mean_of_the_quarter_before():
    found = reckon(DuesCategory.SELF_EMPLOYED, itemised(上季度纯收入="10000.00"), MARCH)
    assert (found.base, found.due) == (Decimal("3333.33"), Decimal("33.33"))


def test_without_a_base_nothing_is_guessed():
    found = reckon(DuesCategory.ORGAN, None, MARCH)
    assert found.due is None and found.agrees(Decimal("12.34"))


def test_any_rounding_to_the_cent_agrees_and_no_more():
    found = reckon(DuesCategory.ORGAN, based("6364.75"), MARCH)  # 95.47125
    assert [found.agrees(Decimal(n)) for n in ("95.46", "95.47", "95.48", "95.49")] == [
        False,
        True,
        True,
        False,
    ]


@given(cents, cents)
def test_within_a_band_more_income_never_pays_less(one, other):
    low, high = sorted((one, other))
    assert due(DuesCategory.ORGAN, low) <= due(DuesCategory.ORGAN, high)


@given(cents)
def test_the_sum_is_whole_cents_and_within_half_a_cent_of_the_exact_one(base):
    found = reckon(DuesCategory.ORGAN, based(base), MARCH)
    assert found.due == to_cent(found.due)
    assert abs(found.due - found.exact) <= Decimal("0.005")
    assert found.agrees(found.due)


@given(st.sampled_from([3000, 5000, 10000]))
def test_at_each_limit_the_sum_jumps(limit):
    below, above = due(DuesCategory.ORGAN, limit), due(DuesCategory.ORGAN, f"{limit}.01")
    assert above - below > limit * Decimal("0.0049")


@given(cents)
def test_marginal_bands_never_come_to_more(base):
    found = reckon(DuesCategory.ORGAN, based(base), MARCH)
    assert marginal(found.table, base) <= base * found.rate


def test_marginal_bands_by_hand():
    table = reckon(DuesCategory.ORGAN, based(1), MARCH).table
    assert marginal(table, Decimal(12000)) == 15 + 20 + 75 + 40
