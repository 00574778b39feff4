"""An earlier tree reads as it stood on disk then."""

import pickle
import shutil
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from checking.trees import MEETING_PATH, plant, request, write
from djledger.checking.run import check
from djledger.git import GitError
from djledger.history.source import GitSource
from djledger.ledger.source import DiskSource
from history.repository import commit, git


@pytest.fixture
def folder(tmp_path):
    top = plant(tmp_path / "台账", 3)
    write(top, "第00支部/附件/签到表.jpg", "图")
    write(top, "第00支部/meetings.yaml", "a: 1\n")
    write(top, ".github/x.yaml", "a: 1\n")
    write(top, "node_modules/x.yaml", "a: 1\n")
    return top


def test_a_revision_is_what_the_disk_was(folder):
    first = commit(folder)
    disk = DiskSource(folder)
    paths = list(disk.paths())
    contents = [disk.read(path) for path in paths]
    report = check(disk, request())
    (folder / "第00支部/members.yaml").write_text("改了", encoding="utf-8")
    shutil.rmtree(folder / "第01支部")
    commit(folder)
    then = GitSource(folder, first)
    assert list(then.paths()) == paths
    assert list(then.paths("第01支部")) == [p for p in paths if p.startswith("第01支部/")]
    assert [then.read(path) for path in paths] == contents
    assert check(then, request()) == report
    assert check(GitSource(folder, "HEAD~1"), request()) == report
    assert check(disk, request()) != report


def test_files_and_folders_exist_as_they_did(folder):
    source = GitSource(folder, commit(folder))
    there = ["", ".", "第00支部", "第00支部/附件/签到表.jpg", "第00支部/附件/../附件"]
    assert all(source.exists(path) for path in there)
    assert not source.exists("第09支部") and not source.exists("第00支部/附件/签")
    with pytest.raises(FileNotFoundError):
        source.read("第09支部/branch.yaml")


def test_below_the_top_of_a_repository(folder):
    commit(folder)
    source = GitSource(folder / "第00支部", "HEAD")
    assert MEETING_PATH in list(source.paths())
    assert not source.exists("第00支部")


def test_links_are_no_files(folder):
    (folder / "第00支部/meetings/2026/外面.yaml").symlink_to("/etc/passwd")
    commit(folder)
    assert list(GitSource(folder, "HEAD").paths()) == list(DiskSource(folder).paths())


def test_it_travels_to_other_processes_that_read_at_once(folder):
    source = GitSource(folder, commit(folder))
    expected = source.read("committee.yaml")
    assert pickle.loads(pickle.dumps(source)).commit == source.commit
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(source.read, ["committee.yaml"] * 20)) == [expected] * 20


def test_a_revision_that_is_not_there_is_said(folder, tmp_path):
    commit(folder)
    with pytest.raises(GitError, match="没有“没有的版本”这个版本"):
        GitSource(folder, "没有的版本")
    with pytest.raises(GitError, match="不在 git 仓库里"):
        GitSource(tmp_path, "HEAD")


def test_in_a_shallow_clone_the_reason_is_said(folder, tmp_path):
    commit(folder)
    commit(folder)
    clone = tmp_path / "浅克隆"
    git(tmp_path, "clone", "-q", "--depth", "1", folder.as_uri(), clone)
    with pytest.raises(GitError, match="浅克隆"):
        GitSource(clone, "HEAD~1")


def test_without_git_that_is_said(folder, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GitError, match="没有安装 git"):
        GitSource(folder, "HEAD")
