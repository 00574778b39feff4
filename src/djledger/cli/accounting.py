"""What the ``djledger dues`` commands do once their options are known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import typer

from djledger.cli.common import Exit, day_of, fail, year_of
from djledger.cli.opening import branches_below, save
from djledger.dues.sheet import YearSheet, year_sheet
from djledger.findings.safe import printable
from djledger.ledger.branch import Branch, Part
from djledger.reports.dues import due_markdown, notice_markdown, sheet_markdown
from djledger.rules.wording import nearest


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options that the commands share, as they were given."""

    folder: Path
    year: int | None
    as_of: str | None

    @property
    def day(self) -> date:
        """The day on which the books are looked at."""
        return day_of(self.as_of)


def show_explained(wanted: Wanted, name: str) -> None:
    """Print one member's reckoning; several branches may know the name."""
    from djledger.reports.dues_explained import explained

    day = wanted.day
    year = year_of(wanted.year, day)
    branches = list(_branches(wanted.folder))
    found = [text for b in branches if (text := explained(b, name, year, day)) is not None]
    if not found:
        known = [member.name for branch in branches for member in branch.roster.members]
        fail(f"{year} 年度的党费台账里没有“{name}”。{nearest(name, known)}")
    typer.echo(printable("\n".join(found)), nl=False)


def show_due(wanted: Wanted) -> None:
    """Print who owes what, branch by branch."""
    typer.echo(printable("\n".join(map(due_markdown, _sheets(wanted)))), nl=False)


def write_sheet(wanted: Wanted, output: Path | None, *, with_base: bool) -> None:
    """Write the yearly sheet as a workbook or Markdown."""
    sheets = _sheets(wanted, with_base=with_base)
    if output is not None and output.suffix.lower() == ".xlsx":
        from djledger.excel.dues_sheet import workbook

        save(output, workbook(sheets))
    else:
        _put(output, "\n".join(map(sheet_markdown, sheets)))


def write_notice(wanted: Wanted, output: Path | None) -> None:
    """Write the list that may be shown to the members."""
    _put(output, "\n".join(map(notice_markdown, _sheets(wanted))))


def _sheets(wanted: Wanted, *, with_base: bool = False) -> Sequence[YearSheet]:
    day = wanted.day
    year = year_of(wanted.year, day)
    found = (year_sheet(b, year, day, with_base=with_base) for b in _branches(wanted.folder))
    sheets = [sheet for sheet in found if sheet is not None]
    if not sheets:
        fail(f"没有 {year} 年度的党费台账（支部文件夹里的 dues/{year}.yaml）。", Exit.NOTHING)
    return sheets


def _branches(folder: Path) -> Iterator[Branch]:
    return branches_below(folder, (Part.MEMBERS, Part.DUES, Part.DUES_BASES))


def _put(output: Path | None, text: str) -> None:
    if output is None:
        typer.echo(printable(text), nl=False)
    elif output.suffix.lower() in {".md", ".txt"}:
        save(output, text.encode())
    else:
        fail(f"“{output.name}”应以 .md 或 .xlsx 结尾（公布名单为 .md）。")
