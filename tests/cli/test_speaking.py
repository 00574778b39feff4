"""Help and complaints are in Chinese, fit the terminal, and say what was probably meant."""

import re
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from djledger.cli import COMMANDS, app
from djledger.yamltext.excerpting import display_width

ALL = [[], *[[name] for name in COMMANDS]]


def run(*words, columns=80):
    return CliRunner().invoke(app, list(words), env={"COLUMNS": str(columns)}, prog_name="djledger")


@pytest.mark.parametrize("command", ALL, ids=lambda words: " ".join(words) or "djledger")
def test_help_is_chinese(command):
    done = run(*command, "--help")
    assert done.exit_code == 0
    assert done.stdout.startswith(f"用法：{' '.join(['djledger', *command])} ")
    for line in done.stdout.splitlines():
        words = re.sub(
            r"(--)?[a-z_-]+|JSON Schema|YAML|SARIF|HTML|Excel|CSV|Word|SQL|Parquet", "", line
        )
        assert not re.search("[A-Za-z]{3,}", words), line
    assert "显示这段说明" in done.stdout


@pytest.mark.parametrize("columns", [40, 59, 60, 80, 200])
@pytest.mark.parametrize("command", ALL, ids=lambda words: " ".join(words) or "djledger")
def test_help_fits_the_terminal(command, columns):
    rows = run(*command, "--help", columns=columns).stdout.partition("：\n")[2].splitlines()
    assert rows
    assert [row for row in rows if display_width(row) > columns] == []
    assert [row for row in rows if row.strip().startswith(("。", "，", "；"))] == []


def test_without_a_command_the_help_is_shown_and_nothing_was_done():
    done = run()
    assert done.exit_code == 2
    assert all(name in done.stderr for name in COMMANDS)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["chek"], "没有“chek”这个命令。是不是 check？用 djledger --help"),
        (["xyz"], "没有“xyz”这个命令。用 djledger --help"),
        (["check", "--foo"], "没有 --foo 这个选项。"),
        (["check", "--formt", "x"], "是不是 --format？用 djledger check --help"),
        (["check", "a", "b"], "多出来的内容：b。"),
        (["check", "--format"], "--format 后面要写内容。"),
        (["rule", "--all=1"], "--all 后面不写内容。"),
        (["check", "--year", "去年"], "--year 的内容不对。"),
    ],
)
def test_a_mistyped_command_line_is_explained_in_chinese(words, said):
    done = run(*words)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert said in done.stderr


def test_help_and_version_load_nothing_that_checking_needs():
    code = (
        "import sys, djledger.cli\n"
        "heavy = {'pydantic', 'yaml', 'rich', 'djledger.rules.table'} & set(sys.modules)\n"
        "sys.exit(', '.join(heavy) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == 0
