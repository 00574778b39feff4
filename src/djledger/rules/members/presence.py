"""Who may have been at a meeting, giving everybody the benefit of the doubt."""

from djledger.ledger.attendance import Attendance, attendance
from djledger.ledger.branch import Branch
from djledger.ledger.meetings import Meeting, MeetingKind


def may_have_come(meeting: Meeting, branch: Branch) -> set[str]:
    """Return who came, made up for it, or may have come as far as the record tells."""
    told = attendance(meeting, branch)
    came = set(told.present or ())
    return _due(meeting, branch, told) - (set(told.absent) - came) | came | set(meeting.made_up)


def _due(meeting: Meeting, branch: Branch, told: Attendance) -> set[str]:
    """Return who may have been due: all of the branch where the record does not say whom."""
    if told.expected.high or set(meeting.kinds) == {MeetingKind.HEART_TALK}:
        return {member.name for member in (*told.expected.sure, *told.expected.unsure)}
    return {member.name for member in branch.roster.present_on(meeting.day)}
