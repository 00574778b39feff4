"""The yearly dues sheet as a workbook: a sheet a branch, landscape A4, ready to print."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any

from djledger.dues.sheet import Mark, Row, YearSheet
from djledger.reports.dues import account, cells, head, title
from djledger.reports.sheet_names import sheet_name

FONT = "宋体"
TOP = 3
"""Rows above the first member: title, the line below it, and the head."""
REMARK_WIDTH, LINE_HEIGHT, ROW_HEIGHT = 26, 13, 19
WIDTHS = {
    "序号": 4.5,
    "姓名": 8,
    "类别": 8.5,
    "基数": 9.5,
    "比例": 5.5,
    "月交": 8.5,
    "备注": REMARK_WIDTH,
}
NUMBERS = {"比例": "rate", "欠交": "lacking"}
MONTH_WIDTH, TOTAL_WIDTH = 7.3, 9.5


def workbook(sheets: Sequence[YearSheet]) -> bytes:
    """Return an xlsx file with one worksheet a branch."""
    import xlsxwriter

    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        formats = _formats(book)
        names: set[str] = set()
        for sheet in sheets:
            name = sheet_name(sheet.branch or "党费", names)
            _write(_Page(book.add_worksheet(name), sheet, formats))
    return buffer.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    plain = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
    cell = {**plain, "border": 1}
    money = {**cell, "num_format": "0.00", "align": "right"}
    lacking = {**money, "num_format": "0.00;-0.00;"}  # a nought is left out
    return {
        "title": book.add_format({**plain, "font_size": 16, "bold": True, "align": "center"}),
        "line": book.add_format(plain),
        "head": book.add_format({**cell, "bold": True, "align": "center", "text_wrap": True}),
        "text": book.add_format({**cell, "align": "center", "shrink": True}),
        "remark": book.add_format({**cell, "text_wrap": True, "font_size": 9}),
        "money": book.add_format(money),
        "lacking": book.add_format(lacking),
        "rate": book.add_format({**cell, "num_format": "0.0%", "align": "right"}),
        "unpaid": book.add_format({**cell, "align": "center", "font_color": "#C00000"}),
        "total": book.add_format({**lacking, "bold": True}),
        "total_text": book.add_format({**cell, "bold": True, "align": "center"}),
    }


@dataclass(frozen=True, slots=True)
class _Page:
    """A worksheet being written: the paper, what is to stand on it, and the styles."""

    paper: Any
    sheet: YearSheet
    formats: dict[str, Any]

    @property
    def columns(self) -> tuple[str, ...]:
        return head(self.sheet)

    @property
    def first_month(self) -> int:
        return self.columns.index("1月")

    @property
    def bottom(self) -> int:
        """The number of the row of totals, counted from 0."""
        return TOP + len(self.sheet.rows)


def _write(page: _Page) -> None:
    paper, last = page.paper, len(page.columns) - 1
    paper.merge_range(0, 0, 0, last, title(page.sheet), page.formats["title"])
    paper.set_row(0, 30)
    fixed = f"　　核定：{page.sheet.fixed}" if page.sheet.fixed else ""
    said = f"单位：元　　截至 {page.sheet.as_of}{fixed}"
    paper.write_string(1, 0, said, page.formats["line"])
    for column, name in enumerate(page.columns):
        paper.write_string(2, column, name, page.formats["head"])
        paper.set_column(column, column, _width(name))
    paper.set_row(2, 30)
    for number, row in enumerate(page.sheet.rows, 1):
        _write_row(page, number, row)
    _write_totals(page)
    _write_foot(page)
    _set_up(page)


def _width(column: str) -> float:
    if column.endswith("月"):
        return MONTH_WIDTH
    return WIDTHS.get(column, TOTAL_WIDTH)


def _write_row(page: _Page, number: int, row: Row) -> None:
    line = TOP + number - 1
    texts = cells(page.sheet, number, row)
    page.paper.set_row(line, max(ROW_HEIGHT, LINE_HEIGHT * _lines(row.remark) + 4))
    numbers = _numbers(page, row)
    for column, text in enumerate(texts):
        value = numbers.get(column)
        if value is not None:
            style = NUMBERS.get(page.columns[column], "money")
            page.paper.write_number(line, column, value, page.formats[style])
        elif text:
            page.paper.write_string(line, column, text, page.formats[_style(page, column, text)])
        else:
            page.paper.write_blank(line, column, None, page.formats["text"])
    _write_paid(page, line, row)


def _lines(text: str) -> int:
    """Return how many lines a remark takes; a Chinese character is two columns wide."""
    columns = sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)
    return -(-columns // (REMARK_WIDTH + 2)) or 1


def _style(page: _Page, column: int, text: str) -> str:
    if text == Mark.UNPAID.value:
        return "unpaid"
    return "remark" if page.columns[column] == "备注" else "text"


def _numbers(page: _Page, row: Row) -> dict[int, Decimal]:
    """Return the cells of a row that hold a number, by column."""
    found: dict[str, Decimal | None] = {"应交合计": row.due, "欠交": row.lacking}
    if len(row.monthly) == 1:
        found["月交"] = row.monthly[0]
    found |= {"基数": row.base, "比例": row.rate}
    known = {
        page.columns.index(k): v for k, v in found.items() if k in page.columns and v is not None
    }
    for index, cell in enumerate(row.cells):
        if isinstance(cell, Decimal):
            known[page.first_month + index] = cell
    return known


def _write_paid(page: _Page, line: int, row: Row) -> None:
    """Let the sheet add up the months itself, if all are known; the sum is stored with it."""
    if row.paid is None:
        return
    from xlsxwriter.utility import xl_range

    months = xl_range(line, page.first_month, line, page.first_month + 11)
    column = page.columns.index("实交合计")
    page.paper.write_formula(line, column, f"=SUM({months})", page.formats["money"], row.paid)


def _write_totals(page: _Page) -> None:
    from xlsxwriter.utility import xl_range

    sheet, line = page.sheet, page.bottom
    page.paper.set_row(line, ROW_HEIGHT)
    values: dict[int, Decimal | None] = {
        page.first_month + index: sheet.month_total(index) for index in range(12)
    }
    for name, value in (("应交合计", sheet.due), ("实交合计", sheet.paid), ("欠交", sheet.lacking)):
        values[page.columns.index(name)] = value
    for column in range(len(page.columns)):
        if column not in values:
            page.paper.write_string(
                line, column, "合计" if column == 1 else "", page.formats["total_text"]
            )
            continue
        if values[column] is None:
            page.paper.write_blank(line, column, None, page.formats["total"])
            continue
        rows = xl_range(TOP, column, max(TOP, line - 1), column)
        formula = f"=SUM({rows})" if sheet.rows else "=0"
        page.paper.write_formula(line, column, formula, page.formats["total"], values[column])


def _write_foot(page: _Page) -> None:
    said = "　　".join(
        f"{name} {'未记' if amount is None else f'{amount:.2f}'}"
        for name, amount in account(page.sheet)
    )
    page.paper.write_string(page.bottom + 1, 0, said, page.formats["line"])
    signed = (
        "党支部书记：　　　　　　　　　　收款人：　　　　　　　　　　核对人：　　　　　　　　　　"
    )
    page.paper.write_string(page.bottom + 3, 0, signed, page.formats["line"])


def _set_up(page: _Page) -> None:
    paper = page.paper
    paper.set_landscape()
    paper.set_paper(9)  # A4
    paper.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    paper.center_horizontally()
    paper.fit_to_pages(1, 0)
    paper.repeat_rows(2)
    paper.print_area(0, 0, page.bottom + 3, len(page.columns) - 1)
    paper.set_footer("&C第 &P 页，共 &N 页")
    paper.freeze_panes(TOP, 2)
