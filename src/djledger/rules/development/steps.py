"""Rules that follow one pattern: two steps in the wrong order, and a step taken too late.

Each such rule is declared with its steps, its law and its words; the check is made here. The
deadlines are data besides, because what is due next is reckoned from the same numbers.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from djledger.dates import add_months
from djledger.law import DEVELOPMENT_RULES, Citation
from djledger.ledger.branch import Branch
from djledger.ledger.development import DevelopmentFile
from djledger.ledger.period import Period
from djledger.ledger.process import At, Point, Process, When, process_of
from djledger.ledger.roster import departed, is_gone
from djledger.rules.routes import field_route
from djledger.rules.rule import Problem, Related, Rule, Severity, problem, rule

SINCE_2026 = DEVELOPMENT_RULES.edition(2026).in_force
"""From this day the 2026 edition holds."""

EXAMINE_MONTHS = 6
"""Activists are examined every half year (细则, Art. 11)."""

CORRECT = (
    "对照原始材料核对两个日期；写错的更正并写明原因；次序确实颠倒的，如实说明并报告上级党组织。"
)


def under_2026(day: date) -> bool:
    """Whether an event of this day is judged by the 2026 edition."""
    return day >= SINCE_2026


def reach(person: DevelopmentFile, at: At) -> At:
    """Cut a place down to what the file has: the first part that is missing stands last."""
    value: Any = person
    for depth, name in enumerate(at):
        value = value[name] if isinstance(name, int) else getattr(value, name)
        if value is None:
            return at[: depth + 1]
    return at


def place_name(person: DevelopmentFile, at: At) -> str:
    """Name a place as the file does, such as 申请·谈话日期."""
    words = field_route(person, reach(person, at))
    return "·".join(word for word in words if isinstance(word, str))


def step_name(person: DevelopmentFile, point: Point, found: When) -> str:
    """Name a step; where its day had to be taken from elsewhere, name that place."""
    return point.label if found.at == point.at else f"“{place_name(person, found.at)}”"


def moved_in_probation(person: DevelopmentFile) -> bool:
    """Whether another branch admitted the person, whose papers may be there."""
    return person.probation is not None and person.probation.transferred_on is not None


def taken_elsewhere(person: DevelopmentFile, day: date) -> bool:
    """Whether a step of a day was taken before the person, or the cultivation, came here."""
    moves = (
        person.activist.transferred_on if person.activist else None,
        person.probation.transferred_on if person.probation else None,
    )
    return any(moved is not None and day < moved for moved in moves)


def reversed_steps(
    *,
    code: str,
    name: str,
    title: str,
    steps: tuple[Point, Point],
    basis: list[Citation],
    expected: str,
    covers: tuple[str, ...] = (),
    severity: Severity = Severity.ERROR,
    same_day: bool = True,
) -> Rule:
    """Make the rule that the first of two steps comes before the second.

    same_day: whether both may be taken on one day. What was no law on the day binds nobody.
    """
    earlier, later = steps

    def check(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
        process = process_of(person, branch)
        first, second = process.when(earlier), process.when(later)
        if first is None or second is None or first.at == second.at:
            return
        wrong = second.day < first.day or (second.day == first.day and not same_day)
        if wrong and any(law.on(second.day) for law in basis):
            before = f"{step_name(person, earlier, first)}（{first.day}）"
            after = f"{step_name(person, later, second)}（{second.day}）"
            told = f"{after}早于{before}" if second.day < first.day else f"{after}与{before}同一天"
            yield problem(
                person,
                *second.at,
                found=f"{person.name}：{told}，",
                expected=expected,
                remedy=CORRECT,
                day=second.day,
                related=(Related(person, first.at, earlier.label),),
            )

    return rule(
        code=code, name=name, title=title, severity=severity, basis=basis, covers=covers
    )(check)  # fmt: skip


class Deadline(NamedTuple):
    """A step that is due within calendar months of another; ``duty`` says what is to be done.

    The limit holds for what began while ``law`` was in force.
    """

    start: Point
    end: Point
    months: int
    duty: str
    law: Citation

    def begun(self, process: Process) -> When | None:
        """Return when the time began to run; None if it has not, or no limit held then."""
        start = process.when(self.start)
        return None if start is None or self.law.on(start.day) is None else start

    def due(self, process: Process) -> date | None:
        """Return the last day in time."""
        start = self.begun(process)
        return None if start is None else add_months(start.day, self.months)


def unexamined(
    span: tuple[date, date], seen: Iterable[date], grace: int
) -> Iterator[tuple[date, date]]:
    """Yield the stretches of a span in which half a year and the grace days went by unexamined."""
    within = [day for day in seen if span[0] <= day <= span[1]]
    for before, after in pairwise(sorted({*span, *within})):
        if after > add_months(before, EXAMINE_MONTHS) + timedelta(days=grace):
            yield before, after


MONTHS = {1: "一个月", 3: "三个月", 6: "六个月"}


def late_step(
    deadline: Deadline,
    *,
    code: str,
    name: str,
    title: str,
    covers: tuple[str, ...] = (),
    optional: bool = False,
    severity: Severity = Severity.WARNING,
) -> Rule:
    """Make the rule that a step is taken by its deadline; one not taken is late by as-of."""

    def check(person: DevelopmentFile, branch: Branch, period: Period) -> Iterator[Problem]:
        yield from overdue(person, branch, period, deadline)

    return rule(
        code=code, name=name, title=title, severity=severity, basis=[deadline.law],
        covers=covers, optional=optional, on_absence=True,
    )(check)  # fmt: skip


def overdue(
    person: DevelopmentFile, branch: Branch, period: Period, deadline: Deadline
) -> Iterator[Problem]:
    """Yield the problem that a deadline was missed, or has run out."""
    process = process_of(person, branch)
    start, due, end = deadline.begun(process), deadline.due(process), process.when(deadline.end)
    if start is None or due is None or (end is not None and end.day <= due):
        return
    if deadline.end.at[0] == "admission" and moved_in_probation(person):
        return
    if end is None and (due >= period.as_of or released(process, due)):
        return
    if end is None and process.unread(deadline.end):
        return
    place = "" if start.at == deadline.start.at else f"（按“{place_name(person, start.at)}”）"
    began = f"{person.name}：{deadline.start.label}{place}是 {start.day}，"
    done = f"{end.day} 才{deadline.duty}" if end else f"至 {period.as_of} 没有{deadline.duty}的记录"
    yield problem(
        person,
        *(end.at if end else reach(person, deadline.end.at)),
        found=f"{began}{done}，",
        expected=f"应在{MONTHS[deadline.months]}内（{due} 前，含当日）{deadline.duty}。",
        remedy="日期写错的更正；已经做了没有写的补上；确实超期或没有做的，如实说明原因并尽快办理。",
        day=end.day if end else due,
        related=(Related(person, start.at, deadline.start.label),),
    )


def released(process: Process, due: date) -> bool:
    """Whether by a day the case was no longer this branch's: ended, person or branch gone."""
    stopped, member = process.file.stopped, process.branch.roster.entry(process.file.name, due)
    left = departed(member) if member is not None else None
    undated = member is not None and left is None and is_gone(member)
    ends = (stopped.day if stopped else None, left, process.branch.owes_until)
    return undated or any(day is not None and day <= due for day in ends)
