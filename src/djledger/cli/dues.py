"""``djledger dues``: reckoning, arrears, the year's sheet and what members are shown."""

from pathlib import Path
from typing import Annotated

import typer

from djledger.cli.options import AsOf, Year
from djledger.cli.speaking import Command, Group

app = typer.Typer(
    name="dues", cls=Group, help="党费：怎样算、谁欠交、年度台账和公布名单。", no_args_is_help=True
)

Folder = Annotated[
    Path, typer.Argument(metavar="文件夹", help="支部文件夹；也可以是存放许多支部的文件夹。")
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="文件", help="写入文件；不写则显示在屏幕上。"),
]


@app.command(cls=Command)
def explain(
    name: Annotated[str, typer.Argument(metavar="姓名", help="党员姓名。")],
    folder: Folder = Path(),
    year: Year = None,
    as_of: AsOf = None,
) -> None:
    """逐项说明一名党员的党费怎样算出来，依据哪一条。"""
    from djledger.cli.accounting import Wanted, show_explained

    show_explained(Wanted(folder, year, as_of), name)


@app.command(cls=Command)
def due(folder: Folder = Path(), year: Year = None, as_of: AsOf = None) -> None:
    """列出到某一天谁欠哪几个月、欠多少。"""
    from djledger.cli.accounting import Wanted, show_due

    show_due(Wanted(folder, year, as_of))


@app.command(cls=Command)
def sheet(
    folder: Folder = Path(),
    year: Year = None,
    as_of: AsOf = None,
    output: Output = None,
    base: Annotated[
        bool, typer.Option("--base", help="同时列出基数和比例（只供内部核对）。")
    ] = False,
) -> None:
    """年度党费收缴台账：写成 .xlsx 或 .md。"""
    from djledger.cli.accounting import Wanted, write_sheet

    write_sheet(Wanted(folder, year, as_of), output, with_base=base)


@app.command(cls=Command)
def notice(
    folder: Folder = Path(), year: Year = None, as_of: AsOf = None, output: Output = None
) -> None:
    """向党员公布的交纳情况：没有基数、类别和减免原因。"""
    from djledger.cli.accounting import Wanted, write_notice

    write_notice(Wanted(folder, year, as_of), output)
