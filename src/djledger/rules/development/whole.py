"""The file as a whole: no step skipped, no impossible day, what the change of law leaves open."""

from collections.abc import Iterator
from datetime import date

from djledger.dates import add_months, add_years
from djledger.law import DEVELOPMENT_RULES, LOGIC, PRACTICE, development
from djledger.law.workdays import is_workday
from djledger.ledger.branch import Branch, Part
from djledger.ledger.development import DevelopmentFile, ProbationDecision
from djledger.ledger.period import Period
from djledger.ledger.process import (
    ADMITTED,
    AGREED,
    APPLIED,
    APPROVED,
    CANDIDATE,
    CONFIRMATION_APPROVED,
    CONFIRMED,
    INTERVIEWED,
    NOTICED,
    PREREVIEWED,
    SWORN,
    At,
    Point,
    Process,
    process_of,
)
from djledger.rules.development.steps import (
    SINCE_2026,
    moved_in_probation,
    place_name,
    reach,
    taken_elsewhere,
)
from djledger.rules.members.facts import dated, earliest_birth
from djledger.rules.rule import Param, Problem, Severity, problem, rule
from djledger.rules.wording import listed

PLANNED = frozenset({"until", "end", "leaving_on", "probation_end", "seniority_from"})
"""Fields whose day may lie ahead."""

REQUIRED: dict[Point, dict[At, str]] = {
    CANDIDATE: {
        ("activist", "filed"): "积极分子备案",
        ("candidate", "hearing"): "确定发展对象前听取意见",
        ("candidate", "decided"): "支委会研究确定发展对象",
    },
    ADMITTED: {
        ("candidate", "day"): "列为发展对象的日期",
        ("admission", "examined"): "支委会审查",
        ("admission", "prereview"): "上级党委预审",
        ("admission", "form"): "入党志愿书",
    },
    CONFIRMED: {
        ("admission", "approval"): "党委审批",
        ("admission", "oath_on"): "入党宣誓",
        ("probation", "hearing"): "转正前听取意见",
    },
}
"""What must be on record once a later step has been taken; other rules look into each."""
TAKEN = {
    CANDIDATE: "列为发展对象", ADMITTED: "提交党员大会讨论接收", CONFIRMED: "提交党员大会讨论转正",
}  # fmt: skip


