"""What becomes of the money: use, handing up, publication, and the balance."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from djledger.dates import Quarter, quarters_from
from djledger.dues.balance import balance_of
from djledger.dues.book import DuesBook, dues_book, total
from djledger.dues.reckoning import to_cent
from djledger.law import CENTRAL_DUES_MEASURES, DUES_RULES, LOGIC, PRACTICE
from djledger.ledger.branch import Branch, Part
from djledger.ledger.dues import DuesYear, HandUp, PaymentKind, UseKind
from djledger.ledger.period import Period
from djledger.rules.dues.wording import percent, yuan
from djledger.rules.rule import Param, Problem, Severity, problem, rule

NEEDS = (Part.DUES, Part.MEMBERS)
NATIONAL_USES = tuple(UseKind)[:5]


@rule(
    code="DUE501",
    name="hand-up-late",
    title="没有在季末规定日期前上缴党费",
    severity=Severity.WARNING,
    basis=[PRACTICE["党费上缴"]],
    params=(Param("day", 10, "每季最后一个月的几日以前上缴"),),
    needs=NEEDS,
    optional=True,
    covers=("DUE-21",),
    when=("payments",),
)
def hand_up_late(dues: DuesYear, period: Period, day: int) -> Iterator[Problem]:
    """Each quarter for which something was collected must be handed up by a day."""
    for quarter in quarters_from(Quarter(dues.year, 1), Quarter(dues.year, 4)):
        last = quarter.months[-1]
        deadline = date(last.year, last.month, min(day, last.last_day.day))
        collected = any(m in quarter.months for p in dues.payments for m in p.months)
        if not collected or period.as_of <= deadline:
            continue
        if not any(up.day <= deadline for up in _of_quarter(dues, quarter)):
            yield problem(
                dues,
                "hand_ups" if dues.hand_ups else "year",
                found=f"{quarter.year} 年第 {quarter.number} 季度的党费到 {deadline} 没有上缴，",
                expected=f"应在季末月 {day} 日以前上缴。",
                remedy="尽快上缴；已上缴的，在“上缴”中补记日期、月份和金额。",
                day=deadline,
            )


def _of_quarter(dues: DuesYear, quarter: Quarter) -> Iterator[HandUp]:
    for up in dues.hand_ups:
        named = up.months is not None and quarter.months[-1] in up.months
        if up.kind is PaymentKind.DUES and (named or (up.months is None and up.day in quarter)):
            yield up


@rule(
    code="DUE502",
    name="hand-up-share-wrong",
    title="上缴金额与规定比例不符",
    severity=Severity.WARNING,
    basis=[PRACTICE["党费上缴"]],
    params=(Param("share", Decimal("0.20"), "上缴的比例，如 0.20"),),
    needs=NEEDS,
    optional=True,
    covers=("DUE-21",),
    when=("hand_ups",),
)
def hand_up_share_wrong(dues: DuesYear, branch: Branch, share: Decimal) -> Iterator[Problem]:
    """Compare each hand-up that names its months with the share of what was collected."""
    book = dues_book(branch)
    for up in dues.hand_ups:
        collected = _collected(book, dues, up)
        if collected is None or up.kind is not PaymentKind.DUES or up.note:
            continue
        right = to_cent(collected * share)
        if up.amount != right:
            yield problem(
                up,
                "amount",
                found=f"{up.months} 收党费 {yuan(collected)}，上缴 {yuan(up.amount)}，",
                expected=f"按 {percent(share)} 应上缴 {yuan(right)}。",
                remedy="补缴或核对；上级另有规定的写入“说明”，或在设置中改比例。",
                day=up.day,
            )


def _collected(book: DuesBook, dues: DuesYear, up: HandUp) -> Decimal | None:
    """Return the dues collected for the months of a hand-up; None if it cannot be told."""
    span = up.months
    if span is None:
        return None
    found = [p for p in dues.payments if p.kind is PaymentKind.DUES and p.day <= up.day]
    shares = (s for p in found for s in book.shares_of(p) if s.month in span)
    return total(share.amount for share in shares)


@rule(
    code="DUE503",
    name="year-not-published",
    title="一年没有向党员公布党费收缴情况",
    severity=Severity.WARNING,
    basis=[DUES_RULES[26]],
    needs=NEEDS,
    covers=("DUE-24",),
    when=("payments",),
)
def year_not_published(dues: DuesYear, branch: Branch, period: Period) -> Iterator[Problem]:
    """The branch tells its members once a year; early in the next year is in time too."""
    book = dues_book(branch)
    following = book.years.get(dues.year + 1)
    later = following.publications if following else ()
    told = bool(dues.publications) or any(
        p.months is not None and p.months.first.year == dues.year for p in later
    )
    if dues.payments and not told and period.year_owed(branch):
        yield problem(
            dues,
            "year",
            found=f"{dues.year} 年收了党费，没有向党员公布收缴情况的记录，",
            expected="党支部每年至少向党员公布 1 次党费收缴情况。",
            remedy="尽快公布并记入“公布”（只公布交纳情况，不公布基数）；已公布的补上日期和方式。",
            day=period.end,
            during=period.year,
        )


@rule(
    code="DUE504",
    name="balance-below-zero",
    title="党费余额小于零",
    severity=Severity.ERROR,
    basis=[DUES_RULES[17], LOGIC["收支相抵"]],
    needs=NEEDS,
    covers=("DUE-28",),
)
def balance_below_zero(dues: DuesYear, branch: Branch) -> Iterator[Problem]:
    """More cannot go out than came in."""
    left = balance_of(dues, dues_book(branch)).closing
    if left is not None and left < 0:
        yield problem(
            dues,
            "closing" if dues.closing is not None else "opening",
            found=f"本年度收支相抵，余额为 {yuan(left)}，",
            expected="支出和上缴不能多于结转与收入之和。",
            remedy="核对各笔收支，补上漏记的收入或改正写错的数。",
        )


@rule(
    code="DUE505",
    name="opening-differs",
    title="上年结转与上年末结余不符",
    severity=Severity.ERROR,
    basis=[LOGIC["前后一致"]],
    needs=(Part.DUES,),
    covers=("DUE-28",),
)
def opening_differs(dues: DuesYear, branch: Branch) -> Iterator[Problem]:
    """What was left at the end of a year begins the next."""
    before = dues_book(branch).years.get(dues.year - 1)
    left = before.closing if before else None
    if left is not None and dues.opening is not None and left != dues.opening:
        yield problem(
            dues,
            "opening",
            found=f"上年结转写 {yuan(dues.opening)}，{dues.year - 1} 年末结余是 {yuan(left)}，",
            expected="两数应当相等。",
            remedy="核对账目，改正写错的一处。",
        )


@rule(
    code="DUE506",
    name="closing-differs",
    title="年末结余与收支不符",
    severity=Severity.ERROR,
    basis=[LOGIC["收支相抵"]],
    needs=NEEDS,
    covers=("DUE-22", "DUE-28"),
)
def closing_differs(dues: DuesYear, branch: Branch) -> Iterator[Problem]:
    """The written balance must be what the rows give."""
    balance = balance_of(dues, dues_book(branch))
    left = balance.closing
    if left is not None and dues.closing is not None and left != dues.closing:
        yield problem(
            dues,
            "closing",
            found=f"年末结余写 {yuan(dues.closing)}，按各笔推算是 {yuan(left)}"
            f"（结转 {balance.opening:.2f}＋收党费 {balance.collected:.2f}"
            f"＋其他 {balance.received:.2f}－使用 {balance.used:.2f}"
            f"－上缴 {balance.handed_up:.2f}），",
            expected="两数应当相等。",
            remedy="核对各笔收支与凭证，改正写错的一处。",
        )


@rule(
    code="DUE511",
    name="use-not-decided",
    title="使用党费没有集体研究",
    severity=Severity.WARNING,
    basis=[DUES_RULES[20]],
    needs=(Part.DUES,),
    covers=("DUE-27",),
    when=("uses",),
)
def use_not_decided(dues: DuesYear) -> Iterator[Problem]:
    """Each use needs the day or the record of a decision, not later than the use."""
    for use in dues.uses:
        late = use.decided_on is not None and use.decided_on > use.day
        if late or (use.decided_on is None and use.record is None):
            what = f"集体研究的日期 {use.decided_on} 晚于支出" if late else "没有集体研究的记录"
            yield problem(
                use,
                "decided_on",
                found=f"{use.day} 使用党费 {yuan(use.amount)}（{use.matter}），{what}，",
                expected="使用党费应先集体讨论决定。",
                remedy="写上“集体研究”的日期或“会议”；确未研究的，如实说明并向支部报告。",
                day=use.day,
            )


@rule(
    code="DUE512",
    name="use-without-voucher",
    title="使用党费没有凭证",
    severity=Severity.WARNING,
    basis=[LOGIC["收支有据"], CENTRAL_DUES_MEASURES[5]],
    needs=(Part.DUES,),
    covers=("DUE-27",),
    when=("uses",),
)
def use_without_voucher(dues: DuesYear) -> Iterator[Problem]:
    """Money that goes out leaves a paper."""
    for use in dues.uses:
        if use.voucher is None:
            yield problem(
                use,
                "voucher",
                found=f"{use.day} 使用党费 {yuan(use.amount)}（{use.matter}），没有写凭证，",
                expected="支出应有真实有效的票据。",
                remedy="写上发票或凭证号；没有取得的，向收款方补要。",
                day=use.day,
            )


@rule(
    code="DUE513",
    name="use-out-of-scope",
    title="党费用途不在规定范围内",
    severity=Severity.WARNING,
    basis=[DUES_RULES[19], CENTRAL_DUES_MEASURES[6]],
    params=(Param("central", False, "是否适用中央和国家机关的用途范围"),),
    needs=(Part.DUES,),
    covers=("DUE-27",),
    when=("uses",),
)
def use_out_of_scope(dues: DuesYear, central: bool) -> Iterator[Problem]:
    """Five uses hold everywhere; the central organs' list is longer."""
    for use in dues.uses:
        if use.kind not in NATIONAL_USES and not central:
            yield problem(
                use,
                "kind",
                found=f"{use.day} 的用途是“{use.kind}”（{use.matter}），",
                expected=f"全国统一的用途是{'、'.join(NATIONAL_USES)}五类。",
                remedy="核对用途；属于五类之一的改正，适用中央和国家机关范围的在设置中写明。",
                day=use.day,
            )


@rule(
    code="DUE522",
    name="papers-missing",
    title="党费收据、公布存根不全",
    severity=Severity.HINT,
    basis=[PRACTICE["党费凭证"]],
    needs=(Part.DUES,),
    optional=True,
    covers=("DUE-23",),
)
def papers_missing(dues: DuesYear) -> Iterator[Problem]:
    """Where it is the custom: a receipt for each payment and hand-up, a stub of publication."""
    entries = (
        (dues.payments, "receipt", "收款"),
        (dues.hand_ups, "receipt", "上缴"),
        (dues.publications, "stub", "公布"),
    )
    for listed, field, word in entries:
        without = [entry for entry in listed if getattr(entry, field) is None]
        if without:
            yield problem(
                without[0],
                field,
                found=f"有 {len(without)} 次{word}没有写凭证，",
                expected="收据、上缴凭证和公布存根应当留存。",
                remedy="写上收据号或凭证的路径。",
                day=without[0].day,
            )
