"""How often each kind of meeting is held."""

from collections.abc import Iterator
from datetime import date

from djledger.dates import Month
from djledger.law import BRANCH_REGULATIONS, EDUCATION_RULES, PRACTICE
from djledger.ledger.branch import Branch, Part
from djledger.ledger.meetings import Meeting, MeetingKind
from djledger.ledger.organisation import Group
from djledger.ledger.period import Period
from djledger.rules.rule import Param, Problem, Severity, problem, rule

REMEDY = "如已召开，补上会议记录并写明补记原因；如确未召开，如实说明并尽快安排。"
GROUP_KINDS = (MeetingKind.GROUP_MEETING, MeetingKind.ORGANISATION_LIFE)


@rule(
    code="MTG301",
    name="assembly-quarter-missed",
    title="一个季度内没有召开党员大会",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[11]],
    needs=(Part.MEETINGS,),
    covers=("MTG-08",),
)
def assembly_quarter_missed(branch: Branch, period: Period) -> Iterator[Problem]:
    """Each quarter that is over and lay wholly within the branch's life needs an assembly."""
    assemblies = branch.meetings_of(MeetingKind.MEMBER_ASSEMBLY)
    held = {Month.of(meeting.day).quarter for meeting in assemblies}
    for quarter in period.owed_quarters(branch):
        if quarter not in held:
            found = f"{quarter.year} 年第 {quarter.number} 季度没有党员大会的记录，"
            when = f"{quarter.year}年第{quarter.number}季度"
            yield _missing(branch, when, found, "党员大会一般每季度召开 1 次。", quarter.last_day)


@rule(
    code="MTG302",
    name="committee-month-missed",
    title="一个月内没有召开支委会会议",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[12]],
    needs=(Part.MEETINGS, Part.BRANCH),
    covers=("MTG-09",),
)
def committee_month_missed(branch: Branch, period: Period) -> Iterator[Problem]:
    """Each month through which the branch had a committee needs a committee meeting."""
    held = _months(branch, MeetingKind.COMMITTEE_MEETING)
    for month in period.owed_months(branch):
        if month not in held and _had_committee(branch, month):
            found = f"{_named(month)}没有支委会会议的记录，"
            yield _missing(branch, month, found, "支委会会议一般每月召开 1 次。", month.last_day)


@rule(
    code="MTG303",
    name="group-month-missed",
    title="党小组一个月内没有召开党小组会",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[13]],
    needs=(Part.MEETINGS, Part.BRANCH),
    covers=("MTG-10",),
)
def group_month_missed(branch: Branch, period: Period) -> Iterator[Problem]:
    """Each group that existed through a month needs a meeting in it.

    A meeting that names no group may have been any group's, so its month is not judged.
    """
    if not branch.profile.groups:
        return
    held = {
        (name, Month.of(meeting.day))
        for meeting in branch.meetings_of(*GROUP_KINDS)
        for name in _whose(meeting)
    }
    for month in period.owed_months(branch):
        for index, group in enumerate(branch.profile.groups):
            missed = not {(group.name, month), (None, month)} & held
            if missed and _existed(group, month):
                yield problem(
                    branch.profile,
                    "groups",
                    index,
                    "name",
                    found=f"{_named(month)}没有{group.name}的党小组会记录，",
                    expected="党小组会一般每月召开 1 次。",
                    remedy=REMEDY,
                    day=month.last_day,
                    during=month,
                )


@rule(
    code="MTG304",
    name="theme-day-month-missed",
    title="一个月内没有开展主题党日",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[16], EDUCATION_RULES[16]],
    needs=(Part.MEETINGS,),
    covers=("MTG-12",),
)
def theme_day_month_missed(branch: Branch, period: Period) -> Iterator[Problem]:
    """Each month that is over needs a theme day."""
    held = _months(branch, MeetingKind.THEME_DAY)
    for month in period.owed_months(branch):
        if month not in held:
            found = f"{_named(month)}没有主题党日的记录，"
            yield _missing(branch, month, found, "主题党日每月开展 1 次。", month.last_day)


@rule(
    code="MTG305",
    name="lecture-missed",
    title="规定的月数内没有上党课",
    severity=Severity.WARNING,
    basis=[PRACTICE["党课每季度一次"]],
    params=(Param("months", 3, "几个月内至少上一次党课（1–12），从一月起分段，不足一段的不计"),),
    needs=(Part.MEETINGS,),
    optional=True,
    covers=("MTG-11",),
)
def lecture_missed(branch: Branch, period: Period, months: int) -> Iterator[Problem]:
    """Each stretch of months that is over needs a lecture; the length is local custom."""
    held = _months(branch, MeetingKind.PARTY_LECTURE)
    owed = set(period.owed_months(branch))
    for first in range(1, 14 - months, months):
        stretch = [Month(period.year, month) for month in range(first, first + months)]
        if owed.issuperset(stretch) and held.isdisjoint(stretch):
            until = "" if months == 1 else f"至 {stretch[-1].month} 月"
            found = f"{_named(stretch[0])}{until}没有党课的记录，"
            expected = f"本单位要求每 {months} 个月至少上 1 次党课。"
            yield _missing(branch, stretch[0], found, expected, stretch[-1].last_day)


def _missing(branch: Branch, during: object, found: str, expected: str, day: date) -> Problem:
    return problem(
        branch.profile,
        "name",
        found=found,
        expected=expected,
        remedy=REMEDY,
        day=day,
        during=during,
    )


def _named(month: Month) -> str:
    return f"{month.year} 年 {month.month} 月"


def _months(branch: Branch, kind: MeetingKind) -> set[Month]:
    return {Month.of(meeting.day) for meeting in branch.meetings_of(kind)}


def _whose(meeting: Meeting) -> tuple[str | None, ...]:
    """Return the groups that met; (None,) when a group meeting does not say."""
    named = meeting.groups
    unsaid = (None,) if MeetingKind.GROUP_MEETING in meeting.kinds else ()
    return named or unsaid


def _had_committee(branch: Branch, month: Month) -> bool:
    return bool(branch.committee_on(month.first_day) and branch.committee_on(month.last_day))


def _existed(group: Group, month: Month) -> bool:
    begun = group.start is None or group.start <= month.first_day
    return begun and (group.end is None or group.end >= month.last_day)
