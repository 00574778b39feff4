"""How a check uses a baseline."""

from pathlib import Path

from djledger.checking.baseline import (
    DEFAULT,
    Baseline,
    BaselineError,
    parse_baseline,
    settle,
)
from djledger.cli.common import fail
from djledger.disk import why
from djledger.findings.outcome import Outcome
from djledger.ledger.source import Source


def apply_baseline(outcome: Outcome, option: Path | None) -> None:
    """Set aside what the baseline has: that of the option, the settings or the usual file."""
    if option is not None:
        baseline, name = parsed(read_file(option), str(option)), option.name
    else:
        source, setting = outcome.lines.source, outcome.words.plain.get("基线")
        name = setting or DEFAULT
        if setting is None and not source.exists(name):
            return
        baseline = parsed(_read_from(source, name), name)
    settle(outcome.report, baseline, name)


def read_file(path: Path) -> bytes:
    """Return the content of a baseline file."""
    try:
        return path.read_bytes()
    except OSError as error:
        fail(f"基线文件“{path}”打不开：{why(error)}。")


def _read_from(source: Source, name: str) -> bytes:
    try:
        return source.read(name)
    except OSError:
        fail(f"设置中的基线文件“{name}”打不开；还没有的，用 djledger baseline write 写成。")


def parsed(raw: bytes, name: str) -> Baseline:
    """Read a baseline; one that is none ends the command."""
    try:
        return parse_baseline(raw)
    except BaselineError as error:
        fail(f"基线文件“{name}”{error}")
