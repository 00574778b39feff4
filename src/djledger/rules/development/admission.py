"""From the committee's examination to the member assembly, and the application form."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from djledger.dates import add_months
from djledger.law import DEVELOPMENT_RULES, LOGIC, PARTY_CONSTITUTION, PRACTICE, development
from djledger.ledger.branch import Branch, Part
from djledger.ledger.development import DevelopmentFile
from djledger.ledger.process import (
    ADMITTED,
    CANDIDATE,
    EXAMINED,
    FORM_FILLED,
    FORM_RECEIVED,
    PREREVIEW_SENT,
    PREREVIEWED,
    process_of,
)
from djledger.rules.development.steps import (
    Deadline,
    late_step,
    moved_in_probation,
    reach,
    reversed_steps,
)
from djledger.rules.rule import Problem, Related, Severity, problem, rule

LEAVING_MONTHS = 3

ASSEMBLY = Deadline(PREREVIEWED, ADMITTED, 1, "提交党员大会讨论", DEVELOPMENT_RULES[19])

prereview_before_examined = reversed_steps(
    code="DEV421",
    name="prereview-before-examined",
    title="报请预审早于支委会审查",
    steps=(EXAMINED, PREREVIEW_SENT),
    basis=[development(18)],
    expected="支委会严格审查、集体讨论合格后，才能报上级党委预审。",
    covers=("DEV-T30",),
)
assembly_before_examined = reversed_steps(
    code="DEV422",
    name="assembly-before-examined",
    title="讨论接收的党员大会早于支委会审查",
    steps=(EXAMINED, ADMITTED),
    basis=[development(18), development(19)],
    expected="支委会审查在前，党员大会讨论在后。",
    covers=("DEV-P03",),
)
assembly_before_prereview = reversed_steps(
    code="DEV423",
    name="assembly-before-prereview",
    title="讨论接收的党员大会早于预审",
    steps=(PREREVIEWED, ADMITTED),
    basis=[development(18), development(19)],
    expected="预审合格后才能提交党员大会讨论。",
    covers=("DEV-T32",),
)
assembly_late = late_step(
    ASSEMBLY,
    code="DEV424",
    name="assembly-late-after-prereview",
    title="预审合格后一个月内没有提交党员大会",
    covers=("DEV-T33",),
)
prereview_slow = late_step(
    Deadline(PREREVIEW_SENT, PREREVIEWED, 1, "完成预审", PRACTICE["备案批复期限"]),
    code="DEV425",
    name="prereview-slow",
    title="预审超过一个月没有结果",
    covers=("DEV-T31",),
    optional=True,
)
admitted_before_listed = reversed_steps(
    code="DEV426",
    name="admitted-before-listed",
    title="讨论接收的党员大会早于列为发展对象",
    steps=(CANDIDATE, ADMITTED),
    basis=[development(13), LOGIC["日期先后"]],
    expected="先列为发展对象，再审查、预审和讨论接收。",
    covers=("DEV-T22",),
)
form_before_prereview = reversed_steps(
    code="DEV427",
    name="form-before-prereview",
    title="领取入党志愿书早于预审合格",
    steps=(PREREVIEWED, FORM_RECEIVED),
    basis=[development(18)],
    expected="入党志愿书发给预审合格的发展对象。",
    covers=("DEV-T34",),
)
form_filled_after_assembly = reversed_steps(
    code="DEV428",
    name="form-filled-after-assembly",
    title="本人填写入党志愿书晚于党员大会",
    steps=(FORM_FILLED, ADMITTED),
    basis=[development(18), LOGIC["日期先后"]],
    expected="本人填写志愿书在党员大会讨论之前。",
    covers=("DEV-T34",),
)


@rule(
    code="DEV429",
    name="resolution-day-differs",
    title="志愿书决议栏的日期与党员大会不一致",
    severity=Severity.ERROR,
    basis=[development(21), LOGIC["同一事实各处一致"]],
    covers=("DEV-T35", "DEV-T36"),
    when=("admission",),
)
def resolution_day_differs(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """The resolution is that of the assembly, and so is its day."""
    form = person.admission.form if person.admission else None
    admitted = process_of(person, branch).when(ADMITTED)
    if form and form.resolution_on and admitted and form.resolution_on != admitted.day:
        yield problem(
            person,
            *("admission", "form", "resolution_on"),
            found=(
                f"{person.name}的志愿书决议栏写 {form.resolution_on}，党员大会是 {admitted.day}，"
            ),
            expected="决议栏的日期就是党员大会通过的日期。",
            remedy="对照志愿书原件和会议记录核对；志愿书写错的，按规定由党委更正并加盖印章。",
            day=admitted.day,
            related=(Related(person, admitted.at, "党员大会"),),
        )


@rule(
    code="DEV430",
    name="form-number-in-doubt",
    title="入党志愿书编号重复、作废或缺失",
    severity=Severity.ERROR,
    basis=[development(42), LOGIC["编号不重复"]],
    covers=("DEV-P25",),
    when=("admission",),
    on_absence=True,
)
def form_number_in_doubt(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """A form belongs to one person, and a void one admits nobody."""
    form = person.admission.form if person.admission else None
    if form is None or process_of(person, branch).day(ADMITTED) is None:
        return
    others = [name for name in branch.derived(_holders)[form.number] if name != person.name]
    told = None
    if form.void:
        told = f"{person.name}用的志愿书{form.number or ''}已经作废，"
    elif form.number and others:
        told = f"{person.name}的志愿书编号 {form.number} 与{'、'.join(others)}的相同，"
    elif form.number is None and not moved_in_probation(person):
        told = f"{person.name}的志愿书没有写编号，"
    if told is not None:
        yield problem(
            person,
            *("admission", "form", "number"),
            found=told,
            expected="志愿书一人一份，编号唯一、有效。",
            remedy="对照志愿书原件和领取登记核对编号；作废的写清更换情况。",
            day=process_of(person, branch).day(ADMITTED),
        )


def _holders(branch: Branch) -> dict[str | None, list[str]]:
    holders: dict[str | None, list[str]] = defaultdict(list)
    for person in branch.records(Part.DEVELOPMENT):
        if person.admission and person.admission.form:
            holders[person.admission.form.number].append(person.name)
    return holders


@rule(
    code="DEV431",
    name="leaving-soon",
    title="三个月内将离开单位仍办理接收",
    severity=Severity.WARNING,
    basis=[development(18)],
    when=("admission",),
)
def leaving_soon(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """Who leaves within three months is normally not admitted here."""
    leaving = person.admission.leaving_on if person.admission else None
    admitted = process_of(person, branch).day(ADMITTED)
    if leaving and admitted and admitted <= leaving <= add_months(admitted, LEAVING_MONTHS):
        yield problem(
            person,
            *("admission", "leaving_on"),
            found=f"{person.name}预计 {leaving} 离开，{admitted} 仍提交党员大会讨论接收，",
            expected="未来三个月内将离开工作、学习单位的，一般不办理接收手续。",
            remedy="核对离开日期；有特殊情况的，在“备注”中写明并附上级意见。",
            day=admitted,
        )


@rule(
    code="DEV432",
    name="admitted-without-assembly",
    title="没有党员大会讨论就成了预备党员",
    waivable=False,
    severity=Severity.ERROR,
    basis=[PARTY_CONSTITUTION[5], development(19)],
    needs=(Part.MEETINGS,),
    covers=("DEV-P01",),
    on_absence=True,
)
def admitted_without_assembly(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """Admission is the assembly's alone; words of one person or a committee's do not make it."""
    known = process_of(person, branch).day(ADMITTED) is not None
    if known or moved_in_probation(person) or _refers(person):
        return
    told = _signs_of_admission(person, branch)
    if told:
        yield problem(
            person,
            *reach(person, ADMITTED.at),
            found=f"{person.name}已{'、'.join(told)}，却没有讨论接收的党员大会，",
            expected="接收预备党员必须经党员大会讨论通过。",
            remedy=(
                "已经开过党员大会的，写上会议记录；没有开过的，接收不能成立，如实报告上级党组织。"
            ),
            day=min(told.values()),
        )


def _refers(person: DevelopmentFile) -> bool:
    """Whether the step names a meeting record, though it is not there (another rule says so)."""
    held = person.admission.assembly if person.admission else None
    return held is not None and held.meeting is not None


def _signs_of_admission(person: DevelopmentFile, branch: Branch) -> dict[str, date]:
    """Return what can only be once somebody has been admitted, and its day."""
    approval = person.admission.approval if person.admission else None
    member = branch.roster.by_name.get(person.name)
    signs = {
        "经党委审批": approval.day if approval else None,
        "宣誓": person.admission.oath_on if person.admission else None,
        "起算预备期": person.probation.start if person.probation else None,
        "列入党员名册": member.joined if member else None,
    }
    return {label: day for label, day in signs.items() if day is not None}
