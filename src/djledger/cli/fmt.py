"""``djledger fmt``: canonical form for every ledger file."""

from pathlib import Path
from typing import Annotated

import typer

from djledger.cli.options import Folder


def fmt(
    folder: Folder = Path(),
    check: Annotated[
        bool, typer.Option("--check", help="不改写，只看有没有要改的；有则以 1 退出。")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="不改写，只显示会怎样改。")] = False,
) -> None:
    """统一写法：编码、换行、半角标点、规范日期；只改写法，不改内容。"""
    from djledger.cli.writing import run_fmt

    run_fmt(folder, check=check, diff=diff)
