"""Where the outcome of a check goes: one format to standard output, any number into files."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import typer

from djledger.cli.common import fail, known_format
from djledger.disk import why
from djledger.findings import formats
from djledger.findings.outcome import Outcome, Writer

STANDARD = "-"
STEP_SUMMARY = "GITHUB_STEP_SUMMARY"
"""Where GitHub says which file holds the summary of the running step."""
SUMMARY_LIMIT = 1024 * 1024
"""How many bytes of it GitHub takes."""


class Output(NamedTuple):
    """A format and where to write it; no file means standard output."""

    name: str
    file: Path | None

    @property
    def writer(self) -> Writer:
        """What writes it."""
        return formats.WRITERS[self.name]


def outputs_of(shown: str | None, given: Iterable[str]) -> list[Output]:
    """Read the options; standard output has the text for people unless it has something else."""
    outputs = [_output(word) for word in given]
    screens = [one for one in outputs if one.file is None]
    if shown is not None:
        screens.append(Output(known_format(shown, formats.WRITERS), None))
    if len(screens) > 1:
        fail("标准输出只能写一种格式，其余的用 --output 格式=文件 写成文件。")
    files = [one for one in outputs if one.file is not None]
    return [*files, *(screens or [Output("text", None)])]


def _output(word: str) -> Output:
    name, mark, file = word.partition("=")
    if not mark or not file:
        fail(f"“{word}”应写成 格式=文件，例如 --output sarif=djledger.sarif。")
    path = None if file == STANDARD else Path(file)
    return Output(known_format(name, formats.WRITERS), path)


def write_all(outcome: Outcome, outputs: Iterable[Output]) -> None:
    """Write every output; a file appears whole or not at all."""
    for output in outputs:
        text = output.writer(outcome)
        if output.file is None:
            typer.echo(text, nl=False, color=True)  # the writer knows if it may colour
        else:
            write_file(output.file, text)
        if output.name == "github":
            _summarise(outcome)


def write_file(path: Path, text: str) -> None:
    """Put a text in place of a file at once, in UTF-8 with LF."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(text, encoding="utf-8", errors="replace", newline="\n")
        partial.replace(path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink()
        fail(f"写不进“{path}”：{why(error)}。")


def _summarise(outcome: Outcome) -> None:
    """Add what annotations have no room for to the summary of a step on GitHub."""
    place = os.environ.get(STEP_SUMMARY)
    if place:
        from djledger.findings.markdown import summary

        try:
            with Path(place).open("a", encoding="utf-8", errors="replace") as file:
                file.write(summary(outcome, SUMMARY_LIMIT))
        except OSError as error:
            fail(f"写不进步骤摘要：{why(error)}。")
