"""``djledger report``: the year's report of a branch, a member or a committee.

Only the options live here; what making a report needs is imported when one is made.
"""

from pathlib import Path
from typing import Annotated

import typer

from djledger.cli.options import AsOf, Folder, Year


def report(
    folder: Folder = Path(),
    year: Year = None,
    as_of: AsOf = None,
    formats: Annotated[
        str, typer.Option("--format", metavar="格式", help="html、md、docx、xlsx、json，逗号分隔。")
    ] = "html",
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="文件夹", help="写到哪个文件夹。")
    ] = Path("out"),
    member: Annotated[
        str | None, typer.Option(metavar="姓名", help="只要这名党员本人的报告。")
    ] = None,
    each: Annotated[
        bool, typer.Option("--each", help="除汇总外，再给其下每个支部写一份。")
    ] = False,
    audience: Annotated[
        str, typer.Option(metavar="范围", help="给谁看：内部、上级或公示。")
    ] = "内部",
    redact: Annotated[bool, typer.Option("--redact", help="隐去姓名，只留姓氏。")] = False,
    template: Annotated[
        Path | None,
        typer.Option(metavar="文件夹", help="用这里的同名模板代替自带的（report.html 等）。"),
    ] = None,
    listing: Annotated[
        bool, typer.Option("--list", help="列出报告、格式、范围和模板，不写文件。")
    ] = False,
) -> None:
    """生成年度报告：支部、党员个人或上级汇总，每个数字都注明出自哪些记录。"""
    from djledger.cli.reporting import Wanted, listed, run

    if listing:
        typer.echo(listed(), nl=False)
        return
    wanted = Wanted(
        folder=folder,
        year=year,
        as_of=as_of,
        formats=formats,
        out=out,
        member=member,
        each=each,
        audience=audience,
        redact=redact,
        template=template,
    )
    run(wanted)
