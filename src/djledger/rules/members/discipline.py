"""Punishments and orders to correct: how long they may run and what ends them."""

from collections.abc import Iterator

from djledger.dates import add_years
from djledger.law import EDUCATION_RULES, LOGIC, PARTY_CONSTITUTION
from djledger.ledger.members import ExitKind, Member, Sanction, SanctionKind
from djledger.ledger.period import Period
from djledger.rules.members.facts import At, is_here
from djledger.rules.rule import Problem, Severity, problem, rule

PROBATION_YEARS = 2
"""留党察看 lasts at most so long (党章, Art. 41)."""

ORDER_YEARS = 1
"""限期改正 lasts at most so long (教育管理条例, Art. 30)."""


def _probations(member: Member) -> Iterator[tuple[int, Sanction]]:
    for index, sanction in enumerate(member.sanctions):
        if sanction.kind is SanctionKind.PROBATION:
            yield index, sanction


@rule(
    code="MEM601",
    name="probation-within-party-too-long",
    title="留党察看超过二年",
    severity=Severity.ERROR,
    basis=[PARTY_CONSTITUTION[41]],
    when=("sanctions",),
)
def probation_within_party_too_long(member: Member) -> Iterator[Problem]:
    """Two years from the day on which the decision takes effect, that day two years on included."""
    for index, sanction in _probations(member):
        last = add_years(sanction.day, PROBATION_YEARS)
        if sanction.until is not None and sanction.until > last:
            yield problem(
                member,
                "sanctions",
                index,
                "until",
                found=f"{member.name} {sanction.day} 受留党察看，写作 {sanction.until} 期满，",
                expected=f"留党察看最长不超过二年，即至 {last}。",
                remedy="对照处分决定核对起止日期。",
                day=sanction.day,
            )


@rule(
    code="MEM602",
    name="probation-within-party-open",
    title="留党察看没有写期满日期",
    severity=Severity.WARNING,
    basis=[PARTY_CONSTITUTION[41]],
    when=("sanctions",),
)
def probation_within_party_open(member: Member) -> Iterator[Problem]:
    """Voting rights come back at the end, so the end must be known."""
    for index, sanction in _probations(member):
        if sanction.until is None and sanction.restored_on is None and member.exit is None:
            yield problem(
                member,
                "sanctions",
                index,
                "until",
                found=f"{member.name} {sanction.day} 受留党察看，没有写到何日止，",
                expected="留党察看有期限，期间没有表决权、选举权和被选举权，应写明期满日期。",
                remedy="按处分决定写上“止”。",
                day=sanction.day,
            )


@rule(
    code="MEM603",
    name="rights-restored-early",
    title="留党察看未满就恢复权利",
    severity=Severity.WARNING,
    basis=[PARTY_CONSTITUTION[41], LOGIC["日期先后"]],
    when=("sanctions",),
)
def rights_restored_early(member: Member) -> Iterator[Problem]:
    """Rights are restored when the term is over."""
    for index, sanction in _probations(member):
        restored, until = sanction.restored_on, sanction.until
        if restored is not None and until is not None and restored < until:
            yield problem(
                member,
                "sanctions",
                index,
                "restored_on",
                found=f"{member.name}的留党察看 {until} 期满，{restored} 就恢复了权利，",
                expected="留党察看期间没有表决权、选举权和被选举权，期满才能恢复。",
                remedy="核对处分决定与恢复权利的决定。",
                day=restored,
            )


@rule(
    code="MEM604",
    name="probation-within-party-unresolved",
    title="留党察看已满，没有恢复权利的记录",
    severity=Severity.HINT,
    basis=[PARTY_CONSTITUTION[41]],
    when=("sanctions",),
)
def probation_within_party_unresolved(member: Member, period: Period) -> Iterator[Problem]:
    """Whether rights came back is a decision that the roster should tell."""
    for index, sanction in _probations(member):
        until = sanction.until
        if until is None or sanction.restored_on or not is_here(member, period.as_of):
            continue
        if until < period.as_of and sanction.day <= period.last_day:
            yield problem(
                member,
                "sanctions",
                index,
                "restored_on",
                found=f"{member.name}的留党察看 {until} 已期满，没有写何日恢复权利，",
                expected="期满后是否恢复党员权利应有决定。",
                remedy="已恢复的写上“恢复权利”；尚未办理的，按程序讨论并报批。",
                day=until,
            )


