"""What ``djledger query`` does once its options are known."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import typer

from djledger.checking.finding import Report
from djledger.cli.common import (
    day_of,
    fail,
    known_format,
    no_branches,
    opened,
    stop_at_defects,
    year_of,
)
from djledger.cli.effort import Effort
from djledger.cli.opening import branches_below
from djledger.cli.running import checked
from djledger.cli.scope import Choice
from djledger.cli.settling import request_of
from djledger.disk import why
from djledger.findings.safe import printable
from djledger.ledger.folder import survey
from djledger.ledger.period import Period
from djledger.ledger.source import DiskSource
from djledger.tables.answers import WRITERS
from djledger.tables.catalog import TABLES, described, spoken_of
from djledger.tables.engine import Engine, QueryError
from djledger.tables.findings import FINDINGS, finding_rows
from djledger.tables.table import BranchTable, Row, Table


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of the command as they were given."""

    sql: str | None
    folder: Path
    output: str
    parquet: Path | None
    year: int | None
    as_of: str | None

    @property
    def period(self) -> Period:
        """The year that is checked and the day on which all is looked at."""
        day = day_of(self.as_of)
        return Period(year_of(self.year, day), day)


def list_tables() -> None:
    """Print all tables and their columns."""
    typer.echo(described(), nl=False)


def run(wanted: Wanted) -> None:
    """Write the Parquet files and the answer that were asked for."""
    write = WRITERS[known_format(wanted.output, WRITERS)]
    wanted = _put_right(wanted)
    if wanted.sql is None and wanted.parquet is None:
        fail("请写出查询语句，或用 --parquet 写成文件；有哪些表用 --tables 查看。")
    tables = TABLES if wanted.parquet is not None else spoken_of(wanted.sql or "")
    engine = _engine()
    engine.fill(tables, _rows(tables, wanted))
    if wanted.parquet is not None:
        _save(engine, wanted.parquet)
    if wanted.sql is not None:
        try:
            answer = engine.ask(wanted.sql)
        except QueryError as error:
            fail(printable(f"查询不成：{error}\n可用的表：{_names()}；各栏用 --tables 查看。"))
        typer.echo(write(answer), nl=False)


def _put_right(wanted: Wanted) -> Wanted:
    """Take a blank query for none, and with files to write a lone folder for the folder."""
    sql = wanted.sql
    if sql is None or not sql.strip():
        return replace(wanted, sql=None)
    if wanted.parquet is not None and os.path.isdir(sql):  # noqa: PTH112 (takes any length)
        return replace(wanted, sql=None, folder=Path(sql))
    return wanted


def _engine() -> Engine:
    try:
        return Engine()
    except ModuleNotFoundError:
        fail("查询要用 DuckDB，这里没有安装：请运行 pip install 'djledger[query]'。")


def _names() -> str:
    return "、".join(table.title for table in TABLES)


def _rows(tables: Sequence[Table], wanted: Wanted) -> Iterator[tuple[Table, Row]]:
    """Yield the rows of all tables; every branch is opened once."""
    period = wanted.period
    of_branches = [table for table in tables if isinstance(table, BranchTable)]
    parts = tuple(dict.fromkeys(part for table in of_branches for part in table.parts))
    for branch in branches_below(wanted.folder, parts) if of_branches else ():
        for table in of_branches:
            yield from ((table, row) for row in table.rows_of(branch, period.as_of))
    if FINDINGS in tables:
        yield from ((FINDINGS, row) for row in finding_rows(_judged(wanted.folder, period)))


def _judged(folder: Path, period: Period) -> Report:
    root, prefix = opened(folder)
    source = DiskSource(root)
    tree = survey(source, prefix)
    if not tree:
        no_branches(folder)
    report, _ = checked(source, tree, request_of(source, tree, period, Choice()), Effort())
    stop_at_defects(report.defects)
    return report


def _save(engine: Engine, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for table in TABLES:
            typer.echo(f"已写入 {engine.save(table, folder)}。", err=True)
    except OSError as error:
        fail(f"写不进“{folder}”：{why(error)}。")
