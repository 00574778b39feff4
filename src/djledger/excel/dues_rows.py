"""Dues sheets, a month a column or a payment a row, to fixed sums and payments.

The day on which money came in is a fact: a sheet of month columns does not have it, so the user
must say which day of the month was the day of payment, or nothing is taken.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from djledger.dues.book import DuesBook, dues_book
from djledger.excel.rows import Refusal
from djledger.excel.values import CellError, as_list, canonical, take
from djledger.excel.vocabulary import Shape
from djledger.ledger.folder import load, survey
from djledger.ledger.forms import read_months
from djledger.ledger.source import DiskSource
from djledger.ledger.values import MonthSpan
from djledger.yamltext import Append, Set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from djledger.excel.drafting import Draft
    from djledger.excel.grid import Cell
    from djledger.excel.heading import Table
    from djledger.excel.importing import Plan
    from djledger.excel.rows import Entry
    from djledger.yamltext import Plain

_YEAR = re.compile(r"((?:19|20)\d\d)")
_UNPAID = frozenset(
    {"未交", "未缴", "欠", "欠交", "欠缴", "免", "免交", "免缴", "—", "-", "/", "×", "无"}
)
_TICKS = frozenset({"√", "✓", "已交", "已缴"})
_OWN = ("方式", "收款人", "补交原因", "说明")


@dataclass(frozen=True, slots=True)
class Paid:
    """One payment as a sheet tells it; ``amount`` in yuan with two decimals."""

    entry: Entry
    months: str
    day: str | None
    amount: str
    address: str


@dataclass(slots=True)
class _Books:
    """The dues of a branch: the book before the import and what this import adds."""

    book: DuesBook | None
    seen: set[tuple[str, str]] = field(default_factory=set)
    fixed: dict[tuple[str, str], str] = field(default_factory=dict)


def take_dues(plan: Plan, table: Table, taken: Sequence[Entry]) -> None:
    """Plan what the rows of a dues sheet tell."""
    books = _Books(_book(plan))
    for entry in taken:
        year = _year(plan, entry)
        if year is None:
            plan.refuse(entry, "看不出是哪一年；用 --year 写明", "姓名")
            continue
        try:
            payments = list(_payments(plan, table, entry, year, books))
        except CellError as error:
            plan.refused.append(entry.refused(str(error)))
            continue
        before = len(plan.drafts.open(f"dues/{year}.yaml").changes)
        if _all_dated(plan, books, payments):
            _fix(plan, entry, year, books)
            for paid in payments:
                _pay(plan, year, paid, books)
            added = len(plan.drafts.open(f"dues/{year}.yaml").changes) > before
            plan.added += added
            plan.unchanged += not added


def _book(plan: Plan) -> DuesBook | None:
    source = DiskSource(plan.drafts.folder)
    branches = survey(source).branches
    branch = load(source, branches[0]).branch if branches else None
    return dues_book(branch) if branch is not None else None


def _year(plan: Plan, entry: Entry) -> str | None:
    written = entry.text("年度") or entry.text("月份")
    found = _YEAR.match(written) or _YEAR.search(entry.table.title)
    if written and _YEAR.match(written) is not None:
        return _YEAR.match(written)[1]  # type: ignore[index]
    return str(plan.wishes.year) if plan.wishes.year else found[1] if found else None


# --- what a row says ------------------------------------------------------------------------


def _payments(plan: Plan, table: Table, entry: Entry, year: str, books: _Books) -> Iterator[Paid]:
    for column, month in table.months.items():
        cell = table.sheet.at(entry.row, column)
        amount = _amount(cell, entry, year, books)
        if amount is not None:
            day = _pay_day(plan, int(year), month)
            yield Paid(entry, f"{year}-{month:02}", day, amount, cell.address)
    amount = entry.text("金额")
    if amount and Decimal(amount) and not table.months:
        day = entry.text("日期") or None
        yield Paid(entry, _months(entry, year), day, amount, entry.address("金额"))


def _pay_day(plan: Plan, year: int, month: int) -> str | None:
    if plan.wishes.pay_day is None:
        return None
    day = min(plan.wishes.pay_day, monthrange(year, month)[1])
    return f"{year}-{month:02}-{day:02}"


def _amount(cell: Cell, entry: Entry, year: str, books: _Books) -> str | None:
    text = cell.text
    if text in _UNPAID:
        return None
    if text in _TICKS:
        fixed = entry.text("月交") or books.fixed.get((year, entry.text("姓名")))
        if fixed is None or not fixed:
            raise CellError(f"{cell.address} 打了勾，但没有月应缴数额")
        return fixed
    try:
        taken = take(cell, Shape("amount"), {})
    except CellError as error:
        raise CellError(f"{cell.address} {error}") from None
    value = str(taken.value) if taken is not None else None
    return value if value is not None and Decimal(value) else None


def _months(entry: Entry, year: str) -> str:
    written = entry.text("月份").removesuffix("份")
    match = re.fullmatch(r"(\d{1,2})(?:\s*[-—–~至到]\s*(\d{1,2}))?月?", written.replace("月", ""))
    if match:
        written = f"{year}.{match[1]}" + (f"-{year}.{match[2]}" if match[2] else "")
    found = read_months(written) or canonical("month", written)
    if found is None:
        raise CellError(f"{entry.address('月份')} 看不出是哪个月")
    return found


# --- what the ledger is to say --------------------------------------------------------------


def _all_dated(plan: Plan, books: _Books, payments: list[Paid]) -> bool:
    """Whether every payment that is new has a day; the row is refused if one has none."""
    for paid in payments:
        if paid.day is None and not _known(books, paid):
            hint = "用 --pay-day 说明每月几日收党费，如 --pay-day 10"
            reason = "没有收款日期" + f"；{hint}" * bool(paid.entry.table.months)
            plan.refused.append(Refusal(paid.entry.table.sheet.title, paid.address, reason))
            return False
    return True


def _known(books: _Books, paid: Paid) -> bool:
    return _paid_before(books, paid) is not None


def _paid_before(books: _Books, paid: Paid) -> Decimal | None:
    """Return what the ledger says was paid for these months; None if it says nothing."""
    if books.book is None:
        return None
    name, span = paid.entry.text("姓名"), MonthSpan.parse(paid.months)
    shares = [share for month in span for share in books.book.shares(name, month)]
    if not shares:
        return None
    amounts = [share.amount for share in shares]
    if None in amounts:  # paid, at a sum that the ledger does not know: nothing to compare
        return Decimal(paid.amount)
    return sum(filter(None, amounts), Decimal(0))


def _pay(plan: Plan, year: str, paid: Paid, books: _Books) -> None:
    name, before = paid.entry.text("姓名"), _paid_before(books, paid)
    where = f"{paid.entry.table.sheet.title}!{paid.address}"
    if before is not None:
        if before != Decimal(paid.amount):
            _settle(plan, year, paid, before)
    elif (name, paid.months) in books.seen:
        plan.notes.append(f"{where}：{name} {paid.months} 在表里重复，只取前一笔")
    else:
        books.seen.add((name, paid.months))
        record: dict[str, Plain | None] = {**_record(paid)}
        _draft(plan, year).changes.append(Append(("交纳",), record))
        plan.told[f"dues/{year}·交纳·{name}·{paid.months}"] = paid.amount


def _settle(plan: Plan, year: str, paid: Paid, before: Decimal) -> None:
    """Correct an entry that this sheet made; anything else is left to a person."""
    name, draft = paid.entry.text("姓名"), plan.drafts.open(f"dues/{year}.yaml")
    remembered = f"dues/{year}·交纳·{name}·{paid.months}"
    for index, one in enumerate(as_list(draft.data.get("交纳"))):
        if (
            isinstance(one, dict)
            and as_list(one.get("姓名")) == [name]
            and one.get("月份") == paid.months
            and plan.last.get(remembered) == one.get("金额")
        ):
            draft.changes.append(Set(("交纳", index, "金额"), paid.amount))
            plan.told[remembered] = paid.amount
            return
    where = f"{paid.entry.table.sheet.title}!{paid.address}"
    plan.notes.append(
        f"{where}：{name} {paid.months} 台账里是 {before:.2f} 元，表里是 {paid.amount} 元，"
        "没有改动，请核对"
    )


def _draft(plan: Plan, year: str) -> Draft:
    """Return the year's file; a new one begins with its year."""
    draft = plan.drafts.open(f"dues/{year}.yaml")
    if not draft.data and not draft.changes:
        draft.changes.append(Set(("年度",), year))
    return draft


