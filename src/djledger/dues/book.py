"""A branch's dues across the years: fixed sums, who paid which month, what is left over."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from djledger.dates import Month
from djledger.dues.liability import Liability
from djledger.dues.plan import DuesPlan, MemberYear
from djledger.dues.reckoning import ZERO
from djledger.ledger.branch import Branch
from djledger.ledger.dues import Payment, PaymentKind
from djledger.ledger.members import Member

Run = tuple[Month, ...]
"""Months on end."""


class Share(NamedTuple):
    """One member's part of a payment for one month; ``amount`` None where nothing tells it."""

    name: str
    month: Month
    amount: Decimal | None
    payment: Payment


class Settled(NamedTuple):
    """A member's month: what is due and what was paid (yuan), None where it is not known."""

    month: Month
    liability: Liability
    due: Decimal | None
    shares: tuple[Share, ...]

    @property
    def paid(self) -> Decimal | None:
        """The sum paid; 0 without a payment, None if a part of it is unknown."""
        return total(share.amount for share in self.shares)

    @property
    def missing(self) -> bool:
        """Whether the month is owed, something is due, and nothing was paid."""
        return self.liability is Liability.OWED and not self.shares and self.due != ZERO

    @property
    def short(self) -> Decimal:
        """How much is still to be paid; 0 where it cannot be said."""
        if self.liability is not Liability.OWED or self.due is None or self.paid is None:
            return ZERO
        return max(ZERO, self.due - self.paid)


