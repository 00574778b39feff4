"""The year's dues in Markdown: the sheet, what members may see, and who owes what."""

from collections.abc import Iterable
from decimal import Decimal

from djledger.dates import Month
from djledger.dues.sheet import Cell, Mark, Row, YearSheet
from djledger.reports.markdown import escaped, table

MONTHS = tuple(f"{number}月" for number in range(1, 13))


def money(amount: Decimal | None) -> str:
    """Write a sum with two places; nothing where it is not known."""
    return "" if amount is None else f"{amount:.2f}"


def shown(cell: Cell) -> str:
    """Write a month's cell."""
    return cell.value if isinstance(cell, Mark) else money(cell)


def month_list(months: Iterable[Month]) -> str:
    """Write months of one year: 3月、5月."""
    return "、".join(f"{month.month}月" for month in months)


def sums(amounts: Iterable[Decimal]) -> str:
    """Write the monthly sums fixed one after another in a year."""
    return " → ".join(money(amount) for amount in amounts)


def head(sheet: YearSheet) -> tuple[str, ...]:
    """Return the columns of the yearly sheet, as offices know them."""
    base = ("基数", "比例") if sheet.with_base else ()
    return ("序号", "姓名", "类别", *base, "月交", *MONTHS, "应交合计", "实交合计", "欠交", "备注")


def rate(value: Decimal | None) -> str:
    """Write a rate as a percentage; nothing where there is none."""
    return "" if value is None else f"{(value * 100).normalize():f}%"


def cells(sheet: YearSheet, number: int, row: Row) -> tuple[str, ...]:
    """Return a row of the sheet as text."""
    base = (money(row.base), rate(row.rate)) if sheet.with_base else ()
    months = map(shown, row.cells)
    totals = (money(row.due), money(row.paid), money(row.lacking))
    return (str(number), row.name, row.category, *base, sums(row.monthly), *months, *totals,
            row.remark)  # fmt: skip


def title(sheet: YearSheet) -> str:
    """Return the sheet's title."""
    return f"{sheet.branch} {sheet.year} 年度党费收缴台账"


def account(sheet: YearSheet) -> tuple[tuple[str, Decimal | None], ...]:
    """Return the lines of the year's account."""
    balance = sheet.balance
    return (
        ("上年结转", balance.opening),
        ("本年收党费", balance.collected),
        ("其他收入", balance.received),
        ("使用", balance.used),
        ("上缴", balance.handed_up),
        ("结余", balance.closing),
    )


def sheet_markdown(sheet: YearSheet) -> str:
    """Return the yearly sheet; internal, as it shows categories and remarks."""
    columns = head(sheet)
    rows = [cells(sheet, number, row) for number, row in enumerate(sheet.rows, 1)]
    gap = ("",) * (len(columns) - 18)
    monthly = (money(sheet.month_total(index)) for index in range(12))
    totals = (money(sheet.due), money(sheet.paid), money(sheet.lacking), "")
    rows.append(("", "合计", *gap, *monthly, *totals))
    fixed = f"核定：{sheet.fixed}。" if sheet.fixed else ""
    said = "；".join(f"{name} {money(amount) or '未记'}" for name, amount in account(sheet))
    return (
        f"# {escaped(title(sheet))}\n\n单位：元。截至 {sheet.as_of}。{escaped(fixed)}\n\n"
        f"{table(columns, rows, range(3, len(columns) - 1))}\n{said}。\n"
    )


def notice_rows(sheet: YearSheet) -> list[tuple[str, ...]]:
    """Return what members may see of each other: no base, category, monthly sum or reason."""
    return [
        (str(number), row.name, money(row.due), money(row.paid), month_list(row.unpaid))
        for number, row in enumerate(sheet.rows, 1)
    ]


UNFIXED = "没有核定月交数额、也没有写金额的，不写数字。\n"
NOTICE_HEAD = ("序号", "姓名", "应交（元）", "实交（元）", "未交月份")


def notice_markdown(sheet: YearSheet) -> str:
    """Return the list to be published to the members once a year."""
    rows = notice_rows(sheet)
    rows.append(("", "合计", money(sheet.due), money(sheet.paid), ""))
    return (
        f"# {escaped(sheet.branch)} {sheet.year} 年党费交纳情况\n\n"
        f"截至 {sheet.as_of}，向本支部党员公布。\n\n{table(NOTICE_HEAD, rows, (2, 3))}"
        f"{_unfixed(sheet)}"
    )


def _unfixed(sheet: YearSheet) -> str:
    """Say why there are blanks, if there are."""
    return f"\n{UNFIXED}" if None in (sheet.due, sheet.paid) else ""


def due_markdown(sheet: YearSheet) -> str:
    """Return who owes what on the day; a line that says so if nobody does."""
    owing = [row for row in sheet.rows if row.unpaid or row.lacking]
    head = f"# {escaped(sheet.branch)} {sheet.year} 年欠交党费（截至 {sheet.as_of}）\n\n"
    if not owing:
        return f"{head}没有人欠交。\n"
    rows = [(row.name, month_list(row.unpaid), money(row.lacking)) for row in owing]
    rows.append(("合计", "", money(sheet.lacking)))
    return head + table(("姓名", "未交月份", "欠交（元）"), rows, (2,)) + _unfixed(sheet)
