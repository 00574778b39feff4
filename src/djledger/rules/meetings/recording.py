"""When a meeting was entered in the ledger, and its number in the year."""

import re
from collections.abc import Iterator
from datetime import timedelta

from djledger.law import LOGIC, PRACTICE
from djledger.law.workdays import at_least_workdays
from djledger.ledger.branch import Branch, Part
from djledger.ledger.meetings import Meeting, MeetingKind
from djledger.ledger.period import Period
from djledger.rules.rule import Param, Problem, Related, Severity, problem, rule

NOT_OF_THE_YEAR = frozenset({MeetingKind.ORGANISATION_LIFE, MeetingKind.APPRAISAL})
"""Kinds that may be held in the year after the one for which they count."""

_PERIOD_TITLE = re.compile(
    r"(?:第?(?P<quarter>[一二三四1-4])季度|(?<![0-9十一二])(?P<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?)"
    r"(?:党员大会|支委会|支部委员会|党小组会|党课|主题党日)"
)
_DIGITS = {word: number for number, word in enumerate("一二三四五六七八九十", 1)}


@rule(
    code="MTG511",
    name="recorded-late",
    title="会后过了规定的工作日才登记，没有补记说明",
    severity=Severity.WARNING,
    basis=[PRACTICE["记录登记时限"]],
    params=(Param("days", 3, "会后多少个工作日内应登记"),),
    optional=True,
    covers=("MTG-21", "LED-02"),
    when=("recorded_on",),
    on_absence=True,
)
def recorded_late(meeting: Meeting, days: int) -> Iterator[Problem]:
    """A late record with its reason is fine. Silent where the calendar of working days ends."""
    if meeting.recorded_on is None or meeting.late_reason:
        return
    held = meeting.end_day or meeting.day
    late = at_least_workdays(held + timedelta(days=1), meeting.recorded_on, days + 1)
    if late is True:
        yield problem(
            meeting,
            "recorded_on",
            found=f"会议开于 {held}，{meeting.recorded_on} 才登记，没有写补记说明，",
            expected=f"本单位要求会后 {days} 个工作日内登记。",
            remedy="在“补记说明”里如实写明登记较晚的原因，不要改动登记日期。",
            day=meeting.day,
        )


@rule(
    code="MTG512",
    name="number-out-of-sequence",
    title="会议次数重号、跳号或者与日期先后不符",
    severity=Severity.WARNING,
    basis=[LOGIC["编号与先后一致"]],
    needs=(Part.MEETINGS,),
    covers=("MTG-44",),
)
def number_out_of_sequence(branch: Branch, period: Period) -> Iterator[Problem]:
    """Within a year each meeting of a kind (of a group) has the number after the one before.

    A meeting without a number is counted; one held together with it that is first of another
    kind may or may not have been.
    """
    for series in _series(branch, period):
        previous: Meeting | None = None
        apart, perhaps = 0, 0
        for meeting, own in series:
            apart, perhaps = apart + own, perhaps + (not own)
            if not own or meeting.number is None:
                continue
            if previous is not None and previous.number is not None:
                low = previous.number + apart
                if not low <= meeting.number <= low + perhaps:
                    yield _misnumbered(meeting, previous, low)
            previous, apart, perhaps = meeting, 0, 0


@rule(
    code="MTG513",
    name="title-of-other-period",
    title="名称所写的季度、月份与日期不符",
    severity=Severity.HINT,
    basis=[LOGIC["前后一致"]],
    covers=("MTG-44",),
    when=("title",),
)
def title_of_other_period(meeting: Meeting) -> Iterator[Problem]:
    """“第一季度党员大会” is held in the first quarter, “三月主题党日” in March."""
    title = meeting.title or ""
    named = _PERIOD_TITLE.search(title) if "季度" in title or "月" in title else None
    if named is None:
        return
    quarter = named["quarter"] is not None
    told = _number(named["quarter"] or named["month"])
    actual = (meeting.day.month + 2) // 3 if quarter else meeting.day.month
    if told != actual:
        yield problem(
            meeting,
            "title",
            found=f"名称写的是{_stretch(told, quarter)}，"
            f"日期 {meeting.day} 却在{_stretch(actual, quarter)}，",
            expected="名称中的季度、月份应与召开日期相符。",
            remedy="核对日期和名称；推迟召开的，名称照实际日期写，并在备注里说明。",
            day=meeting.day,
        )


def _series(branch: Branch, period: Period) -> Iterator[list[tuple[Meeting, bool]]]:
    """Yield the year's meetings of each kind and group, by day, with whether it leads there."""
    series: dict[tuple[MeetingKind, str | None], list[tuple[Meeting, bool]]] = {}
    year = [meeting for meeting in branch.meetings if meeting.day in period]
    for meeting in sorted(year, key=lambda one: (one.day, one.number or 0)):
        for place, kind in enumerate(meeting.kinds):
            group = meeting.group if kind is MeetingKind.GROUP_MEETING else None
            series.setdefault((kind, group), []).append((meeting, place == 0))
    return (found for (kind, _), found in series.items() if kind not in NOT_OF_THE_YEAR)


def _misnumbered(meeting: Meeting, previous: Meeting, expected: int) -> Problem:
    kind = meeting.kinds[0]
    also = "也" if meeting.number == previous.number else ""
    return problem(
        meeting,
        "number",
        found=f"写的是第 {meeting.number} 次，"
        f"{previous.day} 的{kind}{also}是第 {previous.number} 次，",
        expected=f"按日期先后和已有记录，这次应是第 {expected} 次。",
        remedy="核对有无漏记、重号，改正次数；次数可以不写。",
        day=meeting.day,
        related=(Related(previous, ("number",), f"前一次{kind}"),),
    )


def _number(word: str) -> int:
    """Read 3, 三, 十 or 十一."""
    if word.isdigit():
        return int(word)
    return 10 + _DIGITS[word[1]] if len(word) == 2 else _DIGITS[word]


def _stretch(number: int, quarter: bool) -> str:
    return f"第 {number} 季度" if quarter else f" {number} 月"
