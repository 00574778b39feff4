"""What is taken over without pydantic is what Typer would have made of it."""

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import pytest
import typer
from typer.core import TyperCommand
from typer.testing import CliRunner

from djledger.cli.speaking import Command

SOURCES = Path(__file__).parents[2] / "src"


def command(
    folder: Annotated[Path, typer.Argument()] = Path(),
    text: Annotated[str | None, typer.Option()] = None,
    words: Annotated[list[str] | None, typer.Option()] = None,
    number: Annotated[int | None, typer.Option()] = None,
    few: Annotated[int, typer.Option(min=1, max=9)] = 5,
    file: Annotated[Path | None, typer.Option(exists=True, dir_okay=False)] = None,
    quick: Annotated[bool, typer.Option("--quick")] = False,
):
    typer.echo(repr((folder, text, words, number, few, file, quick)))


def done(kind, words):
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command(cls=kind)(command)
    found = CliRunner().invoke(app, words)
    return found.stdout, found.stderr, found.exit_code


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["某处"],
        [""],
        ["."],
        ["--text", ""],
        ["--text", "三会一课"],
        ["--words", "一", "--words", "二"],
        ["--number", "2025"],
        ["--number", "-1"],
        ["--number", "007"],
        ["--number", "1_000"],
        ["--number", " 7"],
        ["--number", "二"],
        ["--number", "9" * 30],
        ["--number", "２０２５"],
        ["--few", "3"],
        ["--few", "10"],
        ["--file", "没有"],
        ["--file", "."],
        ["--quick"],
        ["--quick=1"],
        ["甲", "乙"],
    ],
    ids=" ".join,
)
def test_all_is_taken_as_typer_takes_it(words):
    assert done(Command, words) == done(TyperCommand, words)


def test_a_plain_command_line_loads_no_pydantic():
    told = "import sys; from djledger.cli import app\ntry: app()\nexcept SystemExit: pass\n"
    told += "assert 'pydantic' not in sys.modules"
    subprocess.run(
        [sys.executable, "-c", told, "check", "没有的文件夹", "--year", "2025", "--jobs", "1"],
        env={"PYTHONPATH": str(SOURCES)},
        check=True,
        capture_output=True,
    )
