"""A year's dues of a branch as a table: one row a member, one column a month, and the account.

Pure data for every form it is written in. The base of nobody is in it unless asked for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from djledger.dates import Month, months_of
from djledger.dues.balance import Balance, balance_of
from djledger.dues.book import DuesBook, Settled, dues_book, total
from djledger.dues.liability import Liability
from djledger.dues.reckoning import ZERO, reckon
from djledger.ledger.branch import Branch
from djledger.ledger.dues import Payment, PaymentKind
from djledger.ledger.members import Member


class Mark(Enum):
    """What stands in a month's cell where no money does."""

    PAID = "已交"
    UNPAID = "未交"
    EXEMPT = "免交"
    NOT_OWED = "—"
    BLANK = ""


Cell = Decimal | Mark


@dataclass(frozen=True, slots=True)
class Row:
    """One member's year. ``base`` and ``rate`` only where the sheet was asked to tell them.

    ``due`` counts the months that are over; ``unpaid`` are those of them without payment.
    ``lacking`` is what is still to be paid for them in yuan, month by month: what was paid for
    another month, or beyond what was due, makes up for none.
    Sums are in yuan, None where a month's sum was neither fixed nor written with the payment.
    """

    name: str
    category: str
    monthly: tuple[Decimal, ...]
    cells: tuple[Cell, ...]
    due: Decimal | None
    paid: Decimal | None
    lacking: Decimal | None
    unpaid: tuple[Month, ...]
    remark: str
    base: Decimal | None = None
    rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class YearSheet:
    """A branch's year: its rows in the order of the roster, and its account."""

    branch: str
    year: int
    as_of: date
    rows: tuple[Row, ...]
    balance: Balance
    fixed: str
    with_base: bool

    @property
    def due(self) -> Decimal | None:
        """The sum of what is due, in yuan; like the others None as soon as a part is unknown."""
        return total(row.due for row in self.rows)

    @property
    def paid(self) -> Decimal | None:
        """The sum of what was paid for the year's months, in yuan."""
        return total(row.paid for row in self.rows)

    @property
    def lacking(self) -> Decimal | None:
        """The sum of what is still to be paid, in yuan."""
        return total(row.lacking for row in self.rows)

    def month_total(self, index: int) -> Decimal | None:
        """Return what was paid for a month (0 for January)."""
        cells = [row.cells[index] for row in self.rows]
        known = sum((cell for cell in cells if isinstance(cell, Decimal)), ZERO)
        return None if Mark.PAID in cells else known


def year_sheet(
    branch: Branch, year: int, as_of: date, *, with_base: bool = False
) -> YearSheet | None:
    """Return the sheet of a year as it stood on a day; None without a ledger of that year."""
    book = dues_book(branch)
    record = book.years.get(year)
    if record is None:
        return None
    rows = (_row(book, member, year, as_of, with_base) for member in one_each(branch))
    return YearSheet(
        branch.profile.name,
        year,
        as_of,
        tuple(row for row in rows if row is not None),
        balance_of(record, book),
        _fixed(record.fixing.day, record.fixing.basis) if record.fixing else "",
        with_base,
    )


def one_each(branch: Branch) -> Iterator[tuple[Member, ...]]:
    """Yield the roster's people, all entries of one name together."""
    entries: dict[str, list[Member]] = {}
    for member in branch.roster.members:
        entries.setdefault(member.name, []).append(member)
    return (tuple(found) for found in entries.values())


def _fixed(day: date | None, basis: str | None) -> str:
    return "，".join(str(part) for part in (day, basis) if part)


