"""``djledger paper``: an official paper in Word, filled from a record."""

from pathlib import Path
from typing import Annotated

import typer


def paper(
    kind: Annotated[
        str | None, typer.Argument(metavar="种类", help="哪一种公文；不写则列出全部种类。")
    ] = None,
    record: Annotated[
        Path | None, typer.Argument(metavar="记录", help="据以生成的台账记录（YAML 文件）。")
    ] = None,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="文件夹", help="写到哪个文件夹。")
    ] = Path(),
    templates: Annotated[
        Path | None,
        typer.Option(metavar="文件夹", help="本单位的模板；其中没有的种类用随附的模板。"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有而内容不同的文件。")] = False,
) -> None:
    """生成公文：请示、选举办法、选票、报告单、会议记录、决议、公示等（Word）。"""
    from djledger.cli.papering import Wanted, listing, write

    if kind is None:
        typer.echo(listing(), nl=False)
    else:
        typer.echo(write(kind, record, Wanted(out, templates, force)), nl=False)
