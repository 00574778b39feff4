"""The stretch of time that is judged, and the day on which it is judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from djledger.dates import Month, Quarter, months_of, quarters_from

if TYPE_CHECKING:
    from djledger.ledger.branch import Branch


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar year as seen on ``as_of``. No rule knows any other clock."""

    year: int
    as_of: date

    @property
    def start(self) -> date:
        """The first day of the year."""
        return date(self.year, 1, 1)

    @property
    def end(self) -> date:
        """The last day of the year."""
        return date(self.year, 12, 31)

    @property
    def last_day(self) -> date:
        """The last day that can be judged: the end of the year or ``as_of``, if earlier."""
        return min(self.end, self.as_of)

    @property
    def over(self) -> bool:
        """Whether the year is over on ``as_of``."""
        return self.end < self.as_of

    def __contains__(self, day: date) -> bool:
        """Whether a day lies in the year."""
        return day.year == self.year

    def owed_months(self, branch: Branch) -> Iterator[Month]:
        """Yield the months for which the branch owes its meetings.

        A month is owed when it is over and lay wholly within the branch's existence; the
        month now running is still to do.
        """
        for month in months_of(self.year):
            if self._owed(branch, month.first_day, month.last_day):
                yield month

    def owed_quarters(self, branch: Branch) -> Iterator[Quarter]:
        """Yield the quarters for which the branch owes its meetings, as for months."""
        for quarter in quarters_from(Quarter(self.year, 1), Quarter(self.year, 4)):
            if self._owed(branch, quarter.first_day, quarter.last_day):
                yield quarter

    def year_owed(self, branch: Branch) -> bool:
        """Whether the branch owes what is due once a year, and the year is over."""
        return self._owed(branch, self.start, self.end)

    def _owed(self, branch: Branch, first: date, last: date) -> bool:
        return branch.owes_from <= first and last <= branch.owes_until and last < self.as_of
