"""``djledger schema``: what editors need for completion and checks while typing."""

from pathlib import Path
from typing import Annotated

import typer


def schema(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="种类", help="哪种文件；不写则列出全部种类。")
    ] = None,
    folder: Annotated[
        Path | None, typer.Option("--dir", metavar="文件夹", help="写成文件，每种一个。")
    ] = None,
) -> None:
    """给编辑器用的 JSON Schema：补全键名，边写边查。"""
    from djledger.cli.publishing import publish

    typer.echo(publish(names or [], folder), nl=False)
