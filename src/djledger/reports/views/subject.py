"""What the views of a branch are made from: its ledger, the year, and what checking it gave."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from djledger.checking.finding import SiteReport
from djledger.ledger.branch import Branch, Part
from djledger.ledger.meetings import Meeting
from djledger.ledger.node import Node
from djledger.ledger.period import Period


@dataclass(frozen=True)
class BranchYear:
    """A branch in a year. ``titles`` are those of the rules, by code."""

    branch: Branch
    period: Period
    checked: SiteReport
    titles: Mapping[str, str]

    @property
    def last_day(self) -> date:
        """The last day that is reported on."""
        return self.period.last_day

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """The meetings of the year held by the day of the report, in order."""
        return tuple(
            meeting
            for meeting in self.branch.meetings
            if meeting.day in self.period and meeting.day <= self.last_day
        )

    @cached_property
    def before(self) -> "BranchYear":
        """The same branch in the year before; what checking gave is not carried over."""
        period = Period(self.period.year - 1, self.period.as_of)
        return replace(self, period=period, checked=SiteReport(self.checked.path))

    def paths(self, records: Iterable[Node]) -> tuple[str, ...]:
        """Return the files of records, in order and each once."""
        found = (self.branch.document_of(record) for record in records)
        return tuple(dict.fromkeys(document.path for document in found if document is not None))

    def part(self, part: Part) -> tuple[str, ...]:
        """Return the files of a part of the ledger."""
        return tuple(document.path for document in self.branch.documents.get(part, ()))

    def names(self) -> Iterator[str]:
        """Yield everybody whom the ledger names where a name belongs."""
        yield from (member.name for member in self.branch.roster.members)
        yield from (file.name for file in self.branch.records(Part.DEVELOPMENT))
        for term in self.branch.profile.terms:
            yield from (officer.name for officer in term.officers)
        yield from (point.name for point in self.branch.profile.contact_points)
        for meeting in self.branch.meetings:
            yield from _named(meeting)
        for election in self.branch.records(Part.ELECTIONS):
            yield from (nominee.name for nominee in election.nominees)


def _named(meeting: Meeting) -> Iterator[str]:
    """Yield whom a meeting's record names."""
    yield from filter(None, (meeting.chair, meeting.recorder, meeting.lecturer))
    yield from (*(meeting.absent or ()), *(meeting.attendees or ()), *meeting.made_up)
    for item in meeting.agenda:
        yield from item.persons
        yield from (remark.name for remark in item.remarks)
        yield from (item.speaker,) if item.speaker else ()
    for talk in meeting.talks:
        yield from (talk.by, *talk.with_)
