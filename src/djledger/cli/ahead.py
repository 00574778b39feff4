"""What ``djledger next`` and ``djledger timeline`` do once their options are known."""

from pathlib import Path

import typer

from djledger.cli.common import day_of, days_ahead, fail, known_format
from djledger.cli.opening import branches_below, save
from djledger.ledger.branch import Branch, Part
from djledger.planning.drawing import svg, text
from djledger.planning.plan import plan
from djledger.planning.timeline import people_named, timeline
from djledger.planning.writing import WRITERS
from djledger.rules.wording import nearest

PARTS = (Part.MEMBERS, Part.MEETINGS, Part.DEVELOPMENT, Part.TASKS)


def show_plan(folder: Path, as_of: str | None, days: int, output: str, file: Path | None) -> None:
    """Print what is due, or write it to a file."""
    write = WRITERS[known_format(output, WRITERS)]
    days_ahead(days)
    day = day_of(as_of)
    made = write(plan(branches_below(folder, PARTS), day, days), day)
    if file is not None:
        save(file, made.encode())
    else:
        typer.echo(made, nl=False, color=True)  # the table knows if it may colour


def show_timeline(name: str, folder: Path, as_of: str | None, drawing: Path | None) -> None:
    """Print a person's timeline, or draw it; several branches may know the name."""
    day = day_of(as_of)
    branches = list(branches_below(folder, (Part.MEETINGS, Part.DEVELOPMENT)))
    lines = [
        timeline(person, branch, day)
        for branch in branches
        for person in people_named(name, branch)
    ]
    if not lines:
        fail(f"没有“{name}”的发展党员档案。{nearest(name, _known(branches))}")
    if drawing is None:
        typer.echo("\n".join(map(text, lines)), nl=False, color=True)
    elif len(lines) > 1:
        fail(f"有 {len(lines)} 个支部都有“{name}”的档案，请写明支部文件夹。")
    else:
        save(drawing, svg(lines[0]).encode())


def _known(branches: list[Branch]) -> list[str]:
    return [person.name for branch in branches for person in branch.records(Part.DEVELOPMENT)]
