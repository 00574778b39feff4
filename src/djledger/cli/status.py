"""``djledger status``: one screen for a branch or a committee."""

from pathlib import Path
from typing import Annotated

import typer

from djledger.cli.completing import folders


def status(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="文件夹", help="支部文件夹，或存放许多支部的文件夹。", autocompletion=folders
        ),
    ] = Path(),
    year: Annotated[
        int | None, typer.Option("--year", metavar="年度", help="哪一年度；默认为截至日所在的年。")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="日期", help="截至哪一天；默认今天。")
    ] = None,
    days: Annotated[int, typer.Option(metavar="天数", help="要办的事往后看多少天。")] = 60,
    output: Annotated[
        str, typer.Option("--format", metavar="格式", help="text 或 json。")
    ] = "text",
) -> None:
    """一屏看清：做到了什么、要办什么、有什么问题。"""
    from djledger.cli.overview import show_status

    show_status(folder, year, as_of, days, output)
