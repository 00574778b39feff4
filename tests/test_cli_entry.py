"""The console entry point."""

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from djledger import __version__
from djledger.cli import app


def test_version():
    run = subprocess.run(
        [sys.executable, "-m", "djledger", "--version"], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == f"djledger {__version__}"


@pytest.mark.parametrize(
    "words",
    [
        ("check",), ("report",), ("score", "--scheme", "四强党支部"), ("next",),
        ("query", "SELECT 1 FROM members"), ("query", "SELECT 1 FROM findings"),
        ("fmt",), ("fix",), ("baseline", "write"),
    ],
)  # fmt: skip
def test_every_command_says_alike_that_there_is_no_branch(tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, [*words])
    assert done.exit_code == 3
    assert "及其下没有支部：支部文件夹里应有 branch.yaml。" in done.stderr
