"""What must not stand in a ledger is found, and no output repeats it."""

import subprocess

import pytest
from typer.testing import CliRunner

from djledger import cli
from djledger.findings.formats import WRITERS
from djledger.rules.standins import standins


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
