"""A year's appraisal as a whole, which may be spread over several records.

Large branches let members speak in their groups and assess in the committee; what one record
lacks may stand in another one of the same year.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from djledger.ledger.branch import Branch
from djledger.ledger.meetings import Appraisal, AppraisalResult, Meeting
from djledger.ledger.members import Member
from djledger.ledger.period import Period
from djledger.ledger.roster import group_of, is_full, on_roster


@dataclass(frozen=True)
class Review:
    """The appraisal of one year: its records in order."""

    year: int
    parts: tuple[tuple[Meeting, Appraisal], ...]

    @property
    def appraisals(self) -> Iterator[Appraisal]:
        """The appraisal parts of the records."""
        return (appraisal for _, appraisal in self.parts)

    @cached_property
    def results(self) -> tuple[AppraisalResult, ...]:
        """The results of all records."""
        return tuple(result for appraisal in self.appraisals for result in appraisal.results)

    @property
    def home(self) -> Appraisal:
        """The record that findings about the whole point to: the last with results."""
        with_results = [appraisal for appraisal in self.appraisals if appraisal.results]
        return (with_results or list(self.appraisals))[-1]

    @cached_property
    def day(self) -> date:
        """The day on which the appraisal was concluded, as far as recorded."""
        return max(
            appraisal.assessed_on or appraisal.ended_on or meeting.day
            for meeting, appraisal in self.parts
        )

    @cached_property
    def days(self) -> frozenset[date]:
        """All days by which somebody's standing in the appraisal may be judged."""
        known = {self.day, min(date(self.year, 12, 31), self.day)}
        for meeting, appraisal in self.parts:
            known |= {meeting.day, appraisal.started_on or meeting.day}
        return frozenset(known)

    def surely_full(self, member: Member) -> bool:
        """Whether the person was a full member on every day that may count."""
        return all(is_full(member, day) for day in self.days)

    def never_full(self, member: Member) -> bool:
        """Whether the person was a full member on none of these days."""
        return not any(is_full(member, day) for day in self.days)

    def ever_here(self, member: Member) -> bool:
        """Whether the person belonged to the branch, or took part in its life, on such a day."""
        return any(on_roster(member, day) for day in self.days)

    def concerns(self, member: Member) -> bool:
        """Whether the records at hand are of the member's group; a whole branch's are of all."""
        groups = {name for meeting, _ in self.parts for name in meeting.groups or (None,)}
        return None in groups or group_of(member, self.day) in groups


def all_reviews(branch: Branch) -> tuple[Review, ...]:
    """Return the appraisals of all years in the ledger; made once for a branch."""
    return branch.derived(_reviews)


def _reviews(branch: Branch) -> tuple[Review, ...]:
    years: dict[int, list[tuple[Meeting, Appraisal]]] = {}
    for meeting in branch.meetings:
        if meeting.appraisal is not None:
            years.setdefault(meeting.appraisal.year, []).append((meeting, meeting.appraisal))
    return tuple(Review(year, tuple(parts)) for year, parts in sorted(years.items()))


def reviews_in(branch: Branch, period: Period) -> Iterator[Review]:
    """Yield the appraisals that are for the judged year or were concluded in it."""
    return (
        review
        for review in all_reviews(branch)
        if review.year == period.year or review.day in period
    )
