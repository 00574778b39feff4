"""Whether the base of the dues is what the items of income make it."""

from collections.abc import Iterator

from djledger.dues.audit import (
    BaseDifference,
    BaseFault,
    Judged,
    base_difference,
    by_items,
    judged_fixings,
)
from djledger.dues.book import DuesBook, dues_book
from djledger.law import DUES_NOTICE, DUES_RULES, LOGIC, PRIVACY_LAW
from djledger.ledger.branch import Branch
from djledger.ledger.dues import Base, DuesYear
from djledger.ledger.period import Period
from djledger.rules.dues.fixing import NEEDS, consequence, no_base
from djledger.rules.dues.wording import reckoned, yuan
from djledger.rules.rule import Param, Problem, Severity, problem, rule
from djledger.rules.wording import listed

REMEDY = "按规定的口径重新计算基数并重新核定，少收的部分与本人说明后补交。"


def faulty(
    branch: Branch, period: Period, fault: BaseFault
) -> Iterator[tuple[Judged, Base, BaseDifference, str]]:
    """Yield the written bases of the year at fault, with what follows from them in words."""
    book = dues_book(branch)
    for judged in judged_fixings(branch).get(period.year, ()):
        difference = base_difference(judged)
        if difference is not None and difference.fault is fault and judged.base is not None:
            yield judged, judged.base, difference, _follows(judged, book, period)


def _follows(judged: Judged, book: DuesBook, period: Period) -> str:
    right = by_items(judged)
    if right is None or right.due is None:
        return ""
    said = f"按各项推算，{reckoned(right)}"
    if right.due == judged.fixing.monthly:
        return f"{said}。"
    cost = consequence(judged, right, book, period).rstrip("；")
    fixed = f"，核定的却是 {yuan(judged.fixing.monthly)}"
    return f"{said}{fixed}{'，' if cost else ''}{cost}。"


def _named(difference: BaseDifference) -> str:
    return listed(f"“{line.name}”{yuan(line.amount)}" for line in difference.items)


@rule(
    code="DUE121",
    name="income-left-out-of-base",
    title="基数漏计了应计入的收入",
    severity=Severity.ERROR,
    basis=[DUES_RULES[1], DUES_NOTICE[2]],
    needs=NEEDS,
    covers=("DUE-03",),
    gaps=no_base,
    when=("fixing",),
)
def income_left_out_of_base(dues: DuesYear, branch: Branch, period: Period) -> Iterator[Problem]:
    """Find bases that lack just one or more of the items that count."""
    for judged, base, difference, follows in faulty(branch, period, BaseFault.LEFT_OUT):
        yield problem(
            base,
            "amount",
            found=f"{base.name}的基数少计 {yuan(difference.amount)}，恰为{_named(difference)}，",
            expected=f"这些收入应计入基数。{follows}",
            remedy=REMEDY,
            day=judged.month.first_day,
        )


@rule(
    code="DUE122",
    name="deduction-not-allowed",
    title="从基数中扣除了不应扣除的项目",
    severity=Severity.ERROR,
    basis=[DUES_RULES[1], DUES_NOTICE[2]],
    needs=NEEDS,
    covers=("DUE-04",),
    gaps=no_base,
    when=("fixing",),
)
def deduction_not_allowed(dues: DuesYear, branch: Branch, period: Period) -> Iterator[Problem]:
    """Find bases from which something was taken off that never was part of them."""
    for judged, base, difference, follows in faulty(branch, period, BaseFault.DEDUCTED):
        yield problem(
            base,
            "amount",
            found=f"{base.name}的基数多扣了 {yuan(difference.amount)}，恰为{_named(difference)}，",
            expected="这些项目本来不在基数之内，不得再从中扣除；"
            f"可扣除的只有个人所得税和个人缴纳的社会保险、住房公积金、年金。{follows}",
            remedy=REMEDY,
            day=judged.month.first_day,
        )


@rule(
    code="DUE123",
    name="base-too-small",
    title="基数小于各项收入推算的数额",
    severity=Severity.WARNING,
    basis=[DUES_RULES[1], DUES_NOTICE[2]],
    needs=NEEDS,
    covers=("DUE-05",),
    gaps=no_base,
    when=("fixing",),
)
def base_too_small(dues: DuesYear, branch: Branch, period: Period) -> Iterator[Problem]:
    """Find bases that are too small without an item that explains it; a note explains too."""
    for judged, base, difference, follows in faulty(branch, period, BaseFault.TOO_SMALL):
        if base.note is None:
            yield problem(
                base,
                "amount",
                found=f"{base.name}的基数比各项收入推算的少 {yuan(difference.amount)}，",
                expected=f"基数不得人为缩小。{follows}",
                remedy="核对各项与基数；确有理由的写入“说明”，否则改正并重新核定。",
                day=judged.month.first_day,
            )


@rule(
    code="DUE124",
    name="base-too-large",
    title="基数大于各项收入推算的数额",
    severity=Severity.WARNING,
    basis=[DUES_RULES[1], DUES_NOTICE[2]],
    needs=NEEDS,
    gaps=no_base,
    when=("fixing",),
)
def base_too_large(dues: DuesYear, branch: Branch, period: Period) -> Iterator[Problem]:
    """Find bases in which something was counted, or not deducted, against the rules."""
    for judged, base, difference, follows in faulty(branch, period, BaseFault.TOO_LARGE):
        if base.note is None:
            yield problem(
                base,
                "amount",
                found=f"{base.name}的基数比各项收入推算的多 {yuan(difference.amount)}，",
                expected=f"不计入的项目不要计入，可扣除的应当扣除。{follows}",
                remedy="核对各项与基数；确有理由的写入“说明”，否则改正并重新核定。",
                day=judged.month.first_day,
            )


@rule(
    code="DUE601",
    name="base-in-public-repository",
    title="公开的仓库里写有党费基数",
    severity=Severity.ERROR,
    basis=[PRIVACY_LAW[28], LOGIC["保密"]],
    params=(Param("public", False, "仓库是否公开"),),
    when=("bases",),
)
def base_in_public_repository(dues: DuesYear, public: bool) -> Iterator[Problem]:
    """A base tells a person's income; the values themselves are not repeated."""
    if public and dues.bases:
        yield problem(
            dues,
            "bases",
            found=f"公开的仓库里写有 {len({base.name for base in dues.bases})} 人的党费基数，",
            expected="基数反映个人收入，不应公开。",
            remedy=f"把“基数”移到 dues/{dues.year}.private.yaml（不入库），并清理仓库历史。",
        )
