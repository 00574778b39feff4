"""How dues are paid: how much, when, by whom, and whether the rows add up."""

from collections.abc import Iterator
from decimal import Decimal

from djledger.dates import Month, within_months
from djledger.dues.book import DuesBook, Settled, dues_book, total
from djledger.dues.reckoning import ZERO
from djledger.law import DUES_RULES, LOGIC
from djledger.ledger.branch import Branch, Part
from djledger.ledger.dues import (
    ConsentKind,
    DuesYear,
    Payment,
    PaymentKind,
    PaymentMethod,
    Proxy,
)
from djledger.ledger.members import Member
from djledger.ledger.period import Period
from djledger.rules.dues.wording import months, yuan
from djledger.rules.rule import Problem, Severity, problem, rule
from djledger.rules.wording import people

NEEDS = (Part.DUES, Part.MEMBERS)
BACK_MONTHS, QUARTER = 6, 3


def paid_months(
    dues: DuesYear, branch: Branch, period: Period
) -> Iterator[tuple[Member, list[Settled]]]:
    """Yield each member with the months of the year for which something was paid."""
    book = dues_book(branch)
    year = [Month(dues.year, number) for number in range(1, 13)]
    for member in branch.roster.members:
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
                found=f"{member.name}{months([one.month for one in short])}实交比应交少 "
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
                found=f"{member.name}{months([one.month for one in over])}实交比应交多 "
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
    code="DUE303",
    name="paid-in-one-go",
    title="几个月的党费一次交清而没有支部同意",
    severity=Severity.WARNING,
    basis=[DUES_RULES[12]],
    needs=NEEDS,
    covers=("DUE-11",),
    when=("payments",),
)
def paid_in_one_go(dues: DuesYear) -> Iterator[Problem]:
    """Dues are paid monthly; with consent quarterly; longer spans only when they are arrears."""
    for payment in dues.payments:
        if payment.kind is not PaymentKind.DUES or len(payment.months) == 1 or _is_back(payment):
            continue
        if len(payment.months) > QUARTER:
            expected = (
                "党费应按月交纳，有特殊情况的经支部同意可以按季交纳，不能半年、一年一次交清。"
            )
        elif not consented(dues, payment, ConsentKind.QUARTERLY, ConsentKind.LATE):
            expected = "按季交纳应有特殊情况并经支部同意。"
        else:
            continue
        yield problem(
            payment,
            "months",
            found=f"{_who(payment)}于 {payment.day} 一次交了 {payment.months} 共 "
            f"{len(payment.months)} 个月的党费，",
            expected=expected,
            remedy="支部已同意的，在“支部同意”中记明日期和会议；没有的，今后按月交纳。",
            day=payment.day,
        )


def _is_back(payment: Payment) -> bool:
    """Whether these are arrears: all months were over, and are few or explained."""
    few = len(payment.months) <= QUARTER
    over = payment.months.last < Month.of(payment.day)
    return over and (few or payment.late_reason is not None)


def consented(dues: DuesYear, payment: Payment, *kinds: ConsentKind) -> bool:
    """Whether the branch agreed to one of these for everybody whose payment this is."""
    agreed = {
        name
        for consent in dues.consents
        if consent.kind in kinds and (consent.day is not None or consent.record is not None)
        for name in consent.names
    }
    return bool(payment.names) and agreed.issuperset(payment.names)


def _who(payment: Payment) -> str:
    return people(payment.names, 3) if payment.names else "全体党员"


@rule(
    code="DUE304",
    name="paid-by-another",
    title="由他人代交而没有支部同意",
    severity=Severity.WARNING,
    basis=[DUES_RULES[12]],
    needs=(Part.DUES,),
    covers=("DUE-12",),
    when=("payments",),
)
def paid_by_another(dues: DuesYear) -> Iterator[Problem]:
    """Relatives and other members may hand in the money if the branch agrees."""
    for payment in dues.payments:
        if payment.proxy in {None, Proxy.ORGANISATION}:
            continue
        if not consented(dues, payment, ConsentKind.PROXY):
            yield problem(
                payment,
                "proxy",
                found=f"{_who(payment)} {payment.months} 的党费由{payment.proxy}代交，"
                "没有支部同意的记录，",
                expected="有特殊情况并经支部同意的，才可由亲属或其他党员代交。",
                remedy="支部已同意的，在“支部同意”中记明；没有的，今后由本人交纳。",
                day=payment.day,
            )


