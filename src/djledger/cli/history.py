"""``djledger history``: who changed which fact of a record when."""

from pathlib import Path
from typing import Annotated

import typer


def history(
    record: Annotated[
        Path, typer.Argument(metavar="记录", help="台账里的一个文件，如 members.yaml。")
    ],
    about: Annotated[
        str, typer.Option(metavar="词", help="只列提到这个词的内容，如人名、“表决”。")
    ] = "",
    output: Annotated[
        str, typer.Option("--format", metavar="格式", help="text 或 json。")
    ] = "text",
) -> None:
    """一份记录的来历：谁在哪天登入，后来改了什么。"""
    from djledger.cli.recounting import recount

    typer.echo(recount(record, about, output), nl=False)
