"""What ``djledger check`` does once its options are known.

Where nothing changed since an earlier run, what that found is shown again; what judges ledgers
is imported only if there is something to judge.
"""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from djledger.checking.memory import Memory, memory_path
from djledger.checking.snapshot import Snapshot
from djledger.cli.applying import apply_baseline
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
from djledger.cli.effort import Effort, cache_folder
from djledger.cli.outputs import Output, write_all
from djledger.cli.scope import Checked, Choice, Scope
from djledger.findings.lines import Lines
from djledger.findings.outcome import Outcome
from djledger.git import GitError
from djledger.history.log import GitHistory
from djledger.ledger.period import Period
from djledger.ledger.source import DiskSource

if TYPE_CHECKING:
    from djledger.checking.request import Request

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

    @property
    def choice(self) -> Choice:
        """Which rules to run."""
        return Choice(self.select, self.ignore, self.extend)

    @property
    def repeatable(self) -> bool:
        """Whether it may be answered by what an earlier run found: the files as they are."""
        elsewhere = self.at is not None or self.since is not None or self.staged
        return self.effort.recalls and not elsewhere


def run(wanted: Wanted) -> None:
    """Check, print, and leave with the exit code that the findings call for."""
    if wanted.staged and (wanted.at or wanted.since):
        fail("--staged 不能和 --at、--since 一起用。")
    threshold = FAIL_ON.get(wanted.fail_on)
    if threshold is None:
        fail(f"--fail-on 可用：{'、'.join(FAIL_ON)}。")
    day = day_of(wanted.as_of)
    period = Period(year_of(wanted.year, day), day)
    root, prefix = opened(wanted.folder)
    found = _found(wanted, Scope(root, prefix, period))
    outcome = Outcome(
        found.report, found.words, found.lines, period, found.asked,
        shown_from(root), tracked_from(root), threshold,
    )  # fmt: skip
    apply_baseline(outcome, wanted.baseline)
    write_all(outcome, wanted.outputs)
    _leave(outcome, threshold)


def _found(wanted: Wanted, scope: Scope) -> Checked:
    memory = _memory(wanted, scope) if wanted.repeatable else None
    known = None if memory is None else memory.recall()
    if memory is None or known is None:
        return _checked(wanted, scope, memory)
    wanted.effort.tell(known.branches, known.branches, memory.notes)
    lines = Lines(memory.source, known.spans)
    return Checked(known.report, lines, known.words, partial(_asked, scope, wanted.choice))


def _memory(wanted: Wanted, scope: Scope) -> Memory:
    source = DiskSource(scope.root)
    path = memory_path(cache_folder(), scope.root, (scope.prefix, scope.period, wanted.choice))
    return Memory(path, source, Snapshot(source, scope.prefix), GitHistory(scope.root))


def _asked(scope: Scope, choice: Choice) -> "Request":
    from djledger.cli.scoping import request_for

    return request_for(scope, choice)


def _checked(wanted: Wanted, scope: Scope, memory: Memory | None) -> Checked:
    from djledger.cli.scoping import scoped, scoped_to_index, scoped_with

    choice, effort = wanted.choice, wanted.effort
    try:
        if memory is not None:
            checked = scoped_with(memory, scope, choice, effort)
        elif wanted.staged:
            checked = scoped_to_index(scope, choice, effort)
        else:
            checked = scoped(scope, choice, wanted.at, wanted.since, effort)
    except GitError as error:
        fail(str(error))
    if checked is None:
        no_branches(wanted.folder)
    return checked


def _leave(outcome: Outcome, threshold: int) -> None:
    stop_at_defects(outcome.report.defects)
    if any(finding.severity >= threshold for finding in outcome.report.findings):
        raise typer.Exit(Exit.FINDINGS)
