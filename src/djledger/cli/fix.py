"""``djledger fix``: put right what can be put right without asking, or with a question."""

from pathlib import Path
from typing import Annotated

import typer

from djledger.cli.options import Folder


def fix(
    folder: Folder = Path(),
    unsafe: Annotated[
        bool, typer.Option("--unsafe", help="也改正猜得出的错字（键名、可选值），逐个文件询问。")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="不改写，只显示会怎样改。")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="不再询问，全部采用。")] = False,
) -> None:
    """改正写法上的问题；从不改动发生过的事。"""
    from djledger.cli.writing import run_fix

    run_fix(folder, unsafe=unsafe, diff=diff, yes=yes)
