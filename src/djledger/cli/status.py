"""``djledger status``: one screen for a branch or a committee."""

from pathlib import Path
from typing import Annotated

import typer

from djledger.cli.options import AsOf, Folder, Year


def status(
    folder: Folder = Path(),
    year: Year = None,
    as_of: AsOf = None,
    days: Annotated[int, typer.Option(metavar="天数", help="要办的事往后看多少天。")] = 60,
    output: Annotated[
        str, typer.Option("--format", metavar="格式", help="text 或 json。")
    ] = "text",
) -> None:
    """一屏看清：做到了什么、要办什么、有什么问题。"""
    from djledger.cli.overview import show_status

    show_status(folder, year, as_of, days, output)
