"""How one member's dues of a year come about, line by line, with the provisions."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from djledger.dates import Month
from djledger.dues.audit import (
    BaseFault,
    Cause,
    Judged,
    Shortfall,
    base_difference,
    by_items,
    cause,
    judged_fixings,
    shortfall,
)
from djledger.dues.book import DuesBook, Settled, dues_book
from djledger.dues.reckoning import CENT, ZERO, Line, Reckoning
from djledger.dues.sheet import Row, year_sheet
from djledger.law import DUES_NOTICE
from djledger.ledger.branch import Branch
from djledger.reports.dues import money, month_list, rate, shown
from djledger.reports.markdown import escaped, table

ROUNDING = "不足一分的按四舍五入；怎样取整没有规定，相差不到一分的都算对。"
CAUSES = {
    Cause.UNEXPLAINED: "与应有的数额不符",
    Cause.FLAT: "与规定的定额不符",
    Cause.OTHER_TABLE: "用了另一类人员的费率",
    Cause.BY_BANDS: "按分段累进计算，应按全额计算",
    Cause.OLD_BASE: "仍按调整前的基数计算",
    Cause.OVER_CEILING: "高于每月的一般上限",
}


def explained(branch: Branch, name: str, year: int, as_of: date) -> str | None:
    """Return the whole reckoning in Markdown; None if nothing is recorded of the person."""
    book = dues_book(branch)
    sheet = year_sheet(branch, year, as_of)
    row = next((row for row in sheet.rows if row.name == name), None) if sheet else None
    if row is None:
        return None
    judged = [one for one in judged_fixings(branch).get(year, ()) if one.fixing.name == name]
    parts = [f"# {escaped(name)} {year} 年度党费（截至 {as_of}）\n"]
    parts += [part for one in judged for part in _fixing(one, book, as_of)]
    parts += list(_reliefs(book, name, year))
    parts.append(_months(book, branch, name, year, as_of))
    parts.append(_totals(row))
    return "\n".join(parts)


def _totals(row: Row) -> str:
    sums = (("应交", row.due), ("实交", row.paid), ("欠交", row.lacking))
    said = [f"{name} {money(amount)} 元" for name, amount in sums if amount is not None]
    if row.lacking is None:
        said.append("没有核定月交数额，欠交多少说不清")
    if row.unpaid:
        said.append(f"未交：{month_list(row.unpaid)}")
    return f"合计：{'，'.join(said)}。\n"


def _fixing(judged: Judged, book: DuesBook, as_of: date) -> Iterator[str]:
    fixing, found = judged.fixing, judged.reckoning
    since = f"{fixing.since} 起" if fixing.since else "年初核定"
    yield f"## {since}：{fixing.category}，每月 {money(fixing.monthly)} 元\n"
    if found.lines:
        yield _items(found)
    yield from _sum(found)
    yield from _verdict(judged, book, as_of)
    law = "；".join(str(citation) for citation in (*found.basis, DUES_NOTICE[1]))
    yield f"依据：{law}。\n"


def _items(found: Reckoning) -> str:
    rows = [_item(line) for line in found.lines]
    rows.append(("合计", "", "", money(found.itemised), ""))
    return table(("项目", "金额", "处理", "计入基数", "依据"), rows, (1, 3))


def _item(line: Line) -> tuple[str, ...]:
    treatment = line.treatment.value if line.treatment else "目录中没有"
    basis = str(line.basis) if line.basis else ""
    return (line.name, money(line.amount), treatment, money(line.counts), basis)


def _sum(found: Reckoning) -> Iterator[str]:
    if found.table is None:
        span = "" if found.most in {None, found.due} else f"至 {money(found.most)} 元（省级规定）"
        yield f"按定额：每月 {money(found.due)} 元{span}。\n"
    elif found.base is None or found.rate is None:
        yield "没有基数，无从验算。\n"
    else:
        reckoned = f"{money(found.base)} × {rate(found.rate)} = {_plain(found.base * found.rate)}"
        yield (
            f"基数 {money(found.base)} 元，{found.table.name}费率 {rate(found.rate)}"
            f"（乘以整个基数）：{reckoned}，"
            f"应为每月 {money(found.due)} 元{'（上限）' if found.capped else ''}。{ROUNDING}\n"
        )


def _plain(exact: Decimal) -> str:
    """Write a product in full, with no fewer than two places."""
    cents = exact.quantize(CENT)
    return f"{cents}" if cents == exact else f"{exact.normalize():f}"


def _verdict(judged: Judged, book: DuesBook, as_of: date) -> Iterator[str]:
    """Say what is wrong with the base and the sum, and what it has cost so far."""
    difference, right = base_difference(judged), by_items(judged)
    fault = cause(judged, book)
    if difference is not None:
        items = "、".join(f"“{escaped(line.name)}”" for line in difference.items)
        word = "多" if difference.fault is BaseFault.TOO_LARGE else "少"
        exactly = f"，恰为{items}" if items else ""
        yield f"核定用的基数比各项推算的{word} {money(difference.amount)} 元{exactly}。\n"
    if difference is not None and right is not None and right.due is not None:
        reckoned = f"按各项推算的基数应为每月 {money(right.due)} 元"
        yield f"{reckoned}：{_cost(shortfall(judged, right.due, book, as_of))}\n"
    elif fault is not None and judged.reckoning.due is not None:
        cost = shortfall(judged, judged.reckoning.due, book, as_of)
        yield f"核定数额{CAUSES[fault]}：{_cost(cost)}\n"
    elif judged.reckoning.exact is not None:
        yield "核定数额与计算相符。\n"


def _cost(cost: Shortfall) -> str:
    if cost.monthly == ZERO:
        return "数额没有差别。"
    word = "少" if cost.monthly > ZERO else "多"
    return (
        f"每月{word}收 {money(abs(cost.monthly))} 元，已满 {cost.months} 个月，"
        f"共 {money(abs(cost.total))} 元。"
    )


def _reliefs(book: DuesBook, name: str, year: int) -> Iterator[str]:
    for relief in book.years[year].reliefs:
        if relief.name == name:
            until = f"至 {relief.until}" if relief.until else "起至年底"
            agreed = relief.approved_by or ("支部同意" if relief.studied_on else "未写批准情况")
            yield (
                f"减免：{relief.since} {until}每月 {money(relief.monthly)} 元，"
                f"原因：{escaped(relief.reason or '未写')}，{escaped(agreed)}。\n"
            )


def _months(book: DuesBook, branch: Branch, name: str, year: int, as_of: date) -> str:
    sheet = year_sheet(branch, year, as_of)
    row = next(row for row in sheet.rows if row.name == name) if sheet else None
    assert row is not None
    member = branch.roster.by_name[name]
    rows = []
    for number, cell in enumerate(row.cells, 1):
        one = book.settled(member, Month(year, number), as_of)
        days = "、".join(str(share.payment.day) for share in one.shares)
        rows.append((f"{number}月", _due(one), shown(cell), days))
    return table(("月份", "应交", "实交", "交纳日期"), rows, (1, 2))


def _due(one: Settled) -> str:
    return money(one.due) if one.liability.value != "不交" else "—"
