"""``djledger check --at`` and ``--since``: earlier versions, and what is new since one."""

import pytest
from typer.testing import CliRunner

from checking.trees import BRANCH, MEETING, MEETING_PATH, plant, write
from djledger import cli
from history.repository import commit

WORDS = ["--as-of", "2026-07-15", "--format", "concise", "--fail-on", "never"]
FIRST = "第00支部"


@pytest.fixture
def tree(tmp_path, monkeypatch):
    monkeypatch.chdir(plant(tmp_path, 3))
    commit(tmp_path)
    return tmp_path


def check(*words):
    return CliRunner().invoke(cli.app, ["check", *WORDS, *words], prog_name="djledger")


def found(*words):
    return check(*words).stdout.splitlines()[:-1]


def test_at_a_revision_the_work_tree_does_not_count(tree):
    before = found()
    write(tree, f"{FIRST}/{MEETING_PATH}", MEETING.replace("2026-03-12", "三月底"))
    assert found() != before
    assert found("--at", "HEAD") == before
    assert found("--at", "HEAD", FIRST) == [line for line in before if line.startswith(FIRST)]


def test_since_nothing_changed_there_is_nothing_to_say(tree):
    done = check("--since", "HEAD")
    assert done.stdout.startswith("0 个组织")
    assert "有改动的支部 0 个，原有的问题 0 项没有列出。有 1 个上级组织" in done.stderr


@pytest.mark.parametrize("committed", [False, True])
def test_since_a_revision_only_what_is_new_is_listed(tree, committed):
    before = found()
    write(tree, f"{FIRST}/{MEETING_PATH}", MEETING.replace("地点", "地占"))
    if committed:
        commit(tree)
    done = check("--since", "HEAD~1" if committed else "HEAD")
    new = set(found()) - set(before)
    assert set(done.stdout.splitlines()[:-1]) == new
    assert any("地占" in line for line in new)
    assert "有改动的支部 1 个" in done.stderr


def test_a_new_branch_is_new_in_all_its_findings(tree):
    write(tree, "第09支部/branch.yaml", BRANCH.format(n=9))
    listed = found("--since", "HEAD")
    assert listed == [line for line in found() if line.startswith("第09支部")]
    assert listed


def test_a_branch_that_went_away_is_no_trouble(tree):
    for path in sorted((tree / FIRST).rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    assert found("--since", "HEAD") == []


def test_an_upper_organisation_that_changes_concerns_all_below(tree):
    write(tree, "committee.yaml", "名称: 中共测试单位直属机关委员会\n类别: 机关党委\n")
    assert "有改动的支部 3 个" in check("--since", "HEAD").stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--at", "没有的版本"], "没有“没有的版本”这个版本"),
        (["--since", "没有的版本"], "没有“没有的版本”这个版本"),
        (["--at", "HEAD", "--since", "HEAD"], "不能一起用"),
    ],
)
def test_2_for_a_revision_that_cannot_be(tree, words, said):
    done = check(*words)
    assert done.exit_code == 2
    assert said in done.stderr


def test_2_outside_git(tmp_path, monkeypatch):
    monkeypatch.chdir(plant(tmp_path, 1))
    done = check("--since", "HEAD")
    assert done.exit_code == 2
    assert "不在 git 仓库里" in done.stderr


def test_an_exception_is_called_unused_only_where_all_that_it_is_for_was_checked(tree):
    settings = "例外:\n  - {规则: FMT206, 处理: 提示, 理由: 照原样}\n"
    write(tree, "djledger.yaml", settings)
    write(tree, f"{FIRST}/djledger.yaml", settings)
    upper, own = "djledger.yaml:2:5: WVR107", f"{FIRST}/djledger.yaml:2:5: WVR107"
    assert [line[: len(own)] for line in found() if "WVR107" in line][1:] == [own]
    assert any(line.startswith(upper) for line in found())
    within = [line for line in found(FIRST) if "WVR107" in line]
    assert len(within) == 1 and within[0].startswith(own)
    assert not any("WVR107" in line for line in found("--since", "HEAD"))
