"""Confirmation: asked for, heard, reviewed and discussed when the probation is over."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from djledger.dates import add_months
from djledger.law import LOGIC, PRACTICE, development
from djledger.ledger.branch import Branch, Part
from djledger.ledger.development import DevelopmentFile, ProbationDecision
from djledger.ledger.period import Period
from djledger.ledger.process import (
    CONFIRMATION_APPROVED,
    CONFIRMATION_ASKED,
    CONFIRMATION_EXAMINED,
    CONFIRMATION_HEARD,
    CONFIRMED,
    PROBATION_FROM,
    At,
    Process,
    process_of,
)
from djledger.rules.development.probation import (
    TRANSFER_MONTHS,
    closed_by_roster,
    discussion_due,
    last_day,
    settled,
)
from djledger.rules.development.steps import (
    moved_in_probation,
    reach,
    released,
    reversed_steps,
    taken_elsewhere,
)
from djledger.rules.rule import Param, Problem, Severity, problem, rule

asked_after_assembly = reversed_steps(
    code="DEV603",
    name="asked-after-assembly",
    title="转正申请晚于讨论转正的党员大会",
    steps=(CONFIRMATION_ASKED, CONFIRMED),
    basis=[development(32), LOGIC["日期先后"]],
    expected="本人先提出书面转正申请，再开会讨论。",
)
heard_after_confirmation = reversed_steps(
    code="DEV604",
    name="heard-after-confirmation",
    title="转正前听取意见晚于党员大会",
    steps=(CONFIRMATION_HEARD, CONFIRMED),
    basis=[development(32)],
    expected="听取党小组、党员和群众意见在前，党员大会在后。",
)
confirmed_before_examined = reversed_steps(
    code="DEV605",
    name="confirmed-before-examined",
    title="讨论转正的党员大会早于支委会审查",
    steps=(CONFIRMATION_EXAMINED, CONFIRMED),
    basis=[development(32)],
    expected="支委会审查在前，党员大会讨论在后。",
    covers=("DEV-P03",),
)


@rule(
    code="DEV606",
    name="asked-too-early",
    title="转正申请提得太早",
    severity=Severity.WARNING,
    basis=[PRACTICE["转正申请时间"]],
    params=(Param("days", 30, "期满前多少天以内提出"),),
    optional=True,
    covers=("DEV-T45",),
    when=("probation",),
)
def asked_too_early(person: DevelopmentFile, branch: Branch, days: int) -> Iterator[Problem]:
    """When to ask is set locally, often a week before the end."""
    process = process_of(person, branch)
    asked, end = process.day(CONFIRMATION_ASKED), last_day(process)
    if asked and end and asked < end - timedelta(days=days):
        yield problem(
            person,
            *("probation", "applied_on"),
            found=f"{person.name} {asked} 提出转正申请，预备期到 {end} 才满，",
            expected=f"当地要求在期满前 {days} 天内提出。",
            remedy="核对日期；确实过早的，期满前由本人再次提出。",
            day=asked,
        )


@rule(
    code="DEV607",
    name="confirmed-unasked",
    title="讨论转正没有本人的书面申请",
    severity=Severity.ERROR,
    basis=[development(32)],
    covers=("DEV-T46",),
    when=("probation",),
    on_absence=True,
)
def confirmed_unasked(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """Only confirmation needs it; an extension or cancellation does not."""
    process, probation = process_of(person, branch), person.probation
    held = process.day(CONFIRMED)
    decided = probation.decision if probation else None
    confirming = decided in {None, ProbationDecision.CONFIRMED}
    if held and confirming and process.day(CONFIRMATION_ASKED) is None:
        yield problem(
            person,
            *("probation", "applied_on"),
            found=f"{held} 的党员大会讨论{person.name}转正，没有本人书面转正申请的日期，",
            expected="预备党员转正应由本人提出书面申请。",
            remedy="有申请书的补上日期；没有的，如实说明，不要补造申请书。",
            day=held,
        )


@rule(
    code="DEV608",
    name="discussed-before-probation-over",
    title="预备期未满就开会讨论转正",
    severity=Severity.ERROR,
    basis=[development(31)],
    covers=("DEV-T47",),
    when=("probation",),
)
def discussed_before_over(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """The last day of the probation is early enough; a cancellation need not wait."""
    process, probation = process_of(person, branch), person.probation
    held, end = settled(process), last_day(process)
    cancelled = probation is not None and probation.decision is ProbationDecision.CANCELLED
    if held and end and held.day < end and not cancelled:
        yield problem(
            person,
            *held.at,
            found=f"{person.name}的预备期到 {end}，{held.day} 就开会讨论转正，",
            expected="预备期满才能讨论能否转正。",
            remedy="核对预备期和会议日期；确实提前的，期满后重新讨论。",
            day=held.day,
        )


@rule(
    code="DEV609",
    name="probation-over-undiscussed",
    title="预备期（延长期）满没有及时讨论",
    severity=Severity.ERROR,
    basis=[development(31), development(35)],
    params=(Param("months", 1, "期满后多少个月内讨论算及时"),),
    covers=("DEV-T48", "DEV-T50"),
    on_absence=True,
)
def probation_over_undiscussed(
    person: DevelopmentFile, branch: Branch, period: Period, months: int
) -> Iterator[Problem]:
    """A discussion that led to an extension leaves the end of that to be discussed."""
    process = process_of(person, branch)
    due, end, held = discussion_due(process, months), last_day(process), settled(process)
    if due is None or process.day(PROBATION_FROM) is None:
        return
    if person.stopped is not None or _extension_unwritten(person):
        return
    if held.day <= due if held else _nothing_missed(process, due, period.as_of):
        return
    told = f"{held.day} 才讨论" if held else f"至 {period.as_of} 没有讨论"
    yield problem(
        person,
        *reach(person, held.at if held else CONFIRMED.at),
        found=f"{person.name}的预备期 {end} 已满，{told}能否转正，",
        expected=f"{_in_time(person, months)}（{due} 前，含当日）：转正、延长一次或者取消资格。",
        remedy="已经讨论的写上会议记录；没有讨论的尽快提请党员大会，并如实说明超期原因。",
        day=held.day if held else due,
    )


def _nothing_missed(process: Process, due: date, as_of: date) -> bool:
    """Whether a discussion that is not on record is not due yet, or is not this branch's to hold.

    A record that is named but could not be read may tell of it.
    """
    return (
        due >= as_of
        or process.unread(CONFIRMED)
        or closed_by_roster(process, as_of)
        or released(process, due)
    )


def _in_time(person: DevelopmentFile, months: int) -> str:
    """Say until when the discussion may wait; the rules name a time for who moved in only."""
    moved = person.probation is not None and person.probation.transferred_on is not None
    if moved:
        return f"转入的预备党员可以推迟讨论，最长不超过 {TRANSFER_MONTHS} 个月"
    return f"预备期满应当及时讨论，本规则按期满后 {months} 个月以内计"


def _extension_unwritten(person: DevelopmentFile) -> bool:
    """Whether an extension was decided, and until when is not written: the end is unknown."""
    probation = person.probation
    extended = probation is not None and probation.decision is ProbationDecision.EXTENDED
    return extended and probation is not None and not probation.extensions


@rule(
    code="DEV612",
    name="confirmed-without-meetings",
    title="没有经过支委会审查和党员大会就转正",
    severity=Severity.ERROR,
    basis=[development(32)],
    needs=(Part.MEETINGS,),
    covers=("DEV-P02",),
    on_absence=True,
)
def confirmed_without_meetings(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """Where the branch has no committee the assembly reviews the case itself."""
    signs = _signs_of_confirmation(person, branch)
    process, probation = process_of(person, branch), person.probation
    if not signs:
        return
    held = probation.assembly if probation else None
    missing = []
    if process.day(CONFIRMED) is None and not (held and held.meeting):
        missing.append((CONFIRMED, "讨论转正的党员大会"))
    day = process.day(CONFIRMED) or signs[0][1]
    examined = probation.examined if probation else None
    if examined is None and branch.committee_on(day) is not None:
        missing.append((CONFIRMATION_EXAMINED, "支委会审查"))
    if missing:
        yield problem(
            person,
            *reach(person, missing[0][0].at),
            found=(
                f"{person.name}已{signs[0][0]}，却没有{'和'.join(label for _, label in missing)}，"
            ),
            expected="转正须经支委会审查、党员大会讨论表决，再报党委审批。",
            remedy="已经开过会的写上会议记录；没有开过的，转正不能成立，如实报告上级党组织。",
            day=day,
        )


def _signs_of_confirmation(person: DevelopmentFile, branch: Branch) -> list[tuple[str, date]]:
    """Return what can only be once somebody has been confirmed, and since when.

    What was approved may have been an extension or a cancellation.
    """
    probation = person.probation
    confirming = probation and probation.decision in {None, ProbationDecision.CONFIRMED}
    approval = probation.approval if probation and confirming else None
    member = branch.roster.by_name.get(person.name)
    signs = []
    if approval is not None and approval.day is not None:
        signs.append(("经党委审批转正", approval.day))
    if member is not None and member.confirmed is not None:
        signs.append(("在名册上写明转正", member.confirmed))
    return signs


class _Outcome(NamedTuple):
    """An extension or a cancellation: where it is written, and the days it was decided on."""

    at: At
    what: str
    passed_on: date | None
    approved_on: date | None


def _outcomes(process: Process) -> Iterator[_Outcome]:
    """Yield what was decided instead of confirming; the last extension may stand as the decision.

    An assembly that is named, and whose record is not there, may have passed it.
    """
    probation = process.file.probation
    extensions, decided = (probation.extensions, probation.decision) if probation else ((), None)
    passed_on, approved_on = process.day(CONFIRMED), process.day(CONFIRMATION_APPROVED)
    for index, one in enumerate(extensions):
        last = decided is ProbationDecision.EXTENDED and index == len(extensions) - 1
        named = one.assembly is not None and one.assembly.meeting is not None
        passed = process.held_on(one.assembly) or (passed_on if last else None)
        if passed is not None or not named:
            approved = one.approved_on or (approved_on if last else None)
            at = ("probation", "extensions", index, "approved_on")
            yield _Outcome(at, "延长预备期", passed, approved)
    alone = decided is ProbationDecision.EXTENDED and not extensions
    if (alone or decided is ProbationDecision.CANCELLED) and not process.unread(CONFIRMED):
        yield _Outcome(CONFIRMATION_APPROVED.at, str(decided), passed_on, approved_on)


@rule(
    code="DEV616",
    name="extension-not-decided",
    title="延长预备期、取消资格没有党员大会通过或者上级批准",
    severity=Severity.WARNING,
    basis=[development(31)],
    params=(Param("months", 3, "党员大会后多少个月内可以还没有批准（细则没有规定期限）"),),
    when=("probation",),
    on_absence=True,
)
def extension_not_decided(
    person: DevelopmentFile, branch: Branch, period: Period, months: int
) -> Iterator[Problem]:
    """Both need the assembly and the superior, as a confirmation does."""
    for one in _outcomes(process_of(person, branch)):
        waited = one.passed_on is None or add_months(one.passed_on, months) < period.as_of
        missing = [] if one.passed_on else ["讨论通过的党员大会"]
        missing += ["上级党组织批准的日期"] if one.approved_on is None and waited else []
        elsewhere = one.passed_on is None or taken_elsewhere(person, one.passed_on)
        if missing and not (moved_in_probation(person) and elsewhere):
            yield problem(
                person,
                *reach(person, one.at),
                found=f"{person.name}{one.what}，没有写{'和'.join(missing)}，",
                expected="延长预备期、取消预备党员资格，都须经党员大会讨论通过和上级党组织批准。",
                remedy="已经办理的按会议记录和批复补上；没有办理的，尽快补办并如实说明。",
                day=one.passed_on,
            )
