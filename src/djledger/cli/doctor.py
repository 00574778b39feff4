"""``djledger doctor``: whether this machine has what djledger uses."""

from pathlib import Path
from typing import Annotated

import typer

from djledger.cli.completing import folders


def doctor(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="文件夹", help="支部文件夹，或存放许多支部的文件夹。", autocompletion=folders
        ),
    ] = Path(),
) -> None:
    """检查这台电脑：版本库、编码、字体、工作日历、可选的组件、设置。"""
    from djledger.cli.examining import examine

    examine(folder)
