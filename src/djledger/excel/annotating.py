"""A copy of the workbook on which every refused cell carries a comment that says why."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from djledger.excel.opening import open_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable

    from djledger.excel.rows import Refusal

_COLOUR = "FFFFC7CE"


def annotated(content: bytes, refused: Iterable[Refusal]) -> bytes:
    """Return the workbook with a comment and a red ground on each refused cell."""
    from openpyxl.cell.cell import MergedCell
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    book = open_workbook(content, values=False)
    said: dict[tuple[str, str], list[str]] = {}
    for one in refused:
        said.setdefault((one.sheet, one.address), []).append(one.reason)
    for (sheet, address), reasons in said.items():
        cell = book[sheet][address]
        if isinstance(cell, MergedCell):
            area = next(a for a in book[sheet].merged_cells.ranges if address in a)
            cell = book[sheet].cell(area.min_row, area.min_col)
        cell.comment = Comment("没有导入：" + "；".join(reasons), "djledger")
        cell.fill = PatternFill("solid", fgColor=_COLOUR)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()
