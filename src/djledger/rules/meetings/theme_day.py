"""The monthly theme day: settled before, followed up after, on a relatively fixed day."""

from collections.abc import Iterator
from datetime import timedelta
from statistics import median_low

from djledger.law import BRANCH_REGULATIONS, LOGIC
from djledger.ledger.branch import Branch, Part
from djledger.ledger.meetings import AgendaItem, Meeting, MeetingKind
from djledger.ledger.period import Period
from djledger.rules.meetings.material import follow_ups_of
from djledger.rules.rule import Param, Problem, Severity, problem, rule

THEME_DAY = MeetingKind.THEME_DAY
SETTLING = (MeetingKind.COMMITTEE_MEETING, MeetingKind.MEMBER_ASSEMBLY)
ENOUGH = 4
"""Theme days of a year from which a usual day can be told."""


@rule(
    code="MTG706",
    name="theme-not-settled-before",
    title="主题党日事前没有研究确定主题和内容",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[16]],
    params=(Param("days", 60, "活动前多少天内支委会或党员大会的研究算事前研究"),),
    needs=(Part.MEETINGS,),
    on_absence=True,
    covers=("MTG-45",),
    kinds=(THEME_DAY,),
)
def theme_not_settled_before(meeting: Meeting, branch: Branch, days: int) -> Iterator[Problem]:
    """The day the theme was settled is written, or a meeting shortly before took it up."""
    prepared = meeting.preparation is not None and meeting.preparation.theme_set_on is not None
    if not prepared and not _taken_up(meeting, branch, days):
        yield problem(
            meeting,
            "preparation",
            found=f"{meeting.day} 的主题党日没有写明事前何时研究确定主题，",
            expected="主题党日开展前应研究确定主题和内容。",
            remedy="在“筹备”中写明“主题确定”的日期，或在当次支委会记录中列为议题；没有研究的如实说明。",
            day=meeting.day,
        )


def _taken_up(meeting: Meeting, branch: Branch, days: int) -> bool:
    earliest = meeting.day - timedelta(days=days)
    return any(
        earliest <= other.day <= meeting.day and any(map(_on_theme_day, other.agenda))
        for other in branch.meetings_of(*SETTLING)
        if other is not meeting
    )


def _on_theme_day(item: AgendaItem) -> bool:
    return any("主题党日" in text for text in (item.title, item.summary, item.decision) if text)


@rule(
    code="MTG707",
    name="theme-day-without-follow-up",
    title="主题党日没有后续落实事项",
    severity=Severity.HINT,
    basis=[BRANCH_REGULATIONS[16]],
    on_absence=True,
    covers=("MTG-45",),
    kinds=(THEME_DAY,),
)
def theme_day_without_follow_up(meeting: Meeting) -> Iterator[Problem]:
    """After a theme day something is to be carried out, and is written down."""
    if not meeting.note and not any(follow_ups_of(meeting)):
        yield problem(
            meeting,
            "follow_up",
            found=f"{meeting.day} 的主题党日没有写落实事项，",
            expected="主题党日开展后应抓好议定事项的落实。",
            remedy="有议定事项的，写明事项、责任人和期限；没有的，可在备注中写明。",
            day=meeting.day,
        )


@rule(
    code="MTG708",
    name="theme-day-wanders",
    title="主题党日的日子不固定",
    severity=Severity.HINT,
    basis=[BRANCH_REGULATIONS[16]],
    params=(Param("days", 10, "与通常日子相差多少天以上算不固定"),),
    optional=True,
    covers=("MTG-45",),
)
def theme_day_wanders(branch: Branch, period: Period, days: int) -> Iterator[Problem]:
    """The day of the month stays near the usual one; a few theme days tell no usual day."""
    held = [m for m in branch.meetings_of(THEME_DAY) if m.day in period]
    if len(held) < ENOUGH:
        return
    usual = median_low([meeting.day.day for meeting in held])
    for meeting in held:
        if abs(meeting.day.day - usual) > days and not meeting.note:
            yield problem(
                meeting,
                "day",
                found=f"本次主题党日在 {meeting.day}，全年多在每月 {usual} 日前后，",
                expected="主题党日应在每月相对固定的一天开展。",
                remedy="尽量固定日子；因故调整的，在备注中写明原因。",
                day=meeting.day,
            )


@rule(
    code="MTG709",
    name="prepared-after-meeting",
    title="会前准备的日期晚于会议日期",
    severity=Severity.ERROR,
    basis=[LOGIC["准备在会前"]],
    covers=("MTG-45",),
    when=("preparation",),
)
def prepared_after_meeting(meeting: Meeting) -> Iterator[Problem]:
    """The theme is settled and people are told before the meeting, or on its day."""
    done = meeting.preparation
    if done is None:
        return
    dates = (
        ("theme_set_on", "主题确定", done.theme_set_on),
        ("notified_on", "通知", done.notified_on),
    )
    for field, label, day in dates:
        if day is not None and day > meeting.day:
            yield problem(
                done,
                field,
                found=f"{label}日期 {day} 晚于会议日期 {meeting.day}，",
                expected="会前准备应在会议之前完成。",
                remedy="核对两个日期。",
                day=meeting.day,
            )
