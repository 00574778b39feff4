"""Relief in hardship, and large voluntary sums."""

from collections.abc import Iterator
from decimal import Decimal

from djledger.dues.book import DuesBook, dues_book
from djledger.dues.reckoning import ZERO
from djledger.law import DUES_NOTICE, DUES_RULES
from djledger.ledger.branch import Branch, Part
from djledger.ledger.dues import DuesCategory, DuesYear, Payment, PaymentKind, Relief
from djledger.ledger.period import Period
from djledger.rules.dues.wording import yuan
from djledger.rules.rule import Problem, Severity, problem, rule

LARGE = Decimal(1000)
"""A voluntary sum from which it goes up whole; “1000 元以上” is read as including it."""


@rule(
    code="DUE401",
    name="relief-not-approved",
    title="减免党费没有按程序批准",
    severity=Severity.WARNING,
    basis=[DUES_RULES[7], DUES_NOTICE[5]],
    needs=(Part.DUES,),
    covers=("DUE-20",),
    when=("reliefs",),
)
def relief_not_approved(dues: DuesYear, branch: Branch) -> Iterator[Problem]:
    """The branch studies it; for others than retirees the next higher committee approves.

    What was agreed within the first month of relief is in time.
    """
    book = dues_book(branch)
    for relief in dues.reliefs:
        retired = _retired(book, relief)
        missing, late = _missing(relief, retired), _late(relief, retired)
        who = "离退休党员由支部同意" if retired else "应由支部研究并报上一级党委批准"
        if missing or late:
            field, told = late or (_field(missing), f"没有写{missing}的情况")
            yield problem(
                relief,
                field,
                found=f"{relief.name}自 {relief.since} 起减免党费，{told}，",
                expected=f"确有困难减免党费的，{who}，同意以后才能减免。",
                remedy="核对日期，补上“支部研究”、“批准日期”和“批准机关”；"
                "尚未办理的，抓紧按程序办理，同意以前各月仍应交纳。",
                day=relief.since.first_day,
            )


def _field(missing: str) -> str:
    return "approved_on" if missing == "上一级党委批准" else "studied_on"


def _late(relief: Relief, retired: bool | None) -> tuple[str, str] | None:
    """Return the field and the words of a consent given after the first month of relief."""
    studied, approved = relief.studied_on, relief.approved_on
    if studied is not None and studied > relief.since.last_day:
        return "studied_on", f"支部到 {studied} 才研究"
    if retired is not True and approved is not None and approved > relief.since.last_day:
        return "approved_on", f"上一级党委到 {approved} 才批准"
    return None


def _retired(book: DuesBook, relief: Relief) -> bool | None:
    """Whether the member is retired; None where no category is recorded."""
    fixing = book.fixing(relief.name, relief.since)
    return None if fixing is None else fixing.category is DuesCategory.RETIRED


def _missing(relief: Relief, retired: bool | None) -> str:
    if relief.studied_on is None and relief.record is None:
        return "支部研究"
    approved = relief.approved_on is not None or relief.approved_by is not None
    return "上一级党委批准" if retired is False and not approved else ""


@rule(
    code="DUE314",
    name="large-sum-not-separate",
    title="一次自愿多交 1000 元以上没有按大额党费记录",
    severity=Severity.WARNING,
    basis=[DUES_RULES[11], DUES_NOTICE[1]],
    needs=(Part.DUES,),
    covers=("DUE-19",),
    when=("payments",),
)
def large_sum_not_separate(dues: DuesYear, branch: Branch) -> Iterator[Problem]:
    """Look at what one member paid at once beyond what is due."""
    book = dues_book(branch)
    for payment in dues.payments:
        extra = _voluntary(book, payment)
        if extra >= LARGE:
            yield problem(
                payment,
                "kind" if payment.kind is PaymentKind.VOLUNTARY else "amount",
                found=f"{'、'.join(payment.names)}一次自愿多交 {yuan(extra)}，",
                expected="1000 元以上的作为大额党费单列，全部上缴中央。",
                remedy="这部分另记一条，“性质”写“大额党费”，逐级上缴并附党员简要情况。",
                day=payment.day,
            )


def _voluntary(book: DuesBook, payment: Payment) -> Decimal:
    """Return the voluntary part of one member's payment in yuan; 0 if it cannot be told."""
    if payment.amount is None or len(payment.names) != 1:
        return ZERO
    if payment.kind is PaymentKind.VOLUNTARY:
        return payment.amount
    dues = [book.due(payment.names[0], month) for month in payment.months]
    if payment.kind is PaymentKind.LARGE or any(due is None for due in dues):
        return ZERO
    return payment.amount - sum((due for due in dues if due is not None), ZERO)


@rule(
    code="DUE315",
    name="large-sum-kept",
    title="大额党费没有全部上缴",
    severity=Severity.WARNING,
    basis=[DUES_RULES[11]],
    needs=(Part.DUES,),
    covers=("DUE-19",),
    when=("payments",),
)
def large_sum_kept(dues: DuesYear, branch: Branch, period: Period) -> Iterator[Problem]:
    """When the year is over, what came in as large sums must have gone up whole.

    What came in at the end of a year may go up, and be recorded, in the next one.
    """
    large = [payment for payment in dues.payments if payment.kind is PaymentKind.LARGE]
    if not large or not period.over:
        return
    came = sum((payment.amount or ZERO for payment in large), ZERO)
    went = min(came, max(ZERO, _handed_up(branch, period) - _came_before(branch, dues.year)))
    if went < came:
        yield problem(
            large[-1],
            "amount",
            found=f"本年度收到大额党费 {yuan(came)}，已上缴 {yuan(went)}，",
            expected="大额党费应全部逐级上缴中央，不得留存。",
            remedy="把其余部分上缴，在“上缴”中记一条，“性质”写“大额党费”。",
            day=large[-1].day,
        )


def _handed_up(branch: Branch, period: Period) -> Decimal:
    """Return all the large sums that went up by the day of judgement, in yuan."""
    years = dues_book(branch).years.values()
    ups = (up for record in years for up in record.hand_ups if up.day <= period.as_of)
    return sum((up.amount for up in ups if up.kind is PaymentKind.LARGE), ZERO)


def _came_before(branch: Branch, year: int) -> Decimal:
    """Return the large sums of earlier years, which go up first, in yuan."""
    earlier = (one for before, one in dues_book(branch).years.items() if before < year)
    paid = (payment for record in earlier for payment in record.payments)
    return sum((p.amount or ZERO for p in paid if p.kind is PaymentKind.LARGE), ZERO)


@rule(
    code="DUE521",
    name="large-sum-without-receipt",
    title="大额党费没有中央组织部的收据",
    severity=Severity.WARNING,
    basis=[DUES_RULES[11]],
    needs=(Part.DUES,),
    covers=("DUE-23",),
    when=("payments",),
)
def large_sum_without_receipt(dues: DuesYear, period: Period) -> Iterator[Problem]:
    """The receipt comes from the centre, so it is asked for only when the year is over."""
    for payment in dues.payments:
        if payment.kind is PaymentKind.LARGE and payment.receipt is None and period.over:
            yield problem(
                payment,
                "receipt",
                found=f"{'、'.join(payment.names)}交的大额党费没有写收据，",
                expected="大额党费由中央组织部开具收据。",
                remedy="向上级催要收据，收到后写上收据号。",
                day=payment.day,
            )
