"""``djledger fmt`` and ``djledger fix`` on a branch folder, end to end."""

import pytest
from typer.testing import CliRunner

from djledger.cli import app

BRANCH = "名称: 第一党支部\n类型: 机关\n"
LOOSE = "类型：党课\r\n日期: 2026年4月12日\r\n主持: 王一  # 代\r\n"
TIDY = "类型: 党课\n日期: 2026-04-12\n主持: 王一  # 代\n"


@pytest.fixture
def branch(tmp_path):
    (tmp_path / "branch.yaml").write_text(BRANCH, encoding="utf-8", newline="")
    (tmp_path / "meetings").mkdir()
    (tmp_path / "meetings/a.yaml").write_text(LOOSE, encoding="utf-8", newline="")
    return tmp_path


def run(*words, answer=None):
    return CliRunner().invoke(app, [*map(str, words)], input=answer)


def text(branch):
    return (branch / "meetings/a.yaml").read_bytes().decode()


def test_fmt_rewrites_what_is_loose_and_only_that(branch):
    result = run("fmt", branch)
    assert result.exit_code == 0 and "已改写 1 个文件" in result.output
    assert text(branch) == TIDY
    assert "没有要改的" in run("fmt", branch).output


def test_fmt_check_and_diff_write_nothing(branch):
    assert run("fmt", branch, "--check").exit_code == 1
    shown = run("fmt", branch, "--diff")
    assert shown.exit_code == 0 and "+日期: 2026-04-12" in shown.output
    assert text(branch) == LOOSE
    run("fmt", branch)
    assert run("fmt", branch, "--check").exit_code == 0


def test_fix_makes_no_guess_unless_asked(branch):
    run("fix", branch)
    assert text(branch) == TIDY


def test_an_unsafe_fix_is_shown_and_asked_for(branch):
    refused = run("fix", branch, "--unsafe", answer="n\n")
    assert "+主持人: 王一  # 代" in refused.output and text(branch) == LOOSE
    run("fix", branch, "--unsafe", answer="y\n")
    assert "主持人: 王一  # 代" in text(branch)


def test_a_file_that_cannot_be_read_is_named_and_left(branch):
    (branch / "meetings/b.yaml").write_bytes(b"a: [")
    result = run("fmt", branch)
    assert "meetings/b.yaml" in result.output
    assert (branch / "meetings/b.yaml").read_bytes() == b"a: ["


def test_a_folder_without_branches_is_nothing_to_do(tmp_path):
    assert run("fmt", tmp_path).exit_code == 3


def test_fix_says_what_it_left_as_it_was(branch):
    shown = run("fix", branch, "--diff")
    assert shown.output.endswith("没有改写，可以改写的有 1 个文件。\n")
    refused = run("fix", branch, "--unsafe", answer="n\n")
    assert "没有改写，可以改写的有 1 个文件" in refused.output and text(branch) == LOOSE
    assert run("fix", branch).output.endswith("已改写 1 个文件。\n")
