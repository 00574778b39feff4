"""The words of the minutes of a meeting."""

from djledger.ledger.attendance import Attendance, attendance
from djledger.ledger.branch import Branch
from djledger.ledger.meetings import Meeting
from djledger.papers.plain import Words, known, words_of


def words_of_meeting(meeting: Meeting, branch: Branch) -> Words:
    """Return the minutes; numbers that only a guess could give are left blank."""
    who = attendance(meeting, branch)
    expected = meeting.expected
    if expected is None and not who.expected.unsure:
        expected = who.expected.low or None
    return {
        "支部": words_of(branch.profile),
        "记录": words_of(meeting),
        "到会": list(who.present or ()),
        **known(
            应到=expected,
            实到=who.number,
            类型="、".join(meeting.kinds),
            缺席=_absences(who) if who.present is not None else None,
        ),
    }


def _absences(who: Attendance) -> str:
    """List who was away and why; a record that says who came says that nobody was."""
    listed = (f"{name}（{reason}）" if reason else name for name, reason in who.absent.items())
    return "、".join(listed) or "无"
