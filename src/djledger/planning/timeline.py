"""One person's development, step by step: done, late, missing, next.

The twenty-five steps are the usual way to number the process; the rules themselves do not count
them. Which came late is told by the deadlines that the rules judge by.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from djledger.dates import add_years
from djledger.ledger.branch import Branch, Part
from djledger.ledger.development import Contact, DevelopmentFile, Examination, Stopped
from djledger.ledger.process import (
    ACTIVIST,
    ACTIVIST_FILED,
    ADMITTED,
    APPLIED,
    APPROVED,
    ARCHIVED,
    CANDIDATE,
    CANDIDATE_DECIDED,
    CONFIRMATION_APPROVED,
    CONFIRMATION_ASKED,
    CONFIRMED,
    CULTIVATED,
    EXAMINED,
    FILED,
    FORM_FILLED,
    INTERVIEWED,
    PLACED,
    PREREVIEWED,
    REVIEWED,
    SWORN,
    TALKED,
    TRAINED,
    Point,
    Process,
)
from djledger.rules.development.admission import ASSEMBLY
from djledger.rules.development.apply import TALK
from djledger.rules.development.approval import APPROVAL, CONFIRMATION_APPROVAL, OATH
from djledger.rules.development.probation import discussion_due, full_year, last_day
from djledger.rules.development.steps import Deadline

STAGES = (
    "申请入党",
    "入党积极分子的确定和培养教育",
    "发展对象的确定和考察",
    "预备党员的接收",
    "预备党员的教育考察和转正",
)


class State(Enum):
    """How a step stands: a mark that needs no colour, and a word."""

    DONE = ("✓", "已办")
    LATE = ("!", "超期办理")
    OVERDUE = ("!", "已超期")
    MISSING = ("✗", "缺记录")
    NEXT = ("→", "下一步")
    AHEAD = ("·", "未到")

    @property
    def mark(self) -> str:
        """The sign that stands before the step."""
        return self.value[0]

    @property
    def label(self) -> str:
        """The word for it."""
        return self.value[1]


Days = Callable[[Process], date | None]


@dataclass(frozen=True, slots=True)
class Step:
    """One of the steps as it stands: ``due`` is the last day in time, where there is one."""

    number: int
    label: str
    stage: str
    state: State
    day: date | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """A person's steps, and remarks that belong to none of them."""

    name: str
    branch_name: str
    as_of: date
    steps: tuple[Step, ...]
    remarks: tuple[str, ...]


def _at(point: Point) -> Days:
    return lambda process: process.day(point)


def _contacts(process: Process) -> date | None:
    activist = process.file.activist
    return _since(activist.contacts if activist else (), process.day(ACTIVIST))


def _introducers(process: Process) -> date | None:
    candidate = process.file.candidate
    return _since(candidate.introducers if candidate else (), process.day(CANDIDATE))


def _since(people: Sequence[Contact], otherwise: date | None) -> date | None:
    starts = [day for one in people if (day := one.start or otherwise) is not None]
    return min(starts, default=None)


def _cultivated(process: Process) -> date | None:
    activist = process.file.activist
    return _last(activist.examinations if activist else ())


def _observed(process: Process) -> date | None:
    probation = process.file.probation
    return _last(probation.examinations if probation else ())


def _last(examinations: Sequence[Examination]) -> date | None:
    return max((one.day for one in examinations), default=None)


def _by(deadline: Deadline) -> Days:
    return deadline.due


_BEFORE_LISTING = _at(CANDIDATE)
_BEFORE_ASSEMBLY = _at(ADMITTED)
_BEFORE_APPROVAL = _at(APPROVED)
"""A step that belongs before another is late once that has been taken."""


