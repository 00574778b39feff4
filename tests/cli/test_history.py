"""``djledger history``: how a record came to say what it says."""

import json

import pytest
from typer.testing import CliRunner

from checking.trees import MEMBERS, plant, write
from djledger import cli
from history.repository import commit

FIRST = "第00支部"
MINUTES = "类型: 党员大会\n日期: 2026-03-12\n议题:\n  - {标题: 年度计划, 表决: {赞成: 2}}\n"
PATH = f"{FIRST}/meetings/2026/大会.yaml"


@pytest.fixture
def tree(tmp_path, monkeypatch):
    monkeypatch.chdir(plant(tmp_path, 1))
    commit(tmp_path, "2026-01-05")
    write(tmp_path, PATH, MINUTES)
    commit(tmp_path, "2026-03-13", "甲")
    moved = MINUTES.replace("  - {标题", "  - {标题: 通报党费}\n  - {标题")
    write(tmp_path, PATH, moved.replace("赞成: 2", "赞成: 3"))
    commit(tmp_path, "2026-05-01", "乙")
    return tmp_path


def told(*words):
    return CliRunner().invoke(cli.app, ["history", *words], prog_name="djledger")


def without_ids(text):
    return [line[: -len("  12345678")] if line[:2] == "20" else line for line in text.splitlines()]


def test_each_commit_is_told_with_the_facts_that_it_changed(tree):
    assert without_ids(told(PATH).stdout) == [
        PATH,
        "2026-03-13  甲",
        "  类型：登入 党员大会",
        "  日期：登入 2026-03-12",
        "  议题·年度计划·标题：登入 年度计划",
        "  议题·年度计划·表决·赞成：登入 2",
        "2026-05-01  乙",
        "  议题·通报党费·标题：登入 通报党费",
        "  议题·年度计划·表决·赞成：2 → 3",
    ]


def test_a_word_narrows_it_down(tree):
    write(tree, f"{FIRST}/members.yaml", MEMBERS.rpartition("  - ")[0])
    lines = told(f"{FIRST}/members.yaml", "--about", "孙志远").stdout.splitlines()
    assert [line for line in lines if "：" in line] == [
        "  党员·孙志远·姓名：登入 孙志远",
        "  党员·孙志远·入党：登入 2010-06-28",
        "  党员·孙志远·转正：登入 2011-06-28",
        "  党员·孙志远·姓名：删去 孙志远",
        "  党员·孙志远·入党：删去 2010-06-28",
        "  党员·孙志远·转正：删去 2011-06-28",
    ]
    assert "尚未提交" in lines


def test_a_record_that_was_deleted_still_has_its_history(tree):
    (tree / PATH).unlink()
    commit(tree, "2026-06-01")
    lines = without_ids(told(PATH, "--about", "赞成").stdout)
    assert lines[-2:] == ["2026-06-01  记录人", "  议题·年度计划·表决·赞成：删去 3"]


def test_json_tells_the_same(tree):
    data = json.loads(told(PATH, "--format", "json", "--about", "赞成").stdout)
    assert data["format"] == "djledger.history/1"
    assert [(step["day"], step["author"]) for step in data["steps"]] == [
        ("2026-03-13", "甲"),
        ("2026-05-01", "乙"),
    ]
    at = ["议题", "年度计划", "表决", "赞成"]
    assert data["steps"][1]["changes"] == [{"at": at, "before": "2", "after": "3"}]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["没有的.yaml"], 2, "没有“没有的.yaml”这个文件"),
        ([f"{FIRST}/新.yaml"], 3, "还没有提交过"),
        ([PATH, "--format", "html"], 2, "没有“html”这种格式"),
    ],
)
def test_what_cannot_be_told_is_said(tree, words, code, said):
    write(tree, f"{FIRST}/新.yaml", "a: 1\n")
    done = told(*words)
    assert (done.exit_code, said in done.stderr) == (code, True)


def test_outside_git_that_is_said(tmp_path, monkeypatch):
    monkeypatch.chdir(plant(tmp_path, 1))
    done = told("committee.yaml")
    assert done.exit_code == 2 and "不在 git 仓库里" in done.stderr
