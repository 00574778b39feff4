"""What ``djledger baseline`` does once its options are known."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import typer

from djledger import git
from djledger.checking.baseline import (
    DEFAULT,
    Baseline,
    Entry,
    added,
    current,
    pruned,
    settled,
    written,
)
from djledger.checking.wording import words_of
from djledger.cli.applying import parsed, read_file
from djledger.cli.common import Exit, day_of, fail, no_branches, opened, stop_at_defects, year_of
from djledger.cli.effort import Effort
from djledger.cli.outputs import write_file
from djledger.cli.running import checked
from djledger.cli.scope import Choice
from djledger.cli.settling import request_of
from djledger.findings.outcome import Outcome
from djledger.ledger.folder import survey
from djledger.ledger.period import Period
from djledger.ledger.source import DiskSource

SHOWN = 50
"""How many entries are listed one by one."""


class Wanted(NamedTuple):
    """The options of the commands as they were given."""

    folder: Path
    file: Path | None
    year: int | None
    as_of: str | None


class State(NamedTuple):
    """A repository and its baseline: what is on record, and what is found now."""

    file: Path
    before: Baseline
    now: Baseline
    gone: list[Entry]


def write_baseline(wanted: Wanted) -> None:
    """Put everything that is found on record."""
    state = _state(wanted)
    baseline = {**state.now, **pruned(state.before, state.gone)}
    write_file(state.file, written(baseline))
    new = len(added(baseline, state.before))
    _say(state, f"共 {len(baseline)} 项，新列入 {new} 项，去掉已改正的 {len(state.gone)} 项。")


def prune_baseline(wanted: Wanted) -> None:
    """Take off the record what has been put right."""
    state = _state(wanted)
    if not state.file.exists():
        fail(f"没有基线文件“{state.file}”。")
    baseline = pruned(state.before, state.gone)
    if state.gone:
        write_file(state.file, written(baseline))
    _say(state, f"去掉已改正的 {len(state.gone)} 项，还有 {len(baseline)} 项。")


def check_baseline(wanted: Wanted, revision: str) -> None:
    """Leave with 1 if the record has grown or holds what has been put right."""
    state = _state(wanted)
    if not state.file.exists():
        fail(f"没有基线文件“{state.file}”。")
    try:
        earlier = _at(state.file, revision)
    except git.GitError as error:
        fail(f"无法同“{revision}”比较：{error}")
    grown = [] if earlier is None else added(state.before, earlier)
    _list("比以前多出的，应当改正而不是列入基线：", grown)
    _list("已经改正的，用 djledger baseline prune 去掉：", state.gone)
    first = "首次列入" if earlier is None else f"同 {revision} 比较多出 {len(grown)} 项"
    _say(state, f"共 {len(state.before)} 项，{first}，已改正未去掉 {len(state.gone)} 项。")
    if grown or state.gone:
        raise typer.Exit(Exit.FINDINGS)


def _state(wanted: Wanted) -> State:
    root, _ = opened(wanted.folder)
    day = day_of(wanted.as_of)
    period = Period(year_of(wanted.year, day), day)
    outcome = _judged(root, period)
    file = wanted.file or root / (outcome.words.plain.get("基线") or DEFAULT)
    before = parsed(read_file(file), file.name) if file.exists() else {}
    now = current(outcome.report, outcome.rules, period.year)
    gone = settled(before, outcome.report, outcome.rules, period.year)
    return State(file, before, now, gone)


def _judged(root: Path, period: Period) -> Outcome:
    """Check the whole repository: a baseline is about all of it."""
    source = DiskSource(root)
    tree = survey(source)
    if not tree:
        no_branches(root)
    request = request_of(source, tree, period, Choice())
    report, lines = checked(source, tree, request, Effort())
    stop_at_defects(report.defects, "没有改动基线")
    return Outcome(report, words_of(report, request), lines, period, lambda: request)


def _at(file: Path, revision: str) -> Baseline | None:
    """Return the baseline as it was at a revision; None if there was none."""
    folder = file.resolve().parent
    commit = git.commit_id(folder, revision)
    if not git.run(folder, "ls-tree", "--name-only", commit, "--", file.name).strip():
        return None
    raw = git.run(folder, "show", f"{commit}:./{file.name}")
    return parsed(raw, f"{revision}:{file.name}")


def _say(state: State, text: str) -> None:
    typer.echo(f"基线 {state.file.name}：{text}")


def _list(title: str, entries: Iterable[Entry]) -> None:
    listed = sorted(entries, key=lambda entry: entry.order)
    if listed:
        typer.echo(title)
    for entry in listed[:SHOWN]:
        about = f"（{entry.entity}）" if entry.entity else ""
        typer.echo(f"  {entry.code} {entry.file}{about} {entry.title}")
    if len(listed) > SHOWN:
        typer.echo(f"  ……另有 {len(listed) - SHOWN} 项。")