@rule(
    code="MEM605",
    name="expelled-yet-listed",
    title="受开除党籍处分的人没有记作离开",
    severity=Severity.ERROR,
    basis=[PARTY_CONSTITUTION[41], LOGIC["状态相符"]],
    covers=("MEM-10",),
    when=("sanctions",),
)
def expelled_yet_listed(member: Member) -> Iterator[Problem]:
    """Expulsion ends membership, and the roster says so under 离开."""
    for index, sanction in enumerate(member.sanctions):
        if sanction.kind is not SanctionKind.EXPULSION or _is_out(member):
            continue
        yield problem(
            member,
            "sanctions",
            index,
            "kind",
            found=f"{member.name} {sanction.day} 受开除党籍处分，名册上没有相应的“离开”，",
            expected="开除党籍的，党籍终止，名册应写明离开。",
            remedy=f"写上“离开: {{日期: {sanction.day}, 情形: 开除党籍}}”。",
            day=sanction.day,
        )


def _is_out(member: Member) -> bool:
    return member.exit is not None and member.exit.kind is ExitKind.EXPELLED


@rule(
    code="MEM606",
    name="order-too-long",
    title="限期改正超过一年",
    severity=Severity.ERROR,
    basis=[EDUCATION_RULES[30]],
    when=("orders",),
)
def order_too_long(member: Member, period: Period) -> Iterator[Problem]:
    """One year at most, the same day a year on included; an open order counts up to now."""
    for index, order in enumerate(member.orders):
        last = add_years(order.start, ORDER_YEARS)
        end = order.end or (period.as_of if is_here(member, period.as_of) else last)
        if end > last:
            until = f"{order.end} 止" if order.end else f"到 {period.as_of} 还没有写“止”"
            yield problem(
                member,
                "orders",
                index,
                "end",
                found=f"{member.name}的限期改正从 {order.start} 起，{until}，",
                expected=f"限期改正最长不超过一年，即至 {last}。",
                remedy="期满的按表现作出结论，写上“止”和“结果”。",
                day=order.start,
            )


@rule(
    code="MEM607",
    name="order-without-result",
    title="限期改正期满没有结论",
    severity=Severity.WARNING,
    basis=[EDUCATION_RULES[30]],
    when=("orders",),
)
def order_without_result(member: Member, period: Period) -> Iterator[Problem]:
    """When the time is up the branch says whether it was used."""
    for index, order in enumerate(member.orders):
        ended = order.end is not None and order.end < period.as_of
        if ended and order.result is None and is_here(member, period.as_of):
            yield problem(
                member,
                "orders",
                index,
                "result",
                found=f"{member.name}的限期改正 {order.end} 期满，没有写结果，",
                expected="期满应当对是否改正作出结论。",
                remedy="按党员大会或支委会的结论写上“结果”。",
                day=order.end,
            )


@rule(
    code="MEM608",
    name="decision-paper-missing",
    title="出党、处分或停止党籍没有写依据",
    severity=Severity.HINT,
    basis=[PARTY_CONSTITUTION[9], PARTY_CONSTITUTION[42], EDUCATION_RULES[24]],
    when=("exit", "sanctions", "suspensions"),
)
def decision_paper_missing(member: Member) -> Iterator[Problem]:
    """Each of these rests on a decision and an approval; a death rests on none."""
    for at, what in _unfounded(member):
        yield problem(
            member,
            *at,
            "basis",
            found=f"{member.name}的“{what}”没有写依据，",
            expected="这类事项都经过会议决定和上级批准（备案），应写明文号或会议记录。",
            remedy="查阅决定和批复，写上“依据”。",
        )


def _unfounded(member: Member) -> Iterator[tuple[At, str]]:
    left = member.exit
    if left is not None and left.basis is None and left.kind is not ExitKind.DEATH:
        yield ("exit",), left.kind.value
    for index, sanction in enumerate(member.sanctions):
        if sanction.basis is None:
            yield ("sanctions", index), sanction.kind.value
    for index, spell in enumerate(member.suspensions):
        if spell.basis is None:
            yield ("suspensions", index), "停止党籍"
