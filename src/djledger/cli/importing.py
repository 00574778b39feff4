"""What ``djledger import`` does once its options are known."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import typer

from djledger.cli.common import Exit, fail, home_of, root_of
from djledger.disk import why
from djledger.excel.annotating import annotated
from djledger.excel.drafting import DraftError, diff
from djledger.excel.grid import Sheet
from djledger.excel.heading import NO_FIELD, Table
from djledger.excel.importing import Plan, Wishes, planned
from djledger.excel.journal import Changed, Journal, JournalError
from djledger.excel.mapping import Mapping, MappingError, mappings
from djledger.excel.opening import WorkbookError, read_sheets
from djledger.excel.rows import Refusal
from djledger.excel.vocabulary import kinds, kinds_told
from djledger.findings.safe import printable

MOST_ROWS = 20
"""How many rows that were not taken are named on the screen."""


def bring_in(workbook: Path | None, folder: Path, wishes: Wishes, *, dry_run: bool) -> None:
    """Import a workbook, or show what that would do; exit 1 if rows were refused."""
    if wishes.pay_day is not None and not 1 <= wishes.pay_day <= 31:
        fail("--pay-day 应是 1 到 31 的一个数。")
    content, journal = _content(workbook), _journal(folder)
    _say([f"上次导入中断，已恢复原状：{path}。" for path in journal.recover()])
    try:
        plan = planned(_sheets(content, wishes), journal.folder, wishes, journal.told())
        changed = plan.drafts.changed()
    except (WorkbookError, DraftError) as error:
        fail(str(error))
    except MappingError as error:
        fail(printable(str(error)))
    if not plan.tables:
        fail(
            "没有认出可以导入的表；用 --kind 说明是哪种表，用 --map 表头=字段 说明表头。",
            Exit.NOTHING,
        )
    _say(_told(plan, changed, dry_run=dry_run))
    if dry_run:
        typer.echo(printable(diff(changed)), nl=False)
    elif changed:
        _write(journal, changed, plan)
    if plan.refused:
        _hand_back(workbook, content, plan, dry_run=dry_run)
        raise typer.Exit(Exit.FINDINGS)


def _sheets(content: bytes, wishes: Wishes) -> list[Sheet]:
    """Return the sheets of a workbook; leave when one that is wished for is not there."""
    sheets = read_sheets(content)
    titles = [sheet.title for sheet in sheets]
    for wish in wishes.sheets:
        if wish not in titles:
            fail(printable(f"工作簿里没有工作表“{wish}”；有：{'、'.join(titles)}。"))
    return sheets


def take_back(folder: Path) -> None:
    """Undo the last import into a branch."""
    journal = _journal(folder)
    try:
        files = journal.undo()
    except JournalError as error:
        fail(str(error))
    _say([f"已撤销上一次导入，恢复了 {len(files)} 个文件。"])


def mapped_by(words: list[str], kind: str | None) -> tuple[Mapping, ...]:
    """Read what the user says of headings, for a kind of sheet that there is."""
    if kind is not None and kind not in kinds():
        fail(f"没有“{kind}”这种表；可用：{kinds_told()}。")
    try:
        return mappings(words, kind)
    except MappingError as error:
        fail(printable(str(error)))


def _content(workbook: Path | None) -> bytes:
    if workbook is None:
        fail("请写明要导入的 .xlsx 文件。")
    try:
        return workbook.read_bytes()
    except OSError as error:
        fail(f"打不开“{workbook}”：{why(error)}。")


def _journal(folder: Path) -> Journal:
    start = folder.resolve()
    home = home_of(start, root_of(start))
    if not (home / "branch.yaml").is_file():
        fail(f"“{folder}”不是支部文件夹（里面应有 branch.yaml）；用 --branch 指明。", Exit.NOTHING)
    return Journal(home)


def _write(journal: Journal, changed: Changed, plan: Plan) -> None:
    try:
        journal.write(changed, plan.told)
    except OSError as error:
        fail(f"写不进台账，一个文件也没有改动：{why(error)}。")
    _say([f"已写入 {len(changed)} 个文件；要撤销，用 djledger import --undo。"])


def _hand_back(workbook: Path | None, content: bytes, plan: Plan, *, dry_run: bool) -> None:
    if dry_run or workbook is None:
        return
    target = workbook.with_name(f"{workbook.stem}-未导入.xlsx")
    try:
        target.write_bytes(annotated(content, plan.refused))
    except OSError as error:
        fail(f"写不进“{target}”：{why(error)}。")
    _say([f"没有导入的单元格已在 {target} 里用批注标出。"])


def _say(lines: list[str]) -> None:
    for line in lines:
        typer.echo(printable(line), err=True)


def _told(plan: Plan, changed: Changed, *, dry_run: bool) -> list[str]:
    lines = [line for table in plan.tables for line in _mapping(table, full=dry_run)]
    lines += [
        f"工作表“{title}”认不出是什么表，没有读入；要读入的，用 --sheet、--kind、--map 说明。"
        for title in plan.skipped
    ]
    lines += _left_out(plan.refused)
    lines += [f"注意 {note}。" for note in plan.notes]
    would = "会" if dry_run else ""
    lines.append(
        f"{would}新增 {plan.added} 条，{would}修改 {plan.changed} 条，{plan.unchanged} 条没有变化，"
        f"{len({one.row for one in plan.refused})} 行没有导入；涉及 {len(changed)} 个文件。"
    )
    return lines


def _left_out(refused: list[Refusal]) -> Iterator[str]:
    """Say which rows were not taken and why, a line each, as far as anybody reads on."""
    rows: dict[tuple[str, str], list[str]] = {}
    for one in refused:
        rows.setdefault(one.row, []).append(f"{one.address} {one.reason}")
    for (sheet, row), reasons in islice(rows.items(), MOST_ROWS):
        yield f"没有导入 {sheet} 第 {row} 行：{'；'.join(reasons)}。"
    if len(rows) > MOST_ROWS:
        yield f"另有 {len(rows) - MOST_ROWS} 行没有导入，原因写在批注里。"


def _mapping(table: Table, *, full: bool) -> Iterator[str]:
    yield f"工作表“{table.sheet.title}”：{table.kind.title}，表头在第 {table.header} 行。"
    for number, heading in table.headings.items() if full else ():
        column, month = table.columns.get(number), table.months.get(number)
        if column is not None:
            yield f"  {heading} → {'·'.join(column.at)}"
        elif month is not None:
            yield f"  {heading} → 交纳·{month}月"
    for heading, reason in table.dropped.values():
        yield f"  {heading}：{reason}，没有读入。"
    unknown = next((h for h, reason in table.dropped.values() if reason == NO_FIELD), None)
    if unknown is not None:
        yield f"  要读入的，说明它是哪个字段：--map '{unknown}=字段'。"
