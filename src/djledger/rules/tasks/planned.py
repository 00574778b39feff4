"""Key tasks, responsibility lists and the follow-up of decisions: owned, dated, done, proven."""

from collections.abc import Iterator

from djledger.law import LOGIC, PRACTICE
from djledger.ledger.branch import Branch
from djledger.ledger.period import Period
from djledger.ledger.tasks import Duty, Level, TaskYear
from djledger.rules.rule import Problem, Severity, problem, rule
from djledger.rules.tasks.books import books, done_days, late, missing, overdue, planned, title


@rule(
    code="TSK101",
    name="task-overdue",
    title="重点任务或责任清单到期没有完成",
    severity=Severity.WARNING,
    basis=[PRACTICE["任务与责任清单"]],
    on_absence=True,
)
def task_overdue(branch: Branch, period: Period) -> Iterator[Problem]:
    """What was planned for the year, or fell due in it, is done by its day."""
    remedy = "已经完成的，补写“完成”和“佐证”；没有完成的，说明原因，重新明确期限。"
    for book in books(branch):
        for item in planned(book):
            if late(item, book, period):
                yield overdue(item, period, remedy)


@rule(
    code="TSK102",
    name="task-without-owner-or-deadline",
    title="重点任务没有责任人或期限，责任没有责任人",
    severity=Severity.HINT,
    basis=[PRACTICE["任务与责任清单"]],
    on_absence=True,
    when=("tasks", "duties"),
)
def task_without_owner_or_deadline(tasks: TaskYear) -> Iterator[Problem]:
    """A task names who does it by when; a standing duty needs an owner only."""
    for item in planned(tasks):
        standing = isinstance(item, Duty)
        if lacks := missing(item, due=not standing):
            yield problem(
                item,
                "duty" if standing else "task",
                found=f"{title(item)}没有写{lacks}，",
                expected="任务和责任应写明由谁负责，任务还要写明何时完成。",
                remedy="按计划补写；当时没有定的，由支委会明确后注明。",
            )


@rule(
    code="TSK103",
    name="task-done-without-evidence",
    title="重点任务写了完成，没有依据",
    severity=Severity.HINT,
    basis=[PRACTICE["任务与责任清单"]],
    on_absence=True,
    when=("tasks",),
)
def task_done_without_evidence(tasks: TaskYear) -> Iterator[Problem]:
    """A task that is said to be done shows by what: a sentence or a record."""
    for task in tasks.tasks:
        if task.done_on is not None and not (task.evidence or task.records):
            yield problem(
                task,
                "done_on",
                found=f"{title(task)}写了 {task.done_on} 完成，没有“佐证”，也没有“记录”，",
                expected="完成的任务应写明依据。",
                remedy="补写“佐证”（一句话即可），或在“记录”中写明相关记录。",
                day=task.done_on,
            )


@rule(
    code="TSK104",
    name="task-dated-in-the-future",
    title="任务台账中的完成、销号等日期晚于检查截至日",
    severity=Severity.ERROR,
    basis=[LOGIC["记录在事后"]],
    covers=("LED-01",),
)
def task_dated_in_the_future(tasks: TaskYear, period: Period) -> Iterator[Problem]:
    """What is recorded as done was done by the day of judgement."""
    for dated in done_days(tasks):
        if dated.day > period.as_of:
            yield problem(
                dated.node,
                dated.field,
                found=f"{dated.label} {dated.day} 晚于截至日 {period.as_of}，",
                expected="已经做了的事，日期不会在将来。",
                remedy="核对日期；还没有做的，先不写这个日期，做了再写。",
                day=period.as_of,
            )


@rule(
    code="TSK105",
    name="duty-level-missing",
    title="责任清单没有分三级",
    severity=Severity.HINT,
    basis=[PRACTICE["任务与责任清单"]],
    optional=True,
    on_absence=True,
    when=("duties",),
)
def duty_level_missing(tasks: TaskYear) -> Iterator[Problem]:
    """Where a unit keeps lists of three levels, each has an entry."""
    levels = {duty.level for duty in tasks.duties}
    absent = [level.value for level in Level if level not in levels]
    if absent:
        yield problem(
            tasks,
            "duties",
            found=f"责任清单里没有{'、'.join(absent)}的责任，",
            expected="党组、机关党委、党支部三级都应列出责任。",
            remedy="把缺的一级责任列入，或在本地设置中关闭这条规则。",
        )


@rule(
    code="TSK201",
    name="decision-overdue",
    title="会议决定到期没有落实",
    severity=Severity.WARNING,
    basis=[PRACTICE["决议落实"]],
    covers=("MTG-30",),
    on_absence=True,
)
def decision_overdue(branch: Branch, period: Period) -> Iterator[Problem]:
    """What the task book follows up of decisions is done by its day."""
    remedy = "已经落实的，补写“完成”和“佐证”；没有落实的，向支委会报告原因，重新明确期限。"
    for book in books(branch):
        for item in book.follow_up:
            if late(item, book, period):
                yield overdue(item, period, remedy)


@rule(
    code="TSK202",
    name="decision-without-owner-or-deadline",
    title="决议落实没有责任人或期限",
    severity=Severity.HINT,
    basis=[PRACTICE["决议落实"]],
    covers=("MTG-30",),
    on_absence=True,
    when=("follow_up",),
)
def decision_without_owner_or_deadline(tasks: TaskYear) -> Iterator[Problem]:
    """What follows from a decision names who does it and by when."""
    for item in tasks.follow_up:
        if lacks := missing(item):
            yield problem(
                item,
                "task",
                found=f"{title(item)}没有写{lacks}，",
                expected="要落实的决定应写明由谁负责、何时完成。",
                remedy="按会议决定补写；当时没有定的，由支委会明确后注明。",
            )


@rule(
    code="TSK203",
    name="decision-not-named",
    title="决议落实没有写明是哪次会议的决定",
    severity=Severity.HINT,
    basis=[PRACTICE["决议落实"]],
    on_absence=True,
    when=("follow_up",),
)
def decision_not_named(tasks: TaskYear) -> Iterator[Problem]:
    """A follow-up leads back to the record of the meeting that decided."""
    for item in tasks.follow_up:
        if item.decision is None:
            yield problem(
                item,
                "task",
                found=f"{title(item)}没有写明出自哪次会议，",
                expected="决议落实应能查到作出决定的会议记录。",
                remedy="在“决议”中写会议记录的路径，如 meetings/2026/2026-03-05-支委会。",
            )
