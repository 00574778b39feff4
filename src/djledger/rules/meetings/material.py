"""What a meeting's record holds, wherever in it that is written; shared by several rules."""

from collections.abc import Iterator

from djledger.ledger.common import Action
from djledger.ledger.meetings import Meeting, MeetingKind

FORMAL = frozenset(
    {
        MeetingKind.MEMBER_ASSEMBLY,
        MeetingKind.COMMITTEE_MEETING,
        MeetingKind.GROUP_MEETING,
        MeetingKind.ORGANISATION_LIFE,
        MeetingKind.APPRAISAL,
    }
)
"""Meetings proper: with a chair, an agenda and minutes."""

SERVICE = frozenset({MeetingKind.VOLUNTEERING, MeetingKind.COMMUNITY_DUTY})
"""Activities outside, often on days off."""

TALK = MeetingKind.HEART_TALK


def follow_ups_of(meeting: Meeting) -> Iterator[Action]:
    """Yield what was resolved to be done, from the items of the agenda and the whole."""
    for item in meeting.agenda:
        yield from item.follow_up
    yield from meeting.follow_up


def actions_of(meeting: Meeting) -> Iterator[Action]:
    """Yield everything that is to be done after a meeting, corrections (整改) included."""
    yield from follow_ups_of(meeting)
    if meeting.life is not None:
        yield from meeting.life.actions


def body_of(meeting: Meeting) -> Iterator[str]:
    """Return the texts that tell what was said and decided."""
    return filter(None, _written(meeting))


def _written(meeting: Meeting) -> Iterator[str | None]:
    for item in meeting.agenda:
        yield item.summary
        yield item.decision
        for remark in item.remarks:
            yield remark.content
    yield meeting.content
    yield meeting.decision
    for talk in meeting.talks:
        yield talk.content
    if meeting.life is not None:
        yield meeting.life.self_review
        yield meeting.life.criticism
        yield from meeting.life.problems


def kinds_text(meeting: Meeting) -> str:
    """Name a meeting's kinds."""
    return "、".join(meeting.kinds)
