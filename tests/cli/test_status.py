"""``djledger status``: one screen for a branch, one for a committee."""

import json

import pytest
from typer.testing import CliRunner

from djledger.cli import app
from scoring_ledgers import branch

FOUR = [(f"2026-{month}-12", "党员大会", "缺席: {}") for month in ("03", "06", "09", "12")]
TASKS = """问题清单:
  - {编号: 问-01, 问题: 记录不全, 整改措施: 补充, 责任人: 李秀兰, 期限: 2026-11-30}
"""


@pytest.fixture
def home(tmp_path):
    files = branch("机关党委/一支部", *FOUR) | branch("机关党委/二支部", *FOUR[:3], tasks=TASKS)
    files["机关党委/committee.yaml"] = "名称: 测试单位机关党委\n类别: 机关党委\n"
    for name, text in {**files, "djledger.yaml": ""}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("机关党委/", ""), encoding="utf-8")
    return tmp_path / "机关党委"


def run(*words):
    words = ["status", *map(str, words), "--year", "2026", "--as-of", "2027-01-15"]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_branch_sees_what_is_done_due_and_wrong(home):
    said = run(home / "二支部")
    assert said.startswith("二支部，2026 年，截至 2027-01-15\n党员 4 人，其中正式党员 4 人\n")
    assert "✗ 开党员大会的季度 3/4" in said
    assert "2026-11-30（已过 46 天）李秀兰：整改问-01：记录不全" in said
    assert "MTG301" in said


def test_what_is_complete_is_ticked(home):
    assert "✓ 开党员大会的季度 4/4" in run(home / "一支部")


def test_a_committee_sees_its_branches_the_worst_first(home):
    said = run(home)
    assert said.startswith("测试单位机关党委，2026 年")
    assert "党支部 2 个，党员 8 人" in said
    assert "党员大会按季完成率为 100% 的党支部 1/2" in said
    assert said.index("  二支部：") < said.index("  一支部：")


@pytest.mark.parametrize("folder", ["", "二支部"])
def test_it_fits_on_one_screen(home, folder):
    assert len(run(home / folder).splitlines()) <= 32


def test_json_agrees_with_the_screen(home):
    data = json.loads(run(home, "--format", "json"))
    assert [one["name"] for one in data["branches"]] == ["一支部", "二支部"]
    first, second = data["branches"]
    assert first["shares"][0] == {
        "name": "党员大会按季完成率", "said": "开党员大会的季度 4/4", "met": True,
    }  # fmt: skip
    assert second["overdue"] == 1 and data["counts"]["warning"] >= second["warnings"] >= 1


def test_a_folder_without_branches_is_said(tmp_path):
    result = CliRunner().invoke(app, ["status", str(tmp_path)])
    assert result.exit_code == 3 and "没有读得懂的支部" in result.stderr
