"""What must not stand in a ledger is found, and no output repeats it."""

import json
import subprocess

import pytest
from typer.testing import CliRunner

from djledger import cli
from djledger.findings.formats import WRITERS
from djledger.rules.standins import filled, standins
from djledger.yamltext import MAX_BYTES


@pytest.fixture
def branch(tmp_path, monkeypatch):
    tmp_path.joinpath("branch.yaml").write_text("名称: 甲\n类型: 机关\n", encoding="utf-8")
    tmp_path.joinpath("meetings", "2026").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*words):
    return CliRunner().invoke(cli.app, ["check", "--as-of", "2026-12-31", *words])


@pytest.mark.parametrize("output", sorted(WRITERS))
@pytest.mark.parametrize(
    "mark", ["〈身份证号〉", "〈手机号码〉", "〈银行卡号〉", "〈全角身份证号〉"]
)
def test_no_output_repeats_a_number(branch, output, mark):
    number = standins()[mark]
    text = f"类型: {number}\n日期: {number}\n{number}: 甲\n说明: {number}\n"
    branch.joinpath("meetings", "2026", "a.yaml").write_text(text, encoding="utf-8")
    done = check("--format", output)
    assert done.exit_code == 1
    assert number not in done.stdout + done.stderr


def test_a_spreadsheet_that_git_ignores_is_none_of_the_ledger(branch):
    branch.joinpath("名册.xlsx").write_bytes(b"PK")
    found = check("--select", "PRV301", "--format", "concise")
    assert "名册.xlsx:1:1: PRV301" in found.stdout
    subprocess.run(["git", "init", "-q"], check=True)
    branch.joinpath(".gitignore").write_text("*.xlsx\n", encoding="utf-8")
    assert "PRV301" not in check("--select", "PRV301", "--format", "concise").stdout


@pytest.mark.parametrize("output", sorted(WRITERS))
def test_a_number_in_a_text_beside_the_ledger_is_found_in_its_place_and_not_repeated(
    branch, output
):
    number = standins()["〈手机号码〉"]
    branch.joinpath("值班表.csv").write_text(f"姓名,电话\n王建国,{number}\n", encoding="utf-8")
    done = check("--select", "PRV103", "--format", output)
    assert done.exit_code == 1
    assert number not in done.stdout + done.stderr
    if output == "concise":
        assert "值班表.csv:2:5: PRV103" in done.stdout


def test_a_text_outside_all_branches_is_that_of_its_folder(branch):
    branch.joinpath("支部").mkdir()
    branch.joinpath("branch.yaml").rename(branch / "支部" / "branch.yaml")
    branch.joinpath("说明.md").write_text("没有什么\n", encoding="utf-8")
    number = standins()["〈手机号码〉"]
    branch.joinpath("通讯录.md").write_text(f"\n电话：{number}\n", encoding="utf-8")
    done = json.loads(check("--select", "PRV", "--format", "json").stdout)
    assert [(one["branch"], one["file"], one["line"]) for one in done["findings"]] == [
        (".", "通讯录.md", 2)
    ]
    assert [site["path"] for site in done["sites"]] == [".", "支部"]


def test_a_text_that_git_ignores_is_not_searched(branch):
    number = standins()["〈手机号码〉"]
    branch.joinpath("草稿 一.txt").write_text(number, encoding="utf-8")
    assert "PRV103" in check("--select", "PRV", "--format", "concise").stdout
    subprocess.run(["git", "init", "-q"], check=True)
    branch.joinpath(".gitignore").write_text("草稿*\n", encoding="utf-8")
    assert check("--select", "PRV", "--format", "concise").exit_code == 0


def test_a_text_that_is_too_large_is_not_passed_over_in_silence(branch):
    number = standins()["〈手机号码〉"]
    text = f"{number}\n" + "字" * (MAX_BYTES // 3)
    branch.joinpath("长.txt").write_text(text, encoding="utf-8")
    done = json.loads(check("--select", "PRV103", "--format", "json").stdout)
    assert done["findings"] == []
    assert [(one["code"], one["reason"]) for one in done["unjudged"]] == [
        ("PRV103", "长.txt 太大，没有查其中的内容")
    ]


@pytest.mark.parametrize("mark", ["〈身份证号〉", "朝阳路3号楼2单元501室", "wang@example.org"])
def test_the_line_that_gives_something_away_is_not_shown(branch, mark):
    written = filled(mark)
    text = f"类型: 党员大会\n日期: 2026-03-12\n说明: 王建国，{written}\n"
    branch.joinpath("meetings", "2026", "a.yaml").write_text(text, encoding="utf-8")
    done = check("--extend-select", "PRV")
    assert "  PRV10" in done.stdout
    assert written not in done.stdout


def test_a_private_file_is_amiss_only_once_git_keeps_it(branch):
    def found():
        return check("--select", "PRV302", "--format", "concise").stdout

    branch.joinpath("dues").mkdir()
    branch.joinpath("dues", "2026.private.yaml").write_text("年度: 2026\n", encoding="utf-8")
    assert "PRV302" not in found()
    subprocess.run(["git", "init", "-q"], check=True)
    assert "PRV302" not in found()
    subprocess.run(["git", "add", "."], check=True)
    assert "dues/2026.private.yaml:1:1: PRV302" in found()
    subprocess.run(["git", "rm", "-q", "--cached", "dues/2026.private.yaml"], check=True)
    assert "PRV302" not in found()
