"""Opening a workbook that may be hostile: what is refused, and why, before it is read."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

from djledger.excel.grid import Cell, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 20_000_000
MAX_UNPACKED = 150_000_000
MAX_RATIO = 200
"""How much larger than its packed form a part may be, once it is larger than a megabyte."""
MAX_PARTS = 2_000
MAX_ROWS, MAX_COLUMNS = 20_000, 300
_OLD = b"\xd0\xcf\x11\xe0"
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))


class WorkbookError(ValueError):
    """A workbook that is not read; the message says why, in Chinese."""


def open_workbook(content: bytes, *, values: bool = True) -> Any:
    """Return the openpyxl workbook; with ``values``, formulas give their stored results."""
    _refuse_hostile(content)
    from openpyxl import load_workbook

    try:
        return load_workbook(BytesIO(content), data_only=values, keep_links=False)
    except Exception as error:  # a broken workbook fails in many ways
        raise WorkbookError("工作簿已损坏，打不开；请用 Excel 打开后另存为新的 .xlsx。") from error


def read_sheets(content: bytes) -> list[Sheet]:
    """Return the visible sheets of a workbook."""
    shown, written = open_workbook(content), open_workbook(content, values=False)
    return [
        _sheet(page, written[page.title])
        for page in shown.worksheets
        if page.sheet_state == "visible"
    ]


def _refuse_hostile(content: bytes) -> None:
    if len(content) > MAX_BYTES:
        raise WorkbookError(f"文件超过 {MAX_BYTES // 1_000_000} MB，不读入。")
    if content.startswith(_OLD):
        raise WorkbookError("这是旧的 .xls 格式或加了密码的工作簿；请另存为不加密的 .xlsx。")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _refuse_parts(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        raise WorkbookError(
            "这不是 .xlsx 工作簿，或者文件已损坏；.csv、.et 等请用 Excel 或 WPS 另存为 .xlsx。"
        ) from None


def _refuse_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        raise WorkbookError("这不是 .xlsx 工作簿。")
    _refuse_bombs(parts)
    if any(name.startswith("xl/externalLinks/") for name in names):
        raise WorkbookError("工作簿链接到别的文件；请在“数据→编辑链接”里断开链接后再导入。")
    if any(name.endswith("vbaProject.bin") for name in names):
        raise WorkbookError("工作簿带有宏；请另存为不带宏的 .xlsx。")
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            _refuse_entities(archive.read(part))


def _refuse_bombs(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise WorkbookError("工作簿解压后过大（疑似压缩炸弹），不读入。")
    for part in parts:
        if part.file_size > max(1_000_000, MAX_RATIO * part.compress_size):
            raise WorkbookError("工作簿的压缩比过高（疑似压缩炸弹），不读入。")


def _refuse_entities(xml: bytes) -> None:
    if any(mark in xml for mark in _DOCTYPES):
        raise WorkbookError("工作簿里有不该有的 XML 声明，不读入。")


def _sheet(page: Any, written: Any) -> Sheet:
    sheet = Sheet(page.title)
    for cell in _filled(page, written):
        if cell.row > MAX_ROWS or cell.column > MAX_COLUMNS:
            raise WorkbookError(f"工作表“{page.title}”超过 {MAX_ROWS} 行或 {MAX_COLUMNS} 列。")
        sheet.cells[cell.row, cell.column] = cell
    _spread_merged(sheet, page)
    return sheet


def _filled(page: Any, written: Any) -> Iterator[Cell]:
    """Yield the cells that hold something; a formula without a stored result is marked."""
    for (row, column), source in written._cells.items():  # iter_rows would make blanks
        if source.value is None:
            continue
        shown = page.cell(row, column)
        lacking = source.data_type == "f" and shown.value is None
        yield Cell(row, column, shown.value, shown.number_format or "General", lacking)


def _spread_merged(sheet: Sheet, page: Any) -> None:
    height, width = sheet.height, sheet.width
    for area in page.merged_cells.ranges:
        first = sheet.cells.get((area.min_row, area.min_col))
        if first is None:
            continue
        for row in range(area.min_row, min(area.max_row, height) + 1):
            for column in range(area.min_col, min(area.max_col, width) + 1):
                spread = Cell(row, column, first.value, first.number_format, first.uncalculated)
                sheet.cells[row, column] = spread
