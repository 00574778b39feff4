"""The committee above: talk, approval in time by one that may, and the oath."""

from collections.abc import Iterator

from djledger.law import DEVELOPMENT_RULES, LOGIC, development
from djledger.ledger.branch import Branch
from djledger.ledger.development import (
    Approval,
    ApproverKind,
    DevelopmentFile,
    ProbationDecision,
)
from djledger.ledger.period import Period
from djledger.ledger.process import (
    ADMITTED,
    APPROVED,
    CONFIRMATION_APPROVED,
    CONFIRMATION_REPORTED,
    CONFIRMED,
    INTERVIEWED,
    REPORTED,
    SWORN,
    At,
    process_of,
)
from djledger.rules.development.probation import closed_by_roster
from djledger.rules.development.steps import (
    CORRECT,
    Deadline,
    late_step,
    overdue,
    place_name,
    reversed_steps,
)
from djledger.rules.rule import Problem, Related, Severity, problem, rule

INCOMPETENT = frozenset(
    {
        ApproverKind.GENERAL_BRANCH,
        ApproverKind.PARTY_GROUP,
        ApproverKind.TEMPORARY,
        ApproverKind.BASE_COMMITTEE,
    }
)
"""Kinds of organisation that may deliberate but not approve (细则 2026, Art. 22)."""

APPROVAL = Deadline(REPORTED, APPROVED, 3, "审批预备党员", development(25))
APPROVAL_AT_MOST = Deadline(REPORTED, APPROVED, 6, "审批预备党员", development(25))
OATH = Deadline(APPROVED, SWORN, 1, "举行入党宣誓", DEVELOPMENT_RULES[29])
CONFIRMATION_APPROVAL = Deadline(
    CONFIRMATION_REPORTED, CONFIRMATION_APPROVED, 3, "审批转正", development(33)
)

interviewed_before_assembly = reversed_steps(
    code="DEV501",
    name="interviewed-before-assembly",
    title="上级派人谈话早于党员大会",
    steps=(ADMITTED, INTERVIEWED),
    basis=[development(23)],
    expected="党委审批前派人谈话，在党员大会通过之后。",
    covers=("DEV-T38",),
)
approved_before_interview = reversed_steps(
    code="DEV502",
    name="approved-before-interview",
    title="党委审批早于上级派人谈话",
    steps=(INTERVIEWED, APPROVED),
    basis=[development(23)],
    expected="先派党委委员或组织员谈话，再由党委审批。",
    covers=("DEV-T38",),
)
approved_before_assembly = reversed_steps(
    code="DEV503",
    name="approved-before-assembly",
    title="党委审批早于党员大会",
    steps=(ADMITTED, APPROVED),
    basis=[development(24)],
    expected="党员大会通过、上报之后，党委才能审批。",
)


@rule(
    code="DEV504",
    name="approval-late",
    title="三个月内没有审批预备党员，也没有说明",
    severity=Severity.WARNING,
    basis=[development(25)],
    covers=("DEV-T39", "DEV-T40"),
    when=("admission",),
    on_absence=True,
)
def approval_late(person: DevelopmentFile, branch: Branch, period: Period) -> Iterator[Problem]:
    """From the report, or the assembly where no report is written; a reason gives six months."""
    approval = person.admission.approval if person.admission else None
    if (approval is None or approval.special is None) and not any(_beyond(person, branch, period)):
        yield from _unapproved(person, branch, period, APPROVAL)


def _beyond(person: DevelopmentFile, branch: Branch, period: Period) -> Iterator[Problem]:
    return _unapproved(person, branch, period, APPROVAL_AT_MOST)


def _unapproved(
    person: DevelopmentFile, branch: Branch, period: Period, deadline: Deadline
) -> Iterator[Problem]:
    """Whom the roster has confirmed was approved, though the file does not say when."""
    process = process_of(person, branch)
    if process.day(APPROVED) is not None or not closed_by_roster(process, period.as_of):
        yield from overdue(person, branch, period, deadline)


@rule(
    code="DEV505",
    name="approval-beyond-half-year",
    title="六个月内没有审批预备党员",
    severity=Severity.ERROR,
    basis=[APPROVAL_AT_MOST.law],
    covers=("DEV-T39", "DEV-T40"),
    when=("admission",),
    on_absence=True,
)
def approval_beyond_half_year(
    person: DevelopmentFile, branch: Branch, period: Period
) -> Iterator[Problem]:
    """A reason does not help beyond six months."""
    yield from _beyond(person, branch, period)


