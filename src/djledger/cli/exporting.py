"""What ``djledger export`` does once its options are known."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import typer

from djledger.cli.common import Exit, fail, home_of, root_of
from djledger.cli.opening import save
from djledger.disk import why
from djledger.excel.exporting import PARTS, Page, pages_of
from djledger.excel.opening import WorkbookError
from djledger.excel.vocabulary import kinds, kinds_told
from djledger.excel.writing import filled, workbook
from djledger.findings.safe import printable
from djledger.ledger.folder import load, survey
from djledger.ledger.source import DiskSource


@dataclass(frozen=True, slots=True)
class Order:
    """The options as they were given."""

    names: tuple[str, ...]
    folder: Path
    output: Path
    into: Path | None
    year: int | None


def take_out(order: Order) -> None:
    """Write the workbook; exit 3 if there is nothing to write."""
    _refuse(order)
    pages = [page for name in order.names or kinds() for page in _pages(order, name) if page.rows]
    if not pages:
        fail("台账里没有可以导出的内容。", Exit.NOTHING)
    save(order.output, _content(order, pages))


def _refuse(order: Order) -> None:
    unknown = [name for name in order.names if name not in kinds()]
    if unknown:
        fail(f"没有“{unknown[0]}”这种表；可用：{kinds_told()}。")
    if order.output.suffix.lower() != ".xlsx":
        fail("导出的文件名应以 .xlsx 结尾。")
    if order.into is not None and order.into.resolve() == order.output.resolve():
        fail("不改动模板本身；请用 -o 另写一个文件名。")


def _pages(order: Order, name: str) -> Iterator[Page]:
    start = order.folder.resolve()
    home = home_of(start, root_of(start))
    source = DiskSource(home)
    if not (home / "branch.yaml").is_file():
        fail(f"“{order.folder}”不是支部文件夹（里面应有 branch.yaml）。", Exit.NOTHING)
    branch = load(source, survey(source).branches[0]).branch
    if branch is None:
        fail("branch.yaml 读不懂；先用 djledger check 查看并改正。")
    for path in branch.broken.get(PARTS[name], ()):
        typer.echo(printable(f"注意：{path} 没有全部读懂，导出可能不全。"), err=True)
    return pages_of(name, branch, source, order.year)


def _content(order: Order, pages: list[Page]) -> bytes:
    if order.into is None:
        return workbook(pages)
    if len({page.kind.name for page in pages}) < len(pages):
        fail("有几次选举的候选人，填不进一张表；用 --year 写明哪一年的。")
    try:
        content, missing = filled(order.into.read_bytes(), pages)
    except OSError as error:
        fail(f"打不开“{order.into}”：{why(error)}。")
    except WorkbookError as error:
        fail(str(error))
    for said in missing:
        typer.echo(printable(f"注意：{said}。"), err=True)
    return content
