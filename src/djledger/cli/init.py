"""``djledger init``: put the files in place that a repository of ledgers starts with."""

from pathlib import Path
from typing import Annotated

import typer


def init(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="仓库的最上层文件夹。")] = Path(),
    ci: Annotated[
        list[str] | None,
        typer.Option(
            "--ci",
            metavar="种类",
            help="自动检查的配置：github、gitlab、gitee、jenkins 或 pre-commit；可重复。",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="已有的文件也重新写。")] = False,
) -> None:
    """写好自动检查的配置文件，推送后台账自动检查。"""
    from djledger.cli.kits import place_kits

    typer.echo(place_kits(folder, ci or [], force=force), nl=False)
