"""Supervision visits and what came of them, contact points and commendations."""

from collections.abc import Iterator

from djledger.law import BRANCH_REGULATIONS, LOGIC, PRACTICE
from djledger.ledger.branch import Branch, Part
from djledger.ledger.node import Node
from djledger.ledger.tasks import TaskYear
from djledger.rules.rule import Problem, Severity, problem, rule
from djledger.rules.tasks.books import books, title
from djledger.rules.wording import nearest


@rule(
    code="TSK401",
    name="feedback-not-itemised",
    title="反馈的问题没有逐条列入整改台账",
    severity=Severity.WARNING,
    basis=[PRACTICE["整改销号"]],
    covers=("LED-15",),
    on_absence=True,
    when=("visits",),
)
def feedback_not_itemised(tasks: TaskYear, branch: Branch) -> Iterator[Problem]:
    """As many problems are listed under a visit as it told of; splitting one is welcome."""
    for visit in tasks.visits:
        listed = _listed(visit.number, tasks, branch)
        if visit.count is not None and listed < visit.count:
            yield problem(
                visit,
                "count",
                found=f"督导 {visit.number} 反馈问题 {visit.count} 条，"
                f"问题清单中列了 {listed} 条，",
                expected="反馈的问题应逐条列入整改台账。",
                remedy=f"把没有列入的问题补进“问题清单”，“督导编号”写 {visit.number}。",
                day=visit.day,
            )


def _listed(number: str, tasks: TaskYear, branch: Branch) -> int:
    """Count what is listed under a visit; other years' books may have a visit of that number."""
    others = (book for book in books(branch) if number not in {v.number for v in book.visits})
    return sum(item.visit == number for book in (tasks, *others) for item in book.problems)


@rule(
    code="TSK402",
    name="problem-without-measure",
    title="问题没有整改措施，也没有对应的任务",
    severity=Severity.WARNING,
    basis=[PRACTICE["整改销号"]],
    covers=("LED-15",),
    on_absence=True,
    when=("problems",),
)
def problem_without_measure(tasks: TaskYear, branch: Branch) -> Iterator[Problem]:
    """Each problem says how it is put right, or a task says that it does so."""
    answered = {n for book in books(branch) for task in book.tasks for n in task.problems}
    for item in tasks.problems:
        if item.measure is None and item.number not in answered and not item.closed:
            yield problem(
                item,
                "problem",
                found=f"{title(item)}没有写“整改措施”，重点任务中也没有与它对应的，",
                expected="每条问题都要有整改措施或整改任务。",
                remedy="写明“整改措施”，或在相应任务的“对应问题”中写上它的编号。",
            )


@rule(
    code="TSK403",
    name="number-unknown",
    title="督导编号或问题编号查不到",
    severity=Severity.WARNING,
    basis=[LOGIC["引用须有所指"]],
    on_absence=True,
    when=("problems", "tasks"),
)
def number_unknown(tasks: TaskYear, branch: Branch) -> Iterator[Problem]:
    """A problem's visit and a task's problems stand in the books of this or another year."""
    visits = [visit.number for book in books(branch) for visit in book.visits]
    numbers = [item.number for book in books(branch) for item in book.problems]
    for item in tasks.problems:
        if item.visit is not None and item.visit not in visits:
            yield _unknown(item, ("visit",), item.visit, "督导", visits)
    for task in tasks.tasks:
        for index, number in enumerate(task.problems):
            if number not in numbers:
                yield _unknown(task, ("problems", index), number, "问题清单", numbers)


def _unknown(
    node: Node, at: tuple[str | int, ...], number: str, where: str, known: list[str]
) -> Problem:
    return problem(
        node,
        *at,
        found=f"编号“{number}”在“{where}”中没有，",
        expected="写明的编号应当查得到。",
        remedy=f"{nearest(number, known)}核对编号，或把它补进“{where}”。",
    )


@rule(
    code="TSK404",
    name="number-used-twice",
    title="督导编号或问题编号重复",
    severity=Severity.WARNING,
    basis=[LOGIC["编号唯一"]],
    when=("visits", "problems"),
)
def number_used_twice(tasks: TaskYear) -> Iterator[Problem]:
    """Within a year a number stands for one visit, or one problem."""
    for entries, where in ((tasks.visits, "督导"), (tasks.problems, "问题清单")):
        seen: set[str] = set()
        for entry in entries:
            if entry.number in seen:
                yield problem(
                    entry,
                    "number",
                    found=f"编号“{entry.number}”在“{where}”中用了两次，",
                    expected="同一年度的编号应当各不相同。",
                    remedy="重新编号，引用它的地方一并改过来。",
                )
            seen.add(entry.number)


@rule(
    code="TSK501",
    name="visitor-not-contact-leader",
    title="联系点到访的领导不在联系点名单中",
    severity=Severity.HINT,
    basis=[BRANCH_REGULATIONS[29]],
    needs=(Part.BRANCH,),
    when=("contact_visits",),
)
def visitor_not_contact_leader(tasks: TaskYear, branch: Branch) -> Iterator[Problem]:
    """Only where the profile lists the leaders; a branch that lists none is not judged."""
    known = [contact.name for contact in branch.profile.contact_points]
    for visit in tasks.contact_visits if known else ():
        if visit.name not in known:
            yield problem(
                visit,
                "name",
                found=f"{visit.day} 到点的{visit.name}不在 branch.yaml 的“联系点”中，",
                expected="联系点到访应是以本支部为联系点的领导。",
                remedy=f"{nearest(visit.name, known)}核对姓名；新确定联系点的，"
                "补进 branch.yaml 的“联系点”。",
                day=visit.day,
            )


@rule(
    code="TSK601",
    name="commended-while-sanctioned",
    title="处分影响期内受表彰",
    severity=Severity.HINT,
    basis=[PRACTICE["处分与评优"]],
    needs=(Part.MEMBERS,),
    when=("commendations",),
)
def commended_while_sanctioned(tasks: TaskYear, branch: Branch) -> Iterator[Problem]:
    """A punishment whose time of effect is recorded bars honours until that is over."""
    for honour in tasks.commendations:
        member = branch.roster.entry(honour.whom, honour.day)
        for sanction in member.sanctions if member else ():
            end = sanction.impact_until
            if end is not None and sanction.day <= honour.day <= end:
                yield problem(
                    honour,
                    "whom",
                    found=f"{honour.whom}于 {honour.day} 受表彰“{honour.what}”，"
                    f"当时在{sanction.kind}处分影响期内（至 {end}），",
                    expected="处分影响期内一般不予表彰。",
                    remedy="核对日期和处分影响期；确有特殊情况的，登记豁免并写明理由。",
                    day=honour.day,
                )
