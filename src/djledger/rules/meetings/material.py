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
    """Yield the texts that tell what was said and decided."""
    for item in meeting.agenda:
        yield from (text for text in (item.summary, item.decision) if text)
        yield from (remark.content for remark in item.remarks)
    yield from (text for text in (meeting.content, meeting.decision) if text)
    yield from (talk.content for talk in meeting.talks if talk.content)
    if meeting.life is not None:
        life = meeting.life
        yield from (text for text in (life.self_review, life.criticism, *life.problems) if text)


def kinds_text(meeting: Meeting) -> str:
    """Name a meeting's kinds."""
    return "、".join(meeting.kinds)
