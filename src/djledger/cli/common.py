"""What the commands share: exit codes, where a ledger's root is, how failures are said."""

import os
import sys
from collections.abc import Callable, Collection, Sequence
from datetime import date
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import NoReturn

import typer

from djledger.ledger.forms import read_day
from djledger.ledger.roots import home_of, prefix_of, root_of

__all__ = [
    "Exit",
    "day_of",
    "fail",
    "home_of",
    "no_branches",
    "prefix_of",
    "root_of",
    "shown_from",
    "stop_at_defects",
    "tracked_from",
    "utf8_output",
    "year_of",
]


class Exit(IntEnum):
    """The exit codes of every command."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    NOTHING = 3
    DEFECT = 70


def fail(message: str, code: Exit = Exit.USAGE) -> NoReturn:
    """Say what is wrong on standard error and leave."""
    typer.echo(message, err=True)
    raise typer.Exit(code)


def known_format(name: str, known: Collection[str]) -> str:
    """Return the name of a format; leave the program if there is none so called."""
    if name not in known:
        fail(f"没有“{name}”这种格式，可用：{'、'.join(known)}。")
    return name


def days_ahead(days: int) -> None:
    """Leave the program if nobody can mean to look so far ahead."""
    if not 0 <= days <= 3650:
        fail("--days 应在 0 到 3650 之间。")


def no_branches(folder: Path) -> NoReturn:
    """Leave because there is nothing to look at below a folder."""
    fail(f"“{folder}”及其下没有支部：支部文件夹里应有 branch.yaml。", Exit.NOTHING)


def stop_at_defects(defects: Sequence[str], outcome: str = "") -> None:
    """Leave if the program itself failed anywhere; ``outcome`` is what came of that."""
    if defects:
        said = "，".join(filter(None, ("djledger 自身有缺陷", outcome)))
        listed = "\n".join(defects)
        fail(f"{said}，请把下面几行发给维护者：\n{listed}", Exit.DEFECT)


def utf8_output() -> None:
    """Write UTF-8 whatever the console's code page; what it cannot show is replaced."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def opened(folder: Path) -> tuple[Path, str]:
    """Return the root of the repository that a folder is in, and the part that it stands for.

    Within a branch that part is the branch, else the folder itself; it is a path of the source.
    """
    start = folder.resolve()
    if not start.exists():
        fail(f"没有“{folder}”这个文件或文件夹。")
    root = root_of(start if start.is_dir() else start.parent)
    return root, prefix_of(home_of(start, root), root)


def shown_from(root: Path) -> Callable[[str], str]:
    """Return what turns a path of the source into one relative to where the user stands."""
    here, above = str(Path.cwd()), str(root)

    @cache
    def shown(path: str) -> str:
        return os.path.relpath(f"{above}/{path}", here).replace(os.sep, "/")

    return shown


def tracked_from(root: Path) -> Callable[[str], str]:
    """Return what turns a path of the source into one of the git repository that it is in."""
    top = next((one for one in (root, *root.parents) if (one / ".git").exists()), root)
    prefix = prefix_of(root, top)
    return lambda path: f"{prefix}/{path}" if prefix else path


def day_of(text: str | None) -> date:
    """Read a day given on the command line; without one, today."""
    if text is None:
        return date.today()  # noqa: DTZ011 (a ledger's days are local days)
    read = read_day(text)
    if read is None:
        fail(f"“{text}”不是日期，请写成 2026-03-12。")
    return date.fromisoformat(read)


def year_of(year: int | None, day: date) -> int:
    """Return the year given on the command line; without one, that of the day of judgement."""
    if year is not None and not 1900 <= year <= 2099:
        fail(f"“{year}”不是年度，请写成 2026。")
    return year or day.year
