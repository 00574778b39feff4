"""``djledger baseline``: put old findings on record, take off what is put right, hold the line."""

from pathlib import Path
from typing import Annotated

import typer

from djledger.cli.options import AsOf, Year
from djledger.cli.speaking import Command, Group

app = typer.Typer(
    name="baseline",
    cls=Group,
    help="基线：旧账先列清单，新账一律不许；清单只减不增。",
    no_args_is_help=True,
)

Folder = Annotated[Path, typer.Argument(metavar="文件夹", help="仓库中的任一文件夹。")]
File = Annotated[
    Path | None,
    typer.Option("--baseline", metavar="文件", help="基线文件；默认按设置中的“基线”。"),
]


@app.command(cls=Command)
def write(
    folder: Folder = Path(), file: File = None, year: Year = None, as_of: AsOf = None
) -> None:
    """把现有的问题全部列入基线；已经列入、仍然存在的保留。"""
    from djledger.cli.baselining import Wanted, write_baseline

    write_baseline(Wanted(folder, file, year, as_of))


@app.command(cls=Command)
def prune(
    folder: Folder = Path(), file: File = None, year: Year = None, as_of: AsOf = None
) -> None:
    """从基线中去掉已经改正的，不增加。"""
    from djledger.cli.baselining import Wanted, prune_baseline

    prune_baseline(Wanted(folder, file, year, as_of))


@app.command(cls=Command)
def check(
    folder: Folder = Path(),
    file: File = None,
    year: Year = None,
    as_of: AsOf = None,
    against: Annotated[
        str, typer.Option("--against", metavar="版本", help="同 git 的哪个版本比较。")
    ] = "HEAD",
) -> None:
    """核对基线：比以前多了，或者有已经改正的没有去掉，以 1 退出。"""
    from djledger.cli.baselining import Wanted, check_baseline

    check_baseline(Wanted(folder, file, year, as_of), against)
