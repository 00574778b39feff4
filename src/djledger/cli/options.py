"""The options that many commands share, each said once."""

from pathlib import Path
from typing import Annotated

import typer

from djledger.cli.completing import folders

Folder = Annotated[
    Path,
    typer.Argument(
        metavar="文件夹", help="支部文件夹，或存放许多支部的文件夹。", autocompletion=folders
    ),
]
Year = Annotated[int | None, typer.Option(metavar="年度", help="哪一年度；默认为截至日所在的年。")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="日期", help="截至哪一天；默认今天。")]
