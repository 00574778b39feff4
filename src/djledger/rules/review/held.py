"""Whether the appraisal was held, in its year, in all its steps, with its days and results."""

from collections.abc import Iterator
from datetime import date, timedelta

from djledger.law import APPRAISAL_NOTICE, BRANCH_REGULATIONS, LOGIC
from djledger.ledger.branch import Branch, Part
from djledger.ledger.meetings import Appraisal, Meeting, MeetingKind
from djledger.ledger.organisation import BranchForm
from djledger.ledger.period import Period
from djledger.rules.review.reviews import Review, all_reviews, reviews_in
from djledger.rules.rule import Param, Problem, Severity, problem, rule
from djledger.rules.window import in_window, window_end, window_owed

APPRAISAL = MeetingKind.APPRAISAL
ELSEWHERE = frozenset({BranchForm.TEMPORARY, BranchForm.MOBILE})
"""Branches whose members may be appraised where their membership is kept."""


@rule(
    code="REV101",
    name="appraisal-missed",
    title="年度民主评议党员没有开展",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[18], APPRAISAL_NOTICE["时间"]],
    needs=(Part.MEETINGS,),
    covers=("REV-01",),
)
def appraisal_missed(branch: Branch, period: Period) -> Iterator[Problem]:
    """Missed once the next 31 March is over; a record says which year it is for."""
    if branch.profile.form in ELSEWHERE or not window_owed(branch, period):
        return
    if any(_counts_for(meeting, period.year) for meeting in branch.meetings):
        return
    yield problem(
        branch.profile,
        "name",
        found=f"{period.year} 年度的民主评议党员到 {window_end(period.year)} 仍没有记录，",
        expected="民主评议党员一般每年开展 1 次，可与组织生活会合并，按通知可延至次年 3 月底。",
        remedy="如已开展，补上记录并写明补记原因；如确未开展，如实说明并报告上级党组织。",
        day=period.end,
        during=period.year,
    )


def _counts_for(meeting: Meeting, year: int) -> bool:
    if meeting.appraisal is not None:
        return meeting.appraisal.year == year
    return APPRAISAL in meeting.kinds and in_window(meeting.day, year)


@rule(
    code="REV102",
    name="appraisal-without-results",
    title="民主评议没有登记评议结果",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[18]],
    params=(Param("days", 30, "评议后多少天内可以还没有结果"),),
    needs=(Part.MEETINGS,),
    on_absence=True,
    covers=("REV-01",),
    kinds=(APPRAISAL,),
)
def appraisal_without_results(
    meeting: Meeting, branch: Branch, period: Period, days: int
) -> Iterator[Problem]:
    """An appraisal leads to results, in its own record or another one of its year."""
    due = meeting.day + timedelta(days=days)
    if period.as_of <= due or _has_results(meeting, branch):
        return
    yield problem(
        meeting,
        "appraisal",
        found=f"{meeting.day} 的民主评议至今没有逐人的评议结果，",
        expected="民主评议应由支委会或党员大会对每名党员作出评定。",
        remedy="在“民主评议”的“结果”中逐人登记等次和评定意见。",
        day=meeting.day,
    )


def _has_results(meeting: Meeting, branch: Branch) -> bool:
    year = meeting.appraisal.year if meeting.appraisal else None
    return any(
        review.results
        for review in all_reviews(branch)
        if (year == review.year if year else in_window(meeting.day, review.year))
    )


@rule(
    code="REV103",
    name="appraisal-dates-missing",
    title="民主评议没有写明开始或结束日期",
    severity=Severity.HINT,
    basis=[BRANCH_REGULATIONS[18]],
    on_absence=True,
    covers=("REV-01",),
)
def appraisal_dates_missing(branch: Branch, period: Period) -> Iterator[Problem]:
    """The statistics ask when an appraisal began and ended."""
    for review in reviews_in(branch, period):
        begun = any(appraisal.started_on for appraisal in review.appraisals)
        ended = any(appraisal.ended_on for appraisal in review.appraisals)
        missing = [label for label, there in (("开始", begun), ("结束", ended)) if not there]
        if review.results and missing:
            yield problem(
                review.home,
                "year",
                found=f"{review.year} 年度民主评议没有写{'、'.join(missing)}日期，",
                expected="党内统计要填评议的开始和结束日期。",
                remedy="按实际情况填写；一天之内完成的，两个日期相同。",
                day=review.day,
            )


