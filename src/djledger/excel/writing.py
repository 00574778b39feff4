"""Rows to worksheets: new ones of our own, or a superior's template filled below its headings.

Text is written as text: a cell that begins with ``=``, ``+``, ``-`` or ``@`` is no formula.
"""

from __future__ import annotations

import re
from copy import copy
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from djledger.excel.grid import CONTROL
from djledger.excel.heading import find_table
from djledger.excel.opening import WorkbookError, open_workbook, read_sheets
from djledger.excel.values import NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from djledger.excel.exporting import Page, Row
    from djledger.excel.grid import Sheet
    from djledger.excel.heading import Table
    from djledger.excel.vocabulary import Shape

FORMULA = ("=", "+", "-", "@", "\t")
_NO_TITLE = re.compile(r"[\[\]:*?/\\]")
MOST_TITLE = 31
"""How many letters Excel allows for the name of a sheet."""
_WIDEST, _NARROWEST = 40, 8
LEGIBLE = 200
"""How wide a sheet can be, in letters, and still be read when it is shrunk to one page."""
_NUMBERED = frozenset({"序号", "编号"})


def workbook(pages: Sequence[Page]) -> bytes:
    """Return a new workbook, a sheet a kind: headings, rows, frozen, filtered, ready to print."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for page in pages:
        _write(book.create_sheet(_NO_TITLE.sub(" ", page.title)[:MOST_TITLE]), page)
    return _bytes(book)


def _bytes(book: Any) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _write(paper: Any, page: Page) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.utils import get_column_letter

    thin = Side(style="thin")
    framed, wrapped = Border(thin, thin, thin, thin), Alignment(vertical="top", wrap_text=True)
    for number, route in enumerate(page.columns, 1):
        column = page.kind.column(route)
        head = paper.cell(1, number, column.heading)
        head.font, head.alignment = Font(bold=True), Alignment(horizontal="center")
        for line, row in enumerate(page.rows, 2):
            cell = paper.cell(line, number)
            put(cell, row.get(route, ""), column.shape)
            cell.border, cell.alignment = framed, wrapped
        head.border = framed
        texts = [column.heading, *(row.get(route, "") for row in page.rows)]
        paper.column_dimensions[get_column_letter(number)].width = _width(texts)
    paper.freeze_panes = "B2"
    paper.auto_filter.ref = paper.dimensions
    _set_up(paper)


def _set_up(paper: Any) -> None:
    """Let a sheet be printed lying and legibly, headings and names on every page."""
    wide = sum(column.width for column in paper.column_dimensions.values())
    paper.page_setup.orientation, paper.page_setup.paperSize = "landscape", 9  # A4
    paper.page_setup.fitToWidth, paper.page_setup.fitToHeight = max(1, round(wide / LEGIBLE)), 0
    paper.sheet_properties.pageSetUpPr.fitToPage = True
    paper.print_title_rows, paper.print_title_cols = "1:1", "A:A"
    paper.oddFooter.center.text = "第 &P 页，共 &N 页"


def _width(texts: Iterable[str]) -> int:
    """Return a column's width; a Chinese character is two wide."""
    longest = max(sum(2 if ord(c) > 0x2E7F else 1 for c in text) for text in texts)
    return min(max(longest + 2, _NARROWEST), _WIDEST)


def put(cell: Any, text: str, shape: Shape) -> None:
    """Write a value into a cell: a day as a day, a number as a number, all else as text."""
    from openpyxl.styles import Alignment

    value = typed(text, shape)
    cell.value = value
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    elif isinstance(value, Decimal) and shape.name in {"amount", "money"}:
        cell.number_format = "0.00"
    elif isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(FORMULA)
        if "\n" in value:
            aligned = copy(cell.alignment)
            cell.alignment = Alignment(aligned.horizontal, aligned.vertical, wrap_text=True)


