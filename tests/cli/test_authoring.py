"""``djledger init`` and ``djledger new``: a ledger begun and filled from the command line."""

import json
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from djledger.cli import app


def run(*words):
    return CliRunner().invoke(app, list(map(str, words)))


@pytest.fixture
def branch(tmp_path):
    made = run("init", tmp_path / "支部", "--name", "某局第一党支部", "--kind", "机关")
    assert made.exit_code == 0, made.output
    folder = tmp_path / "支部"
    roster = "党员:\n  - {姓名: 王一, 入党: 2010-06-28, 转正: 2011-06-28}\n"
    (folder / "members.yaml").write_text(roster, encoding="utf-8")
    return folder


def text(branch, name):
    return (branch / name).read_text(encoding="utf-8")


def test_init_makes_a_branch_that_check_can_read(branch):
    assert "名称: 某局第一党支部\n类型: 机关\n" in text(branch, "branch.yaml")
    assert {"*.private.yaml", "out/"} <= set(text(branch, ".gitignore").splitlines())
    found = json.loads(run("check", branch, "--format", "json", "--select", "FMT").output)
    assert found["findings"] == []


def test_the_modeline_leads_to_a_schema_that_is_there(branch):
    location = text(branch, "branch.yaml").splitlines()[0].partition("$schema=")[2]
    assert json.loads((branch / location).read_text(encoding="utf-8"))["title"] == "党支部"


def test_init_touches_nothing_that_exists(branch):
    before = text(branch, "branch.yaml")
    assert run("init", branch, "--name", "别的", "--kind", "机关").exit_code == 2
    assert text(branch, "branch.yaml") == before


def test_a_branch_within_a_repository_uses_the_repository_settings(tmp_path):
    run("init", tmp_path, "--repository")
    run("init", tmp_path / "委/一", "--name", "一支部", "--kind", "村")
    assert not (tmp_path / "委/一/djledger.yaml").exists()
    head = text(tmp_path / "委/一", "branch.yaml").splitlines()[0]
    assert head.endswith("$schema=../../.djledger/schema/branch.schema.json")


def test_a_wrong_choice_is_answered_with_the_nearest(tmp_path):
    refused = run("init", tmp_path, "--name", "x", "--kind", "机关单位")
    assert refused.exit_code == 2 and "“机关”" in refused.output


def test_what_is_missing_is_named_where_nobody_can_be_asked(tmp_path):
    refused = run("init", tmp_path)
    assert refused.exit_code == 2 and "党支部全称，请用 --name" in refused.output


def test_a_new_meeting_says_what_was_said_and_nothing_else(branch):
    words = ["--kind", "党员大会", "--day", "2026年3月12日", "--time", "14：30—16：00"]
    made = run("new", "meeting", *words, "--absent", "王一=出差", "--branch", branch)
    assert made.exit_code == 0, made.output
    assert text(branch, "meetings/2026/2026-03-12-党员大会.yaml") == (
        "类型: 党员大会\n日期: 2026-03-12\n时间: 14:30-16:00\n缺席:\n  王一: 出差\n"
    )
    assert run("new", "meeting", *words, "--branch", branch).exit_code == 2


def test_a_name_that_is_not_on_the_roster_is_noticed_but_written(branch):
    words = ["--by", "王一", "--with", "李四", "--day", "2026-04-01", "--branch", branch]
    made = run("new", "talk", *words)
    assert made.exit_code == 0 and "李四" in made.output
    again = run("new", "talk", "--by", "王一", "--with", "赵五", "--day", "2026-05-01",
                "--branch", branch)  # fmt: skip
    assert again.exit_code == 0
    assert text(branch, "meetings/2026/2026-谈心谈话.yaml").count("谈话人: 王一") == 2


def test_every_new_record_can_be_read_back(branch):
    at = ["--branch", branch]
    run("new", "dues", "--month", "2026.3", "--day", "2026-03-05", "--unpaid", "王一", *at)
    run("new", "person", "--name", "何雨晴", "--day", "2026-05-20", "--born", "1998年3月", *at)
    run("new", "election", "--kind", "换届", "--year", 2026, "--number", "第五届", *at)
    run("new", "task", "--what", "走访", "--owner", "王一", "--due", "2026-06-30", *at)
    found = json.loads(run("check", branch, "--format", "json", "--select", "FMT").output)
    assert found["findings"] == []
    made = (
        "dues/2026.yaml",
        "development/何雨晴.yaml",
        "elections/2026-换届.yaml",
        "tasks/2026.yaml",
    )
    assert all((branch / name).is_file() for name in made)


def test_outside_a_branch_there_is_nothing_to_add_to(tmp_path):
    assert run("new", "talk", "--branch", tmp_path).exit_code == 2


@pytest.mark.parametrize("name", ["../王", "王/一", "..", "王:一"])
def test_a_name_never_leads_out_of_its_folder(branch, name):
    before = sorted(branch.parent.rglob("*"))
    refused = run("new", "person", "--name", name, "--day", "2026-05-20", "--branch", branch)
    assert refused.exit_code == 2 and "文件名" in refused.output
    group = ["--kind", "党小组会", "--day", "2026-05-20", "--group", name]
    assert run("new", "meeting", *group, "--branch", branch).exit_code == 2
    assert sorted(branch.parent.rglob("*")) == before


def test_a_month_that_everybody_paid_is_not_written_twice(branch):
    words = ["new", "dues", "--day", "2026-03-05", "--branch", branch, "--month"]
    assert run(*words, "2026-03").exit_code == 0
    refused = run(*words, "2026年3月")
    assert refused.exit_code == 2 and "已经记过" in refused.output
    assert run(*words, "2026-04").exit_code == 0
    assert text(branch, "dues/2026.yaml").count("月份") == 2


def test_on_a_terminal_a_wrong_choice_is_asked_for_again(tmp_path, monkeypatch):
    screen = SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr("djledger.cli.asking.sys", screen)
    asked = iter(["某局党支部", "机关单位", "机关"])
    monkeypatch.setattr("djledger.cli.asking.typer.prompt", lambda *_, **__: next(asked))
    made = run("init", tmp_path / "支部")
    assert made.exit_code == 0 and "是不是“机关”？" in made.output
    assert "类型: 机关\n" in text(tmp_path / "支部", "branch.yaml")
