"""Sheets as they look: every cell with its address, merged ranges spread over their area."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u2028-\u202e\ufeff]|_x000[Dd]_")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its row and column counted from 1, what it holds and how that is shown."""

    row: int
    column: int
    value: Any
    number_format: str = "General"
    uncalculated: bool = False

    @property
    def address(self) -> str:
        """The address as Excel shows it."""
        return f"{get_column_letter(self.column)}{self.row}"

    @property
    def text(self) -> str:
        """The content as text; a date as ISO date, a number without a superfluous fraction."""
        return text_of(self.value)


def text_of(value: Any) -> str:
    """Return what a cell holds as plain text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date | time):
        return _moment(value)
    if isinstance(value, float):
        return format(value, ".12g")
    return CONTROL.sub("", str(value).replace("\r\n", "\n")).strip().strip("\u3000").strip()


def _moment(value: date | time) -> str:
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, datetime) and value.time() != time(0):
        return value.strftime("%Y-%m-%d %H:%M")
    return value.strftime("%Y-%m-%d")


@dataclass(slots=True)
class Sheet:
    """One worksheet: its title, its cells by row and column, and its horizontal merges."""

    title: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)

    @property
    def height(self) -> int:
        """The last row that holds anything."""
        return max((row for row, _ in self.cells), default=0)

    @property
    def width(self) -> int:
        """The last column that holds anything."""
        return max((column for _, column in self.cells), default=0)

    def at(self, row: int, column: int) -> Cell:
        """Return a cell; a blank one where nothing is written."""
        return self.cells.get((row, column)) or Cell(row, column, None)

    def row(self, number: int) -> Iterator[Cell]:
        """Yield the cells of a row, blank ones included."""
        return (self.at(number, column) for column in range(1, self.width + 1))
