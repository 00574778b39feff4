"""What is known of a vote: how many could vote, how many of them came, what they cast.

Every number is a range, so that a rule can ask whether a vote fails under every reading. A
number written with the vote is the record's own and narrows the range to itself; whether it is
right is for other rules.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from djledger.ledger.attendance import attendance
from djledger.ledger.branch import Branch
from djledger.ledger.meetings import AgendaItem, Matter, Meeting, MeetingKind, Vote

ADMITTING = frozenset({Matter.ADMISSION, Matter.CONFIRMATION})
"""Matters whose votes follow the rules on developing members (细则, Arts. 19, 20 and 32)."""


@dataclass(frozen=True, slots=True)
class Range:
    """A number between two bounds, both possible."""

    low: int
    high: int

    def __contains__(self, number: int) -> bool:
        """Whether a number may be the true one."""
        return self.low <= number <= self.high

    def __str__(self) -> str:
        """Write the number, or both bounds."""
        return f"{self.low}" if self.low == self.high else f"{self.low}–{self.high}"


def votes_of(meeting: Meeting) -> Iterator[tuple[int, AgendaItem, Vote]]:
    """Yield the agenda items that were voted on, with their place; elections apart."""
    for index, item in enumerate(meeting.agenda):
        if item.vote is not None and item.matter is not Matter.ELECTION:
            yield index, item, item.vote


def assembly_items(meeting: Meeting) -> Iterator[tuple[int, AgendaItem]]:
    """Yield the items that a member assembly decided, with their place; elections apart."""
    if meeting.is_a(MeetingKind.MEMBER_ASSEMBLY):
        for index, item in enumerate(meeting.agenda):
            decided = item.vote is not None or item.decision is not None
            if decided and item.matter is not Matter.ELECTION:
                yield index, item


def entitled_by_roster(meeting: Meeting, branch: Branch) -> Range | None:
    """Return how many had the right to vote on the day; None when the roster has nobody.

    Those left out of the count with the consents on record may be counted or not.
    """
    voters = branch.roster.voters_on(meeting.day)
    excluded = {entry.name for entry in meeting.excluded}
    low = sum(name not in excluded for name in voters.sure_names)
    return Range(low, voters.high) if voters.high else None


def entitled(meeting: Meeting, branch: Branch, vote: Vote | None) -> Range | None:
    """Return how many had the right to vote: as written, else by the roster."""
    if vote is not None and vote.entitled is not None:
        return Range(vote.entitled, vote.entitled)
    return entitled_by_roster(meeting, branch)


def present_by_record(meeting: Meeting, branch: Branch) -> Range | None:
    """Return how many voters came, by the attendance on record; None when it says nothing."""
    came = attendance(meeting, branch)
    voters = branch.roster.voters_on(meeting.day)
    if not voters.high:
        return None
    if came.present is not None:
        here = set(came.present)
        sure = sum(name in here for name in voters.sure_names)
        perhaps = here.union(came.unknown)
        also = sum(member.name in perhaps for member in voters.unsure)
        return Range(sure, sum(name in perhaps for name in voters.sure_names) + also)
    if came.number is None:
        return None
    others = max(came.expected.high - voters.low, 0)
    return Range(max(came.number - others, 0), min(came.number, voters.high))


def present(meeting: Meeting, branch: Branch, vote: Vote | None) -> Range | None:
    """Return how many voters came: as written with the vote, else by the attendance."""
    if vote is not None and vote.present is not None:
        return Range(vote.present, vote.present)
    return present_by_record(meeting, branch)


def cast(vote: Vote) -> int:
    """Return the sum of the counts that are written."""
    return sum(count or 0 for count in (vote.yes, vote.no, vote.abstain))


def fully_counted(vote: Vote) -> bool:
    """Whether yes, no and abstentions are all written."""
    return None not in (vote.yes, vote.no, vote.abstain)


def lacks_quorum(came: Range | None, due: Range, *, admitting: bool) -> bool:
    """Whether too few surely came: under half, or for admission and confirmation half or less."""
    if came is None:
        return False
    return came.high * 2 <= due.low if admitting else came.high * 2 < due.low
