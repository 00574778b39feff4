"""Dues of members who come and go, and payments by people who owe nothing here."""

from collections.abc import Iterator

from djledger.dates import Month, months_from
from djledger.dues.book import DuesBook, dues_book
from djledger.dues.liability import Liability
from djledger.law import DUES_RULES, LOGIC
from djledger.ledger.branch import Branch, Part
from djledger.ledger.dues import DuesYear, Payment, PaymentKind
from djledger.ledger.members import Member
from djledger.ledger.node import Node
from djledger.ledger.period import Period
from djledger.ledger.roster import arrived
from djledger.rules.dues.wording import months
from djledger.rules.rule import Problem, Severity, problem, rule
from djledger.rules.wording import nearest

NEEDS = (Part.DUES, Part.MEMBERS)


@rule(
    code="DUE206",
    name="left-with-arrears",
    title="转出时党费没有交清",
    severity=Severity.ERROR,
    basis=[DUES_RULES[12], DUES_RULES[9]],
    needs=NEEDS,
    covers=("DUE-15",),
)
def left_with_arrears(dues: DuesYear, branch: Branch, period: Period) -> Iterator[Problem]:
    """Look for unpaid months before the month of a transfer out."""
    book = dues_book(branch)
    for member in branch.roster.members:
        move = member.transfer_out
        if move is None or move.day is None or not period.start <= move.day <= period.as_of:
            continue
        unpaid = _unpaid_before(book, member, dues.year, period)
        if unpaid:
            yield problem(
                member,
                "transfer_out",
                "day",
                found=f"{member.name}于 {move.day} 转出，{months(unpaid)} 的党费没有交，",
                expected="党费应向组织关系所在支部交清后再转出。",
                remedy="与本人和接收支部联系补交；已交漏记的补上记录。",
                day=move.day,
            )


def _unpaid_before(book: DuesBook, member: Member, year: int, period: Period) -> list[Month]:
    """Return the unpaid months of a year and, as they are still owed, of the year before.

    Months for which the ledger tells of nobody's payment have a rule of their own.
    """
    runs = (run for y in (year - 1, year) for run in book.unpaid_runs(member, y, period.as_of))
    months = {month for run in runs for month in run}
    return sorted(month for month in months if not book.untold(month, period.as_of))


@rule(
    code="DUE207",
    name="paid-to-month-differs",
    title="转出时写的“党费交至”与台账不符",
    severity=Severity.ERROR,
    basis=[LOGIC["前后一致"]],
    needs=NEEDS,
    covers=("DUE-15",),
)
def paid_to_month_differs(dues: DuesYear, branch: Branch, period: Period) -> Iterator[Problem]:
    """The month up to which dues are certified must be the last one paid here."""
    book = dues_book(branch)
    for member in branch.roster.members:
        move = member.transfer_out
        stated = move.dues_paid_to if move else None
        if move is None or stated is None or stated.year != dues.year:
            continue
        last = _last_paid(book, member, dues.year, period)
        if last != stated and not _may_reach(book, member, last, stated, period):
            paid = f"只交到 {last}" if last and last < stated else f"交到 {last}"
            yield problem(
                member,
                "transfer_out",
                "dues_paid_to",
                found=f"{member.name}转出时写党费交至 {stated}，台账上"
                f"{paid if last else '没有本人本年度的交纳记录'}，",
                expected="两处应当一致。",
                remedy="核对收款凭证，改正写错的一处。",
                day=move.day,
            )


def _may_reach(
    book: DuesBook, member: Member, last: Month | None, stated: Month, period: Period
) -> bool:
    """Whether the months after the last one surely paid may have been paid with everybody's."""
    first = last + 1 if last else Month(stated.year, 1)
    rest = list(months_from(first, stated))
    return bool(rest) and all(book.may_have_paid(member, m, period.as_of) for m in rest)


def _last_paid(book: DuesBook, member: Member, year: int, period: Period) -> Month | None:
    move = member.transfer_out
    end = Month.of(move.day) if move is not None and move.day is not None else Month(year, 12)
    paid = [
        month
        for month in months_from(Month(year, 1), min(end, Month(year, 12)))
        if book.shares(member.name, month, period.as_of)
    ]
    return paid[-1] if paid else None


