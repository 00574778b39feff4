"""A branch's ledger to the sheets of the offices: the same columns that an import knows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from djledger.excel.merging import value_at
from djledger.excel.values import as_list, shown
from djledger.excel.vocabulary import Kind, kinds
from djledger.ledger.branch import Branch, Part
from djledger.yamltext import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from djledger.ledger.source import Source

Row = dict[str, str]
"""A record as text, by the route of the column (keys joined by ·)."""


@dataclass(frozen=True, slots=True)
class Page:
    """The records of one kind, ready to be written to a sheet."""

    kind: Kind
    rows: tuple[Row, ...]
    record: str = ""
    """What the one record is called that the rows are from: an election."""

    @property
    def title(self) -> str:
        """What the sheet is called; an import knows an election again by it."""
        return f"{self.record} {self.kind.title}".strip()

    @property
    def columns(self) -> tuple[str, ...]:
        """The routes of the columns that hold anything; those that name a record always do."""
        used = {route for row in self.rows for route in row}
        routes = ["·".join(column.at) for column in self.kind.columns]
        return tuple(route for route in routes if route in used or route in self.kind.key)


def pages_of(name: str, branch: Branch, source: Source, year: int | None) -> Iterator[Page]:
    """Yield the records of a kind; meetings, dues and candidates of one year if it is given.

    All are on one page, but candidates on one for each election.
    """
    kind = kinds()[name]
    if name == "dues":
        from djledger.excel.dues_pages import dues_rows

        yield Page(kind, tuple(dues_rows(branch, year)))
        return
    pages: dict[str, list[Row]] = {}
    for path, record in _records(name, branch, source, year):
        of = PurePosixPath(path).stem if name == "candidates" else ""
        pages.setdefault(of, []).append(_row(kind, record))
    for of, rows in pages.items():
        yield Page(kind, tuple(rows), of)


def _row(kind: Kind, record: dict[str, Any]) -> Row:
    texts = {
        "·".join(column.at): shown(column.shape, value_at(record, column.at))
        for column in kind.columns
    }
    return {route: text for route, text in texts.items() if text}


def _records(
    name: str, branch: Branch, source: Source, year: int | None
) -> Iterator[tuple[str, Any]]:
    """Yield the records, each with its file, as they are written: nothing is lost or made up."""
    part = PARTS[name]
    for document in branch.documents.get(part, ()):
        if document.record is None or not _of_year(document.record, part, document.path, year):
            continue
        data = read(source.read(document.path)).data or {}
        yield from ((document.path, record) for record in _inside(name, data))


PARTS = {
    "roster": Part.MEMBERS,
    "meetings": Part.MEETINGS,
    "development": Part.DEVELOPMENT,
    "candidates": Part.ELECTIONS,
    "dues": Part.DUES,
}
"""By kind of sheet: the part of the ledger that it shows."""
_LISTS = {"roster": "党员", "candidates": "人选"}


def _inside(name: str, data: dict[str, Any]) -> Iterable[Any]:
    if name not in _LISTS:
        return [data]
    return [one for one in as_list(data.get(_LISTS[name])) if isinstance(one, dict)]


def _of_year(record: Any, part: Part, path: str, year: int | None) -> bool:
    if year is None or part in {Part.MEMBERS, Part.DEVELOPMENT}:
        return True
    if part is Part.MEETINGS:
        return bool(record.day.year == year)
    return path.rsplit("/", 1)[-1].startswith(str(year))
