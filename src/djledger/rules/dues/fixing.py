"""Whether each member's monthly sum was fixed, and fixed right."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from djledger.dates import Month
from djledger.dues.audit import Cause, Judged, judged_fixings, old_base, shortfall, wrong_fixings
from djledger.dues.book import DuesBook, dues_book
from djledger.dues.liability import Liability
from djledger.dues.reckoning import CENT, ZERO, Reckoning
from djledger.law import DUES_NOTICE, DUES_RULES
from djledger.law.dues import dues_law
from djledger.ledger.branch import Branch, Part
from djledger.ledger.dues import DuesCategory, DuesYear, Fixing
from djledger.ledger.period import Period
from djledger.rules.dues.wording import reckoned, yuan
from djledger.rules.rule import Param, Problem, Severity, problem, rule
from djledger.rules.wording import people

NEEDS = (Part.DUES, Part.DUES_BASES, Part.MEMBERS)
REGULAR_CHANGE = frozenset({DuesCategory.ANNUAL_SALARY, DuesCategory.SELF_EMPLOYED})
"""Categories whose base follows what was earned in the month or the quarter before."""
ROUND, ROUND_MEMBERS = Decimal(10), 3
UNIT = Param("unit", CENT, "核定数额取整到多少元（没有统一规定，默认到分）")


def no_base(branch: Branch, period: Period) -> Iterator[str]:
    """Tell for whom nothing is known of the base, so that the fixed sum is not judged."""
    yield from branch.derived(_unseen).get(period.year, ())


def _unseen(branch: Branch) -> dict[int, list[str]]:
    """Return by year what is not known; worked out once, since eight rules must tell it."""
    return {year: list(_reasons(judged, year)) for year, judged in judged_fixings(branch).items()}


def _reasons(judged: Sequence[Judged], year: int) -> Iterator[str]:
    unknown = [(one.fixing.name, item) for one in judged for item in one.reckoning.unknown]
    for name, item in unknown:
        yield f"{name}的收入项目“{item}”不在规定列出的项目内"
    known = {name for name, _ in unknown}
    blind = {one.fixing.name: None for one in judged if one.needs_base}
    names = [name for name in blind if name not in known]
    if names:
        yield f"没有{people(names, 3)}的党费基数（可写在不入库的 dues/{year}.private.yaml）"


def wrong(
    branch: Branch, period: Period, *causes: Cause, unit: Decimal = CENT
) -> Iterator[tuple[Judged, DuesBook]]:
    """Yield the fixings of the year that are wrong in one of these ways."""
    book = dues_book(branch)
    for judged, why in wrong_fixings(branch, unit).get(period.year, ()):
        if why in causes:
            yield judged, book


def consequence(judged: Judged, right: Reckoning, book: DuesBook, period: Period) -> str:
    """Write what a wrong sum has cost so far."""
    if right.due is None:
        return ""
    cost = shortfall(judged, right.due, book, period.as_of)
    if not cost.months:
        return ""
    word = "少收" if cost.monthly > 0 else "多收"
    return f"已满 {cost.months} 个月，共{word} {yuan(abs(cost.total))}；"


@rule(
    code="DUE101",
    name="sum-differs-from-base",
    title="核定的月交数额与按基数计算的不符",
    severity=Severity.ERROR,
    basis=[DUES_RULES[2], DUES_RULES[5]],
    params=(UNIT,),
    needs=NEEDS,
    covers=("DUE-01",),
    gaps=no_base,
    when=("fixing",),
)
def sum_differs_from_base(
    dues: DuesYear, branch: Branch, period: Period, unit: Decimal
) -> Iterator[Problem]:
    """Reckon the sum anew from the base; any rounding to the unit is accepted."""
    for judged, book in wrong(branch, period, Cause.UNEXPLAINED, unit=unit):
        yield problem(
            judged.fixing,
            "monthly",
            found=f"{judged.fixing.name}核定每月交 {yuan(judged.fixing.monthly)}，"
            f"{consequence(judged, judged.reckoning, book, period)}",
            expected=f"按{judged.fixing.category}计算，{reckoned(judged.reckoning)}。",
            remedy="核对基数与数额，改正后由支部重新核定，多收少收的与本人说明并补退。"
            f"{_rounded(judged)}",
            day=judged.month.first_day,
        )


def _rounded(judged: Judged) -> str:
    """Say what to do where a sum is less than a yuan off because sums are rounded there."""
    exact = judged.reckoning.exact
    near = exact is not None and abs(judged.fixing.monthly - exact) < 1
    return "本地规定取整到角或元的，在设置中写本规则的“单位”。" if near else ""


@rule(
    code="DUE102",
    name="wrong-rate-table",
    title="在职与离退休的费率用反了",
    severity=Severity.ERROR,
    basis=[DUES_RULES[2], DUES_RULES[5]],
    needs=NEEDS,
    covers=("DUE-06",),
    gaps=no_base,
    when=("fixing",),
)
def wrong_rate_table(dues: DuesYear, branch: Branch, period: Period) -> Iterator[Problem]:
    """Find sums that are right by the table of the other kind of member."""
    for judged, book in wrong(branch, period, Cause.OTHER_TABLE):
        yield problem(
            judged.fixing,
            "monthly",
            found=f"{judged.fixing.name}核定每月交 {yuan(judged.fixing.monthly)}，"
            "恰与按另一类人员的费率算出的相同，"
            f"{consequence(judged, judged.reckoning, book, period)}",
            expected=f"类别是{judged.fixing.category}，应为：{reckoned(judged.reckoning)}。",
            remedy="核对类别（是否已办理退休）和所在档次，改正后重新核定。",
            day=judged.month.first_day,
        )


@rule(
    code="DUE103",
    name="rate-applied-by-bands",
    title="把全额比例算成了超额累进",
    severity=Severity.ERROR,
    basis=[DUES_RULES[2], DUES_RULES[5]],
    needs=NEEDS,
    covers=("DUE-07",),
    gaps=no_base,
    when=("fixing",),
)
def rate_applied_by_bands(dues: DuesYear, branch: Branch, period: Period) -> Iterator[Problem]:
    """Find sums that are right only if each rate applied within its band."""
    for judged, book in wrong(branch, period, Cause.BY_BANDS):
        yield problem(
            judged.fixing,
            "monthly",
            found=f"{judged.fixing.name}核定每月交 {yuan(judged.fixing.monthly)}，"
            "这是分段累进算出来的，"
            f"{consequence(judged, judged.reckoning, book, period)}",
            expected=f"比例应乘以整个基数：{reckoned(judged.reckoning)}。",
            remedy="按全额乘以所在档次的比例改正，重新核定。",
            day=judged.month.first_day,
        )


@rule(
    code="DUE104",
    name="base-not-updated",
    title="收入调整以后仍按原来的基数交党费",
    severity=Severity.ERROR,
    basis=[DUES_RULES[10], DUES_NOTICE[1]],
    params=(UNIT,),
    needs=NEEDS,
    covers=("DUE-02",),
    gaps=no_base,
    when=("fixing",),
)
def base_not_updated(
    dues: DuesYear, branch: Branch, period: Period, unit: Decimal
) -> Iterator[Problem]:
    """Find sums fixed on a base that was already out of date when they were fixed."""
    for judged, book in wrong(branch, period, Cause.OLD_BASE, unit=unit):
        before = old_base(judged, book)
        assert before is not None
        yield problem(
            judged.fixing,
            "monthly",
            found=f"{judged.fixing.name}核定每月交 {yuan(judged.fixing.monthly)}，"
            f"仍是按调整前的{reckoned(before)}，"
            f"{consequence(judged, judged.reckoning, book, period)}",
            expected=f"调整后应为：{reckoned(judged.reckoning)}。",
            remedy=f"按调整后的基数重新核定，少收的部分与本人说明后补交。{_rounded(judged)}",
            day=judged.month.first_day,
        )


@rule(
    code="DUE105",
    name="flat-sum-wrong",
    title="按定额交党费的人核定数额不对",
    severity=Severity.ERROR,
    basis=[DUES_RULES[6]],
    needs=NEEDS,
    covers=("DUE-01",),
    when=("fixing",),
)
def flat_sum_wrong(dues: DuesYear, branch: Branch, period: Period) -> Iterator[Problem]:
    """Judge students, farmers, jobless members and the like, whose sum needs no base."""
    for judged, _ in wrong(branch, period, Cause.FLAT):
        found = judged.reckoning
        assert found.due is not None
        whole = found.most is None or found.most == found.due
        yield problem(
            judged.fixing,
            "monthly",
            found=f"{judged.fixing.name}（{judged.fixing.category}）核定每月交 "
            f"{yuan(judged.fixing.monthly)}，",
            expected=f"规定为每月 {yuan(found.due)}。"
            if whole
            else f"规定为每月 {found.due:.2f} 至 {found.most:.2f} 元。",
            remedy="按规定数额改正；本人自愿多交的另记为“自愿多交”。",
            day=judged.month.first_day,
        )


@rule(
    code="DUE106",
    name="sum-not-fixed",
    title="应交党费的党员没有核定月交数额",
    severity=Severity.WARNING,
    basis=[DUES_NOTICE[1]],
    needs=(Part.DUES, Part.MEMBERS),
)
def sum_not_fixed(dues: DuesYear, branch: Branch, period: Period) -> Iterator[Problem]:
    """List the members who owe some month of the year that is over and have no fixed sum."""
    book = dues_book(branch)
    over = len(book.months(dues.year, period.as_of))
    names = {
        row.member.name: None
        for row in book.rows(dues.year)
        for due, liability in zip(row.dues[:over], row.liabilities, strict=False)
        if due is None and liability is Liability.OWED
    }
    if names:
        yield problem(
            dues,
            "fixing" if dues.fixing else "year",
            found=f"{people(names)}没有核定每月应交的党费，",
            expected="每名党员的月交数额应在年初核定。",
            remedy="在“核定”的“名单”中逐人补上类别和月交数额；已核定的照原数录入。",
            day=period.last_day,
        )


@rule(
    code="DUE107",
    name="sum-changed-without-reason",
    title="月交数额年内变动而没有说明",
    severity=Severity.WARNING,
    basis=[DUES_NOTICE[1]],
    needs=(Part.DUES,),
    covers=("DUE-08",),
    when=("fixing",),
)
def sum_changed_without_reason(dues: DuesYear, branch: Branch) -> Iterator[Problem]:
    """A later fixing in the year needs a reason or a document, unless income is irregular."""
    book = dues_book(branch)
    for later, before in _changes(dues, book):
        if later.monthly == before.monthly or later.reason or later.basis:
            continue
        if later.category not in REGULAR_CHANGE:
            yield problem(
                later,
                "monthly",
                found=f"{later.name}的月交数额自 {later.since or '年初'} 由 "
                f"{yuan(before.monthly)}改为 {yuan(later.monthly)}，没有写原因，",
                expected="年初核定的数额一般年内不变，变动要有依据。",
                remedy="在这一条补上“原因”和“依据”（会议记录或文号）。",
                day=(later.since or Month(dues.year, 1)).first_day,
            )


def _changes(dues: DuesYear, book: DuesBook) -> Iterator[tuple[Fixing, Fixing]]:
    """Yield each later fixing of a member in the year with the one before it."""
    names = dict.fromkeys(fixing.name for fixing in dues.fixing.members) if dues.fixing else ()
    for name in names:
        found = book.fixings(name, dues.year)
        yield from zip(found[1:], found, strict=False)


@rule(
    code="DUE108",
    name="sum-over-ceiling",
    title="核定的月交数额超过上限",
    severity=Severity.WARNING,
    basis=[DUES_NOTICE[1]],
    needs=(Part.DUES,),
    covers=("DUE-19",),
    when=("fixing",),
)
def sum_over_ceiling(dues: DuesYear) -> Iterator[Problem]:
    """What goes beyond the ceiling is voluntary and is not fixed."""
    law = dues_law(Month(dues.year, 1))
    if law is None or law.ceiling is None or dues.fixing is None:
        return
    for fixing in dues.fixing.members:
        if fixing.monthly > law.ceiling:
            yield problem(
                fixing,
                "monthly",
                found=f"{fixing.name}核定每月交 {yuan(fixing.monthly)}，",
                expected=f"月交数额一般不高于 {yuan(law.ceiling)}。",
                remedy="核定为上限；本人自愿多交的另记一条，“性质”写“自愿多交”或“大额党费”。",
                day=(fixing.since or Month(dues.year, 1)).first_day,
            )


@rule(
    code="DUE109",
    name="only-round-sums",
    title="所有人的月交数额都是整十元",
    severity=Severity.HINT,
    basis=[DUES_RULES[2]],
    needs=(Part.DUES,),
    covers=("DUE-32",),
    when=("fixing",),
)
def only_round_sums(dues: DuesYear, branch: Branch, period: Period) -> Iterator[Problem]:
    """Percentages of real incomes are hardly all round; known bases would tell better."""
    judged = [one for one in judged_fixings(branch).get(dues.year, ()) if one.reckoning.table]
    if len(judged) < ROUND_MEMBERS or any(one.base for one in judged):
        return
    if all(one.fixing.monthly % ROUND == ZERO for one in judged):
        yield problem(
            dues,
            "fixing",
            found=f"{len(judged)} 名按比例交纳的党员，月交数额都是整十元，",
            expected="按基数乘以比例计算，一般不会都是整数。",
            remedy="核对是否按比例计算；写出基数（不入库的文件中）即可逐人验算。",
            day=period.start,
        )
