"""``djledger query``: the ledgers as tables, asked in SQL."""

from pathlib import Path
from typing import Annotated

import typer

from djledger.cli.options import AsOf, Folder


def query(
    sql: Annotated[
        str | None, typer.Argument(metavar="语句", help="SQL 语句，整句放在引号里。")
    ] = None,
    folder: Folder = Path(),
    output: Annotated[
        str, typer.Option("--format", metavar="格式", help="table、csv 或 json。")
    ] = "table",
    parquet: Annotated[
        Path | None,
        typer.Option("--parquet", metavar="文件夹", help="把全部表写成 Parquet 文件。"),
    ] = None,
    tables: Annotated[
        bool, typer.Option("--tables", help="列出有哪些表、每张表有哪些栏。")
    ] = False,
    year: Annotated[
        int | None,
        typer.Option(metavar="年度", help="问题表检查哪一年度；默认为截至日所在的年。"),
    ] = None,
    as_of: AsOf = None,
) -> None:
    """用 SQL 查询台账：党员、会议、到会、表决、党费、发展、选举、问题。"""
    from djledger.cli.querying import Wanted, list_tables, run

    if tables:
        list_tables()
        return
    run(Wanted(sql, folder, output, parquet, year, as_of))
