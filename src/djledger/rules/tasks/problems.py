"""The list of problems: each owned, dated, put right with proof, and only then struck off."""

from collections.abc import Iterator
from datetime import date, timedelta

from djledger.law import LOGIC, PRACTICE
from djledger.ledger.branch import Branch
from djledger.ledger.period import Period
from djledger.ledger.tasks import ProblemItem, TaskYear
from djledger.rules.rule import Param, Problem, Related, Severity, problem, rule
from djledger.rules.tasks.books import books, missing, overdue, title


@rule(
    code="TSK301",
    name="problem-overdue",
    title="问题到期没有整改",
    severity=Severity.WARNING,
    basis=[PRACTICE["整改销号"]],
    covers=("LED-12", "MTG-37"),
    on_absence=True,
)
def problem_overdue(branch: Branch, period: Period) -> Iterator[Problem]:
    """An open problem stays open in later years: the books of earlier years count too."""
    remedy = "已经整改的，补写“完成”和“佐证”；没有整改的，说明原因，报督导单位重新明确期限。"
    for book in books(branch):
        for item in book.problems if book.year <= period.year else ():
            if item.due is not None and item.due < period.as_of and not _settled(item):
                yield overdue(item, period, remedy)


def _settled(item: ProblemItem) -> bool:
    """Whether it needs no deadline: put right or struck off, or come back past its deadline.

    The last is another rule's, which asks for a new deadline.
    """
    return item.done or item.closed or _deadline_outlived(item)


def _deadline_outlived(item: ProblemItem) -> bool:
    again = item.reopened_on
    return again is not None and (item.due is None or item.due < again)


@rule(
    code="TSK302",
    name="problem-without-owner-or-deadline",
    title="整改问题没有责任人或期限",
    severity=Severity.WARNING,
    basis=[PRACTICE["整改销号"]],
    covers=("LED-12",),
    on_absence=True,
    when=("problems",),
)
def problem_without_owner_or_deadline(tasks: TaskYear) -> Iterator[Problem]:
    """Every problem names who puts it right and by when."""
    for item in tasks.problems:
        if lacks := missing(item):
            yield problem(
                item,
                "problem",
                found=f"{title(item)}没有写{lacks}，",
                expected="整改台账上的每条问题应写明由谁负责、何时整改完。",
                remedy="按整改方案补写；方案没有定的，由支委会明确后注明。",
            )


@rule(
    code="TSK303",
    name="problem-closed-without-evidence",
    title="问题已经销号，没有整改依据",
    severity=Severity.WARNING,
    basis=[PRACTICE["整改销号"]],
    covers=("LED-12",),
    on_absence=True,
    when=("problems",),
)
def problem_closed_without_evidence(tasks: TaskYear) -> Iterator[Problem]:
    """What is struck off shows by what it was put right."""
    for item in tasks.problems:
        if item.closed_on is not None and item.evidence is None:
            yield problem(
                item,
                "closed_on",
                found=f"{title(item)}已于 {item.closed_on} 销号，没有写“佐证”，",
                expected="销号要有整改完成的依据。",
                remedy="补写“佐证”，写明凭什么认定已经整改；没有依据的，恢复为未销号。",
                day=item.closed_on,
            )


@rule(
    code="TSK304",
    name="problem-closed-before-done",
    title="问题没有整改完成就销号",
    severity=Severity.WARNING,
    basis=[LOGIC["先整改后销号"]],
    on_absence=True,
    when=("problems",),
)
def problem_closed_before_done(tasks: TaskYear) -> Iterator[Problem]:
    """A problem is struck off on the day it was put right, or later."""
    for item in tasks.problems:
        closed, done = item.closed_on, item.done_on
        if closed is None or (done is not None and done <= closed):
            continue
        state = "没有写整改完成日期" if done is None else f"整改完成是在其后的 {done}"
        yield problem(
            item,
            "closed_on",
            found=f"{title(item)}销号日期为 {closed}，{state}，",
            expected="问题整改完成以后才能销号。",
            remedy="核对两个日期；确未整改完的，恢复为未销号。",
            day=closed,
        )


@rule(
    code="TSK305",
    name="problem-not-struck-off",
    title="问题整改完成后迟迟没有销号",
    severity=Severity.HINT,
    basis=[PRACTICE["整改销号"]],
    params=(Param("days", 30, "整改完成后多少天内办理销号（各地自定）"),),
    on_absence=True,
    when=("problems",),
)
def problem_not_struck_off(tasks: TaskYear, period: Period, days: int) -> Iterator[Problem]:
    """What was put right is shown to whoever raised it, so that it can be struck off."""
    for item in tasks.problems:
        if item.done_on is None or not item.done or item.closed:
            continue
        if item.done_on + timedelta(days=days) < period.as_of:
            yield problem(
                item,
                "done_on",
                found=f"{title(item)}已于 {item.done_on} 整改完成，超过 {days} 天没有销号，",
                expected="整改完成后应及时报请销号。",
                remedy="把整改依据报提出问题的单位，同意后写明“销号”和“销号单位”。",
                day=item.done_on,
            )


@rule(
    code="TSK306",
    name="problem-back-without-new-deadline",
    title="问题反弹后没有重新明确期限",
    severity=Severity.WARNING,
    basis=[PRACTICE["整改销号"]],
    on_absence=True,
    when=("problems",),
)
def problem_back_without_new_deadline(tasks: TaskYear) -> Iterator[Problem]:
    """A problem that came back is put right anew, by a day after it came back."""
    for item in tasks.problems:
        again = item.reopened_on
        if again is None or item.done or item.closed or not _deadline_outlived(item):
            continue
        due = f"期限仍是 {item.due}" if item.due else "没有期限"
        yield problem(
            item,
            "due",
            found=f"{title(item)}于 {again} 反弹，{due}，",
            expected="反弹的问题要重新整改，重新明确期限。",
            remedy="与督导单位商定新的期限，写进“期限”；重新整改完后再写“完成”和“销号”。",
            day=again,
        )


@rule(
    code="TSK307",
    name="problem-dates-out-of-order",
    title="问题的督导、提出、期限、完成日期先后颠倒",
    severity=Severity.WARNING,
    basis=[LOGIC["先有问题后有整改"]],
    when=("problems",),
)
def problem_dates_out_of_order(tasks: TaskYear) -> Iterator[Problem]:
    """A problem is raised at or after its visit, and nothing of it precedes that."""
    visits = {visit.number: visit for visit in tasks.visits}
    for item in tasks.problems:
        visit = visits.get(item.visit or "")
        start = item.raised_on or (visit.day if visit else None)
        early = [("raised_on", "提出日期", visit.day, "督导日期")] if visit else []
        if start is not None:
            early += [(f, label, start, "提出日期") for f, label in _AFTER]
        yield from _too_early(item, early)


_AFTER = (("due", "期限"), ("done_on", "完成日期"), ("closed_on", "销号日期"))


def _too_early(item: ProblemItem, early: list[tuple[str, str, date, str]]) -> Iterator[Problem]:
    for field, label, start, what in early:
        day: date | None = getattr(item, field)
        if day is not None and day < start:
            yield problem(
                item,
                field,
                found=f"{title(item)}的{label} {day} 早于{what} {start}，",
                expected="问题提出在督导之后，整改在问题提出之后。",
                remedy="核对这几个日期。",
                day=day,
                related=(Related(item, ("problem",), "这条问题"),),
            )
