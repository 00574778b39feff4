"""The yearly organisation-life meeting: held in its time, prepared, and with its material."""

from collections.abc import Iterator
from datetime import timedelta

from djledger.law import APPRAISAL_NOTICE, BRANCH_REGULATIONS
from djledger.ledger.branch import Branch, Part
from djledger.ledger.meetings import Meeting, MeetingKind, OrganisationLife
from djledger.ledger.period import Period
from djledger.rules.meetings.material import TALK
from djledger.rules.rule import Param, Problem, Severity, problem, rule
from djledger.rules.window import in_window, window_end, window_owed

LIFE = MeetingKind.ORGANISATION_LIFE
LEARNING = (MeetingKind.STUDY, MeetingKind.PARTY_LECTURE, MeetingKind.THEME_DAY)


@rule(
    code="MTG701",
    name="organisation-life-missed",
    title="年度组织生活会没有召开",
    severity=Severity.ERROR,
    basis=[BRANCH_REGULATIONS[17], APPRAISAL_NOTICE["时间"]],
    needs=(Part.MEETINGS,),
    covers=("MTG-34",),
)
def organisation_life_missed(branch: Branch, period: Period) -> Iterator[Problem]:
    """Missed once the next 31 March is over; a meeting says which year it is for."""
    if not window_owed(branch, period):
        return
    if any(_counts_for(meeting, period.year) for meeting in branch.meetings_of(LIFE)):
        return
    yield problem(
        branch.profile,
        "name",
        found=f"{period.year} 年度的组织生活会到 {window_end(period.year)} 仍没有记录，",
        expected="组织生活会每年至少召开 1 次，一般在第四季度，可按通知延至次年 3 月底。",
        remedy="如已召开，补上会议记录并写明补记原因；如确未召开，如实说明并报告上级党组织。",
        day=period.end,
        during=period.year,
    )


def _counts_for(meeting: Meeting, year: int) -> bool:
    """Whether a meeting is for a year: as labelled, else by its day in either reading."""
    return meeting.life.year == year if meeting.life else in_window(meeting.day, year)


@rule(
    code="MTG702",
    name="organisation-life-other-year",
    title="组织生活会的年度与召开日期不符",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[17], APPRAISAL_NOTICE["时间"]],
    covers=("MTG-34",),
    when=("life",),
)
def organisation_life_other_year(meeting: Meeting) -> Iterator[Problem]:
    """A year's meeting lies in that year or before the next April, unless a note says why."""
    life = meeting.life
    if life is not None and not in_window(meeting.day, life.year) and not meeting.note:
        yield problem(
            life,
            "year",
            found=f"写的是 {life.year} 年度，召开日期却是 {meeting.day}，",
            expected=f"{life.year} 年度的组织生活会应在当年召开，最迟到 {window_end(life.year)}。",
            remedy="核对年度和日期；确属延期召开的，在备注中写明上级的安排。",
            day=meeting.day,
        )


@rule(
    code="MTG703",
    name="organisation-life-unprepared",
    title="组织生活会前的准备不全",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[17]],
    params=(Param("days", 90, "会前多少天内的学习、谈心谈话记录算会前准备"),),
    needs=(Part.MEETINGS,),
    on_absence=True,
    covers=("MTG-35",),
)
def organisation_life_unprepared(branch: Branch, period: Period, days: int) -> Iterator[Problem]:
    """Theme, study, talks and opinions come first: as written here, or as recorded before.

    Groups that meet apart share the branch's preparations of that year.
    """
    for meeting in _held_for(branch, period):
        missing = [label for label, there in _preparations(meeting, branch, days) if not there]
        if missing:
            yield problem(
                meeting,
                "preparation",
                found=f"{meeting.day} 的组织生活会没有写明{'、'.join(missing)}，",
                expected="会前应确定主题、组织学习、谈心谈话、听取意见。",
                remedy="会前做了的，在“筹备”中据实写明或补上相应记录；没有做的，如实说明。",
                day=meeting.day,
            )


def _held_for(branch: Branch, period: Period) -> Iterator[Meeting]:
    """Yield the meetings that are for the judged year or were held in it."""
    for meeting in branch.meetings_of(LIFE):
        if meeting.day in period or (meeting.life and meeting.life.year == period.year):
            yield meeting


def _preparations(meeting: Meeting, branch: Branch, days: int) -> Iterator[tuple[str, bool]]:
    """Yield each preparation and whether it was made, for this meeting or those it shares with."""
    sharing = list(_sharing(meeting, branch))
    done = [one.preparation for one in sharing if one.preparation]
    theme = any((one.life and one.life.theme) or one.title for one in sharing)
    talks = any(one.talks for one in sharing) or _held_before(meeting, branch, days, TALK)
    study = _held_before(meeting, branch, days, *LEARNING)
    yield "会议主题", theme or any(made.theme_set_on for made in done)
    yield "会前学习", study or any(made.study for made in done)
    yield "谈心谈话", talks or any(made.talks for made in done)
    yield "征求意见", any(made.opinions for made in done)


def _held_before(meeting: Meeting, branch: Branch, days: int, *kinds: MeetingKind) -> bool:
    earliest = meeting.day - timedelta(days=days)
    return any(
        earliest <= other.day <= meeting.day
        for other in branch.meetings_of(*kinds)
        if other is not meeting
    )


@rule(
    code="MTG704",
    name="organisation-life-material-missing",
    title="组织生活会缺少对照检查、批评、问题清单或整改清单",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[17], APPRAISAL_NOTICE["形式"]],
    needs=(Part.MEETINGS,),
    on_absence=True,
    covers=("MTG-36",),
)
def organisation_life_material_missing(branch: Branch, period: Period) -> Iterator[Problem]:
    """Self-examination, criticism, problems and corrections are all on record.

    Groups that meet apart share the branch's material of that year.
    """
    for meeting in _held_for(branch, period):
        held = [other.life for other in _sharing(meeting, branch) if other.life]
        missing = [label for label, there in _material(held) if not there]
        if missing:
            yield problem(
                meeting,
                "life",
                found=f"{meeting.day} 的组织生活会没有{'、'.join(missing)}，",
                expected="会上应查摆问题、开展批评和自我批评，会后应制定整改措施并逐项落实。",
                remedy="把已有的材料写进“组织生活会”；没有做的，如实说明，并尽快补开展。",
                day=meeting.day,
            )


def _sharing(meeting: Meeting, branch: Branch) -> Iterator[Meeting]:
    """Yield the meetings whose material counts for this one."""
    yield meeting
    if meeting.group is None or meeting.life is None:
        return
    for other in branch.meetings_of(LIFE):
        if other is not meeting and other.life and other.life.year == meeting.life.year:
            yield other


def _material(held: list[OrganisationLife]) -> Iterator[tuple[str, bool]]:
    yield "对照检查", any(life.self_review for life in held)
    yield "批评与自我批评", any(life.criticism for life in held)
    yield "问题清单", any(life.problems for life in held)
    yield "整改清单", any(life.actions for life in held)
