"""DuckDB, and nothing else of the house knows it: tables in, the answer to a query out.

Once the tables are filled the engine is shut in: a query can neither read nor write files,
reach the network, load extensions, nor see anything of the program.
"""

import atexit
import csv
import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from djledger.tables.table import Row, Table, Value

CLOSED = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
LOADING = (
    "(FORMAT csv, HEADER false, AUTO_DETECT false, DELIMITER ',', QUOTE '\"', ESCAPE '\"', "
    "NULLSTR '', ALLOW_QUOTED_NULLS true, PARALLEL false)"
)


class QueryError(ValueError):
    """The query cannot be answered; the message is the engine's own."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The columns of an answer and its rows, in the order in which they came."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


class Engine:
    """A database in memory, filled table by table and then asked.

    ModuleNotFoundError where DuckDB is not installed.
    """

    def __init__(self) -> None:
        """Open an empty database."""
        import duckdb

        atexit.register(gc.unfreeze)  # DuckDB complains of what is not taken apart at the end
        self._error = duckdb.Error
        self._connection = duckdb.connect(":memory:", config=dict(CLOSED))
        self._connection.execute("SET python_enable_replacements = false")

    def fill(self, tables: Sequence[Table], rows: Iterable[tuple[Table, Row]]) -> None:
        """Make tables of rows that come in any order; each is known by both its names."""
        with TemporaryDirectory() as folder:
            files = {table.name: Path(folder, f"{table.name}.csv") for table in tables}
            _write(files, rows)
            for table in tables:
                self._take(table, files[table.name])

    def _take(self, table: Table, file: Path) -> None:
        columns = ", ".join(f"{_named(c.name)} {c.kind.value}" for c in table.columns)
        self._connection.execute(f"CREATE TABLE {_named(table.name)} ({columns})")
        self._connection.execute(f"COPY {_named(table.name)} FROM {_text(file)} {LOADING}")
        self._connection.execute(f"CREATE VIEW {_named(table.title)} AS FROM {_named(table.name)}")

    def save(self, table: Table, folder: Path) -> Path:
        """Write a table as a Parquet file, whole or not at all; OSError if that fails."""
        path, part = folder / f"{table.name}.parquet", folder / f"{table.name}.parquet.part"
        try:
            self._connection.execute(f"COPY {_named(table.name)} TO {_text(part)} (FORMAT parquet)")
        except self._error as error:
            raise OSError(0, str(error)) from None
        part.replace(path)
        return path

    def ask(self, sql: str) -> Answer:
        """Shut the engine in and answer a query; QueryError if it has no answer."""
        self._connection.execute("SET enable_external_access = false")
        self._connection.execute("SET lock_configuration = true")
        try:
            result: Any = self._connection.execute(sql)  # None for a query of mere comments
            found = result.description if result is not None else None
            rows = result.fetchall() if found else []
        except self._error as error:
            raise QueryError(str(error)) from None
        return Answer(tuple(_apart(column[0] for column in found or ())), tuple(rows))


def _named(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _write(files: Mapping[str, Path], rows: Iterable[tuple[Table, Row]]) -> None:
    with ExitStack() as opened:
        writers = {
            name: csv.writer(
                opened.enter_context(path.open("w", encoding="utf-8", newline="")),
                quoting=csv.QUOTE_ALL,
                lineterminator="\n",
            )
            for name, path in files.items()
        }
        for table, row in rows:
            writers[table.name].writerow([_plain(value) for value in row])


def _apart(names: Iterable[str]) -> Iterator[str]:
    """Number columns of the same name, so that none hides another."""
    met: Counter[str] = Counter()
    for name in names:
        met[name] += 1
        yield name if met[name] == 1 else f"{name}_{met[name]}"


def _plain(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
