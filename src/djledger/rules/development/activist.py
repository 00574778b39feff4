"""The activist: decided after a talk, filed, cultivated, examined every half year."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from djledger.dates import Quarter, add_months, quarters_from
from djledger.law import LOGIC, PRACTICE, development
from djledger.ledger.branch import Branch, Part
from djledger.ledger.development import Activist, DevelopmentFile
from djledger.ledger.period import Period
from djledger.ledger.process import (
    ACTIVIST,
    ACTIVIST_DECIDED,
    ACTIVIST_FILED,
    ACTIVIST_REPORTED,
    ADMITTED,
    APPLIED,
    APPROVED,
    CANDIDATE,
    CULTIVATED,
    PROBATION_FROM,
    RECOMMENDED,
    TALKED,
    process_of,
)
from djledger.ledger.roster import departed
from djledger.rules.development.steps import (
    EXAMINE_MONTHS,
    Deadline,
    late_step,
    reversed_steps,
    unexamined,
)
from djledger.rules.rule import Param, Problem, Related, Severity, problem, rule
from djledger.rules.wording import listed

activist_before_application = reversed_steps(
    code="DEV201",
    name="activist-before-application",
    title="确定为积极分子早于申请",
    steps=(APPLIED, ACTIVIST),
    basis=[development(8), LOGIC["日期先后"]],
    expected="积极分子从入党申请人中产生，先有申请。",
    covers=("DEV-T04",),
)
activist_before_talk = reversed_steps(
    code="DEV202",
    name="activist-before-talk",
    title="确定为积极分子早于谈话",
    steps=(TALKED, ACTIVIST),
    basis=[development(7), development(8)],
    expected="党组织先派人同申请人谈话，再研究确定积极分子。",
    covers=("DEV-T06",),
)
decided_before_recommended = reversed_steps(
    code="DEV203",
    name="decided-before-recommended",
    title="研究确定积极分子早于推荐",
    steps=(RECOMMENDED, ACTIVIST_DECIDED),
    basis=[development(8)],
    expected="先由党员推荐或群团组织推优，再由支委会研究决定。",
)
activist_reported_before_decided = reversed_steps(
    code="DEV204",
    name="activist-reported-before-decided",
    title="积极分子报备案早于研究决定",
    steps=(ACTIVIST_DECIDED, ACTIVIST_REPORTED),
    basis=[development(8), LOGIC["日期先后"]],
    expected="支委会（不设支委会的由党员大会）研究决定后才能报上级党委备案。",
    covers=("DEV-T09",),
)
activist_filed_late = late_step(
    Deadline(ACTIVIST_DECIDED, ACTIVIST_FILED, 1, "办结备案", PRACTICE["备案批复期限"]),
    code="DEV205",
    name="activist-filed-late",
    title="积极分子备案超过一个月",
    covers=("DEV-T10",),
    optional=True,
)


@rule(
    code="DEV206",
    name="activist-soon-after-application",
    title="申请不久就确定为积极分子",
    severity=Severity.WARNING,
    basis=[PRACTICE["申请满三个月"]],
    params=(Param("months", 3, "申请满多少个月才能确定为积极分子"),),
    optional=True,
    covers=("DEV-T05",),
)
def activist_soon(person: DevelopmentFile, branch: Branch, months: int) -> Iterator[Problem]:
    """How long an applicant waits is set locally."""
    process = process_of(person, branch)
    applied, chosen = process.day(APPLIED), process.when(ACTIVIST)
    if applied and chosen and applied <= chosen.day < add_months(applied, months):
        yield problem(
            person,
            *chosen.at,
            found=f"{person.name} {applied} 申请，{chosen.day} 就确定为积极分子，",
            expected=f"当地要求申请满 {months} 个月（最早 {add_months(applied, months)}）。",
            remedy="核对日期；当地没有这项要求的，不必启用本规则。",
            day=chosen.day,
        )


@rule(
    code="DEV207",
    name="examination-missed",
    title="积极分子没有每半年考察一次",
    severity=Severity.WARNING,
    basis=[development(11)],
    params=(Param("days", 31, "满半年后宽限多少天"),),
    covers=("DEV-T11",),
    when=("activist",),
    on_absence=True,
)
def examination_missed(
    person: DevelopmentFile, branch: Branch, period: Period, days: int
) -> Iterator[Problem]:
    """From the day of being chosen to that of being listed no half year goes by unexamined."""
    span = _cultivation(person, branch, period)
    if span is None or person.activist is None:
        return
    seen = [one.day for one in person.activist.examinations]
    for before, after in unexamined(span, seen, days):
        due = add_months(before, EXAMINE_MONTHS)
        yield problem(
            person,
            *("activist", "examinations"),
            found=f"{person.name}从 {before} 到 {after} 没有考察记录，已超过半年，",
            expected=(f"积极分子每半年考察一次，应在 {due} 前后考察。"),
            remedy=(
                "已经考察没有写的，按《培养考察登记表》补上；确实没有考察的，如实说明，尽快考察。"
            ),
            day=due,
        )


def _cultivation(
    person: DevelopmentFile, branch: Branch, period: Period
) -> tuple[date, date] | None:
    """Return from when to when this branch cultivated the person, up to the day of judgement."""
    process = process_of(person, branch)
    moved = person.activist.transferred_on if person.activist else None
    start = moved or process.day(ACTIVIST)
    ends = [process.day(point) for point in (CANDIDATE, ADMITTED, APPROVED, PROBATION_FROM)]
    ends += [person.stopped.day if person.stopped else None, branch.owes_until, period.as_of]
    end = min(day for day in ends if day is not None)
    return None if start is None or end < start else (start, end)


@rule(
    code="DEV213",
    name="contact-not-replaced",
    title="培养联系人离开支部后没有更换",
    severity=Severity.WARNING,
    basis=[development(9)],
    params=(Param("days", 31, "离开后多少天内可以还没有更换（细则没有规定天数）"),),
    needs=(Part.MEMBERS,),
    covers=("DEV-P06",),
    when=("activist",),
)
def contact_not_replaced(
    person: DevelopmentFile, branch: Branch, period: Period, days: int
) -> Iterator[Problem]:
    """While the person is cultivated here; of another branch's contacts the roster says nothing."""
    span = _cultivation(person, branch, period)
    for index, one in enumerate(person.activist.contacts if person.activist else ()):
        member = None if one.branch or one.end else branch.roster.by_name.get(one.name)
        left = departed(member) if member is not None else None
        if span is None or left is None or left < (one.start or span[0]):
            continue
        if span[1] > left + timedelta(days):
            yield problem(
                person,
                *("activist", "contacts", index, "name"),
                found=f"{person.name}的培养联系人{one.name}已于 {left} 离开本支部，没有写更换，",
                expected="培养联系人因工作变动等不能继续的，应及时更换。",
                remedy="已经更换的，写上“止”“更换原因”和新的联系人；没有更换的，尽快指定。",
                day=left,
                related=(Related(member, ("name",), "名册所载"),) if member else (),
            )


