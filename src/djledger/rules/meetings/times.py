"""Whether the times and places of meetings can be."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations, groupby

from djledger.law import LOGIC
from djledger.ledger.attendance import attendance
from djledger.ledger.branch import Branch, Part
from djledger.ledger.meetings import Meeting, MeetingKind
from djledger.ledger.period import Period
from djledger.rules.rule import Problem, Related, Severity, problem, rule
from djledger.rules.wording import people

_Pair = tuple[Meeting, Meeting]


@rule(
    code="MTG401",
    name="times-reversed",
    title="结束时间不晚于开始时间",
    severity=Severity.ERROR,
    basis=[LOGIC["结束在开始之后"]],
    covers=("MTG-20",),
    when=("times",),
)
def times_reversed(meeting: Meeting) -> Iterator[Problem]:
    """A meeting of one day ends after it begins; one of several days may end at an earlier hour."""
    times = meeting.times
    several_days = meeting.end_day is not None and meeting.end_day > meeting.day
    if times is None or times.end is None or several_days or times.start < times.end:
        return
    length = "时长为零" if times.start == times.end else "结束早于开始"
    yield problem(
        meeting,
        "times",
        found=f"时间 {times}，{length}，",
        expected="结束时间应晚于开始时间。",
        remedy="核对起止时间；跨日的活动写明“结束日期”。",
        day=meeting.day,
    )


@rule(
    code="MTG402",
    name="days-reversed",
    title="结束日期早于召开日期",
    severity=Severity.ERROR,
    basis=[LOGIC["结束在开始之后"]],
    covers=("MTG-20",),
    when=("end_day",),
)
def days_reversed(meeting: Meeting) -> Iterator[Problem]:
    """An activity of several days ends on its first day or later."""
    if meeting.end_day is not None and meeting.end_day < meeting.day:
        yield problem(
            meeting,
            "end_day",
            found=f"结束日期 {meeting.end_day} 早于召开日期 {meeting.day}，",
            expected="结束日期不应早于召开日期。",
            remedy="核对两个日期，写错的更正；当天结束的不必写结束日期。",
            day=meeting.day,
        )


@rule(
    code="MTG403",
    name="person-in-two-meetings",
    title="同一人同一时段出现在两场会议",
    severity=Severity.ERROR,
    basis=[LOGIC["一人不能同时在两处"]],
    needs=(Part.MEMBERS, Part.BRANCH),
    covers=("MTG-18",),
)
def person_in_two_meetings(branch: Branch, period: Period) -> Iterator[Problem]:
    """Records of one place and time are another rule's: they may be one meeting."""
    for first, second in _overlapping(branch, period):
        both = _people_at(first, branch) & _people_at(second, branch)
        if both and not _same_place(first, second):
            yield problem(
                second,
                "times",
                found=f"{second.day} {second.times} 与另一场会议（{first.times}）时间重叠，"
                f"{people(sorted(both))}在两场会议中都到会，",
                expected="同一人不能同时参加两场会议。",
                remedy="核对两场会议的时间和到会名单；合并召开的写成一份记录，类型写成列表。",
                day=second.day,
                related=(Related(first, ("times",), f"另一场：{'、'.join(first.kinds)}"),),
            )


@rule(
    code="MTG404",
    name="place-taken-twice",
    title="同一地点同一时段有两场会议",
    severity=Severity.WARNING,
    basis=[LOGIC["一处不能同时开两场会"]],
    covers=("MTG-19",),
)
def place_taken_twice(branch: Branch, period: Period) -> Iterator[Problem]:
    """Two records of one place and time are a mistake, or one meeting written as two.

    The same meeting entered twice is another rule's (LED106).
    """
    for first, second in _overlapping(branch, period):
        if _same_place(first, second) and not _entered_twice(first, second):
            yield problem(
                second,
                "place",
                found=f"{second.day} {second.times} 在{second.place}，"
                f"与另一场会议（{first.times}）同一地点、时间重叠，",
                expected="同一地点不应同时开两场会。",
                remedy="核对时间和地点；合并召开的写成一份记录，类型写成列表，并分别写明内容。",
                day=second.day,
                related=(Related(first, ("place",), f"另一场：{'、'.join(first.kinds)}"),),
            )


def _overlapping(branch: Branch, period: Period) -> list[_Pair]:
    """Return the pairs of meetings of the year whose times overlap on one day."""
    return [pair for pair in branch.derived(_all_overlapping) if pair[0].day in period]


def _all_overlapping(branch: Branch) -> list[_Pair]:
    timed = [meeting for meeting in branch.meetings if _is_timed(meeting)]
    return [
        (first, second)
        for _, same_day in groupby(timed, key=_day)
        for first, second in combinations(same_day, 2)
        if first.times and second.times and first.times.overlaps(second.times)
    ]


def _day(meeting: Meeting) -> date:
    return meeting.day


def _is_timed(meeting: Meeting) -> bool:
    """Whether a record is of one sitting with a beginning and an end that make sense.

    A record of talks gathers talks of several times and people; one of several days does not
    say what hours each day had.
    """
    times = meeting.times
    sitting = meeting.end_day in (None, meeting.day) and not meeting.is_a(MeetingKind.HEART_TALK)
    return sitting and times is not None and times.end is not None and times.start < times.end


def _same_place(first: Meeting, second: Meeting) -> bool:
    return first.place is not None and first.place == second.place


def _entered_twice(first: Meeting, second: Meeting) -> bool:
    same = (first.group, first.title) == (second.group, second.title)
    start = first.times and second.times and first.times.start == second.times.start
    return same and bool(start) and set(first.kinds) == set(second.kinds)


def _people_at(meeting: Meeting, branch: Branch) -> set[str]:
    """Return who was surely there: on the list, or leading, recording or lecturing."""
    came = set(attendance(meeting, branch).present or ())
    leading = (meeting.chair, meeting.recorder, meeting.lecturer)
    return came.union(name for name in leading if name) - set(meeting.absent or ())
