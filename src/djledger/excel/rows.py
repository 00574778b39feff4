"""Rows of a table to entries: the values of a record with the address of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from djledger.excel.values import CellError, take

if TYPE_CHECKING:
    from collections.abc import Iterator

    from djledger.excel.heading import Table
    from djledger.excel.vocabulary import Column
    from djledger.yamltext import Plain


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell for whose sake its row was not taken."""

    sheet: str
    address: str
    reason: str

    @property
    def row(self) -> tuple[str, str]:
        """The sheet, and the number of the row."""
        return self.sheet, self.address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


@dataclass(slots=True)
class Entry:
    """One row: its values by column, the address of each, and remarks that have no place."""

    table: Table
    row: int
    values: dict[Column, Plain] = field(default_factory=dict)
    addresses: dict[Column, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    clock: str = ""

    def get(self, route: str) -> Plain | None:
        """Return the value of the column with this route."""
        return self.values.get(self.table.kind.column(route))

    def text(self, route: str) -> str:
        """Return the value of a column that holds plain text; blank if there is none."""
        value = self.get(route)
        return value if isinstance(value, str) else ""

    def name_in(self, path: str) -> str:
        """Return the name of this row's record: its file, and the person if it has one."""
        return f"{path}·{self.text('姓名')}" if "姓名" in self.table.kind.key else path

    def address(self, route: str = "") -> str:
        """Return the address of a column's cell, else of the row's first known cell."""
        column = self.table.kind.column(route) if route else None
        if column in self.addresses:
            return self.addresses[column]
        number = next(
            (n for n, known in self.table.columns.items() if known is column),
            min(self.table.columns),
        )
        return self.table.sheet.at(self.row, number).address

    def refused(self, reason: str, route: str = "") -> Refusal:
        """Return the refusal of this row for the sake of one of its cells."""
        return Refusal(self.table.sheet.title, self.address(route), reason)


def entries(table: Table) -> Iterator[Entry | list[Refusal]]:
    """Yield each row as an entry, or why it is not taken."""
    for row in table.rows():
        entry, refusals = _entry(table, row)
        lacking = [key for key in table.kind.key if entry.get(key) is None]
        if not refusals and lacking:
            refusals = [entry.refused(f"没有填“{key}”", key) for key in lacking]
        yield refusals or entry


def _entry(table: Table, row: int) -> tuple[Entry, list[Refusal]]:
    entry, refusals = Entry(table, row, dict(table.implied)), list[Refusal]()
    for number, column in table.columns.items():
        cell = table.sheet.at(row, number)
        entry.addresses[column] = cell.address
        try:
            taken = take(cell, column.shape, table.kind.values)
        except CellError as error:
            refusals.append(Refusal(table.sheet.title, cell.address, str(error)))
            continue
        if taken is not None:
            entry.values[column] = taken.value
            if taken.clock:
                entry.clock = taken.clock
            if taken.remark:
                entry.remarks.append(f"{cell.address} 的附注“{taken.remark}”没有写入")
    return entry, refusals