@rule(
    code="DEV208",
    name="examinations-too-close",
    title="两次考察相隔太近",
    severity=Severity.HINT,
    basis=[PRACTICE["半年考察间隔"]],
    params=(Param("days", 90, "相隔少于多少天就提示"),),
    covers=("DEV-T12",),
    when=("activist",),
)
def examinations_too_close(person: DevelopmentFile, days: int) -> Iterator[Problem]:
    """Examinations a few weeks apart were often written up together afterwards."""
    activist = person.activist
    if activist is None:
        return
    order = sorted((one.day, index) for index, one in enumerate(activist.examinations))
    for (before, _), (after, index) in pairwise(order):
        if (after - before).days < days:
            yield problem(
                person,
                *("activist", "examinations", index, "day"),
                found=(
                    f"{person.name}的两次考察（{before}、{after}）只隔 {(after - before).days} 天，"
                ),
                expected="半年一次的考察不应挤在一起。",
                remedy="核对是否为事后一并补写；属实的写明原因。",
                day=after,
            )


@rule(
    code="DEV209",
    name="thought-report-missed",
    title="培养期内有的季度没有思想汇报",
    severity=Severity.WARNING,
    basis=[PRACTICE["思想汇报"]],
    optional=True,
    covers=("DEV-T13",),
    when=("activist",),
    on_absence=True,
)
def thought_report_missed(
    person: DevelopmentFile, branch: Branch, period: Period
) -> Iterator[Problem]:
    """Only quarters that lay wholly within the cultivation are asked for."""
    span = _cultivation(person, branch, period)
    activist = person.activist
    if span is None or activist is None:
        return
    quarters = quarters_from(Quarter.of(span[0]), Quarter.of(span[1]))
    missing = [
        f"{quarter.year} 年第 {quarter.number} 季度"
        for quarter in quarters
        if span[0] <= quarter.first_day
        and quarter.last_day < span[1]
        and not any(report.day in quarter for report in activist.reports)
    ]
    if missing:
        yield problem(
            person,
            *("activist", "reports"),
            found=f"{person.name}在培养期内没有 {listed(missing)} 的思想汇报，",
            expected="当地要求积极分子每季度写一次思想汇报。",
            remedy="已经交来的补记日期；没有交的不要补造，今后按季度催办。",
            day=span[1],
        )


