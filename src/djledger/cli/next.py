"""``djledger next``: what is due, for whom and until when."""

from pathlib import Path
from typing import Annotated

import typer

from djledger.cli.options import Folder


def next_steps(
    folder: Folder = Path(),
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="日期", help="从哪一天看；默认今天。")
    ] = None,
    days: Annotated[int, typer.Option(metavar="天数", help="往后看多少天。")] = 60,
    output: Annotated[
        str, typer.Option("--format", metavar="格式", help="text、json 或 ics（日历）。")
    ] = "text",
    file: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件", help="写入文件；不写则显示在屏幕上。"),
    ] = None,
) -> None:
    """下一步要办什么：发展党员、组织生活、换届和任务的期限。"""
    from djledger.cli.ahead import show_plan

    show_plan(folder, as_of, days, output, file)
