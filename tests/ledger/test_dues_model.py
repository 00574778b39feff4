"""``dues/2026.yaml`` as read: short lines, spans of months, the private file of bases."""

from decimal import Decimal

import pytest

from djledger.dates import Month
from djledger.ledger.branch import Part
from djledger.ledger.documents import Misfit, fit
from djledger.ledger.dues import DuesYear, PaymentKind
from djledger.ledger.folder import load, sites
from djledger.ledger.forms import read_months
from djledger.ledger.layout import Layout, part_of
from djledger.ledger.source import MemorySource
from djledger.ledger.values import MonthSpan
from djledger.yamltext import read

YEAR = """\
年度: 2026
上年结转: 12.30
核定:
  日期: 2026-01-08
  名单:
    - {姓名: 王建国, 类别: 机关, 月交: 105.00}
    - {姓名: 赵德茂, 类别: 离退休, 月交: 20.00}
交纳:
  - {月份: 2026-01, 日期: 2026-01-10, 收款人: 李秀兰}
  - {月份: 2026-02至2026-04, 日期: 2026-04-10, 姓名: 赵德茂, 金额: 60.00, 收款人: 李秀兰}
"""


def test_a_year_is_read_without_loss():
    document = fit(DuesYear, read(YEAR.encode()).data, "dues/2026.yaml")
    assert document.whole and not document.faults
    whole_month, quarter = document.record.payments
    assert whole_month.names == () and whole_month.kind is PaymentKind.DUES
    assert quarter.names == ("赵德茂",) and quarter.amount == Decimal("60.00")
    assert list(quarter.months) == [Month(2026, 2), Month(2026, 3), Month(2026, 4)]
    assert document.record.opening == Decimal("12.30")


@pytest.mark.parametrize("written", ["-5.00", "12.345", "十元", "1e3"])
def test_a_sum_is_not_negative_and_has_no_more_than_two_places(written):
    text = YEAR.replace("60.00", written)
    (fault,) = fit(DuesYear, read(text.encode()).data, "dues/2026.yaml").faults
    assert fault.kind is Misfit.BAD_VALUE


def test_months_that_end_before_they_begin_are_refused():
    text = YEAR.replace("2026-02至2026-04", "2026-04至2026-02")
    (fault,) = fit(DuesYear, read(text.encode()).data, "dues/2026.yaml").faults
    assert fault.kind is Misfit.BAD_VALUE


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("2026年3月", "2026-03"),
        ("2026年1月至3月", "2026-01至2026-03"),
        ("2026.11-2027.2", "2026-11至2027-02"),
        ("2026-01～2026-03", "2026-01至2026-03"),
        ("2026年1月-3月", "2026-01至2026-03"),
        ("2026-01-03", None),
        ("2026年3月至1月", None),
    ],
)
def test_spans_of_months_as_people_write_them(written, canonical):
    assert read_months(written) == canonical


def test_a_span_counts_and_names_its_months():
    span = MonthSpan.parse("2025-11至2026-02")
    assert len(span) == 4 and Month(2026, 1) in span and Month(2026, 3) not in span
    assert str(span) == "2025-11至2026-02" and str(MonthSpan.parse("2026-02")) == "2026-02"


def test_the_private_file_holds_the_bases():
    assert part_of("甲支部", "甲支部/dues/2026.private.yaml") is Part.DUES_BASES
    assert part_of(".", "dues/2026.yaml") is Part.DUES
    source = MemorySource(
        {
            "branch.yaml": "名称: 甲支部\n类型: 机关\n".encode(),
            "dues/2026.yaml": YEAR.encode(),
            "dues/2026.private.yaml": (
                "年度: 2026\n基数:\n  - {姓名: 王建国, 基数: 7000.00}\n"
            ).encode(),
        }
    )
    loaded = load(source, sites(source)[0])
    assert [fault.fault.kind for fault in loaded.faults] == [Layout.NO_ROSTER]
    (bases,) = loaded.branch.records(Part.DUES_BASES)
    assert bases.bases[0].amount == Decimal("7000.00")
