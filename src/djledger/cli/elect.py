"""``djledger elect``: plan an election, count its ballots, write its papers."""

from pathlib import Path
from typing import Annotated

import typer

from djledger.cli.speaking import Command, Group

elect = typer.Typer(
    name="elect",
    cls=Group,
    help="换届选举：排时间、计票、生成材料。",
    no_args_is_help=True,
)
Record = Annotated[Path, typer.Argument(metavar="记录", help="换届选举记录（YAML 文件）。")]


@elect.command(cls=Command)
def plan(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="支部文件夹。")] = Path(),
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="日期", help="以哪一天判断；默认今天。")
    ] = None,
) -> None:
    """排时间：从届满倒推，每一步最迟何时办、依据是什么、办了没有。"""
    from djledger.cli.electing import planned

    typer.echo(planned(folder, as_of), nl=False)


@elect.command(cls=Command)
def count(
    record: Record,
    ballots: Annotated[
        Path | None,
        typer.Option(metavar="文件", help="逐张录入的选票，一行一张，如 ○○×△ 另选的人。"),
    ] = None,
    number: Annotated[
        int, typer.Option("--round", metavar="轮次", help="录入的是大会第几轮投票的选票。")
    ] = 1,
    base: Annotated[
        str, typer.Option(metavar="口径", help="当选以实到会还是应到会的半数为准。")
    ] = "实到会",
) -> None:
    """计票：核对票数，逐人说明是否当选、依据哪一条；数字对不上的不出结果。"""
    from djledger.cli.electing import counted, entered

    typer.echo(
        counted(record, base) if ballots is None else entered(record, ballots, number, base),
        nl=False,
    )


@elect.command(cls=Command)
def papers(
    record: Record,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="文件夹", help="写到哪个文件夹。")
    ] = Path(),
    templates: Annotated[
        Path | None, typer.Option(metavar="文件夹", help="本单位的模板文件夹。")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有而内容不同的文件。")] = False,
) -> None:
    """生成材料：请示、人选表、选举办法、选票、计票单、结果报告、报批请示（Word）。"""
    from djledger.cli.papering import Wanted, write_all

    typer.echo(write_all(record, Wanted(out, templates, force)), nl=False)
