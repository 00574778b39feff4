"""Meetings on days and at hours at which people seldom meet."""

from collections.abc import Iterator
from datetime import date, time

from djledger.law import PRACTICE
from djledger.law.workdays import WorkCalendar, calendar_of
from djledger.ledger.meetings import Meeting
from djledger.rules.meetings.material import SERVICE, TALK, kinds_text
from djledger.rules.rule import Param, Problem, Severity, problem, rule

CUSTOMARY = SERVICE | {TALK}
"""Activities for which people's free time is just the right time."""
MORNING = time(6)


@rule(
    code="MTG611",
    name="odd-hour-unexplained",
    title="会议开在法定节假日或夜间，没有说明",
    severity=Severity.HINT,
    basis=[PRACTICE["节假日夜间会议"]],
    params=(Param("night", 22, "几点以后开始算夜间"),),
    on_absence=True,
    covers=("MTG-43",),
)
def odd_hour_unexplained(meeting: Meeting, night: int) -> Iterator[Problem]:
    """A holiday as gazetted, or the night; plain weekends and unknown years are passed over."""
    if meeting.note or meeting.late_reason or not CUSTOMARY.isdisjoint(meeting.kinds):
        return
    start = meeting.times.start if meeting.times else None
    holiday = _on_holiday(meeting.day)
    by_night = start is not None and (start.hour >= night or start < MORNING)
    if holiday or by_night:
        when = "法定节假日放假期间" if holiday else f"夜间（{start:%H:%M}）"
        yield problem(
            meeting,
            "day" if holiday else "times",
            found=f"{kinds_text(meeting)}开在 {meeting.day}，是{when}，",
            expected="这样的时间常被疑为补记，应当有所说明。",
            remedy="核对日期和时间；属实的，在“备注”中写一句原因，如防汛值守期间召开。",
            day=meeting.day,
        )


def _on_holiday(day: date) -> bool:
    calendar = calendar_of(day.year)
    return (
        isinstance(calendar, WorkCalendar)
        and day <= calendar.known_through
        and day in calendar.days_off
    )
