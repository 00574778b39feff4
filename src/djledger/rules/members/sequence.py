"""Days of an entry against each other and against the day of judgement."""

from collections.abc import Iterator

from djledger.law import LOGIC
from djledger.ledger.members import Member
from djledger.ledger.period import Period
from djledger.rules.members.facts import dated, label
from djledger.rules.rule import Problem, Related, Severity, problem, rule

PAPERWORK = frozenset({"receipt_on", "received_on", "registered_on"})
"""Days on which papers arrive; they may do so after the person has left."""

OF_MEMBERS = (
    "attached_since", "transfer_in", "transfer_out", "exit", "sanctions", "suspensions",
    "rights_suspended", "orders", "lost",
)  # fmt: skip
"""Parts of an entry that presuppose membership; confirmation does so too and has its own rule."""


@rule(
    code="MEM211",
    name="day-in-future",
    title="名册上的日期晚于截至日",
    severity=Severity.ERROR,
    basis=[LOGIC["日期先后"]],
)
def day_in_future(member: Member, period: Period) -> Iterator[Problem]:
    """What has been recorded has happened; planned ends of terms are left alone."""
    for fact in dated(member):
        if fact.day > period.as_of:
            yield problem(
                member,
                *fact.at,
                found=f"{member.name}的“{label(member, fact.at)}”是 {fact.day}，",
                expected=f"已发生的事不应晚于截至日 {period.as_of}。",
                remedy="核对年份和月份；尚未发生的事，发生后再记。",
            )


@rule(
    code="MEM212",
    name="event-after-exit",
    title="去世或出党之后还有别的记录",
    severity=Severity.ERROR,
    basis=[LOGIC["日期先后"]],
    covers=("MEM-10",),
    when=("exit",),
)
def event_after_exit(member: Member) -> Iterator[Problem]:
    """Nothing but paperwork follows the end of membership."""
    left = member.exit
    if left is None:
        return
    for fact in dated(member):
        if fact.day > left.day and fact.at[-1] not in PAPERWORK and fact.at[0] != "waivers":
            yield problem(
                member,
                *fact.at,
                found=f"{member.name}的“{label(member, fact.at)}”是 {fact.day}，",
                expected=f"此人 {left.day} 已{left.kind.value}，其后不应再有这样的记录。",
                remedy="核对两处日期，改正写错的一处。",
                related=(Related(member, ("exit", "day"), "离开日期"),),
            )


@rule(
    code="MEM213",
    name="event-before-joining",
    title="入党之前就有党员才有的记录",
    severity=Severity.ERROR,
    basis=[LOGIC["日期先后"]],
    covers=("MEM-06",),
    when=OF_MEMBERS,
)
def event_before_joining(member: Member) -> Iterator[Problem]:
    """Transfers, sanctions and the like presuppose membership."""
    joined = member.joined
    if joined is None:
        return
    for fact in dated(member):
        if fact.day < joined and fact.at[0] in OF_MEMBERS:
            yield problem(
                member,
                *fact.at,
                found=f"{member.name}的“{label(member, fact.at)}”是 {fact.day}，",
                expected=f"此人 {joined} 才入党，此前不应有这样的记录。",
                remedy="核对两处日期，改正写错的一处。",
                related=(Related(member, ("joined",), "入党日期"),),
            )
