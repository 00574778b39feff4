"""What ``djledger history`` does once its options are known."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from djledger import __version__
from djledger.cli.common import Exit, fail, known_format
from djledger.findings.safe import one_line
from djledger.git import GitError
from djledger.history.log import GitHistory
from djledger.history.telling import Change, Step, about, steps

FORMAT = "djledger.history/1"


def recount(record: Path, word: str, output: str) -> str:
    """Return how a record came about, only what mentions the word if there is one."""
    write = WRITERS[known_format(output, WRITERS)]
    told = [about(step, word) for step in _steps(record)]
    return write(record, [step for step in told if step.changes or not word])


def _steps(record: Path) -> list[Step]:
    path = record.resolve()
    folder = next(folder for folder in path.parents if folder.is_dir())
    history = GitHistory(folder)
    if history.missing:
        fail(history.missing)
    try:
        versions = history.versions(path.relative_to(folder).as_posix())
    except GitError as error:
        fail(str(error))
    if not versions and not path.is_file():
        fail(f"没有“{record}”这个文件，提交历史里也没有。")
    if not versions:
        fail(f"“{record}”还没有提交过。", Exit.NOTHING)
    return list(steps(versions, path.read_bytes() if path.is_file() else None))


def _text(record: Path, told: Sequence[Step]) -> str:
    return "\n".join([record.as_posix(), *(line for step in told for line in _lines(step))]) + "\n"


def _lines(step: Step) -> Iterator[str]:
    commit = step.commit
    yield f"{commit.day}  {one_line(commit.author)}  {commit.id[:8]}" if commit else "尚未提交"
    for change in step.changes:
        yield f"  {one_line('·'.join(change.at))}：{one_line(_said(change))}"


def _said(change: Change) -> str:
    if change.before is None:
        return f"登入 {change.after}"
    if change.after is None:
        return f"删去 {change.before}"
    return f"{change.before} → {change.after}"


def _json(record: Path, told: Sequence[Step]) -> str:
    data = {
        "format": FORMAT,
        "version": __version__,
        "record": record.as_posix(),
        "steps": [_plain(step) for step in told],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _plain(step: Step) -> dict[str, Any]:
    commit = step.commit
    changes = [{"at": one.at, "before": one.before, "after": one.after} for one in step.changes]
    if commit is None:
        return {"commit": None, "changes": changes}
    who = {"commit": commit.id, "day": commit.day.isoformat(), "author": commit.author}
    return {**who, "changes": changes}


WRITERS: dict[str, Callable[[Path, Sequence[Step]], str]] = {"text": _text, "json": _json}
