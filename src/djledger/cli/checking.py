"""What ``djledger check`` does once its options are known."""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import typer

from djledger.cli.baselining import apply_baseline
from djledger.cli.common import (
    Exit,
    day_of,
    fail,
    no_branches,
    opened,
    shown_from,
    stop_at_defects,
    tracked_from,
    year_of,
)
from djledger.cli.outputs import Output, write_all
from djledger.cli.running import Effort
from djledger.cli.scoping import Scope, scoped, scoped_to_index
from djledger.cli.settling import Choice
from djledger.findings.outcome import Outcome
from djledger.git import GitError
from djledger.ledger.period import Period

FAIL_ON = {"error": 3, "warning": 2, "hint": 1, "never": 9}


class Wanted(NamedTuple):
    """The options of the command as they were given."""

    folder: Path
    year: int | None
    as_of: str | None
    select: list[str]
    ignore: list[str]
    extend: list[str]
    outputs: list[Output]
    fail_on: str
    at: str | None
    since: str | None
    staged: bool
    baseline: Path | None
    effort: Effort


def run(wanted: Wanted) -> None:
    """Check, print, and leave with the exit code that the findings call for."""
    if wanted.staged and (wanted.at or wanted.since):
        fail("--staged 不能和 --at、--since 一起用。")
    threshold = FAIL_ON.get(wanted.fail_on)
    if threshold is None:
        fail(f"--fail-on 可用：{'、'.join(FAIL_ON)}。")
    day = day_of(wanted.as_of)
    period = Period(year_of(wanted.year, day), day)
    outcome = replace(_run(wanted, period), fails_from=threshold)
    apply_baseline(outcome, wanted.baseline)
    write_all(outcome, wanted.outputs)
    _leave(outcome, threshold)


def _run(wanted: Wanted, period: Period) -> Outcome:
    folder = wanted.folder
    root, prefix = opened(folder)
    scope = Scope(root, prefix, period)
    choice = Choice(wanted.select, wanted.ignore, wanted.extend)
    try:
        if wanted.staged:
            checked = scoped_to_index(scope, choice, wanted.effort)
        else:
            checked = scoped(scope, choice, wanted.at, wanted.since, wanted.effort)
    except GitError as error:
        fail(str(error))
    if checked is None:
        no_branches(folder)
    return Outcome(
        checked.report, checked.request, checked.lines, shown_from(root), tracked_from(root)
    )


def _leave(outcome: Outcome, threshold: int) -> None:
    stop_at_defects(outcome.report.defects)
    if any(finding.severity >= threshold for finding in outcome.report.findings):
        raise typer.Exit(Exit.FINDINGS)