@rule(
    code="DUE305",
    name="dues-deducted-or-advanced",
    title="党费由单位扣缴或由组织垫交",
    severity=Severity.ERROR,
    basis=[DUES_RULES[14]],
    needs=(Part.DUES,),
    covers=("DUE-12",),
    when=("payments",),
)
def dues_deducted_or_advanced(dues: DuesYear) -> Iterator[Problem]:
    """Dues are paid by the member's own act; no consent makes a deduction right."""
    for payment in dues.payments:
        deducted = payment.method is PaymentMethod.DEDUCTED
        if deducted or payment.proxy is Proxy.ORGANISATION:
            yield problem(
                payment,
                "method" if deducted else "proxy",
                found=f"{_who(payment)} {payment.months} 的党费"
                f"{'从工资中扣缴' if deducted else '由党组织或单位垫交'}，",
                expected="党员应主动交纳党费，党组织不得垫交或者扣缴。",
                remedy="停止扣缴、垫交，改由党员本人按月交纳，并向党员说明。",
                day=payment.day,
            )


@rule(
    code="DUE306",
    name="paid-over-six-months-late",
    title="补交党费超过 6 个月",
    severity=Severity.WARNING,
    basis=[DUES_RULES[12]],
    needs=(Part.DUES,),
    covers=("DUE-13",),
    when=("payments",),
)
def paid_over_six_months_late(dues: DuesYear) -> Iterator[Problem]:
    """A month's dues may be paid up to six months after the month's end."""
    for payment in dues.payments:
        due = payment.months.first.last_day
        if payment.kind is PaymentKind.DUES and payment.day > due:
            if within_months(due, payment.day, BACK_MONTHS):
                continue
            yield problem(
                payment,
                "months",
                found=f"{_who(payment)} {payment.months.first} 的党费到 {payment.day} 才补交，",
                expected=f"补交一般不得超过 {BACK_MONTHS} 个月。",
                remedy="写明“补交原因”；无正当理由长期不交的，支部应及时批评教育、限期改正。",
                day=payment.day,
            )


@rule(
    code="DUE307",
    name="late-without-reason",
    title="补交党费没有写原因",
    severity=Severity.HINT,
    basis=[DUES_RULES[12]],
    needs=(Part.DUES,),
    when=("payments",),
)
def late_without_reason(dues: DuesYear) -> Iterator[Problem]:
    """A payment more than a month late needs a reason; some days are no matter."""
    for payment in dues.payments:
        if payment.kind is not PaymentKind.DUES or payment.late_reason or payment.note:
            continue
        late = payment.months.first + 1 < Month.of(payment.day)
        quarter = len(payment.months) > 1 and Month.of(payment.day) in payment.months
        if late and not quarter and not consented(dues, payment, ConsentKind.LATE):
            yield problem(
                payment,
                "late_reason",
                found=f"{_who(payment)} {payment.months} 的党费到 {payment.day} 才交，没有写原因，",
                expected="因特殊情况不能按月交纳的才可补交。",
                remedy="写上“补交原因”，如外出、住院；没有特殊情况的也如实写明。",
                day=payment.day,
            )


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
                found=f"{member.name}{months([one.month for one in twice])}的党费记了不止一次"
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
        if rows is not None and rows != payment.amount:
            yield problem(
                payment,
                "amount",
                found=f"{payment.months} 的党费合计写 {yuan(payment.amount)}，"
                f"按核定数额逐人相加是 {yuan(rows)}，",
                expected="合计应与明细相符。",
                remedy="没有交的写入“未交”，数额不同的各写一条；仍不符的核对核定数额和收款凭证。",
                day=payment.day,
            )


def _sum_of_rows(book: DuesBook, payment: Payment) -> Decimal | None:
    shares = book.shares_of(payment)
    return total(share.amount for share in shares) if shares else None


@rule(
    code="DUE310",
    name="collector-missing",
    title="党费没有写收款人",
    severity=Severity.WARNING,
    basis=[LOGIC["经手有人"]],
    covers=("DUE-25",),
    when=("payments",),
)
def collector_missing(dues: DuesYear) -> Iterator[Problem]:
    """Somebody must answer for the money; lines without a collector are named together."""
    without = [payment for payment in dues.payments if payment.collector is None]
    if without:
        yield problem(
            without[0],
            "collector",
            found=f"有 {len(without)} 笔党费没有写收款人，",
            expected="每笔党费应有经手收款的人。",
            remedy="补上“收款人”。",
            day=without[0].day,
        )


@rule(
    code="DUE311",
    name="collector-pays-self",
    title="收款人给自己收党费",
    severity=Severity.HINT,
    basis=[LOGIC["收交分开"]],
    covers=("DUE-25",),
    when=("payments",),
)
def collector_pays_self(dues: DuesYear) -> Iterator[Problem]:
    """A payment by one person alone, taken in by the same person."""
    for payment in dues.payments:
        if payment.collector is not None and payment.names == (payment.collector,):
            yield problem(
                payment,
                "collector",
                found=f"{payment.collector}的这笔党费由本人收取，",
                expected="收款人交自己的党费，宜由另一人经手。",
                remedy="由书记或另一名委员经手，并写为“收款人”。",
                day=payment.day,
            )
