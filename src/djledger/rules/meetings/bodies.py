"""Whose meeting it was: the members', the committee's or a group's."""

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
    return len(meeting.kinds) > 1 and len(BODIES.intersection(meeting.kinds)) > 1


def committees_on(day: date, branch: Branch) -> tuple[frozenset[str], ...]:
    """Return the names on the committee that day and, where it changed, the day before.

    On the day of a change either may have met. Worked out once a day, since many rules ask.
    """
    known = branch.derived(_known)
    if day not in known:
        officers = (branch.committee_on(when) for when in (day, day - timedelta(days=1)))
        names = (frozenset(officer.name for officer in some or ()) for some in officers)
        known[day] = tuple(dict.fromkeys(filter(None, names)))
    return known[day]


def _known(_: Branch) -> dict[date, tuple[frozenset[str], ...]]:
    """Return the place for what ``committees_on`` has worked out for a branch."""
    return {}