def _row(
    book: DuesBook, entries: tuple[Member, ...], year: int, as_of: date, with_base: bool
) -> Row | None:
    name = entries[0].name
    settled = [
        joined([book.settled(member, month, as_of) for member in entries])
        for month in months_of(year)
    ]
    fixings = book.fixings(name, year)
    if not fixings and all(_idle(one) for one in settled):
        return None
    over = [one for one in settled if one.month.last_day < as_of]
    last = fixings[-1] if fixings else None
    reckoned = None
    if with_base and last is not None:
        base = book.base(name, last.since or Month(year, 12))
        reckoned = reckon(last.category, base, last.since or Month(year, 1))
    return Row(
        name,
        str(last.category) if last else "",
        tuple(dict.fromkeys(fixing.monthly for fixing in fixings)),
        tuple(_cell(one, as_of) for one in settled),
        total(_counted(one) for one in over),
        total(one.paid for one in settled),
        total(_lacking(one) for one in over),
        tuple(one.month for one in over if one.missing),
        "；".join(_remarks(book, entries, year)),
        reckoned.base if reckoned else None,
        reckoned.rate if reckoned else None,
    )


def joined(found: list[Settled]) -> Settled:
    """Return how a month stands for somebody with several entries: by the one that owes most."""
    order = [Liability.OWED, Liability.OPEN, Liability.NONE]
    return min(found, key=lambda one: order.index(one.liability))


def _idle(one: Settled) -> bool:
    return one.liability is not Liability.OWED and not one.shares


def _counted(one: Settled) -> Decimal | None:
    """Return what is due for a month; where it is open or not fixed, as much as was paid."""
    if one.due is None:
        return None if one.missing else one.paid
    if one.liability is Liability.OWED:
        return one.due
    return min(one.due, one.paid or ZERO)


def _lacking(one: Settled) -> Decimal | None:
    """Return what is still to be paid for a month; None if nothing was, of an unknown sum."""
    return None if one.missing and one.due is None else one.short


def _cell(one: Settled, as_of: date) -> Cell:
    if one.liability is Liability.OWED and one.due == ZERO and not one.paid:
        return Mark.EXEMPT
    if one.shares:
        return one.paid if one.paid is not None else Mark.PAID
    if one.liability is Liability.NONE:
        return Mark.NOT_OWED
    return Mark.UNPAID if one.missing and one.month.last_day < as_of else Mark.BLANK


def _remarks(book: DuesBook, entries: Sequence[Member], year: int) -> Iterator[str]:
    for member in entries:
        came, went = member.transfer_in, member.transfer_out
        for day, word in (
            (member.joined, "入党"),
            (came.day if came else None, "转入"),
            (went.day if went else None, "转出"),
        ):
            if day is not None and day.year == year:
                yield f"{_day(day, year)}{word}"
    yield from _dues_remarks(book, entries, year)


def _dues_remarks(book: DuesBook, entries: Sequence[Member], year: int) -> Iterator[str]:
    record, name = book.years[year], entries[0].name
    for fixing in book.fixings(name, year)[1:]:
        since = _month(fixing.since, year) if fixing.since else "年初"
        yield f"{since}起 {fixing.monthly} 元（{fixing.reason or fixing.basis or '调整'}）"
    for relief in record.reliefs:
        if relief.name == name:
            until = f"至{_month(relief.until, year)}" if relief.until else "起"
            yield f"{_month(relief.since, year)}{until}减免（{relief.reason or '困难'}）"
    for payment in record.payments:
        if name in payment.names and _worth_telling(payment):
            yield f"{_day(payment.day, year)}{_told(payment, year)}"


def _day(day: date, year: int) -> str:
    return f"{day.month}月{day.day}日" if day.year == year else f"{day}"


def _month(month: Month, year: int) -> str:
    return f"{month.month}月" if month.year == year else f"{month}"


def _worth_telling(payment: Payment) -> bool:
    return payment.kind is not PaymentKind.DUES or payment.late_reason is not None


def _told(payment: Payment, year: int) -> str:
    if payment.kind is not PaymentKind.DUES:
        return f"{payment.kind} {payment.amount or ''} 元"
    first, last = payment.months.first, payment.months.last
    span = _month(first, year) if first == last else f"{_month(first, year)}至{_month(last, year)}"
    return f"补交{span}（{payment.late_reason}）"
