"""The year's task books as rules see them: what is in which, and what was missed."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from djledger.ledger.branch import Branch, Part
from djledger.ledger.common import Action
from djledger.ledger.node import Node
from djledger.ledger.period import Period
from djledger.ledger.tasks import Duty, ProblemItem, TaskYear
from djledger.rules.rule import Problem, problem


class Dated(NamedTuple):
    """A recorded date: where it stands, what it is called, and of what."""

    node: Node
    field: str
    day: date
    label: str


def books(branch: Branch) -> Iterator[TaskYear]:
    """Yield the task books of all years."""
    yield from branch.records(Part.TASKS)


def planned(book: TaskYear) -> tuple[Action | Duty, ...]:
    """Return a book's key tasks and duties."""
    return (*book.tasks, *book.duties)


def shortened(text: str, limit: int = 24) -> str:
    """Return a text as a message can quote it."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def title(item: Action | Duty | ProblemItem) -> str:
    """Return what an entry is about, as a message can quote it."""
    if isinstance(item, ProblemItem):
        return f"问题 {item.number}（{shortened(item.problem)}）"
    return f"“{shortened(item.duty if isinstance(item, Duty) else item.task)}”"


def late(item: Action | Duty, book: TaskYear, period: Period) -> bool:
    """Whether an entry that concerns the year is past its day; the day itself is in time."""
    if item.due is None or item.done_on is not None or item.due >= period.as_of:
        return False
    return book.year == period.year or item.due in period


def overdue(item: Any, period: Period, remedy: str) -> Problem:
    """Say that an entry is past its day and who was to do it."""
    owner = f"（{'、'.join(item.owner)}负责）" if item.owner else ""
    return problem(
        item,
        "due",
        found=f"{title(item)}{owner}期限 {item.due} 已过，截至 {period.as_of} 没有完成日期，",
        expected="到期的事项应当完成，并写明完成日期和依据。",
        remedy=remedy,
        day=item.due,
    )


def missing(item: Any, *, due: bool = True) -> str:
    """Name what an entry lacks of owner and deadline; what is done needs no deadline."""
    lacks = [] if item.owner else ["责任人"]
    if due and item.due is None and item.done_on is None:
        lacks.append("期限")
    return "和".join(lacks)


def done_days(book: TaskYear) -> Iterator[Dated]:
    """Yield every date in a book at which something is said to have happened."""
    entries: tuple[Action | Duty | ProblemItem, ...]
    entries = (*planned(book), *book.follow_up, *book.problems)
    for item in entries:
        yield from _dated(item, f"{title(item)}的", done_on="完成", closed_on="销号")
    for again in (again for item in book.problems for again in item.reopened):
        yield from _dated(again, "", day="反弹日期")
    for visit in book.visits:
        yield from _dated(visit, f"督导 {visit.number} 的", told_on="反馈日期")
    for honour in book.commendations:
        yield from _dated(honour, f"“{shortened(honour.what)}”的", day="表彰日期")


def _dated(node: Node, prefix: str, **labels: str) -> Iterator[Dated]:
    for field, label in labels.items():
        day = vars(node).get(field)
        if day is not None:
            yield Dated(node, field, day, f"{prefix}{label}")
