"""What ``djledger fmt`` and ``djledger fix`` do once their options are known."""

from pathlib import Path

import typer

from djledger.authoring.canonical import canonical
from djledger.authoring.guesses import guessed
from djledger.cli.common import Exit
from djledger.cli.rewriting import LedgerFile, changes, rewrite, show_difference
from djledger.findings.safe import printable


def run_fmt(folder: Path, *, check: bool, diff: bool) -> None:
    """Bring every file into canonical form, or say which are not."""
    changed = 0
    for file, text in changes(folder, _canonical):
        changed += 1
        if diff:
            show_difference(file, text)
        elif check:
            typer.echo(f"要改写：{printable(file.shown)}")
        else:
            rewrite(file, text)
            typer.echo(f"已改写：{printable(file.shown)}")
    _close(changed, wrote=not (check or diff))
    if check and changed:
        raise typer.Exit(Exit.FINDINGS)


def run_fix(folder: Path, *, unsafe: bool, diff: bool, yes: bool) -> None:
    """Make the safe corrections; with ``unsafe`` also guesses, each file shown and asked for."""
    changed = left = 0
    for file, text in changes(folder, _guessed if unsafe else _canonical):
        if diff or (unsafe and not yes):
            show_difference(file, text)
        if diff or (unsafe and not yes and not typer.confirm("采用以上改动吗？")):
            left += 1
            continue
        rewrite(file, text)
        typer.echo(f"已改正：{printable(file.shown)}")
        changed += 1
    if changed or not left:
        _close(changed, wrote=True)
    if left:
        _close(left, wrote=False)


def _canonical(file: LedgerFile) -> str | None:
    result = canonical(file.content, file.model)
    for reason in result.left:
        typer.echo(printable(f"{file.shown}：{reason}。"), err=True)
    return result.text


def _guessed(file: LedgerFile) -> str | None:
    text = _canonical(file)
    return None if text is None else guessed(text, file.model).text


def _close(changed: int, *, wrote: bool) -> None:
    done = "已改写" if wrote else "没有改写，可以改写的有"
    typer.echo(f"{done} {changed} 个文件。" if changed else "都是规范写法，没有要改的。")