@rule(
    code="DUE208",
    name="gap-after-transfer",
    title="转入前后的党费没有接上",
    severity=Severity.WARNING,
    basis=[LOGIC["前后衔接"]],
    needs=NEEDS,
    covers=("DUE-16",),
)
def gap_after_transfer(dues: DuesYear, branch: Branch, period: Period) -> Iterator[Problem]:
    """Between the last month certified and that of arrival no month may be left out."""
    book = dues_book(branch)
    for member in branch.roster.members:
        paid_to = member.transfer_in.dues_paid_to if member.transfer_in else None
        came = arrived(member)
        if paid_to is None or came is None or came.year != dues.year:
            continue
        gap = [
            month
            for month in months_from(paid_to + 1, Month.of(came) + (-1))
            if month.last_day < period.as_of
            and month.year in book.years
            and not book.shares(member.name, month, period.as_of)
        ]
        if gap:
            yield problem(
                member,
                "transfer_in",
                "dues_paid_to",
                found=f"{member.name}在原支部党费交至 {paid_to}，"
                f"{came} 转入，{months(gap)} 没有交纳记录，",
                expected="转入后应从原支部交至的下一个月接着交。",
                remedy="与原支部核对；由本支部收的补上交纳记录（写明姓名）。",
                day=came,
            )


@rule(
    code="DUE312",
    name="paid-outside-membership",
    title="收了不应在本支部交纳的党费",
    severity=Severity.ERROR,
    basis=[LOGIC["前后一致"], DUES_RULES[8], DUES_RULES[9]],
    needs=NEEDS,
    covers=("DUE-18",),
    when=("payments",),
)
def paid_outside_membership(dues: DuesYear, branch: Branch) -> Iterator[Problem]:
    """Payments for months before admission, after leaving, or while membership is stopped."""
    book = dues_book(branch)
    for payment in dues.payments:
        for name in payment.names if payment.kind is PaymentKind.DUES else ():
            wrong = _not_owed(book, payment, name)
            if wrong:
                yield problem(
                    payment,
                    "months",
                    found=f"{name} {months(wrong)} 不应在本支部交党费（入党以前、转出或离开以后、"
                    "停止党籍期间，或原支部已经收过），却有交纳记录，",
                    expected="党费与名册应当一致。",
                    remedy="核对月份与名册上的日期，改正写错的一处；误收的退还。",
                    day=payment.day,
                )


def _not_owed(book: DuesBook, payment: Payment, name: str) -> list[Month]:
    entries = book.branch.roster.entries(name)
    return [
        month
        for month in payment.months
        if entries and all(book.liability(member, month) is Liability.NONE for member in entries)
    ]


@rule(
    code="DUE313",
    name="name-not-on-roster",
    title="党费台账中的姓名不在名册上",
    severity=Severity.ERROR,
    basis=[LOGIC["姓名一致"]],
    needs=(Part.MEMBERS,),
    covers=("DUE-18",),
)
def name_not_on_roster(dues: DuesYear, branch: Branch) -> Iterator[Problem]:
    """Names are the only link between the ledgers; each unknown one is told once."""
    known = branch.roster.by_name
    if not known:
        return
    told: set[str] = set()
    for node, field, name in _names(dues):
        if name not in known and name not in told:
            told.add(name)
            yield problem(
                node,
                field,
                found=f"名册上没有“{name}”，",
                expected="党费台账中的姓名应与名册一致。",
                remedy=f"{nearest(name, known)}改正姓名，或在名册中补上此人。",
            )


def _names(dues: DuesYear) -> Iterator[tuple[Node, str, str]]:
    for fixing in dues.fixing.members if dues.fixing else ():
        yield fixing, "name", fixing.name
    for relief in dues.reliefs:
        yield relief, "name", relief.name
    for handling in dues.handlings:
        yield handling, "name", handling.name
    for payment in dues.payments:
        yield from ((payment, "names", name) for name in payment.names)
        yield from ((payment, "unpaid", name) for name in payment.unpaid)
    for consent in dues.consents:
        yield from ((consent, "names", name) for name in consent.names)
