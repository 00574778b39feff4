"""What is due in the development of members, from the same deadlines that the rules judge by."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from djledger.dates import add_months, add_years
from djledger.law import Citation, development
from djledger.ledger.branch import Branch, Part
from djledger.ledger.development import DevelopmentFile
from djledger.ledger.members import Member
from djledger.ledger.process import (
    ACTIVIST,
    ADMITTED,
    APPROVED,
    CANDIDATE,
    CONFIRMATION_APPROVED,
    CONFIRMATION_ASKED,
    CONFIRMED,
    CULTIVATED,
    PREREVIEWED,
    PROBATION_FROM,
    SWORN,
    Point,
    Process,
)
from djledger.ledger.roster import on_roster
from djledger.planning.due import Due, Kind
from djledger.rules.development.admission import ASSEMBLY
from djledger.rules.development.apply import TALK
from djledger.rules.development.approval import (
    APPROVAL,
    APPROVAL_AT_MOST,
    CONFIRMATION_APPROVAL,
    OATH,
)
from djledger.rules.development.probation import closed_by_roster, discussion_due, last_day, settled
from djledger.rules.development.steps import EXAMINE_MONTHS, Deadline

COURSE = (
    ACTIVIST,
    CANDIDATE,
    PREREVIEWED,
    ADMITTED,
    APPROVED,
    SWORN,
    CONFIRMED,
    CONFIRMATION_APPROVED,
)
"""The milestones in their order: what comes before one that is reached is no longer awaited."""


def dues(branch: Branch, as_of: date) -> Iterator[Due]:
    """Yield what is due for everybody under development and every probationary member."""
    filed: set[str] = set()
    for person in branch.records(Part.DEVELOPMENT):
        filed.add(person.name)
        if person.stopped is None or person.stopped.day > as_of:
            yield from _steps(Process(person, branch, as_of))
    for member in branch.roster.members:
        if member.name not in filed and _on_probation(member, as_of):
            yield from _end_by_roster(member, branch)


def _steps(process: Process) -> Iterator[Due]:
    for deadline in _deadlines(process.file):
        yield from _awaited(deadline, process)
    yield from _cultivation(process)
    yield from _probation(process)


def _deadlines(person: DevelopmentFile) -> tuple[Deadline, ...]:
    approval = person.admission.approval if person.admission else None
    special = approval is not None and approval.special is not None
    return (TALK, ASSEMBLY, APPROVAL_AT_MOST if special else APPROVAL, OATH, CONFIRMATION_APPROVAL)


def _awaited(deadline: Deadline, process: Process) -> Iterator[Due]:
    start, due = deadline.begun(process), deadline.due(process)
    end = deadline.end
    taken = process.when(end) is not None or process.unread(end) or _passed(end, process)
    if start is not None and due is not None and not taken:
        key = f"{deadline.start.label}→{end.label}"
        found = _due(process, key, deadline.duty, due, deadline.law)
        yield replace(found, opens=start.day)


def _passed(point: Point, process: Process) -> bool:
    """Whether a later milestone is reached, so that waiting for this one has no sense."""
    later = COURSE[COURSE.index(point) + 1 :] if point in COURSE else COURSE
    return any(process.when(other) is not None for other in later)


def _cultivation(process: Process) -> Iterator[Due]:
    """Examinations every half year until listed, and the day on which a year is full."""
    activist, chosen = process.file.activist, process.day(ACTIVIST)
    if activist is None or chosen is None or _passed(ACTIVIST, process):
        return
    seen = [one.day for one in activist.examinations if one.day <= process.until]
    last = max([chosen, *seen])
    due = add_months(last, EXAMINE_MONTHS)
    yield _due(process, f"考察 {due}", "进行半年一次的考察", due, development(11))
    start = process.day(CULTIVATED)
    if start is not None:
        task = "培养考察满一年，可以研究能否列为发展对象"
        found = _due(process, "满一年", task, add_years(start, 1), development(13))
        yield replace(found, milestone=True)


def _probation(process: Process) -> Iterator[Due]:
    """The application for confirmation by the end of the probation, and the discussion after."""
    end, due = last_day(process), discussion_due(process)
    began = process.day(PROBATION_FROM) is not None
    over = settled(process) is not None or closed_by_roster(process, process.until)
    if over or process.unread(CONFIRMED):
        return
    if end is None or due is None or not began:
        return
    if process.day(CONFIRMATION_ASKED) is None:
        opens = end - timedelta(days=30)
        task = "提醒本人提出书面转正申请"
        asked = _due(process, "转正申请", task, end, development(32))
        yield replace(asked, opens=opens)
    task = "预备期满，召开党员大会讨论能否转正"
    yield replace(_due(process, f"讨论转正 {end}", task, due, development(31)), opens=end)


def _due(process: Process, key: str, task: str, due: date, law: Citation) -> Due:
    name, branch = process.file.name, process.branch
    cited = law.on(due) or law.newest
    return Due(
        branch.path, branch.profile.name, Kind.DEVELOPMENT, f"development/{name}/{key}", task, due,
        name, law=cited.short,
    )  # fmt: skip


def _on_probation(member: Member, as_of: date) -> bool:
    known = member.joined is not None and member.confirmed is None and not member.home_branch
    return known and on_roster(member, as_of)


def _end_by_roster(member: Member, branch: Branch) -> Iterator[Due]:
    """Of whom there is only a line on the roster: the end of the probation by that."""
    assert member.joined is not None
    end = member.extended_to or add_years(member.joined, 1) - timedelta(days=1)
    law = development(31)
    yield Due(
        branch.path, branch.profile.name, Kind.DEVELOPMENT, f"members/{member.name}/转正 {end}",
        "预备期满，召开党员大会讨论能否转正", add_months(end, 1), member.name, end,
        (law.on(end) or law.newest).short,
    )  # fmt: skip
