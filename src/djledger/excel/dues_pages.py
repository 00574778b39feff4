"""The dues of a branch, a payment a row: lines for everybody told apart by person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from djledger.dues.book import dues_book
from djledger.ledger.dues import PaymentKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from djledger.dues.book import DuesBook
    from djledger.ledger.branch import Branch
    from djledger.ledger.dues import Payment

Row = dict[str, str]


def dues_rows(branch: Branch, year: int | None) -> Iterator[Row]:
    """Yield a row for each payment of ordinary dues, with the sum fixed for the member."""
    book = dues_book(branch)
    for each in sorted(book.years):
        if year in {None, each}:
            yield from _year_rows(book, each)


def _year_rows(book: DuesBook, year: int) -> Iterator[Row]:
    paid: set[str] = set()
    for payment in book.years[year].payments:
        if payment.kind is PaymentKind.DUES:
            for row in _payment_rows(book, payment):
                paid.add(row["姓名"])
                yield _filled({**_fixed(book, row["姓名"], year), **row})
    for fixing in book.years[year].fixing.members if book.years[year].fixing else ():  # type: ignore[union-attr]
        if fixing.name not in paid:
            paid.add(fixing.name)
            yield _filled(
                {"姓名": fixing.name, "年度": str(year), **_fixed(book, fixing.name, year)}
            )


def _payment_rows(book: DuesBook, payment: Payment) -> Iterator[Row]:
    if len(payment.names) == 1 and payment.amount is not None:
        yield _row(payment, payment.names[0], str(payment.months), payment.amount)
        return
    for share in book.shares_of(payment):
        yield _row(payment, share.name, str(share.month), share.amount)


def _row(payment: Payment, name: str, months: str, amount: Decimal | None) -> Row:
    return {
        "姓名": name,
        "年度": months[:4],
        "月份": months,
        "金额": "" if amount is None else f"{amount:.2f}",
        "日期": payment.day.isoformat(),
        "方式": payment.method or "",
        "收款人": payment.collector or "",
        "补交原因": payment.late_reason or "",
        "说明": payment.note or "",
    }


def _fixed(book: DuesBook, name: str, year: int) -> Row:
    fixings = book.fixings(name, year)
    if not fixings:
        return {}
    return {"类别": str(fixings[0].category), "月交": f"{fixings[0].monthly:.2f}"}


def _filled(row: Row) -> Row:
    return {route: text for route, text in row.items() if text}
