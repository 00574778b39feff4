"""`djledger next` and `djledger timeline` from the command line."""

import json

import pytest
from typer.testing import CliRunner

from djledger.cli import app
from planning.ledgers import BRANCH, MEMBERS


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "branch.yaml").write_text(BRANCH, encoding="utf-8")
    (tmp_path / "members.yaml").write_text(MEMBERS, encoding="utf-8")
    (tmp_path / "development").mkdir()
    file = tmp_path / "development" / "何雨晴.yaml"
    file.write_text("姓名: 何雨晴\n申请: {日期: 2026-05-31}\n", encoding="utf-8")
    return tmp_path


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


def test_next_is_a_table_that_ends_with_a_count(folder):
    result = run("next", folder, "--as-of", "2026-06-15", "--days", "0")
    assert result.exit_code == 0
    assert "派人同申请人谈话" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("3 件，其中已过期 0 件。截至 2026-06-15")


def test_next_as_json_and_as_a_calendar_file(folder):
    result = run("next", folder, "--as-of", "2026-06-15", "--format", "json")
    data = json.loads(result.stdout)
    assert data["format"] == "djledger.plan/1" and data["as_of"] == "2026-06-15"
    target = folder / "待办.ics"
    assert run("next", folder, "--format", "ics", "-o", target).exit_code == 0
    assert target.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_next_explains_what_it_cannot_do(folder, tmp_path):
    assert "没有“doc”这种格式" in run("next", folder, "--format", "doc").stderr
    assert "--days" in run("next", folder, "--days", "-1").stderr
    (tmp_path / "空").mkdir()
    assert run("next", folder / "无").exit_code == 2


def test_timeline_is_shown_and_drawn(folder):
    result = run("timeline", "何雨晴", folder, "--as-of", "2026-06-15")
    assert result.exit_code == 0 and "→  2 党组织派人谈话" in result.stdout
    target = folder / "何雨晴.svg"
    assert run("timeline", "何雨晴", folder, "--svg", target).exit_code == 0
    assert target.read_text(encoding="utf-8").startswith("<svg ")


def test_timeline_offers_the_nearest_name(folder):
    result = run("timeline", "何雨青", folder)
    assert result.exit_code == 2 and "是不是“何雨晴”" in result.stderr


def test_a_folder_without_branches_is_said_to_be_one(tmp_path):
    assert run("next", tmp_path).exit_code == 3
