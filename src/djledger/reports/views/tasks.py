"""The year's tasks, problems put right, contact visits and honours."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from djledger.ledger.branch import Part
from djledger.ledger.common import Action
from djledger.ledger.node import Node
from djledger.ledger.tasks import Duty, ProblemItem, TaskYear
from djledger.reports.model import Audience, Cell, Column, Fact, Kind, Row, Table, Tone, View
from djledger.reports.views.subject import BranchYear

SUPERIOR = Audience.SUPERIOR
DONE, LATE, OVERDUE, OPEN, AGAIN = "完成", "逾期完成", "逾期未完成", "进行中", "反弹"
STATES = (DONE, LATE, OVERDUE, OPEN, AGAIN)
TONES = {DONE: Tone.GOOD, LATE: Tone.WARN, OVERDUE: Tone.BAD, AGAIN: Tone.BAD}


@dataclass(frozen=True, slots=True)
class Todo:
    """Something that had to be done, wherever the ledger asks for it, and how it stands."""

    source: str
    what: str
    owner: str
    due: date | None
    done: date | None
    state: str
    record: Node
    closed: date | None = None


def todos(subject: BranchYear) -> list[Todo]:
    """Return the year's tasks, duties, problems, follow-ups and corrections, by source."""
    return [*_of_ledgers(subject), *_of_meetings(subject)]


def _of_ledgers(subject: BranchYear) -> Iterator[Todo]:
    for year in _years(subject):
        for task in year.tasks:
            yield _todo("重点任务", task.task, task, subject, year)
        for duty in year.duties:
            yield _todo("责任清单", duty.duty, duty, subject, year)
        for item in year.problems:
            yield _todo("问题整改", item.problem, item, subject, year)
        for follow_up in year.follow_up:
            yield _todo("决议落实", follow_up.task, follow_up, subject, year)


def _of_meetings(subject: BranchYear) -> Iterator[Todo]:
    for meeting in subject.branch.meetings:
        life = meeting.life
        if life is not None and life.year == subject.period.year:
            for action in life.actions:
                yield _todo("组织生活会整改", action.task, action, subject, meeting)
    for meeting in subject.meetings:
        decided = (action for item in meeting.agenda for action in item.follow_up)
        for action in (*decided, *meeting.follow_up):
            yield _todo("会议落实", action.task, action, subject, meeting)


def _todo(
    source: str, what: str, item: Action | Duty | ProblemItem, subject: BranchYear, record: Node
) -> Todo:
    closed = item.closed_on if isinstance(item, ProblemItem) else None
    again = isinstance(item, ProblemItem) and _open_again(item, subject.period.as_of)
    done = None if again else _by(item.done_on, subject.period.as_of)
    state = AGAIN if again else _state(item.due, done, subject.period.as_of)
    owner = "、".join(item.owner)
    return Todo(source, what, owner, item.due, done, state, record, None if again else closed)


def _open_again(item: ProblemItem, as_of: date) -> bool:
    """Whether a problem came back after it was last done or struck off."""
    last = max((day for day in (item.done_on, item.closed_on) if day), default=date.min)
    return any(last < one.day <= as_of for one in item.reopened)


def _by(day: date | None, as_of: date) -> date | None:
    return day if day is not None and day <= as_of else None


def _state(due: date | None, done: date | None, as_of: date) -> str:
    if done is not None:
        return LATE if due is not None and done > due else DONE
    return OVERDUE if due is not None and due < as_of else OPEN


def _years(subject: BranchYear) -> Iterator[TaskYear]:
    year = subject.period.year
    return (one for one in subject.branch.records(Part.TASKS) if one.year == year)


def view(subject: BranchYear) -> View:
    """Return what had to be done and how it stands, visits and honours."""
    found = todos(subject)
    problems = [item for year in _years(subject) for item in year.problems]
    struck = [item for item in problems if _by(item.closed_on, subject.period.as_of)]
    paths = subject.paths(_years(subject))
    facts = (
        *(_count(subject, found, state) for state in STATES),
        Fact("问题", Cell(len(problems), paths)),
        Fact("已销号", Cell(len(struck), paths)),
    )
    tables = (_table(subject, found), _visits(subject), _honours(subject))
    return View("tasks", "任务与整改", facts, tables)


def _count(subject: BranchYear, found: Iterable[Todo], state: str) -> Fact:
    mine = [todo for todo in found if todo.state == state]
    bad = state in {OVERDUE, AGAIN} and bool(mine)
    paths = subject.paths(todo.record for todo in mine)
    return Fact(state, Cell(len(mine), paths, Tone.BAD if bad else Tone.PLAIN))


def _table(subject: BranchYear, found: Iterable[Todo]) -> Table:
    columns = (
        Column("来源"),
        Column("事项"),
        Column("责任人"),
        Column("期限", Kind.DAY),
        Column("完成日期", Kind.DAY),
        Column("销号", Kind.DAY),
        Column("状态"),
    )
    rows = tuple(_row(subject, todo) for todo in found)
    return Table("todos", "逐项情况", columns, rows, SUPERIOR, "本年没有登记任务和整改事项。")


def _row(subject: BranchYear, todo: Todo) -> Row:
    return (
        Cell(todo.source),
        Cell(todo.what, subject.paths([todo.record])),
        Cell(todo.owner or None),
        Cell(todo.due),
        Cell(todo.done),
        Cell(todo.closed),
        Cell(todo.state, (), TONES.get(todo.state, Tone.PLAIN)),
    )


def _visits(subject: BranchYear) -> Table:
    columns = (Column("日期", Kind.DAY), Column("联系领导"), Column("内容"))
    rows = tuple(
        (Cell(one.day, subject.paths([year])), Cell(one.name), Cell(one.what))
        for year in _years(subject)
        for one in year.contact_visits
    )
    return Table("visits", "联系点到访", columns, rows, SUPERIOR, "没有登记联系点到访。")


def _honours(subject: BranchYear) -> Table:
    columns = (Column("日期", Kind.DAY), Column("荣誉"), Column("对象"), Column("授予"))
    rows = tuple(
        (Cell(one.day, subject.paths([year])), Cell(one.what), Cell(one.whom), Cell(one.by))
        for year in _years(subject)
        for one in year.commendations
    )
    return Table("honours", "表彰", columns, rows, Audience.PUBLIC, "没有登记表彰。")
