"""``djledger config``: what holds for a folder, and which file says so."""

from pathlib import Path
from typing import Annotated

import typer

from djledger.cli.completing import folders


def config(
    folder: Annotated[
        Path,
        typer.Argument(metavar="文件夹", help="支部或上级组织的文件夹。", autocompletion=folders),
    ] = Path(),
    everything: Annotated[bool, typer.Option("--all", help="没有改动过的默认值也列出。")] = False,
) -> None:
    """列出对一个文件夹有效的设置，每一项来自哪个文件。"""
    from djledger.cli.settling import show_settings

    show_settings(folder, everything=everything)