def total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Add amounts; None as soon as one of them is unknown."""
    result = ZERO
    for amount in amounts:
        if amount is None:
            return None
        result += amount
    return result


class DuesBook(DuesPlan):
    """What is due and what was paid, asked by member and month.

    A line for everybody is not spread over the members until somebody asks: nearly all of a
    branch's payments are such lines, and most questions can be answered without.
    """

    def __init__(self, branch: Branch) -> None:
        """Take over the branch's dues files and roster."""
        super().__init__(branch)
        self._runs: dict[tuple[int, date], dict[int, list[Run]]] = {}
        self._received: dict[int, Decimal | None] = {}

    # --- what was paid --------------------------------------------------------------------

    @cached_property
    def payments(self) -> tuple[Payment, ...]:
        """All payments of all years."""
        return tuple(p for record in self.years.values() for p in record.payments)

    @cached_property
    def _common(self) -> dict[tuple[int, int], list[Payment]]:
        """By year and month: the lines that stand for everybody."""
        found: dict[tuple[int, int], list[Payment]] = defaultdict(list)
        for payment in self.payments:
            if payment.kind is PaymentKind.DUES and not payment.names:
                for month in payment.months:
                    found[month.year, month.month].append(payment)
        return found

    @cached_property
    def _own(self) -> dict[str, dict[Month, list[Share]]]:
        """By name and month: what was paid by an entry of one's own, even if it left nothing."""
        found: dict[str, dict[Month, list[Share]]] = defaultdict(lambda: defaultdict(list))
        for payment in self.payments:
            if payment.kind is PaymentKind.DUES and payment.names:
                for name in payment.names:
                    for month in payment.months:
                        found[name].setdefault(month, [])
                for share in self.shares_of(payment):
                    found[share.name][share.month].append(share)
        return found

    def shares_of(self, payment: Payment) -> tuple[Share, ...]:
        """Return what a payment of ordinary dues settles, month by month."""
        if payment.kind is not PaymentKind.DUES:
            return ()
        if len(payment.names) == 1 and payment.amount is not None:
            return tuple(self._spread(payment, payment.names[0], payment.amount))
        return tuple(
            Share(name, month, self.due(name, month), payment)
            for month in payment.months
            for name in payment.names
            or (row.member.name for row in self._everybody(payment, month))
        )

    def _everybody(self, payment: Payment, month: Month) -> list[MemberYear]:
        owed = self._owing(month)
        if not payment.unpaid and not self._own:  # most lines for everybody have no exception
            return owed
        return [
            row
            for row in owed
            if row.member.name not in payment.unpaid
            and month not in self._own.get(row.member.name, ())
        ]

    def _owing(self, month: Month) -> list[MemberYear]:
        place, owed = month.month - 1, Liability.OWED
        return [row for row in self.rows(month.year) if row.liabilities[place] is owed]

    def open_dues(self, payment: Payment) -> list[Decimal]:
        """Return the sums of those who may or may not have a part in a line for everybody."""
        return [
            due
            for month in payment.months
            for row in ([] if payment.names else self.rows(month.year))
            if row.liabilities[month.month - 1] is Liability.OPEN
            and row.member.name not in payment.unpaid
            and month not in self._own.get(row.member.name, ())
            and (due := row.dues[month.month - 1])
        ]

    def _spread(self, payment: Payment, name: str, amount: Decimal) -> Iterator[Share]:
        """Let the money settle the earliest months first; the last one takes the rest."""
        for month in payment.months:
            due = self.due(name, month)
            last = month == payment.months.last
            part = amount if last else min(amount, amount if due is None else due)
            if part or last:
                yield Share(name, month, part, payment)
            amount -= part

    def shares(self, name: str, month: Month, as_of: date = date.max) -> tuple[Share, ...]:
        """Return what a member paid for a month by a day."""
        own = self._own.get(name, {}).get(month)
        if own is not None:
            return tuple(share for share in own if share.payment.day <= as_of)
        found = self._lines(name, month, as_of)
        if not found or not self.owes(name, month):
            return ()
        return tuple(Share(name, month, self.due(name, month), payment) for payment in found)

    def _lines(self, name: str, month: Month, as_of: date) -> list[Payment]:
        """Return the lines for everybody by a day that do not leave somebody out."""
        return [
            payment
            for payment in self._common.get((month.year, month.month), ())
            if payment.day <= as_of and name not in payment.unpaid
        ]

    def may_have_paid(self, member: Member, month: Month, as_of: date) -> bool:
        """Whether a month that is open may have been paid in a line for everybody by a day."""
        unclear = self.liability(member, month) is Liability.OPEN
        return unclear and bool(self._lines(member.name, month, as_of))

    def received(self, payment: Payment) -> Decimal | None:
        """Return the sum received: as written, else what its shares add up to."""
        if payment.amount is not None:
            return payment.amount
        if payment.kind is not PaymentKind.DUES:
            return None
        if id(payment) not in self._received:
            self._received[id(payment)] = total(self._parts(payment))
        return self._received[id(payment)]

    def _parts(self, payment: Payment) -> list[Decimal | None]:
        """Return what the shares of a payment without a written sum are worth."""
        if payment.names:
            return [self.due(name, month) for month in payment.months for name in payment.names]
        return [
            row.dues[month.month - 1]
            for month in payment.months
            for row in self._everybody(payment, month)
        ]

    @cached_property
    def _begun(self) -> dict[Month, date]:
        """By month: the first day on which anybody paid anything for it."""
        found: dict[Month, date] = {}
        for payment in self.payments:
            if payment.kind is PaymentKind.DUES:
                for month in payment.months:
                    found[month] = min(found.get(month, payment.day), payment.day)
        return found

    # --- both -----------------------------------------------------------------------------

    def untold(self, month: Month, as_of: date) -> int:
        """Return how many owe a month for which the ledger tells of no payment at all by a day.

        0 where it tells of one, and where only one person owes: then it is that person's arrears.
        """
        first = self._begun.get(month)
        if first is not None and first <= as_of:
            return 0
        owing = {
            row.member.name
            for row in self.rows(month.year)
            if row.liabilities[month.month - 1] is Liability.OWED
            and row.dues[month.month - 1] != ZERO
        }
        return len(owing) if len(owing) > 1 else 0

    def settled(self, member: Member, month: Month, as_of: date = date.max) -> Settled:
        """Return how a member's month stands on a day."""
        return Settled(
            month,
            self.liability(member, month),
            self.due(member.name, month),
            self.shares(member.name, month, as_of),
        )

    def told_apart(self, year: int) -> tuple[Member, ...]:
        """Return the members who did not simply pay what is due in the year's common lines.

        Everybody, where some month has two such lines.
        """
        members = self.branch.roster.members
        doubled = any(len(self._common.get((year, n), ())) > 1 for n in range(1, 13))
        return tuple(m for m in members if doubled or m.name in self._own)

    def unpaid_runs(self, member: Member, year: int, as_of: date) -> list[Run]:
        """Return stretches of months that are over, owed and unpaid on a day.

        Only stretches that reach into ``year`` are returned, with their months of the year
        before, so that a stretch across the turn of the year is seen whole.
        """
        asked = (year, as_of)
        if asked not in self._runs:
            self._runs[asked] = self._find_runs(year, as_of)
        return self._runs[asked].get(id(member), [])

    def _find_runs(self, year: int, as_of: date) -> dict[int, list[Run]]:
        """Return the stretches of all who have any, by the id of the roster's entry."""
        months = [m for y in (year - 1, year) if y in self.years for m in self.months(y, as_of)]
        suspects = set(self._own)
        for month in months:
            lines = self._common.get((month.year, month.month), ())
            if not any(line.day <= as_of for line in lines):
                suspects = {member.name for member in self.branch.roster.members}
                break
            suspects.update(*(line.unpaid for line in lines))
        return {
            id(member): runs
            for member in self.branch.roster.members
            if member.name in suspects and (runs := self._runs_of(member, year, months, as_of))
        }

    def _runs_of(
        self, member: Member, year: int, months: Sequence[Month], as_of: date
    ) -> list[Run]:
        runs: list[list[Month]] = [[]]
        for month in months:
            if self.settled(member, month, as_of).missing:
                runs[-1].append(month)
            elif runs[-1]:
                runs.append([])
        return [tuple(run) for run in runs if run and run[-1].year == year]


def dues_book(branch: Branch) -> DuesBook:
    """Return the branch's dues book, made once."""
    return branch.derived(DuesBook)
