"""A branch's dues across the years: fixed sums, who paid which month, what is left over."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from djledger.dates import Month, months_from
from djledger.dues.liability import Liability, liability
from djledger.dues.reckoning import ZERO
from djledger.ledger.branch import Branch, Part
from djledger.ledger.dues import Base, DuesBases, DuesYear, Fixing, Payment, PaymentKind, Relief
from djledger.ledger.members import Member


@dataclass(frozen=True, slots=True)
class Share:
    """One member's part of a payment for one month; ``amount`` None where nothing tells it."""

    name: str
    month: Month
    amount: Decimal | None
    payment: Payment


@dataclass(frozen=True, slots=True)
class Settled:
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


class DuesBook:
    """All dues ledgers of a branch, asked by member and month."""

    def __init__(self, branch: Branch) -> None:
        """Take over the branch's dues files and roster."""
        self.branch = branch
        self.years: dict[int, DuesYear] = {}
        for record in branch.records(Part.DUES):
            self.years.setdefault(record.year, record)
        self._liabilities: dict[tuple[int, int, int], Liability] = {}
        self._settled: dict[tuple[int, int, int, date], Settled] = {}
        self._runs: dict[tuple[int, int, date], list[tuple[Month, ...]]] = {}

    # --- what is due ----------------------------------------------------------------------

    @cached_property
    def _fixings(self) -> dict[tuple[int, str], list[Fixing]]:
        found: dict[tuple[int, str], list[Fixing]] = defaultdict(list)
        for year, record in self.years.items():
            for fixing in record.fixing.members if record.fixing else ():
                found[year, fixing.name].append(fixing)
        for (year, _), fixings in found.items():
            fixings.sort(key=lambda fixing: fixing.since or Month(year, 1))
        return found

    def fixings(self, name: str, year: int) -> tuple[Fixing, ...]:
        """Return the sums fixed for a member in a year, in order of the month they begin."""
        return tuple(self._fixings.get((year, name), ()))

    def fixing(self, name: str, month: Month) -> Fixing | None:
        """Return the fixing in force for a month."""
        found = None
        for fixing in self._fixings.get((month.year, name), ()):
            if fixing.since is None or fixing.since <= month:
                found = fixing
        return found

    def relief(self, name: str, month: Month) -> Relief | None:
        """Return the relief that a member has in a month."""
        record = self.years.get(month.year)
        for relief in record.reliefs if record else ():
            if relief.name == name and relief.since <= month <= (relief.until or month):
                return relief
        return None

    def due(self, name: str, month: Month) -> Decimal | None:
        """Return the sum due for a month if it is owed; None where none was fixed."""
        relief = self.relief(name, month)
        if relief is not None:
            return relief.monthly
        fixing = self.fixing(name, month)
        return fixing.monthly if fixing else None

    def liability(self, member: Member, month: Month) -> Liability:
        """Return whether a member owes a month here; nobody owes in a year without a ledger."""
        asked = (id(member), month.year, month.month)
        if asked not in self._liabilities:
            known = month.year in self.years
            self._liabilities[asked] = (
                liability(member, month, self.branch) if known else Liability.OPEN
            )
        return self._liabilities[asked]

    # --- what was paid --------------------------------------------------------------------

    @cached_property
    def payments(self) -> tuple[Payment, ...]:
        """All payments of all years."""
        return tuple(p for record in self.years.values() for p in record.payments)

    @cached_property
    def _own(self) -> frozenset[tuple[str, Month]]:
        """Who has an entry of their own for which month."""
        return frozenset(
            (name, month)
            for payment in self.payments
            if payment.kind is PaymentKind.DUES
            for name in payment.names
            for month in payment.months
        )

    def shares_of(self, payment: Payment) -> tuple[Share, ...]:
        """Return what a payment of ordinary dues settles, month by month."""
        if payment.kind is not PaymentKind.DUES:
            return ()
        if len(payment.names) == 1 and payment.amount is not None:
            return tuple(self._spread(payment, payment.names[0], payment.amount))
        return tuple(
            Share(name, month, self.due(name, month), payment)
            for month in payment.months
            for name in payment.names or self._everybody(payment, month)
        )

    def _everybody(self, payment: Payment, month: Month) -> Iterator[str]:
        for member in self.branch.roster.members:
            left_out = member.name in payment.unpaid or (member.name, month) in self._own
            if not left_out and self.liability(member, month) is Liability.OWED:
                yield member.name

    def _spread(self, payment: Payment, name: str, amount: Decimal) -> Iterator[Share]:
        """Let the money settle the earliest months first; the last one takes the rest."""
        for month in payment.months:
            due = self.due(name, month)
            last = month == payment.months.last
            part = amount if last else min(amount, amount if due is None else due)
            if part or last:
                yield Share(name, month, part, payment)
            amount -= part

    @cached_property
    def _shares(self) -> dict[tuple[str, Month], list[Share]]:
        found: dict[tuple[str, Month], list[Share]] = defaultdict(list)
        for payment in self.payments:
            for share in self.shares_of(payment):
                found[share.name, share.month].append(share)
        return found

    def shares(self, name: str, month: Month, as_of: date = date.max) -> tuple[Share, ...]:
        """Return what a member paid for a month by a day."""
        return tuple(s for s in self._shares.get((name, month), ()) if s.payment.day <= as_of)

    def received(self, payment: Payment) -> Decimal | None:
        """Return the sum received: as written, else what its shares add up to."""
        if payment.amount is not None:
            return payment.amount
        if payment.kind is not PaymentKind.DUES:
            return None
        return total(share.amount for share in self.shares_of(payment))

    # --- both -----------------------------------------------------------------------------

    def settled(self, member: Member, month: Month, as_of: date = date.max) -> Settled:
        """Return how a member's month stands on a day."""
        asked = (id(member), month.year, month.month, as_of)
        if asked not in self._settled:
            self._settled[asked] = Settled(
                month,
                self.liability(member, month),
                self.due(member.name, month),
                self.shares(member.name, month, as_of),
            )
        return self._settled[asked]

    def months(self, year: int, as_of: date) -> tuple[Month, ...]:
        """Return the months of a year that are over on a day."""
        return tuple(m for m in months_from(Month(year, 1), Month(year, 12)) if m.last_day < as_of)

    def unpaid_runs(self, member: Member, year: int, as_of: date) -> list[tuple[Month, ...]]:
        """Return stretches of months that are over, owed and unpaid on a day.

        Only stretches that reach into ``year`` are returned, with their months of the year
        before, so that a stretch across the turn of the year is seen whole.
        """
        asked = (id(member), year, as_of)
        if asked not in self._runs:
            self._runs[asked] = self._find_runs(member, year, as_of)
        return self._runs[asked]

    def _find_runs(self, member: Member, year: int, as_of: date) -> list[tuple[Month, ...]]:
        runs: list[list[Month]] = [[]]
        kept = [y for y in (year - 1, year) if y in self.years]
        for month in (month for y in kept for month in self.months(y, as_of)):
            if self.settled(member, month, as_of).missing:
                runs[-1].append(month)
            elif runs[-1]:
                runs.append([])
        return [tuple(run) for run in runs if run and run[-1].year == year]

    # --- bases ----------------------------------------------------------------------------

    @cached_property
    def _bases(self) -> dict[str, list[tuple[int, Month, Base]]]:
        """By name: year of the file, month from which it holds, and the base, in order."""
        found: dict[str, list[tuple[int, Month, Base]]] = defaultdict(list)
        records: list[DuesYear | DuesBases] = [
            *self.branch.records(Part.DUES_BASES),
            *self.years.values(),
        ]
        for record in records:
            for base in record.bases:
                since = base.since or Month(record.year, 1)
                found[base.name].append((record.year, since, base))
        for entries in found.values():
            entries.sort(key=lambda entry: entry[:2])
        return found

    def base(self, name: str, month: Month) -> Base | None:
        """Return a member's base in force in a month, from the files of that year alone."""
        found = [
            base
            for year, since, base in self._bases.get(name, ())
            if year == month.year and since <= month
        ]
        return found[-1] if found else None

    def earlier_bases(self, name: str, month: Month) -> tuple[Base, ...]:
        """Return the bases that were in force before the one of a month, latest first."""
        found = [
            base
            for year, since, base in self._bases.get(name, ())
            if year <= month.year and since <= month
        ]
        return tuple(reversed(found[:-1]))


def dues_book(branch: Branch) -> DuesBook:
    """Return the branch's dues book, made once."""
    return branch.derived(DuesBook)