@rule(
    code="DEV506",
    name="approver-not-competent",
    title="审批预备党员或转正的党组织没有审批权限",
    severity=Severity.ERROR,
    basis=[development(22)],
)
def approver_not_competent(person: DevelopmentFile) -> Iterator[Problem]:
    """They may deliberate and send the case on, but not approve."""
    for part, approval in _approvals(person):
        if approval.kind in INCOMPETENT:
            kind = approval.kind.value
            approver = f"{approval.by}（{kind}）" if approval.by else kind
            yield problem(
                person,
                *(part, "approval", "kind"),
                found=f"{person.name}由{approver}审批，",
                expected="预备党员须由有审批权限的党委（工委）审批；乡镇（街道）所属的基层党委、"
                "党总支、党组、临时党组织不能审批。",
                remedy="核对审批机关的类别；确由无权限的组织审批的，报有权限的党委审批。",
                day=approval.day,
            )


def _approvals(person: DevelopmentFile) -> Iterator[tuple[str, Approval]]:
    for part in ("admission", "probation"):
        stage = getattr(person, part)
        if stage is not None and stage.approval is not None:
            yield part, stage.approval


sworn_before_approval = reversed_steps(
    code="DEV507",
    name="sworn-before-approval",
    title="入党宣誓早于党委批准",
    steps=(APPROVED, SWORN),
    basis=[development(29)],
    expected="党委批准后才举行入党宣誓。",
    covers=("DEV-T44",),
)
oath_late = late_step(
    OATH,
    code="DEV508",
    name="oath-late",
    title="批准后一个月内没有举行入党宣誓",
    covers=("DEV-T44",),
)


@rule(
    code="DEV509",
    name="probation-dates-unwritten",
    title="志愿书没有注明预备期起止",
    severity=Severity.WARNING,
    basis=[development(24)],
    covers=("DEV-T43",),
    when=("admission",),
    on_absence=True,
)
def probation_dates_unwritten(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """The committee writes them into the form when it approves."""
    form = person.admission.form if person.admission else None
    approved = process_of(person, branch).day(APPROVED)
    if form is None or approved is None:
        return
    if form.probation_start is None or form.probation_end is None:
        missing = "probation_start" if form.probation_start is None else "probation_end"
        yield problem(
            person,
            *("admission", "form", missing),
            found=f"党委 {approved} 批准{person.name}为预备党员，志愿书上的预备期起止没有写全，",
            expected="党委审批意见应注明预备期的起止时间。",
            remedy="对照志愿书审批栏补上“预备期起”“预备期止”；原件没有注明的，请党委补注。",
            day=approved,
        )


confirmation_approved_before_assembly = reversed_steps(
    code="DEV510",
    name="confirmation-approved-before-assembly",
    title="转正审批早于党员大会",
    steps=(CONFIRMED, CONFIRMATION_APPROVED),
    basis=[development(32), development(33)],
    expected="党员大会讨论通过、上报之后，党委才能审批。",
)


@rule(
    code="DEV511",
    name="confirmation-approval-late",
    title="三个月内没有审批转正",
    severity=Severity.WARNING,
    basis=[CONFIRMATION_APPROVAL.law],
    covers=("DEV-T51",),
    when=("probation",),
    on_absence=True,
)
def confirmation_approval_late(
    person: DevelopmentFile, branch: Branch, period: Period
) -> Iterator[Problem]:
    """Of confirmations only: an extension or a cancellation is approved as what it is."""
    decided = person.probation.decision if person.probation else None
    if decided in {None, ProbationDecision.CONFIRMED}:
        yield from overdue(person, branch, period, CONFIRMATION_APPROVAL)


ANSWERS: tuple[tuple[At, str, str], ...] = (
    (("activist", "filed"), "sent_on", "answered_on"),
    (("candidate", "agreed"), "sent_on", "answered_on"),
    (("candidate", "filed"), "sent_on", "answered_on"),
    (("admission", "prereview"), "sent_on", "answered_on"),
    (("admission", "approval"), "reported_on", "day"),
    (("probation", "approval"), "reported_on", "day"),
)
"""Where something is sent up and answered, and the fields with the two days."""


@rule(
    code="DEV512",
    name="answered-before-reported",
    title="上级答复（审批）早于报送",
    severity=Severity.ERROR,
    basis=[LOGIC["日期先后"]],
)
def answered_before_reported(person: DevelopmentFile) -> Iterator[Problem]:
    """What has not been sent up cannot have been answered; the same day will do."""
    for (stage, field), sent, answered in ANSWERS:
        paper = getattr(getattr(person, str(stage)), str(field), None)
        first, second = getattr(paper, sent, None), getattr(paper, answered, None)
        if first is not None and second is not None and second < first:
            at, asked = (stage, field, answered), (stage, field, sent)
            yield problem(
                person,
                *at,
                found=f"{person.name}的“{place_name(person, at)}”是 {second}，"
                f"早于“{place_name(person, asked)}”的 {first}，",
                expected="先报送，上级才能答复。",
                remedy=CORRECT,
                day=second,
                related=(Related(person, asked, "报送"),),
            )
