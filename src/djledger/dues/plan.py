"""What a branch's members owe: the fixed sums, relief and bases, by member and month."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from djledger.dates import Month, months_of
from djledger.dues.liability import Liabilities, Liability, branch_year, member_year
from djledger.ledger.branch import Branch, Part
from djledger.ledger.dues import Base, DuesBases, DuesYear, Fixing, Relief
from djledger.ledger.members import Member


class MemberYear(NamedTuple):
    """What one entry of the roster owes in the twelve months of a year, and how much (yuan)."""

    member: Member
    liabilities: Liabilities
    dues: tuple[Decimal | None, ...]


NO_DUES = (None,) * 12
NO_LEDGER = (Liability.OPEN,) * 12


class DuesPlan:
    """What is due in all the years of a branch's dues ledgers."""

    def __init__(self, branch: Branch) -> None:
        """Take over the branch's dues files and roster."""
        self.branch = branch
        self.years: dict[int, DuesYear] = {}
        for record in branch.records(Part.DUES):
            self.years.setdefault(record.year, record)
        self._rows: dict[int, tuple[MemberYear, ...]] = {}
        self._dues: dict[tuple[int, str], tuple[Decimal | None, ...]] = {}

    @cached_property
    def _fixings(self) -> dict[tuple[int, str], list[Fixing]]:
        found: dict[tuple[int, str], list[Fixing]] = defaultdict(list)
        for year, record in self.years.items():
            for fixing in record.fixing.members if record.fixing else ():
                found[year, fixing.name].append(fixing)
        for (year, _), fixings in found.items():
            if len(fixings) > 1:
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
        return self._year_dues(name, month.year)[month.month - 1]

    def _year_dues(self, name: str, year: int) -> tuple[Decimal | None, ...]:
        asked = (year, name)
        if asked not in self._dues:
            self._dues[asked] = self._find_dues(name, year)
        return self._dues[asked]

    @cached_property
    def _relieved(self) -> frozenset[tuple[int, str]]:
        return frozenset((y, r.name) for y, record in self.years.items() for r in record.reliefs)

    def _find_dues(self, name: str, year: int) -> tuple[Decimal | None, ...]:
        fixings = self._fixings.get((year, name), ())
        relieved = (year, name) in self._relieved
        if len(fixings) == 1 and fixings[0].since is None and not relieved:
            return (fixings[0].monthly,) * 12
        if not fixings and not relieved:
            return NO_DUES
        return tuple(self._find_due(name, month) for month in months_of(year))

    def _find_due(self, name: str, month: Month) -> Decimal | None:
        relief = self.relief(name, month)
        if relief is not None:
            return relief.monthly
        fixing = self.fixing(name, month)
        return fixing.monthly if fixing else None

    def rows(self, year: int) -> tuple[MemberYear, ...]:
        """Return what every entry of the roster owes in a year; nothing without a ledger."""
        if year not in self._rows:
            of_branch = branch_year(self.branch, year) if year in self.years else NO_LEDGER
            known = year in self.years
            self._rows[year] = tuple(
                MemberYear(
                    member,
                    member_year(member, year, of_branch) if known else NO_LEDGER,
                    self._year_dues(member.name, year),
                )
                for member in self.branch.roster.members
            )
        return self._rows[year]

    @cached_property
    def _places(self) -> dict[int, int]:
        return {id(member): n for n, member in enumerate(self.branch.roster.members)}

    def liability(self, member: Member, month: Month) -> Liability:
        """Return whether a member owes a month here; nobody owes in a year without a ledger."""
        return self.rows(month.year)[self._places[id(member)]].liabilities[month.month - 1]

    def first_owed(self, name: str, year: int) -> Month | None:
        """Return the first month of a year that somebody of this name surely owes."""
        owed, months = Liability.OWED, months_of(year)
        rows = [self.rows(year)[self._places[id(m)]] for m in self.branch.roster.entries(name)]
        found = (month for n, month in enumerate(months) for r in rows if r.liabilities[n] is owed)
        return next(found, None)

    def owes(self, name: str, month: Month) -> bool:
        """Whether somebody of this name surely owes a month."""
        return any(
            self.liability(member, month) is Liability.OWED
            for member in self.branch.roster.entries(name)
        )

    def months(self, year: int, as_of: date) -> tuple[Month, ...]:
        """Return the months of a year that are over on a day."""
        return tuple(m for m in months_of(year) if m.last_day < as_of)

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
