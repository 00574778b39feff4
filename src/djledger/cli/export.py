"""``djledger export``: the ledger of a branch to a workbook."""

from pathlib import Path
from typing import Annotated

import typer


def export(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="种类",
            help="roster、meetings、dues、development、candidates，可写几种；不写则全部。",
        ),
    ] = None,
    folder: Annotated[
        Path, typer.Option("--branch", metavar="文件夹", help="哪个支部；默认当前文件夹。")
    ] = Path(),
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="文件", help="写成哪个 .xlsx 文件。")
    ] = Path("台账.xlsx"),
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="模板", help="填进上级的模板：认表头，填在下面，样式不变。"),
    ] = None,
    year: Annotated[
        int | None, typer.Option("--year", metavar="年度", help="只要哪一年的会议、党费和选举。")
    ] = None,
) -> None:
    """把名册、会议、党费、发展党员和候选人导出为 Excel，也可填进上级的模板。"""
    from djledger.cli.exporting import Order, take_out

    take_out(Order(tuple(names or ()), folder, output, into, year))
