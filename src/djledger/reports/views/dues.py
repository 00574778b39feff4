"""The year's dues: what was due, paid and is lacking, and the account. No base is ever shown."""

from decimal import Decimal

from djledger.dues.sheet import Row as SheetRow
from djledger.dues.sheet import YearSheet, year_sheet
from djledger.ledger.branch import Part
from djledger.reports.dues import account, month_list
from djledger.reports.model import Audience, Bars, Cell, Column, Fact, Kind, Row, Table, Tone, View
from djledger.reports.views.subject import BranchYear


def sheet_of(subject: BranchYear) -> YearSheet | None:
    """Return the year's sheet as it stands on the day of judgement."""
    return year_sheet(subject.branch, subject.period.year, subject.period.as_of)


def view(subject: BranchYear) -> View:
    """Return totals, account, months and who is behind; says so where there is no ledger."""
    sheet, paths = sheet_of(subject), paths_of(subject)
    if sheet is None:
        return View("dues", "党费", (Fact("党费台账", Cell("本年没有", ()), Kind.TEXT),))
    behind = [row for row in sheet.rows if row.unpaid or row.lacking]
    money = (("应交合计", sheet.due), ("实交合计", sheet.paid))
    facts = (
        *(_money(label, amount, paths, Audience.PUBLIC) for label, amount in money),
        Fact("欠交合计", Cell(sheet.lacking, paths, _bad(bool(sheet.lacking))), Kind.MONEY),
        Fact("欠交人数", Cell(len(behind), paths, _bad(bool(behind)))),
        *(_money(label, amount, paths, Audience.PUBLIC) for label, amount in account(sheet)),
    )
    notes = ("应交只算截至日前已经过完的月份；基数、类别和减免原因不在报告里。",)
    return View("dues", "党费", facts, (_members(sheet, paths),), _charts(sheet), notes)


def _charts(sheet: YearSheet) -> tuple[Bars, ...]:
    """Draw what was paid month by month, where that is known and anything was paid."""
    months = [(f"{i + 1}月", sheet.month_total(i)) for i in range(12)]
    bars = tuple((name, amount) for name, amount in months if amount is not None)
    drawn = len(bars) == len(months) and any(amount for _, amount in bars)
    return (Bars("months", "各月实交（元）", bars, unit="元"),) if drawn else ()


def paths_of(subject: BranchYear) -> tuple[str, ...]:
    """Return the files of the year's dues."""
    year = subject.period.year
    return subject.paths(one for one in subject.branch.records(Part.DUES) if one.year == year)


def _money(label: str, amount: Decimal | None, paths: tuple[str, ...], who: Audience) -> Fact:
    return Fact(label, Cell(amount, paths), Kind.MONEY, who)


def _bad(bad: bool) -> Tone:
    return Tone.BAD if bad else Tone.PLAIN


def _members(sheet: YearSheet, paths: tuple[str, ...]) -> Table:
    columns = (
        Column("姓名"),
        Column("应交", Kind.MONEY),
        Column("实交", Kind.MONEY),
        Column("欠交", Kind.MONEY),
        Column("未交月份"),
    )
    rows = tuple(_row(row, paths) for row in sheet.rows)
    return Table("members", "逐人交纳", columns, rows, empty="没有应交党费的党员。")


def _row(row: SheetRow, paths: tuple[str, ...]) -> Row:
    return (
        Cell(row.name),
        Cell(row.due, paths),
        Cell(row.paid, paths),
        Cell(row.lacking, paths, _bad(bool(row.lacking))),
        Cell(month_list(row.unpaid) or None, paths if row.unpaid else ()),
    )
