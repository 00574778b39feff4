"""Completion in the shell: codes of rules, folders of branches."""

import os
import subprocess
import sys

import pytest

from djledger.cli.completing import folders, rules
from djledger.rules.table import BOOK


@pytest.fixture
def tree(tmp_path, monkeypatch):
    for path in (
        "机关党委/committee.yaml",
        "机关党委/一支部/branch.yaml",
        "机关党委/一支部/meetings/2026/branch.yaml",
        "机关党委/二支部/branch.yaml",
        "外层/内层/三支部/branch.yaml",
        "太深/一/二/四支部/branch.yaml",
        ".git/五支部/branch.yaml",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def completed(shell_words, cwd):
    """Ask the program as bash does."""
    env = {
        **os.environ,
        "_DJLEDGER_COMPLETE": "complete_bash",
        "COMP_WORDS": " ".join(shell_words),
        "COMP_CWORD": str(len(shell_words) - 1),
        "PYTHONIOENCODING": "utf-8",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    done = subprocess.run(
        [sys.executable, "-m", "djledger"], cwd=cwd, env=env, capture_output=True, check=False
    )
    return done.stdout.decode().split()


def test_every_code_and_subject_is_offered_with_its_title():
    offered = dict(rules(""))
    assert {rule.code: rule.title for rule in BOOK}.items() <= offered.items()
    assert offered["MTG"] == "会议类"
    assert set(dict(rules("mtg3"))) == {r.code for r in BOOK if r.code.startswith("MTG3")}
    assert rules("没有") == []


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", ["机关党委", "机关党委/一支部", "机关党委/二支部"]),
        ("机关党委/", ["机关党委/一支部", "机关党委/二支部"]),
        ("机关党委/一", ["机关党委/一支部"]),
        ("二", ["机关党委/二支部"]),
        ("外", ["外层"]),
        ("外层/", ["外层/内层/三支部"]),
        ("没有", []),
        ("没有/", []),
    ],
)
def test_folders_of_organisations_come_before_others(tree, typed, offered):
    assert folders(typed) == offered


def test_the_shell_is_answered(tree):
    assert completed(["djledger", "check", "--select", "MTG301"], tree) == ["MTG301"]
    assert completed(["djledger", "rule", "MTG301"], tree) == ["MTG301"]
    assert completed(["djledger", "check", "机关党委/一"], tree) == ["机关党委/一支部"]
