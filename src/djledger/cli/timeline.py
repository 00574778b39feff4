"""``djledger timeline``: one person's development from application to archive."""

from pathlib import Path
from typing import Annotated

import typer

from djledger.cli.options import AsOf, Folder


def timeline(
    name: Annotated[str, typer.Argument(metavar="姓名", help="发展党员档案中的姓名。")],
    folder: Folder = Path(),
    as_of: AsOf = None,
    svg: Annotated[
        Path | None, typer.Option("--svg", metavar="文件", help="画成矢量图，写入文件。")
    ] = None,
) -> None:
    """一个人的发展党员全程：已办、超期、缺记录和下一步。"""
    from djledger.cli.ahead import show_timeline

    show_timeline(name, folder, as_of, svg)