@rule(
    code="DEV911",
    name="steps-unrecorded",
    title="后面的步骤已经办了，前面的步骤没有记录",
    severity=Severity.WARNING,
    basis=[development(8), development(13), development(18), development(32)],
    covers=("DEV-P22",),
    on_absence=True,
)
def steps_unrecorded(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """Papers of steps taken elsewhere stay with the branch that took them.

    An extension or a cancellation does not go the way of a confirmation.
    """
    process = process_of(person, branch)
    decided = person.probation.decision if person.probation else None
    confirming = decided in {None, ProbationDecision.CONFIRMED}
    for point, wanted in REQUIRED.items():
        day = process.day(point)
        if day is None or taken_elsewhere(person, day):
            continue
        missing = {at: label for at, label in wanted.items() if _lacks(person, at)}
        if not missing or (point is CONFIRMED and not confirming):
            continue
        yield problem(
            person,
            *reach(person, next(iter(missing))),
            found=f"{person.name} {day} {TAKEN[point]}，没有{listed(missing.values())}的记录，",
            expected="发展党员的每个步骤都应当有记录，不能跳过。",
            remedy="已经办理的按原始材料补上；确实没有办理的，如实说明并报告上级党组织。",
            day=day,
        )


def _lacks(person: DevelopmentFile, at: At) -> bool:
    stage, field = at
    if stage != "probation" and moved_in_probation(person):
        return False
    activist = person.activist
    if stage == "activist" and activist is not None and activist.transferred_on is not None:
        return False
    part = getattr(person, str(stage))
    return part is None or getattr(part, str(field)) is None


@rule(
    code="DEV912",
    name="day-impossible",
    title="日期在将来，或早于出生",
    severity=Severity.ERROR,
    basis=[LOGIC["日期先后"]],
    covers=("DEV-T60",),
)
def day_impossible(person: DevelopmentFile, period: Period) -> Iterator[Problem]:
    """What is written as done was done by the day of judgement, and after the person's birth."""
    birth = earliest_birth(person)
    for found in dated(person):
        at, day = found.at, found.day
        if at[-1] in PLANNED or at[0] in {"waivers", "stopped"}:
            continue
        late, early = day > period.as_of, birth is not None and day < birth
        if late or early:
            told = (
                f"晚于截至日 {period.as_of}"
                if late
                else f"早于{person.name}的出生（{person.born}）"
            )
            yield problem(
                person,
                *at,
                found=f"“{place_name(person, at)}”写 {day}，{told}，",
                expected="已经办的事，日期不会在将来，也不会在出生之前。",
                remedy="核对日期，多为年份写错；还没有办的先不写。",
                day=min(day, period.as_of),
            )


@rule(
    code="DEV913",
    name="span-reversed",
    title="结束日期早于开始日期",
    severity=Severity.ERROR,
    basis=[LOGIC["起止时间"]],
    covers=("DEV-T16",),
)
def span_reversed(person: DevelopmentFile) -> Iterator[Problem]:
    """Contacts, introducers, trainings, notices and the probation end after they begin."""
    for at, start, end in _spans(person):
        if start is not None and end is not None and end < start:
            yield problem(
                person,
                *at,
                found=f"{person.name}的“{place_name(person, at)}”是 {end}，早于开始的 {start}，",
                expected="结束不会早于开始。",
                remedy="核对起止日期，多为年份写错或两个日期写反。",
            )


def _spans(person: DevelopmentFile) -> Iterator[tuple[At, date | None, date | None]]:
    single = (
        ("activist", "course"),
        ("candidate", "notice"),
        ("admission", "course"),
        ("probation", "notice"),
    )
    for stage, field in single:
        part = getattr(person, stage)
        span = getattr(part, field) if part is not None else None
        if span is not None:
            yield (stage, field, "end"), span.start, span.end
    for stage, field in (("activist", "contacts"), ("candidate", "introducers")):
        part = getattr(person, stage)
        for index, one in enumerate(getattr(part, field) if part is not None else ()):
            yield (stage, field, index, "end"), one.start, one.end
    if person.probation is not None:
        yield ("probation", "end"), person.probation.start, person.probation.end


@rule(
    code="DEV914",
    name="advanced-after-stop",
    title="终止之后又办理了后面的步骤",
    severity=Severity.ERROR,
    basis=[LOGIC["日期先后"]],
    when=("stopped",),
)
def advanced_after_stop(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """Who begins again has a new file; a cancellation still goes up for approval."""
    process, stopped = process_of(person, branch), person.stopped
    if person.probation and person.probation.decision is ProbationDecision.CANCELLED:
        return
    for point in (CANDIDATE, ADMITTED, APPROVED, SWORN, CONFIRMED, CONFIRMATION_APPROVED):
        found = process.when(point)
        if stopped is not None and found is not None and found.day > stopped.day:
            yield problem(
                person,
                *found.at,
                found=f"{person.name} {stopped.day} 已终止发展，{found.day} 又有“{point.label}”，",
                expected="终止后不再办理后面的步骤。",
                remedy="核对日期；重新发展的，从重新培养起另行记录。",
                day=found.day,
            )
            return


@rule(
    code="DEV915",
    name="transition-left-open",
    title="跨新旧《细则》办理，有的要求怎样衔接没有规定",
    severity=Severity.HINT,
    basis=[DEVELOPMENT_RULES[44]],
    covers=("DEV-T23",),
)
def transition_left_open(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """The 2026 edition came into force on its day of issue and has no transition clause."""
    process = process_of(person, branch)
    for at, told in _left_open(person, process):
        yield problem(
            person,
            *reach(person, at),
            found=f"{person.name}{told}，",
            expected=f"{SINCE_2026} 起施行的新《细则》没有规定过渡办法，本程序不作结论。",
            remedy="请示上级党委怎样衔接，并把答复记在“备注”中。",
            day=SINCE_2026,
        )


def _left_open(person: DevelopmentFile, process: Process) -> Iterator[tuple[At, str]]:
    """Yield what was begun under the old edition and ended under the new one, and is new in it."""
    listed_on, admitted = process.day(CANDIDATE), process.day(ADMITTED)
    asked = process.day(AGREED) is not None and process.day(NOTICED) is not None
    if not asked and listed_on and admitted and listed_on < SINCE_2026 <= admitted:
        told = f" {listed_on} 按 2014 版列为发展对象，{admitted} 才讨论接收，要不要补上级同意和公示"
        yield CANDIDATE.at, told
    noticed = process.day(NOTICED)
    if noticed and listed_on and noticed < SINCE_2026 <= listed_on:
        yield NOTICED.at, f"的公示 {noticed} 开始，{listed_on} 列为发展对象，公示按哪一版算"
    for first, second, what in (
        (PREREVIEWED, ADMITTED, " {} 预审合格，{} 才讨论接收，适用不适用一个月内开党员大会的要求"),
        (APPROVED, SWORN, " {} 批准，{} 才宣誓，适用不适用一个月内宣誓的要求"),
    ):
        began, done = process.day(first), process.day(second)
        if began and done and began < SINCE_2026 <= done and _over_a_month(began, done):
            yield second.at, what.format(began, done)


def _over_a_month(began: date, done: date) -> bool:
    return add_months(began, 1) < done


@rule(
    code="DEV916",
    name="step-on-day-off",
    title="上级或支部的步骤写在休息日",
    severity=Severity.HINT,
    basis=[PRACTICE["休息日办理"]],
    optional=True,
    covers=("DEV-T59",),
)
def step_on_day_off(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """Offices do not reply on days off; where the calendar is unknown nothing is said."""
    process = process_of(person, branch)
    for point in (AGREED, PREREVIEWED, INTERVIEWED, APPROVED, CONFIRMATION_APPROVED):
        found = process.when(point)
        if found is not None and is_workday(found.day) is False:
            yield problem(
                person,
                *found.at,
                found=f"{person.name}的“{point.label}”写 {found.day}，是周末或法定假日，",
                expected="这类手续一般在工作日办理。",
                remedy="对照原件核对日期；属实的不必改。",
                day=found.day,
            )


@rule(
    code="DEV917",
    name="nobody-developed",
    title="多年没有发展党员",
    severity=Severity.HINT,
    basis=[development(37)],
    params=(Param("years", 3, "多少年没有人申请或接收就提示"),),
    needs=(Part.MEMBERS, Part.DEVELOPMENT),
    optional=True,
    covers=("DEV-P27",),
)
def nobody_developed(branch: Branch, period: Period, years: int) -> Iterator[Problem]:
    """Neither an applicant nor anybody admitted, in a branch that is older than that."""
    since = add_years(period.as_of, -years)
    if branch.owes_from > since or branch.owes_until < period.as_of:
        return
    files = [process_of(one, branch) for one in branch.records(Part.DEVELOPMENT)]
    applied = any((process.day(APPLIED) or date.min) >= since for process in files)
    joined = any((m.joined or date.min) >= since for m in branch.roster.members)
    if not (applied or joined):
        yield problem(
            branch.profile,
            "name",
            found=f"{since} 以来没有人申请入党，也没有接收预备党员，",
            expected="对长期不发展党员的党支部，上级党委要加强指导。",
            remedy="分析原因，做好入党申请人的教育引导；确无发展对象的，向上级说明。",
            day=period.as_of,
        )


ARCHIVE_DAYS = 7


@rule(
    code="DEV918",
    name="archived-late",
    title="转正批准后材料没有及时归档",
    severity=Severity.HINT,
    basis=[development(36), PRACTICE["归档时限"]],
    params=(Param("days", ARCHIVE_DAYS, "批准后多少天内归档"),),
    optional=True,
    covers=("DEV-T54",),
    on_absence=True,
)
def archived_late(
    person: DevelopmentFile, branch: Branch, period: Period, days: int
) -> Iterator[Problem]:
    """The rules say in time; how many days is local."""
    approved = process_of(person, branch).day(CONFIRMATION_APPROVED)
    archived = person.archive.day if person.archive else None
    if approved is None or ((archived or period.as_of) - approved).days <= days:
        return
    told = f"{archived} 才归档" if archived else f"至 {period.as_of} 没有归档"
    yield problem(
        person,
        *reach(person, ("archive", "day")),
        found=f"党委 {approved} 批准{person.name}转正，{told}，",
        expected=f"当地要求批准后 {days} 天内整理归档。",
        remedy="已经归档的写上日期和目录；没有归档的尽快办理。",
        day=archived or period.as_of,
    )
