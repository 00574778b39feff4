"""``djledger init``: the first files of a branch, of the repository around it, and of its CI."""

from pathlib import Path
from typing import Annotated

import typer


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="文件夹", help="在哪里建；没有就新建。")
    ] = Path(),
    name: Annotated[str | None, typer.Option("--name", metavar="名称", help="党支部全称。")] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="类型", help="机关、事业单位、村、社区等。")
    ] = None,
    form: Annotated[
        str | None, typer.Option("--form", metavar="形式", help="独立、联合、临时、流动党员。")
    ] = None,
    upper: Annotated[
        str | None, typer.Option("--upper", metavar="上级", help="上级党组织。")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="日期", help="自何日起使用台账，此前不作要求。"),
    ] = None,
    repository: Annotated[
        bool, typer.Option("--repository", help="只建共享仓库的设置，不建支部。")
    ] = False,
    ci: Annotated[
        list[str] | None,
        typer.Option(
            "--ci",
            metavar="种类",
            help="只写自动检查的配置：github、gitlab、gitee、jenkins 或 pre-commit；可重复。",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="自动检查的配置已有的也重新写。")] = False,
) -> None:
    """新建台账：支部的第一批文件、仓库和编辑器的设置、自动检查的配置。"""
    if ci:
        from djledger.cli.kits import place_kits

        typer.echo(place_kits(folder, ci, force=force), nl=False)
        return
    from djledger.cli.founding import found

    found(folder, name, kind, form, upper, since, only_repository=repository)
