"""``djledger import``: a workbook into the ledger of a branch."""

from pathlib import Path
from typing import Annotated

import typer


def import_(
    workbook: Annotated[
        Path | None, typer.Argument(metavar="工作簿", help="要导入的 .xlsx 文件。")
    ] = None,
    folder: Annotated[
        Path, typer.Option("--branch", metavar="文件夹", help="导入到哪个支部；默认当前文件夹。")
    ] = Path(),
    sheet: Annotated[
        list[str] | None,
        typer.Option("--sheet", metavar="工作表", help="只导入这张表；可写多次。"),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="种类",
            help="是哪种表：roster、meetings、dues、development、candidates；不写则由表头辨认。",
        ),
    ] = None,
    year: Annotated[
        int | None, typer.Option("--year", metavar="年度", help="党费表、候选人表属于哪一年。")
    ] = None,
    pay_day: Annotated[
        int | None,
        typer.Option("--pay-day", metavar="日", help="按月分栏的党费表：每月几日收款。"),
    ] = None,
    election: Annotated[
        str | None,
        typer.Option("--election", metavar="名称", help="候选人属于哪次选举，如 2026-换届。"),
    ] = None,
    mapped: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="表头=字段", help="认不出的表头是哪个字段；可写多次。"),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="只显示怎样对应、会改动什么，不写入。")
    ] = False,
    undo: Annotated[bool, typer.Option("--undo", help="撤销上一次导入。")] = False,
) -> None:
    """从 Excel 导入名册、会议、党费、发展党员和候选人；认不出的单元格逐一列出。"""
    from djledger.cli import importing
    from djledger.excel.importing import Wishes

    if undo:
        importing.take_back(folder)
        return
    told = importing.mapped_by(mapped or [], kind)
    wishes = Wishes(kind, tuple(sheet or ()), year, pay_day, election, told)
    importing.bring_in(workbook, folder, wishes, dry_run=dry_run)
