"""Opening the branches below a folder, for commands that read ledgers without judging them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import typer

from djledger.cli.common import fail, no_branches, opened
from djledger.disk import why
from djledger.findings.safe import printable
from djledger.ledger.branch import Branch, Part
from djledger.ledger.folder import load, survey
from djledger.ledger.source import DiskSource


def branches_below(folder: Path, parts: Sequence[Part]) -> Iterator[Branch]:
    """Yield the branches below a folder; what of these parts was not read is said on the way."""
    root, prefix = opened(folder)
    source = DiskSource(root)
    sites = survey(source, prefix).branches
    if not sites:
        no_branches(folder)
    for site in sites:
        branch = load(source, site).branch
        if branch is not None:
            _warn(branch, parts)
            yield branch


def save(output: Path, content: bytes) -> None:
    """Write a file and say so; fail in plain words where that cannot be done."""
    try:
        output.write_bytes(content)
    except OSError as error:
        fail(f"写不进“{output}”：{why(error)}。")
    typer.echo(f"已写入 {output}。", err=True)


def _warn(branch: Branch, parts: Sequence[Part]) -> None:
    files = [path for part in parts for path in branch.broken.get(part, ())]
    if files:
        said = f"注意：{'、'.join(files)} 没有全部读懂，结果可能不全；先用 djledger check 查看。"
        typer.echo(printable(said), err=True)
