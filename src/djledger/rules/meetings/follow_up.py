"""Whether what was resolved has somebody to do it, a day to do it by, and was done."""

from collections.abc import Iterator

from djledger.law import BRANCH_REGULATIONS, LOGIC, PRACTICE
from djledger.ledger.branch import Branch
from djledger.ledger.common import Action
from djledger.ledger.meetings import Meeting
from djledger.ledger.period import Period
from djledger.rules.meetings.material import actions_of, follow_ups_of
from djledger.rules.rule import Problem, Severity, problem, rule


@rule(
    code="MTG608",
    name="follow-up-without-owner",
    title="落实事项没有责任人或期限",
    severity=Severity.HINT,
    basis=[PRACTICE["决议落实"]],
    on_absence=True,
    covers=("MTG-30",),
    when=("agenda", "follow_up", "life"),
)
def follow_up_without_owner(meeting: Meeting) -> Iterator[Problem]:
    """Something to be done names who does it and by when, unless it is done already."""
    for action in actions_of(meeting):
        missing = [] if action.owner else ["责任人"]
        if action.due is None and action.done_on is None:
            missing.append("期限")
        if missing:
            yield problem(
                action,
                "task",
                found=f"“{action.task}”没有写{'和'.join(missing)}，",
                expected="要落实的事应写明由谁负责、何时完成。",
                remedy="按会议决定补写；当时没有定的，由支委会明确后注明。",
                day=meeting.day,
            )


@rule(
    code="MTG609",
    name="follow-up-overdue",
    title="落实事项到期没有完成",
    severity=Severity.WARNING,
    basis=[PRACTICE["决议落实"]],
    on_absence=True,
    covers=("MTG-30",),
)
def follow_up_overdue(branch: Branch, period: Period) -> Iterator[Problem]:
    """What fell due in the judged year, or was resolved in it, is done by its day."""
    for meeting in branch.meetings:
        for action in follow_ups_of(meeting):
            if is_overdue(action, meeting, period):
                yield overdue(action, meeting, period)


@rule(
    code="MTG705",
    name="correction-overdue",
    title="整改清单到期没有销号",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[17]],
    on_absence=True,
    covers=("MTG-37",),
)
def correction_overdue(branch: Branch, period: Period) -> Iterator[Problem]:
    """What an organisation-life meeting set to be corrected is done by its day."""
    for meeting in branch.meetings:
        for action in meeting.life.actions if meeting.life else ():
            if is_overdue(action, meeting, period):
                yield overdue(action, meeting, period)


@rule(
    code="MTG612",
    name="due-before-meeting",
    title="落实期限或完成日期早于会议",
    severity=Severity.WARNING,
    basis=[LOGIC["先有决定后有落实"]],
    when=("agenda", "follow_up"),
)
def due_before_meeting(meeting: Meeting) -> Iterator[Problem]:
    """Nothing falls due, or is done, before it was resolved; faults may be mended at once."""
    for action in follow_ups_of(meeting):
        for field, label, day in (("due", "期限", action.due), ("done_on", "完成", action.done_on)):
            if day is not None and day < meeting.day:
                yield problem(
                    action,
                    field,
                    found=f"“{action.task}”的{label} {day} 早于会议日期 {meeting.day}，",
                    expected="会上定的事，期限和完成都在会议以后。",
                    remedy="核对日期；会前已经做完的，写在内容里，不列为落实事项。",
                    day=meeting.day,
                )


def is_overdue(action: Action, meeting: Meeting, period: Period) -> bool:
    """Whether an action that concerns the year is past its day; the day itself is in time."""
    if action.due is None or action.done_on is not None or action.due >= period.as_of:
        return False
    return meeting.day in period or action.due in period


def overdue(action: Action, meeting: Meeting, period: Period) -> Problem:
    """Say that an action is past its day and who was to do it."""
    owner = f"（{'、'.join(action.owner)}负责）" if action.owner else ""
    return problem(
        action,
        "due",
        found=f"“{action.task}”{owner}期限 {action.due} 已过，截至 {period.as_of} 没有完成日期，",
        expected="到期的事项应当完成，并写明完成日期和依据。",
        remedy="已经完成的，补写“完成”和“佐证”；没有完成的，说明原因，由支委会重新明确期限。",
        day=action.due,
    )
