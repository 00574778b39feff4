"""What was paid, held against what is due, and whether the rows add up."""

from collections.abc import Iterator
from decimal import Decimal

from djledger.dates import months_of
from djledger.dues.book import DuesBook, Settled, dues_book, total
from djledger.dues.reckoning import ZERO
from djledger.law import DUES_RULES, LOGIC
from djledger.ledger.branch import Branch, Part
from djledger.ledger.dues import DuesYear, Payment
from djledger.ledger.members import Member
from djledger.ledger.period import Period
from djledger.rules.dues.wording import months, yuan
from djledger.rules.rule import Problem, Severity, problem, rule

NEEDS = (Part.DUES, Part.MEMBERS)
MOST_OPEN = 10
"""With more people whose month is open a total cannot be held against its rows."""


def paid_months(
    dues: DuesYear, branch: Branch, period: Period
) -> Iterator[tuple[Member, list[Settled]]]:
    """Yield the months paid for, of members who did more than pay in everybody's line."""
    book = dues_book(branch)
    year = months_of(dues.year)
    for member in book.told_apart(dues.year):
        found = (book.settled(member, month, period.as_of) for month in year)
        paid = [one for one in found if one.shares]
        if paid:
            yield member, paid


@rule(
    code="DUE301",
    name="paid-too-little",
    title="实交少于应交",
    severity=Severity.WARNING,
    basis=[DUES_RULES[12], DUES_RULES[2]],
    needs=NEEDS,
)
def paid_too_little(dues: DuesYear, branch: Branch, period: Period) -> Iterator[Problem]:
    """Compare what was paid for a month with what is due; months without payment are arrears."""
    for member, paid in paid_months(dues, branch, period):
        short = [one for one in paid if one.short > ZERO]
        if short:
            lacking = sum((one.short for one in short), ZERO)
            yield problem(
                short[-1].shares[-1].payment,
                "amount",
                found=f"{member.name} {months([one.month for one in short])} 实交比应交少 "
                f"{yuan(lacking)}，",
                expected="应按核定的数额足额交纳。",
                remedy="少交的补交后另记一条；核定数额有变动或经批准减免的，先记入“核定”或“减免”。",
                day=short[-1].month.last_day,
            )


@rule(
    code="DUE302",
    name="paid-more-without-note",
    title="实交多于应交而没有说明",
    severity=Severity.WARNING,
    basis=[DUES_RULES[11]],
    needs=NEEDS,
    covers=("DUE-19",),
)
def paid_more_without_note(dues: DuesYear, branch: Branch, period: Period) -> Iterator[Problem]:
    """More than is due is welcome if it is voluntary, and is to be recorded as such."""
    for member, paid in paid_months(dues, branch, period):
        over = [one for one in paid if _unexplained_excess(one)]
        if over:
            extra = sum((_excess(one) for one in over), ZERO)
            yield problem(
                over[-1].shares[-1].payment,
                "amount",
                found=f"{member.name} {months([one.month for one in over])} 实交比应交多 "
                f"{yuan(extra)}，没有说明，",
                expected="多交须出于自愿，并与应交的党费分开记录。",
                remedy="自愿多交的，多出的部分另记一条，“性质”写“自愿多交”；误收的退还并写“说明”。",
                day=over[-1].month.last_day,
            )


def _excess(one: Settled) -> Decimal:
    return max(ZERO, (one.paid or ZERO) - (one.due or ZERO)) if one.due is not None else ZERO


def _unexplained_excess(one: Settled) -> bool:
    notes = any(share.payment.note for share in one.shares)
    twice = len({id(share.payment) for share in one.shares}) > 1
    return _excess(one) > ZERO and not notes and not twice


@rule(
    code="DUE308",
    name="month-paid-twice",
    title="同一人同一月的党费记了两次",
    severity=Severity.ERROR,
    basis=[LOGIC["一月一记"]],
    needs=NEEDS,
    covers=("DUE-14", "DUE-26"),
)
def month_paid_twice(dues: DuesYear, branch: Branch, period: Period) -> Iterator[Problem]:
    """Two payments for one month are one too many unless together they are what is due."""
    for member, paid in paid_months(dues, branch, period):
        twice = [one for one in paid if _twice(one)]
        if twice:
            days = sorted({s.payment.day for one in twice for s in one.shares})
            yield problem(
                twice[-1].shares[-1].payment,
                "months",
                found=f"{member.name} {months([one.month for one in twice])} 的党费记了不止一次"
                f"（{'、'.join(map(str, days))}），",
                expected="一人一月的党费只记一次，补交的月份不能与已交的重叠。",
                remedy="核对收据，删去重复的一条；自愿多交的，“性质”写“自愿多交”。",
                day=twice[-1].month.last_day,
            )


def _twice(one: Settled) -> bool:
    if len({id(share.payment) for share in one.shares}) < 2:
        return False
    return one.due is None or one.paid is None or one.paid > one.due


@rule(
    code="DUE309",
    name="total-differs-from-rows",
    title="一笔党费的合计与各人应交之和不符",
    severity=Severity.ERROR,
    basis=[LOGIC["合计等于各项之和"]],
    needs=NEEDS,
    covers=("DUE-22",),
    when=("payments",),
)
def total_differs_from_rows(dues: DuesYear, branch: Branch) -> Iterator[Problem]:
    """The written total of a line for several people must be the sum of their rows."""
    book = dues_book(branch)
    for payment in dues.payments:
        if payment.amount is None or len(payment.names) == 1:
            continue
        rows = _sum_of_rows(book, payment)
        if rows is not None and not _explained(payment.amount - rows, book.open_dues(payment)):
            yield problem(
                payment,
                "amount",
                found=f"{payment.months} 的党费合计写 {yuan(payment.amount)}，"
                f"按核定数额逐人相加是 {yuan(rows)}，",
                expected="合计应与明细相符。",
                remedy="没有交的写入“未交”，数额不同的各写一条；仍不符的核对核定数额和收款凭证。",
                day=payment.day,
            )


def _explained(extra: Decimal, open_dues: list[Decimal]) -> bool:
    """Whether some of the people who may or may not have paid here make up the difference."""
    if len(open_dues) > MOST_OPEN:
        return True
    reached = {ZERO}
    for due in open_dues:
        reached |= {sum_ + due for sum_ in reached}
    return extra in reached


def _sum_of_rows(book: DuesBook, payment: Payment) -> Decimal | None:
    shares = book.shares_of(payment)
    return total(share.amount for share in shares) if shares else None


@rule(
    code="DUE110",
    name="year-recorded-twice",
    title="同一年度有两份党费台账",
    severity=Severity.ERROR,
    basis=[LOGIC["唯一"]],
)
def year_recorded_twice(branch: Branch) -> Iterator[Problem]:
    """Of two files for one year only the first is reckoned with."""
    seen: set[int] = set()
    for record in branch.records(Part.DUES):
        if record.year in seen:
            yield problem(
                record,
                "year",
                found=f"{record.year} 年度已有另一份党费台账，",
                expected="一个年度只能有一份，第二份不参与计算。",
                remedy="如年度写错，改正；如确为同一年度，合并成一份。",
            )
        seen.add(record.year)
