"""What ``djledger status`` does once its options are known."""

from pathlib import Path

import typer

from djledger.checking.finding import Report
from djledger.cli.common import (
    Exit,
    day_of,
    days_ahead,
    fail,
    known_format,
    opened,
    stop_at_defects,
    year_of,
)
from djledger.cli.effort import Effort
from djledger.cli.running import checked
from djledger.cli.scope import Choice
from djledger.cli.settling import request_of
from djledger.ledger.branch import Branch
from djledger.ledger.folder import load, survey
from djledger.ledger.period import Period
from djledger.ledger.source import DiskSource
from djledger.planning.status import status
from djledger.planning.status_screen import WRITERS


def show_status(folder: Path, year: int | None, as_of: str | None, days: int, output: str) -> None:
    """Check what is below a folder and print where it stands."""
    write = WRITERS[known_format(output, WRITERS)]
    days_ahead(days)
    day = day_of(as_of)
    period = Period(year_of(year, day), day)
    root, prefix = opened(folder)
    branches, report = _judged(DiskSource(root), prefix, period)
    if not branches:
        fail(f"“{folder}”及其下没有读得懂的支部。", Exit.NOTHING)
    name = _name(prefix or ".", branches, report) or folder.resolve().name
    typer.echo(write(status(name, branches, report, period, days)), nl=False, color=True)


def _judged(source: DiskSource, prefix: str, period: Period) -> tuple[list[Branch], Report]:
    tree = survey(source, prefix)
    request = request_of(source, tree, period, Choice())
    report, _ = checked(source, tree, request, Effort())
    stop_at_defects(report.defects)
    loaded = (load(source, site).branch for site in tree.branches)
    return [branch for branch in loaded if branch is not None], report


def _name(path: str, branches: list[Branch], report: Report) -> str:
    """Return the name of the branch or upper organisation in the folder itself."""
    if len(branches) == 1:
        return branches[0].profile.name
    return next((site.name for site in report.sites if site.path == path), "")
