"""Numbers for the evidence of figures: each set of records is listed once and referred to."""

from collections.abc import Iterator
from posixpath import dirname

from djledger.reports.model import Cell, Report


class Evidence:
    """The evidence of one report, numbered in the order in which it is first met."""

    def __init__(self, report: Report) -> None:
        """Number all evidence of the report."""
        self._numbers: dict[tuple[str, ...], int] = {}
        for cell in cells_of(report):
            if cell.evidence:
                self._numbers.setdefault(cell.evidence, len(self._numbers) + 1)

    def number(self, cell: Cell) -> int | None:
        """Return the number of a figure's evidence; None for one without."""
        return self._numbers.get(cell.evidence)

    def entries(self) -> Iterator[tuple[int, list[tuple[str, list[str]]]]]:
        """Yield each number with its records, those of one folder together."""
        for paths, number in self._numbers.items():
            yield number, folded(paths)


def folded(paths: tuple[str, ...]) -> list[tuple[str, list[str]]]:
    """Return paths by folder: the folder (empty for the root) and the names in it."""
    folders: dict[str, list[str]] = {}
    for path in paths:
        folder = dirname(path)
        name = path[len(folder) + 1 :] if folder else path
        folders.setdefault(folder, []).append(name)
    return list(folders.items())


def cells_of(report: Report) -> Iterator[Cell]:
    """Yield every figure of a report in reading order."""
    for view in report.views:
        yield from (fact.cell for fact in view.facts)
        for table in view.tables:
            for row in table.rows:
                yield from row
