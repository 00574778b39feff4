"""What ``djledger fmt`` and ``djledger fix`` share: the files, the difference, the writing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

import typer

from djledger.cli.common import fail, no_branches, opened, shown_from
from djledger.disk import why
from djledger.findings.safe import printable
from djledger.ledger.branch import Part
from djledger.ledger.folder import join, model_of, survey
from djledger.ledger.layout import part_of
from djledger.ledger.node import Node
from djledger.ledger.source import DiskSource
from djledger.yamltext import write_atomic


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """A ledger file on disk: how to show its path, its bytes, and its model."""

    path: Path
    shown: str
    content: bytes
    model: type[Node]


def ledger_files(folder: Path) -> Iterator[LedgerFile]:
    """Yield every readable ledger file of the branches and committees below a folder."""
    root, prefix = opened(folder)
    source, shown = DiskSource(root), shown_from(root)
    tree = survey(source, prefix)
    if not tree.branches and not tree.committees:
        no_branches(folder)
    parts = [(path, part_of(site.path, path)) for site in tree.branches for path in site.files]
    parts += [(join(site.path, "committee.yaml"), Part.COMMITTEE) for site in tree.committees]
    for path, part in parts:
        if part is not None:
            yield LedgerFile(root / path, shown(path), source.read(path), model_of(part))


def difference(file: LedgerFile, text: str) -> str:
    """Return a unified difference between a file and what it would become."""
    before = file.content.decode("utf-8", "replace").splitlines(keepends=True)
    after = text.splitlines(keepends=True)
    lines = unified_diff(before, after, file.shown, f"{file.shown}（改写后）")
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def show_difference(file: LedgerFile, text: str) -> None:
    """Print the difference; a changed encoding or line end alone shows as a sentence."""
    shown = difference(file, text)
    typer.echo(printable(shown) if shown else f"{file.shown}：只改编码、换行或 BOM", nl=not shown)


def rewrite(file: LedgerFile, text: str) -> None:
    """Write a file's new text, whole or not at all."""
    try:
        write_atomic(file.path, text.encode())
    except OSError as error:
        fail(f"写不进“{file.shown}”：{why(error)}。")


Change = Callable[[LedgerFile], str | None]
"""Gives a file's new text; None where it is left alone."""


def changes(folder: Path, change: Change) -> Iterator[tuple[LedgerFile, str]]:
    """Yield the files that a change would alter, with their new text."""
    for file in ledger_files(folder):
        text = change(file)
        if text is not None and text.encode() != file.content:
            yield file, text
