"""Dues as a table: a row a member a month. The base of nobody is in it."""

from collections.abc import Iterator
from datetime import date

from djledger.dates import months_of
from djledger.dues.book import DuesBook, Settled, dues_book
from djledger.dues.liability import Liability
from djledger.dues.reckoning import ZERO
from djledger.dues.sheet import joined, one_each
from djledger.ledger.branch import Branch, Part
from djledger.tables.table import HOME, BranchTable, Column, Kind, Row, texts


def _rows(branch: Branch, as_of: date) -> Iterator[Row]:
    book = dues_book(branch)
    for year in sorted(book.years):
        for entries in one_each(branch):
            for month in months_of(year):
                found = joined([book.settled(member, month, as_of) for member in entries])
                if found.liability is not Liability.NONE or found.shares:
                    yield _row(entries[0].name, found, book, as_of)


def _row(name: str, found: Settled, book: DuesBook, as_of: date) -> Row:
    fixing = book.fixing(name, found.month)
    over = found.month.last_day < as_of
    return (
        found.month.year,
        found.month.month,
        name,
        fixing.category if fixing else None,
        found.due,
        found.paid,
        found.short if over else ZERO,
        max((share.payment.day for share in found.shares), default=None),
        _standing(found, over),
    )


def _standing(found: Settled, over: bool) -> str:
    if found.shares:
        return "少交" if found.short else "已交"
    if found.liability is Liability.OPEN:
        return "不确定"
    if found.due == ZERO:
        return "免交"
    return "未交" if over else "未到期"


DUES = BranchTable(
    "dues",
    "党费",
    "有党费台账的年度，每人每月一行；不由本支部收的月份不列，基数不在其中",
    (
        *HOME,
        Column("年度", Kind.NUMBER),
        Column("月份", Kind.NUMBER, "1 至 12"),
        *texts("姓名"),
        Column("类别", Kind.TEXT, "核定时的类别，如 机关、离退休"),
        Column("应交", Kind.AMOUNT, "核定并减免之后的数额（元）；没有核定的为空"),
        Column("实交", Kind.AMOUNT, "截至日为这个月交的数额（元）；说不清的为空"),
        Column("欠交", Kind.AMOUNT, "到截至日已过的月份还差多少（元）；未到期或说不清的为 0"),
        Column("交款日期", Kind.DAY, "最后一笔的收款日期"),
        Column("情况", Kind.TEXT, "已交、少交、未交、免交、未到期，或是否应交有两种算法的“不确定”"),
    ),
    (Part.DUES, Part.MEMBERS),
    _rows,
)
