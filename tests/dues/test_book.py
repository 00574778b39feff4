"""Who owed which month and who paid it: transfers, relief, back-payments, short lines."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from djledger.dates import Month, months_from
from djledger.dues.book import dues_book
from djledger.dues.liability import Liability
from djledger.ledger.folder import load, sites
from djledger.ledger.source import MemorySource

BRANCH = "名称: 测试支部\n类型: 机关\n"
YEAR_END = date(2027, 1, 15)


def book_of(members, dues, branch=BRANCH, **more):
    files = {"branch.yaml": branch, "members.yaml": "党员:\n" + members, "dues/2026.yaml": dues}
    source = MemorySource({path: text.encode() for path, text in {**files, **more}.items()})
    loaded = load(source, sites(source)[0])
    assert not loaded.faults, loaded.faults
    return dues_book(loaded.branch)


def month(number):
    return Month(2026, number)


MEMBERS = """\
  - {姓名: 王建国, 入党: 2001-06-28}
  - {姓名: 李秀兰, 入党: 2005-06-28}
"""
FIXED = """\
年度: 2026
核定:
  名单:
    - {姓名: 王建国, 类别: 机关, 月交: 105.00}
    - {姓名: 李秀兰, 类别: 机关, 月交: 30.10}
交纳:
"""
ALL = list(months_from(month(1), month(12)))


def settled(book, name, number, as_of=YEAR_END):
    return book.settled(book.branch.roster.by_name[name], month(number), as_of)


def test_one_line_pays_a_month_for_everybody():
    book = book_of(MEMBERS, FIXED + "  - {月份: 2026-01, 日期: 2026-01-10}\n")
    assert settled(book, "王建国", 1).paid == Decimal("105.00")
    assert settled(book, "李秀兰", 1).paid == Decimal("30.10")
    assert book.received(book.payments[0]) == Decimal("135.10")
    assert settled(book, "李秀兰", 2).missing


def test_exceptions_take_one_more_line_or_word():
    book = book_of(
        MEMBERS,
        FIXED
        + "  - {月份: 2026-01, 日期: 2026-01-10}\n"
        + "  - {月份: 2026-01, 日期: 2026-01-11, 姓名: 李秀兰, 金额: 50.00}\n"
        + "  - {月份: 2026-02, 日期: 2026-02-10, 未交: 李秀兰}\n",
    )
    assert settled(book, "李秀兰", 1).paid == Decimal("50.00")
    assert book.received(book.payments[0]) == Decimal("105.00")
    assert settled(book, "李秀兰", 2).missing and not settled(book, "王建国", 2).missing


def test_money_settles_the_earliest_months_first():
    book = book_of(
        MEMBERS,
        FIXED + "  - {月份: 2026-01至2026-03, 日期: 2026-03-10, 姓名: 李秀兰, 金额: 70.20}\n",
    )
    assert [settled(book, "李秀兰", n).paid for n in (1, 2, 3)] == [
        Decimal("30.10"),
        Decimal("30.10"),
        Decimal("10.00"),
    ]
    assert settled(book, "李秀兰", 3).short == Decimal("20.10")


def test_a_later_payment_does_not_count_yet():
    book = book_of(MEMBERS, FIXED + "  - {月份: 2026-01, 日期: 2026-05-10}\n")
    assert settled(book, "王建国", 1, date(2026, 5, 9)).missing
    assert not settled(book, "王建国", 1, date(2026, 5, 10)).missing


def test_a_change_within_the_year_holds_from_its_month():
    dues = FIXED.replace(
        "交纳:\n", "    - {姓名: 李秀兰, 类别: 机关, 月交: 40.00, 自: 2026-07, 原因: 晋升}\n"
    )
    book = book_of(MEMBERS, dues)
    assert [book.due("李秀兰", month(n)) for n in (6, 7)] == [Decimal("30.10"), Decimal("40.00")]


def test_relief_goes_before_the_fixed_sum_for_its_months():
    dues = FIXED + "减免:\n  - {姓名: 李秀兰, 自: 2026-04, 至: 2026-06, 月交: 0}\n"
    book = book_of(MEMBERS, dues.replace("交纳:\n减免", "减免"))
    assert [book.due("李秀兰", month(n)) for n in (3, 4, 6, 7)] == [
        Decimal("30.10"),
        0,
        0,
        Decimal("30.10"),
    ]
    assert not settled(book, "李秀兰", 5).missing


def stays(member, branch=BRANCH):
    book = book_of(f"  - {{姓名: 孙志远, {member}}}\n", "年度: 2026\n", branch)
    (found,) = book.branch.roster.members
    marks = {Liability.OWED: "O", Liability.OPEN: "?", Liability.NONE: "-"}
    return "".join(marks[book.liability(found, month)] for month in ALL)


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        ("入党: 2001-06-28", "OOOOOOOOOOOO"),
        ("入党: 2026-06-28", "-----OOOOOOO"),
        ("入党: 2026-06-01", "-----OOOOOOO"),
        ("转入: {日期: 2026-04-10}", "????OOOOOOOO"),
        ("转入: {日期: 2026-04-10, 党费交至: 2026-03}", "---OOOOOOOOO"),
        ("转入: {日期: 2026-04-10, 党费交至: 2026-01}", "-??OOOOOOOOO"),
        ("转入: {日期: 2026-04-10, 党费交至: 2026-04}", "----OOOOOOOO"),
        ("转入: {日期: 2026-04-10, 党费交至: 2026-06}", "------OOOOOO"),
        ("转出: {日期: 2026-08-15}", "OOOOOOO?----"),
        ("转出: {去向: 某支部}", "????????????"),
        ("离开: {日期: 2026-08-15, 情形: 去世}", "OOOOOOO?----"),
        ("停止党籍: [{起: 2026-03-15}]", "OO?---------"),
        ("停止党籍: [{起: 2026-03-01, 止: 2026-05-10}]", "OO--?OOOOOOO"),
        ("流动: [{起: 2026-03-15, 止: 2026-04-01}]", "OO??OOOOOOOO"),
        ("失联: [{起: 2026-11-15}]", "OOOOOOOOOO??"),
        ("关系所在: 某局支部", "------------"),
    ],
)
def test_which_months_a_member_owes(member, expected):
    assert stays(member) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("形式: 临时\n", "------------"),
        ("形式: 流动党员\n", "????????????"),
        ("成立: {日期: 2026-03-01}\n", "--OOOOOOOOOO"),
        ("成立: {日期: 2026-03-02}\n", "--?OOOOOOOOO"),
        ("台账启用: 2026-03-01\n", "??OOOOOOOOOO"),
        ("撤销: {日期: 2026-10-01}\n", "OOOOOOOOO---"),
        ("撤销: {日期: 2026-10-31}\n", "OOOOOOOOO?--"),
    ],
)
def test_which_months_a_branch_collects(lines, expected):
    assert stays("入党: 2001-06-28", BRANCH + lines) == expected


def test_unpaid_months_run_across_the_year():
    before = FIXED.replace("2026", "2025") + "".join(
        f"  - {{月份: 2025-{n:02}, 日期: 2025-{n:02}-10}}\n" for n in range(1, 11)
    )
    dues = FIXED + "  - {月份: 2026-04, 日期: 2026-04-10}\n"
    book = book_of(MEMBERS, dues, **{"dues/2025.yaml": before})
    wang = book.branch.roster.by_name["王建国"]
    runs = book.unpaid_runs(wang, 2026, date(2026, 7, 1))
    assert [(str(run[0]), str(run[-1])) for run in runs] == [
        ("2025-11", "2026-03"),
        ("2026-05", "2026-06"),
    ]


sums = st.integers(1, 100_000).map(lambda n: Decimal(n) / 100)


@given(st.lists(st.sampled_from(["all", "own", "more", "none"]), min_size=12, max_size=12), sums)
def test_what_was_received_is_the_sum_of_the_rows(plan, monthly):
    lines, received = [], Decimal(0)
    for number, way in enumerate(plan, 1):
        if way == "none":
            continue
        own = {"all": None, "own": monthly, "more": monthly + 1}[way]
        start = f"  - {{月份: 2026-{number:02}, 日期: 2026-{number:02}-10"
        lines.append(start + "}\n")
        received += Decimal("105.00") + (own or monthly)
        if own is not None:
            lines.append(f"{start}, 姓名: 李秀兰, 金额: {own}}}\n")
    dues = FIXED.replace("30.10", str(monthly)) + "".join(lines)
    book = book_of(MEMBERS, dues if lines else dues.replace("交纳:\n", ""))
    by_payment = sum(book.received(payment) for payment in book.payments)
    by_row = sum(settled(book, name, m.month).paid for name in ("王建国", "李秀兰") for m in ALL)
    assert by_payment == by_row == received


@given(st.integers(1, 12), st.integers(1, 36_000).map(lambda n: Decimal(n) / 100))
def test_a_sum_spread_over_months_loses_no_cent(last, amount):
    line = (
        f"  - {{月份: 2026-01至2026-{last:02}, 日期: 2026-12-10, 姓名: 李秀兰, 金额: {amount}}}\n"
    )
    book = book_of(MEMBERS, FIXED + line)
    assert sum(share.amount for share in book.shares_of(book.payments[0])) == amount


def test_dues_are_first_owed_in_the_earliest_month_of_any_of_a_persons_entries():
    back = "  - {姓名: 孙志远, 入党: 2012-06-28, 转入: {日期: 2026-09-10, 来自: 外地支部}}\n"
    gone = "  - {姓名: 孙志远, 入党: 2012-06-28, 转出: {日期: 2026-03-10, 去向: 外地支部}}\n"
    assert book_of(back, "年度: 2026\n").first_owed("孙志远", 2026) == month(10)
    assert book_of(gone + back, "年度: 2026\n").first_owed("孙志远", 2026) == month(1)
    assert book_of(back, "年度: 2026\n").first_owed("无此人", 2026) is None