def typed(text: str, shape: Shape) -> date | Decimal | str | None:
    """Return what a cell holds for a text of the ledger."""
    if not text:
        return None
    if shape.name == "day" and re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text)
    if shape.name in NUMBERS and re.fullmatch(r"\d+(\.\d+)?", text):
        return Decimal(text)
    return CONTROL.sub("", text)


# --- a template of somebody else ------------------------------------------------------------


def filled(template: bytes, pages: Sequence[Page]) -> tuple[bytes, list[str]]:
    """Return the template, each page below the headings of its sheet, and what had no place."""
    book, sheets = open_workbook(template, values=False), read_sheets(template)
    missing: list[str] = []
    for page in pages:
        table = _place(sheets, page)
        missing += _lacking(page, table)
        _fill(book[table.sheet.title], table, page)
    return _bytes(book), missing


def _place(sheets: Iterable[Sheet], page: Page) -> Table:
    tables = (find_table(sheet, page.kind.name) for sheet in sheets)
    found = max(
        (table for table in tables if table is not None),
        key=lambda table: len(table.columns) + len(table.months),
        default=None,
    )
    if found is None:
        raise WorkbookError(f"模板里没有认出“{page.kind.title}”的表头。")
    return found


def _lacking(page: Page, table: Table) -> list[str]:
    known = {"·".join(column.at) for column in table.columns.values()}
    lost = [page.kind.column(route).heading for route in page.columns if route not in known]
    return [f"模板没有“{heading}”一栏" for heading in lost]


def _fill(paper: Any, table: Table, page: Page) -> None:
    rows = page.rows
    room = _room(table)
    if len(rows) > room:
        _make_room(paper, table.first + room, len(rows) - room)
    for offset, row in enumerate(rows):
        line = table.first + offset
        if offset:
            _copy_style(paper, table.first, line)
        _fill_row(paper, table, line, row)
        for number, heading in table.headings.items():
            if heading.replace(" ", "") in _NUMBERED:
                paper.cell(line, number).value = offset + 1


def _fill_row(paper: Any, table: Table, line: int, row: Row) -> None:
    for number, column in table.columns.items():
        cell, style = paper.cell(line, number), paper.cell(line, number).number_format
        put(cell, row.get("·".join(column.at), ""), column.shape)
        if style != "General":
            cell.number_format = style


def _room(table: Table) -> int:
    """Return how many blank rows the template has below the headings; WorkbookError if taken."""
    counted = {n for n, heading in table.headings.items() if heading.replace(" ", "") in _NUMBERED}
    for row in range(table.first, table.sheet.height + 1):
        told = [cell for cell in table.sheet.row(row) if cell.text and cell.column not in counted]
        if told:
            if row in set(table.rows()):
                raise WorkbookError(
                    f"模板的“{table.sheet.title}”在 {told[0].address} 已有内容，请用空白模板。"
                )
            return row - table.first
    return table.sheet.height + 1 - table.first if table.sheet.height >= table.first else 10**6


def _make_room(paper: Any, at: int, number: int) -> None:
    """Move what stands from a row on down, with its merged areas and heights."""
    last, width = paper.max_row, paper.max_column
    for area in [area for area in paper.merged_cells.ranges if area.min_row >= at]:
        area.shift(row_shift=number)
    for row in range(last, at - 1, -1):
        for column in range(1, width + 1):
            _move(paper, row, column, row + number)
        paper.row_dimensions[row + number].height = paper.row_dimensions[row].height


def _move(paper: Any, row: int, column: int, target: int) -> None:
    cells = paper._cells  # the only way that also moves the hidden cells of merged areas
    moved = cells.pop((row, column), None)
    if moved is not None:
        moved.row = target
        cells[target, column] = moved


def _copy_style(paper: Any, source: int, target: int) -> None:
    for column in range(1, paper.max_column + 1):
        paper.cell(target, column)._style = copy(paper.cell(source, column)._style)
    paper.row_dimensions[target].height = paper.row_dimensions[source].height
