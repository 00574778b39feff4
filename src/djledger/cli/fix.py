"""``djledger fix``: put right what can be put right without asking, or with a question."""

from pathlib import Path
from typing import Annotated

import typer

from djledger.cli.completing import folders


def fix(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="文件夹", help="支部文件夹，或存放许多支部的文件夹。", autocompletion=folders
        ),
    ] = Path(),
    unsafe: Annotated[
        bool, typer.Option("--unsafe", help="也改正猜得出的错字（键名、可选值），逐个文件询问。")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="不改写，只显示会怎样改。")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="不再询问，全部采用。")] = False,
) -> None:
    """改正写法上的问题；从不改动发生过的事。"""
    from djledger.cli.writing import run_fix

    run_fix(folder, unsafe=unsafe, diff=diff, yes=yes)
