"""``djledger config`` and what a check says about the settings it was made by."""

import json

import pytest
from typer.testing import CliRunner

from djledger import cli

UPPER = "档次: 规范\n程度: {MTG301: 提示}\n锁定: [MTG302]\n"
LOWER = "\n不用: [MTG302, LED109]\n参数: {MTG305: {月数: 6}}\n"


def run(*words):
    return CliRunner().invoke(cli.app, list(words))


@pytest.fixture
def tree(tmp_path, monkeypatch):
    branch = tmp_path / "甲"
    branch.mkdir()
    branch.joinpath("branch.yaml").write_text("名称: 甲\n类型: 机关\n", encoding="utf-8")
    branch.joinpath("djledger.yaml").write_text(LOWER, encoding="utf-8")
    tmp_path.joinpath("djledger.yaml").write_text(UPPER, encoding="utf-8")
    monkeypatch.chdir(branch)
    return tmp_path


def test_each_value_is_shown_with_where_it_was_set(tree):
    lines = run("config").stdout.splitlines()
    assert lines[0] == "设置文件：djledger.yaml、甲/djledger.yaml"
    assert "档次：规范（djledger.yaml:1）" in lines
    assert "锁定：MTG302（djledger.yaml:3）" in lines
    assert "MTG301 程度：提示（djledger.yaml:2）" in lines
    assert "MTG305 月数：6（甲/djledger.yaml:3）" in lines
    assert "LED109 启用：否（甲/djledger.yaml:2）" in lines
    assert not any(line.startswith("MTG201") for line in lines)


def test_defaults_are_shown_on_request(tree):
    lines = run("config", "--all").stdout.splitlines()
    assert "MTG201 程度：错误（默认）" in lines


def test_what_settings_eased_or_could_not_change_is_in_the_report(tree):
    done = run("check", "--as-of", "2026-12-31")
    assert "设置：djledger.yaml:2：全国性规定 MTG301由" in done.stdout
    assert "“不用：MTG302”已由 djledger.yaml:3 锁定，没有采用" in done.stdout
    told = json.loads(run("check", "--as-of", "2026-12-31", "--format", "json").stdout)["notes"]
    assert len(told) >= 2


def test_broken_settings_end_with_2_and_their_places(tree):
    tree.joinpath("djledger.yaml").write_text("锁订: [MTG302]\n", encoding="utf-8")
    for command in ("check", "config"):
        done = run(command)
        assert done.exit_code == 2
        assert "djledger.yaml:1:1: 不认识的键“锁订”。是不是“锁定”？" in done.stderr