STEPS: tuple[tuple[int, str, Days, Days | None], ...] = (
    (0, "递交入党申请书", _at(APPLIED), None),
    (0, "党组织派人谈话", _at(TALKED), _by(TALK)),
    (1, "推荐和确定入党积极分子", _at(ACTIVIST), None),
    (1, "上级党委备案", _at(ACTIVIST_FILED), None),
    (1, "指定培养联系人", _contacts, None),
    (1, "培养教育考察", _cultivated, None),
    (2, "支委会研究发展对象人选", _at(CANDIDATE_DECIDED), _BEFORE_LISTING),
    (2, "列为发展对象", _at(CANDIDATE), None),
    (2, "确定入党介绍人", _introducers, None),
    (2, "政治审查", _at(REVIEWED), _BEFORE_ASSEMBLY),
    (2, "短期集中培训", _at(TRAINED), _BEFORE_ASSEMBLY),
    (3, "支委会审查", _at(EXAMINED), _BEFORE_ASSEMBLY),
    (3, "上级党委预审", _at(PREREVIEWED), _BEFORE_ASSEMBLY),
    (3, "填写入党志愿书", _at(FORM_FILLED), _BEFORE_ASSEMBLY),
    (3, "党员大会讨论接收", _at(ADMITTED), _by(ASSEMBLY)),
    (3, "上级党委派人谈话", _at(INTERVIEWED), _BEFORE_APPROVAL),
    (3, "上级党委审批", _at(APPROVED), _by(APPROVAL)),
    (3, "报上级组织部门备案", _at(FILED), None),
    (4, "编入党支部和党小组", _at(PLACED), None),
    (4, "入党宣誓", _at(SWORN), _by(OATH)),
    (4, "继续教育考察", _observed, None),
    (4, "提出转正申请", _at(CONFIRMATION_ASKED), last_day),
    (4, "党员大会讨论转正", _at(CONFIRMED), discussion_due),
    (4, "上级党委审批转正", _at(CONFIRMATION_APPROVED), _by(CONFIRMATION_APPROVAL)),
    (4, "材料归档", _at(ARCHIVED), None),
)
"""Stage, name, the day of each step, and until when it is due where that is known."""


def timeline(person: DevelopmentFile, branch: Branch, as_of: date) -> Timeline:
    """Return how a person's steps stand on a day."""
    process = Process(person, branch, as_of)
    written = Process(person, branch)
    days = [days_of(written) for _, _, days_of, _ in STEPS]
    taken = [number for number, day in enumerate(days) if day is not None and day <= as_of]
    last = max(taken, default=-1)
    steps = tuple(_step(process, number, days[number], last, as_of) for number in range(len(STEPS)))
    remarks = tuple(_remarks(process))
    return Timeline(person.name, branch.profile.name, as_of, steps, remarks)


def _step(process: Process, number: int, day: date | None, last: int, as_of: date) -> Step:
    stage, label, _, due_of = STEPS[number]
    due = due_of(process) if due_of is not None else None
    state = _state(process, number, day, due, last, as_of)
    return Step(number + 1, label, STAGES[stage], state, day, due)


def _state(
    process: Process, number: int, day: date | None, due: date | None, last: int, as_of: date
) -> State:
    if day is not None and day <= as_of:
        return State.LATE if due is not None and due < day else State.DONE
    if number < last:
        return State.MISSING
    if _stopped(process) is not None or number > last + 1:
        return State.AHEAD
    return State.OVERDUE if due is not None and due < as_of else State.NEXT


def _stopped(process: Process) -> Stopped | None:
    stopped = process.file.stopped
    return stopped if stopped is not None and stopped.day <= process.until else None


def _remarks(process: Process) -> Iterator[str]:
    """Say what moved the process: transfers, an extension, the decision, an early end."""
    activist, probation = process.file.activist, process.file.probation
    if activist and activist.transferred_on and activist.transferred_on <= process.until:
        since = activist.earlier_since
        counted = f"，培养时间从 {since} 连续计算" if since else ""
        yield f"{activist.transferred_on} 转来培养教育关系{counted}"
    started, listed = process.day(CULTIVATED), process.day(CANDIDATE)
    if started and listed and started <= listed < add_years(started, 1):
        yield f"列为发展对象时培养考察不满一年，最早 {add_years(started, 1)}"
    if probation and probation.transferred_on and probation.transferred_on <= process.until:
        yield f"{probation.transferred_on} 作为预备党员转入"
    if full_year(process) is not None:
        extended = "（延长后）" if probation and probation.extensions else ""
        yield f"预备期{extended}到 {last_day(process)} 届满"
    if probation and probation.decision and process.day(CONFIRMED):
        yield f"党员大会决定：{probation.decision.value}"
    stopped = _stopped(process)
    if stopped is not None:
        yield f"{stopped.day} 终止：{stopped.reason}"


def people_named(name: str, branch: Branch) -> list[DevelopmentFile]:
    """Return the development files of a person in a branch."""
    return [file for file in branch.records(Part.DEVELOPMENT) if file.name == name]
