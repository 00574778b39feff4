"""Who was due at a meeting, who came and who stayed away, written the short or the long way.

Nobody is counted on a guess: people whose place among those due is open (see ``roster``) and of
whom the record says nothing are *unknown*, neither present nor absent.
"""

from dataclasses import dataclass, field
from functools import cached_property

from djledger.ledger.branch import Branch
from djledger.ledger.compiling import typed
from djledger.ledger.meetings import Meeting, MeetingKind
from djledger.ledger.members import Member
from djledger.ledger.roster import Count, group_of

TALK = frozenset({MeetingKind.HEART_TALK})
NOBODY = Count()


@dataclass(frozen=True)
class Attendance:
    """Attendance of one meeting.

    ``expected`` is empty when the ledger does not say whose meeting it was (a group meeting that
    names no known group, a talk). ``present`` is None when neither way was written, or when the
    short way has nobody to start from. ``absent`` holds the written absences with their reasons
    and, in the long way, everybody surely due who is not on the list. ``number`` is the written
    实到, else what can be counted without doubt.
    """

    expected: Count
    present: tuple[str, ...] | None
    absent: dict[str, str | None] = field(default_factory=dict)
    number: int | None = None

    @cached_property
    def unknown(self) -> tuple[str, ...]:
        """People who may have been due and of whom the record does not tell."""
        told = {*(self.present or ()), *self.absent}
        return tuple(member.name for member in self.expected.unsure if member.name not in told)


def attendance(meeting: Meeting, branch: Branch) -> Attendance:
    """Return who was due at a meeting and who came; worked out once a record."""
    known = branch.derived(_known)
    if id(meeting) not in known:
        known[id(meeting)] = _reckoned(meeting, branch)
    return known[id(meeting)]


def _known(_: Branch) -> dict[int, Attendance]:
    """Return the place for what has been worked out for a branch, by identity of the record."""
    return {}


def _reckoned(meeting: Meeting, branch: Branch) -> Attendance:
    expected = expected_at(meeting, branch)
    absent = dict(meeting.absent or {})
    if meeting.attendees is not None:
        came = set(meeting.attendees)
        missing = (name for name in expected.sure_names if name not in came)
        absent = {**dict.fromkeys(missing), **absent}
        return Attendance(expected, meeting.attendees, absent, _number(meeting, len(came)))
    if meeting.absent is None or not expected.high:
        return Attendance(expected, None, absent, meeting.present_count)
    present = tuple([name for name in expected.sure_names if name not in absent])
    open_places = any(m.name not in absent for m in expected.unsure)
    counted = None if open_places else len(present)
    return Attendance(expected, present, absent, _number(meeting, counted))


def _number(meeting: Meeting, counted: int | None) -> int | None:
    return counted if meeting.present_count is None else meeting.present_count


def expected_at(meeting: Meeting, branch: Branch) -> Count:
    """Return whose meeting it was: the branch's, its committee's or a group's (应到).

    A member left out with the consents that the record lists (不计入应到) is not counted.
    """
    kinds = meeting.kinds
    if set(kinds) == TALK:
        return NOBODY
    everybody = branch.roster.expected_on(meeting.day)
    if MeetingKind.MEMBER_ASSEMBLY in kinds:
        return _without_excluded(everybody, meeting)
    if MeetingKind.COMMITTEE_MEETING in kinds:
        return _committee(meeting, branch, everybody)
    if MeetingKind.GROUP_MEETING in kinds or meeting.group is not None:
        return _without_excluded(_group(meeting, everybody), meeting)
    return _without_excluded(everybody, meeting)


def _without_excluded(count: Count, meeting: Meeting) -> Count:
    if not meeting.excluded:
        return count
    names = {entry.name for entry in meeting.excluded}
    return Count(
        tuple(member for member in count.sure if member.name not in names),
        tuple(member for member in count.unsure if member.name not in names),
    )


def _group(meeting: Meeting, everybody: Count) -> Count:
    groups = meeting.groups

    def belongs(member: Member) -> bool:
        return bool(groups) and group_of(member, meeting.day) in groups

    return Count(
        tuple(member for member in everybody.sure if belongs(member)),
        tuple(member for member in everybody.unsure if belongs(member)),
    )


def _committee(meeting: Meeting, branch: Branch, everybody: Count) -> Count:
    """Count the committee; who leaves office or is away on the day may or may not count."""
    officers = branch.committee_on(meeting.day) or ()
    due = everybody.certain
    known = branch.roster.by_name
    sure: list[Member] = []
    unsure: list[Member] = []
    for name in dict.fromkeys(officer.name for officer in officers):
        member = known.get(name) or typed(Member, {"姓名": name})
        (sure if name in due or name not in known else unsure).append(member)
    return Count(tuple(sure), tuple(unsure))
