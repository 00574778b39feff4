"""Who may have been at a meeting, giving everybody the benefit of the doubt."""

from djledger.ledger.attendance import Attendance, attendance
from djledger.ledger.branch import Branch
from djledger.ledger.meetings import Meeting, MeetingKind


def may_have_come(meeting: Meeting, branch: Branch) -> set[str]:
    """Return who came, made up for it, or may have come as far as the record tells."""
    told = attendance(meeting, branch)
    came = {*(told.present or ()), *meeting.made_up}
    return came.union(_due(meeting, branch, told).difference(told.absent))


def _due(meeting: Meeting, branch: Branch, told: Attendance) -> frozenset[str]:
    """Return who may have been due: all of the branch where the record does not say whom."""
    if told.expected.high or set(meeting.kinds) == {MeetingKind.HEART_TALK}:
        return told.expected.names
    return frozenset(member.name for member in branch.roster.present_on(meeting.day))