@rule(
    code="REV104",
    name="appraisal-dates-disordered",
    title="民主评议各步骤的日期先后颠倒",
    severity=Severity.ERROR,
    basis=[LOGIC["步骤先后"]],
    covers=("REV-01",),
    when=("appraisal",),
)
def appraisal_dates_disordered(meeting: Meeting) -> Iterator[Problem]:
    """Begun before ended and assessed; assessed before it is announced and told."""
    if meeting.appraisal is not None:
        yield from _disordered(meeting.appraisal)


def _disordered(review: Appraisal) -> Iterator[Problem]:
    pairs = (
        ("ended_on", "结束", review.ended_on, "开始", review.started_on),
        ("assessed_on", "组织评定", review.assessed_on, "开始", review.started_on),
        ("announced_on", "通报", review.announced_on, "组织评定", review.assessed_on),
    )
    for field, label, day, before, earlier in pairs:
        if day is not None and earlier is not None and day < earlier:
            yield problem(
                review,
                field,
                found=f"{label}日期 {day} 早于{before}日期 {earlier}，",
                expected=f"{before}应在{label}之前。",
                remedy="核对日期。",
                day=day,
            )
    yield from _told_early(review, review.assessed_on)


def _told_early(review: Appraisal, assessed_on: date | None) -> Iterator[Problem]:
    for result in review.results:
        if assessed_on is not None and result.told_on is not None and result.told_on < assessed_on:
            yield problem(
                result,
                "told_on",
                found=f"{result.name}的反馈日期 {result.told_on} 早于组织评定日期 {assessed_on}，",
                expected="评定以后才能反馈。",
                remedy="核对日期。",
                day=assessed_on,
            )


@rule(
    code="REV105",
    name="appraisal-other-year",
    title="民主评议的年度与评议日期不符",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[18], APPRAISAL_NOTICE["时间"]],
    covers=("REV-01",),
    when=("appraisal",),
)
def appraisal_other_year(meeting: Meeting) -> Iterator[Problem]:
    """A year's appraisal is held in that year or before the next April, unless a note says why."""
    review = meeting.appraisal
    if review is not None and not in_window(meeting.day, review.year) and not meeting.note:
        yield problem(
            review,
            "year",
            found=f"写的是 {review.year} 年度，评议日期却是 {meeting.day}，",
            expected=f"{review.year} 年度的应在当年开展，最迟到 {window_end(review.year)}。",
            remedy="核对年度和日期；确属延期开展的，在备注中写明上级的安排。",
            day=meeting.day,
        )


@rule(
    code="REV107",
    name="appraisal-step-missing",
    title="民主评议缺少自评、互评、测评或组织评定",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[18]],
    on_absence=True,
    covers=("REV-04",),
)
def appraisal_step_missing(branch: Branch, period: Period) -> Iterator[Problem]:
    """Each step has left a trace in some record of the year's appraisal."""
    for review in reviews_in(branch, period):
        missing = [label for label, there in _steps(review) if not there]
        if review.results and missing:
            yield problem(
                review.home,
                "year",
                found=f"{review.year} 年度民主评议没有{'、'.join(missing)}的记录，",
                expected="民主评议按个人自评、党员互评、民主测评的程序进行，再作出评定意见。",
                remedy="做了的补上记录；没有做的，如实说明并按程序补做。",
                day=review.day,
            )


def _steps(review: Review) -> Iterator[tuple[str, bool]]:
    appraisals, results = list(review.appraisals), review.results
    yield "个人自评", any(a.self_review for a in appraisals) or any(r.self_rated for r in results)
    yield "党员互评", any(a.peer_review for a in appraisals)
    yield "民主测评", any(a.ballots for a in appraisals) or any(r.votes for r in results)
    assessed = any(a.assessed_on for a in appraisals) or any(r.grade or r.comment for r in results)
    yield "组织评定", assessed
