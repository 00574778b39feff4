"""How dues are paid: how much, when, by whom, and whether the rows add up."""

from collections.abc import Iterator, Sequence

from djledger.dates import Month
from djledger.dues.book import dues_book
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
from djledger.ledger.node import Node
from djledger.ledger.period import Period
from djledger.rules.rule import Problem, Severity, problem, rule
from djledger.rules.wording import people

NEEDS = (Part.DUES, Part.MEMBERS)
BACK_MONTHS, QUARTER = 6, 3


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
def paid_in_one_go(dues: DuesYear, branch: Branch) -> Iterator[Problem]:
    """Dues are paid monthly; with consent quarterly; longer spans only when they are arrears."""
    for payment in dues.payments:
        if payment.kind is not PaymentKind.DUES or len(payment.months) == 1:
            continue
        if _is_back(dues, payment):
            continue
        if len(payment.months) > QUARTER:
            expected = (
                "党费应按月交纳，有特殊情况的经支部同意可以按季交纳，不能半年、一年一次交清。"
            )
        elif not consented(dues, _payers(payment, branch), ConsentKind.QUARTERLY, ConsentKind.LATE):
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


def _is_back(dues: DuesYear, payment: Payment) -> bool:
    """Whether these are arrears: few months that are over, or explained up to the present one."""
    last, now = payment.months.last, Month.of(payment.day)
    if payment.late_reason or consented(dues, payment.names, ConsentKind.LATE):
        return payment.months.first < now and last <= now
    return last < now and len(payment.months) <= QUARTER


def _payers(payment: Payment, branch: Branch) -> tuple[str, ...]:
    """Return whose payment this is; for everybody's line, those who owe one of its months."""
    shares = () if payment.names else dues_book(branch).shares_of(payment)
    return payment.names or tuple({share.name for share in shares})


def consented(dues: DuesYear, names: tuple[str, ...], *kinds: ConsentKind) -> bool:
    """Whether the branch agreed to one of these for each of the members."""
    agreed = {
        name
        for consent in dues.consents
        if consent.kind in kinds and (consent.day is not None or consent.record is not None)
        for name in consent.names
    }
    return bool(names) and agreed.issuperset(names)


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
        if not consented(dues, payment.names, ConsentKind.PROXY):
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
    """A month's dues may be paid until the sixth month after it is over."""
    for payment in dues.payments:
        last = payment.months.first + BACK_MONTHS
        if payment.kind is PaymentKind.DUES and Month.of(payment.day) > last:
            yield problem(
                payment,
                "months",
                found=f"{_who(payment)} {payment.months.first} 的党费到 {payment.day} 才补交，",
                expected=f"补交一般不得超过 {BACK_MONTHS} 个月。",
                remedy="写明“补交原因”，确有特殊情况的由支部研究后登记豁免；"
                "无正当理由长期不交的，支部应及时批评教育、限期改正。",
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
        if late and not quarter and not consented(dues, payment.names, ConsentKind.LATE):
            yield problem(
                payment,
                "late_reason",
                found=f"{_who(payment)} {payment.months} 的党费到 {payment.day} 才交，没有写原因，",
                expected="因特殊情况不能按月交纳的才可补交。",
                remedy="写上“补交原因”，如外出、住院；没有特殊情况的也如实写明。",
                day=payment.day,
            )


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


@rule(
    code="DUE316",
    name="dues-from-the-future",
    title="党费台账中的收款、上缴等日期晚于检查截至日",
    severity=Severity.ERROR,
    basis=[LOGIC["记录在事后"]],
    covers=("LED-01",),
)
def dues_from_the_future(dues: DuesYear, period: Period) -> Iterator[Problem]:
    """Money that is written down has come or gone; entries made ahead are named together."""
    for entries, field, word in _dated(dues):
        days = [day for entry in entries if (day := getattr(entry, field)) is not None]
        ahead = sorted(day for day in days if day > period.as_of)
        if ahead:
            yield problem(
                next(entry for entry in entries if getattr(entry, field) == ahead[0]),
                field,
                found=f"有 {len(ahead)} 条{word}的日期晚于截至日 {period.as_of}"
                f"（最早 {ahead[0]}），",
                expected="已经做了的事，日期不会在将来。",
                remedy="核对日期；预先填好的删去，收到、办过以后据实再记。",
                day=period.as_of,
            )


def _dated(dues: DuesYear) -> Iterator[tuple[Sequence[Node], str, str]]:
    """Yield the entries of a year that tell of something done, their date and its name."""
    yield dues.payments, "day", "收款"
    yield dues.receipts, "day", "到账"
    yield dues.uses, "day", "支出"
    yield dues.hand_ups, "day", "上缴"
    yield dues.publications, "day", "公布"
    yield dues.handlings, "day", "欠交处理"
    yield dues.consents, "day", "支部同意"
    yield dues.reliefs, "studied_on", "支部研究减免"
    yield dues.reliefs, "approved_on", "批准减免"
    yield (dues.fixing,) if dues.fixing else (), "day", "核定"