def _record(paid: Paid) -> dict[str, Any]:
    assert paid.day is not None
    record: dict[str, Any] = {"月份": paid.months, "日期": paid.day}
    record |= {"姓名": paid.entry.text("姓名"), "金额": paid.amount}
    if not paid.entry.table.months:
        record |= {key: value for key in _OWN if (value := paid.entry.text(key))}
    return record


def _fix(plan: Plan, entry: Entry, year: str, books: _Books) -> None:
    """Take the sum fixed for a member; a different one is an adjustment, for a person to write."""
    name, monthly, category = entry.text("姓名"), entry.text("月交"), entry.text("类别")
    if not monthly or (year, name) in books.fixed:
        return
    draft = _draft(plan, year)
    known = as_list((draft.data.get("核定") or {}).get("名单"))
    own = [one for one in known if isinstance(one, dict) and one.get("姓名") == name]
    where = f"{entry.table.sheet.title}!{entry.address('月交')}"
    books.fixed[year, name] = monthly
    if own:
        if canonical("amount", str(own[-1].get("月交"))) != monthly:
            plan.notes.append(
                f"{where}：与核定的月交数额不同，没有改动；年内调整请在“核定”里另写一条"
            )
    elif not category:
        plan.notes.append(f"{where}：没有“类别”，月应缴没有写入核定")
    else:
        fixing: dict[str, Plain | None] = {"姓名": name, "类别": category, "月交": monthly}
        draft.changes.append(Append(("核定", "名单"), fixing))
