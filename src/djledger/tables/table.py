"""What a table is: its names, its columns, and how a branch becomes rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from djledger.ledger.branch import Branch, Part

Value = str | int | Decimal | date | bool | None
Row = tuple[Value, ...]


class Kind(Enum):
    """What a column holds; the value is its type in SQL. Money and hours are exact."""

    TEXT = "VARCHAR"
    NUMBER = "INTEGER"
    AMOUNT = "DECIMAL(18,2)"
    DAY = "DATE"
    YES_NO = "BOOLEAN"

    @property
    def label(self) -> str:
        """The word that users see."""
        return _LABELS[self]


_LABELS = {
    Kind.TEXT: "文字",
    Kind.NUMBER: "整数",
    Kind.AMOUNT: "两位小数",
    Kind.DAY: "日期",
    Kind.YES_NO: "是否",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the ledger's own word, what it holds, and what must be known of it."""

    name: str
    kind: Kind
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``name`` is also its file's name, ``title`` is the same table in Chinese."""

    name: str
    title: str
    meaning: str
    columns: tuple[Column, ...]


Rows = Callable[[Branch, date], Iterator[Row]]
"""Gives a branch's rows as of a day, without the columns that say which branch it is."""


@dataclass(frozen=True, slots=True)
class BranchTable(Table):
    """A table that is read from each branch by itself, out of some parts of its ledger."""

    parts: tuple[Part, ...]
    rows: Rows

    def rows_of(self, branch: Branch, as_of: date) -> Iterator[Row]:
        """Yield the branch's whole rows."""
        home = (branch.profile.name, branch.path)
        return ((*home, *row) for row in self.rows(branch, as_of))


HOME = (
    Column("支部", Kind.TEXT, "支部名称"),
    Column("文件夹", Kind.TEXT, "支部文件夹；支部名称相同时靠它区分"),
)


def joined(words: tuple[str, ...]) -> str:
    """Return several words as one text."""
    return "、".join(words)


def texts(*names: str) -> tuple[Column, ...]:
    """Return columns of text that need no explanation."""
    return tuple(Column(name, Kind.TEXT) for name in names)


def numbers(*names: str) -> tuple[Column, ...]:
    """Return columns of whole numbers that need no explanation."""
    return tuple(Column(name, Kind.NUMBER) for name in names)


def days(*names: str) -> tuple[Column, ...]:
    """Return columns of days that need no explanation."""
    return tuple(Column(name, Kind.DAY) for name in names)