@rule(
    code="DEV210",
    name="thought-reports-bunched",
    title="思想汇报的落款日期挤在一起",
    severity=Severity.HINT,
    basis=[PRACTICE["思想汇报落款"]],
    params=(Param("days", 1, "相隔不超过多少天算挤在一起"),),
    covers=("DEV-T14",),
    when=("activist",),
)
def thought_reports_bunched(person: DevelopmentFile, days: int) -> Iterator[Problem]:
    """Two reports a day apart are what reviewers take for written up together."""
    for index, before, after in _next_reports(person.activist):
        if (after - before).days <= days:
            yield problem(
                person,
                *("activist", "reports", index, "day"),
                found=(
                    f"{person.name}的两篇思想汇报落款 {before}、"
                    f"{after}，只隔 {(after - before).days} 天，"
                ),
                expected="思想汇报应当按时写成，不应集中补写。",
                remedy="对照原件核对落款日期；确是集中写的，如实说明。",
                day=after,
            )


def _next_reports(activist: Activist | None) -> Iterator[tuple[int, date, date]]:
    reports = activist.reports if activist else ()
    order = sorted((one.day, index) for index, one in enumerate(reports))
    for (before, _), (after, index) in pairwise(order):
        yield index, before, after


@rule(
    code="DEV211",
    name="thought-report-before-application",
    title="思想汇报早于入党申请",
    severity=Severity.WARNING,
    basis=[LOGIC["日期先后"]],
    covers=("DEV-T15",),
    when=("activist",),
)
def thought_report_before_application(person: DevelopmentFile) -> Iterator[Problem]:
    """Applicants may report before they are chosen, but not before they applied."""
    applied = person.applied.day if person.applied else None
    for index, report in enumerate(person.activist.reports if person.activist else ()):
        if applied is not None and report.day < applied:
            yield problem(
                person,
                *("activist", "reports", index, "day"),
                found=f"思想汇报落款 {report.day}，早于{person.name}的入党申请（{applied}），",
                expected="思想汇报在递交申请书之后写。",
                remedy="对照原件核对落款日期。",
                day=report.day,
                related=(Related(person, ("applied", "day"), "申请日期"),),
            )


@rule(
    code="DEV212",
    name="activist-trained-before-chosen",
    title="积极分子培训早于确定为积极分子",
    severity=Severity.ERROR,
    basis=[development(10), LOGIC["日期先后"]],
    covers=("DEV-T16",),
    when=("activist",),
)
def activist_trained_before(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """For those who have been chosen; time under an earlier organisation counts where written."""
    chosen = process_of(person, branch).day(CULTIVATED)
    course = person.activist.course if person.activist else None
    if chosen and course and course.start and course.start < chosen:
        yield problem(
            person,
            *("activist", "course", "start"),
            found=f"{person.name} {chosen} 才开始作为积极分子培养，培训却从 {course.start} 开始，",
            expected="积极分子培训应在确定为积极分子之后。",
            remedy="核对培训和确定的日期。",
            day=course.start,
        )
