"""Whose meeting it was: the members', the committee's or a group's."""

from collections.abc import Iterator
from datetime import date, timedelta

from djledger.ledger.branch import Branch
from djledger.ledger.meetings import Meeting, MeetingKind

BODIES = frozenset(
    {
        MeetingKind.MEMBER_ASSEMBLY,
        MeetingKind.COMMITTEE_MEETING,
        MeetingKind.GROUP_MEETING,
    }
)
"""Kinds that differ in who meets."""


def is_mixed(meeting: Meeting) -> bool:
    """Whether one record stands for the meetings of several bodies."""
    return len(BODIES.intersection(meeting.kinds)) > 1


def group_names(meeting: Meeting) -> tuple[str, ...]:
    """Return the groups that a meeting names; groups that met together are joined by 、."""
    return tuple(name.strip() for name in (meeting.group or "").split("、") if name.strip())


def committees_on(day: date, branch: Branch) -> Iterator[frozenset[str]]:
    """Yield the names on the committee that day and, where it changed, the day before.

    On the day of a change either may have met.
    """
    told = set()
    for when in (day, day - timedelta(days=1)):
        names = frozenset(officer.name for officer in branch.committee_on(when) or ())
        if names and names not in told:
            told.add(names)
            yield names
