"""``djledger score``: scores by a unit's own scheme, with formula, inputs and evidence."""

from pathlib import Path
from typing import Annotated

import typer

from djledger.cli.options import AsOf, Year


def score(
    folder: Annotated[
        Path, typer.Argument(metavar="文件夹", help="支部文件夹；也可以是存放许多支部的文件夹。")
    ] = Path(),
    scheme: Annotated[
        str, typer.Option("--scheme", metavar="方案", help="方案文件，或自带示例方案的名称。")
    ] = "堡垒指数",
    marks: Annotated[
        Path | None, typer.Option("--marks", metavar="文件", help="评分、否决认定和阶段记录。")
    ] = None,
    year: Year = None,
    quarter: Annotated[
        int | None, typer.Option("--quarter", metavar="季度", help="按季度的方案：第几季度。")
    ] = None,
    as_of: AsOf = None,
    output: Annotated[
        str,
        typer.Option(
            "--format", metavar="格式", help="text、json（屏幕）；html、md、docx、xlsx（文件）。"
        ),
    ] = "text",
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="文件夹", help="文件写到哪个文件夹。")
    ] = Path("out"),
    brief: Annotated[bool, typer.Option("--brief", help="只列排名，不列逐项算式。")] = False,
    listing: Annotated[
        bool, typer.Option("--list", help="列出自带的示例方案和可用的取数。")
    ] = False,
    show: Annotated[bool, typer.Option("--print", help="显示方案全文，可存成文件后修改。")] = False,
) -> None:
    """按评分方案打分：逐项写明算式、数据和依据，缺依据的不作结论。"""
    from djledger.cli import scoring

    if listing:
        scoring.list_all()
    elif show:
        scoring.print_scheme(scheme)
    else:
        wanted = scoring.Wanted(folder, scheme, marks, year, quarter, as_of, output, brief, out)
        scoring.run(wanted)
