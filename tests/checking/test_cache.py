"""What is remembered is believed only while everything that it rests on is the same."""

import os
import random
import subprocess
from datetime import date

import pytest

from checking.trees import MEETING, MEETING_PATH, MEMBERS, plant, request, surveyed, write
from djledger.checking.cache import Cache, examine_all, store_path
from djledger.checking.snapshot import Snapshot
from djledger.checking.tracked import tracked
from djledger.ledger.source import DiskSource


@pytest.fixture
def folder(tmp_path):
    return plant(tmp_path / "台账", 4)


@pytest.fixture
def store(tmp_path):
    return tmp_path / "缓存" / "x.store"


def run(folder, store, asked=None):
    """Check with the cache; return the outcomes and the cache."""
    source, tree = surveyed(folder)
    cache = Cache(store, source, Snapshot(source, few=0))  # git is asked even about so few
    return list(examine_all(source, tree.branches, asked or request(), None, cache)), cache


def fresh(folder):
    source, tree = surveyed(folder)
    return list(examine_all(source, tree.branches, request()))


def rewrite(folder, path, text):
    """Change a file but not its size nor its times."""
    target = folder / path
    before = target.stat()
    assert len(text.encode()) == before.st_size
    target.write_text(text, encoding="utf-8", newline="")
    os.utime(target, ns=(before.st_atime_ns, before.st_mtime_ns))


def vouched_by_git(folder):
    """The ids of the files for whose content git vouches."""
    listed = tracked(DiskSource(folder), "")
    return {} if listed is None else listed.ids


def commit(folder):
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "记录"]):
        who = ["-c", "user.name=记录人", "-c", "user.email=recorder@example.org"]
        subprocess.run(["git", *who, *words], cwd=folder, check=True)


def test_all_is_remembered_while_nothing_changes(folder, store):
    first, cache = run(folder, store)
    assert cache.hits == 0
    second, cache = run(folder, store)
    assert cache.hits == 4
    assert second == first == fresh(folder)


FIRST = "第00支部"
CHANGES = {
    "a file, its size and times kept": lambda top: rewrite(
        top, f"{FIRST}/{MEETING_PATH}", MEETING.replace("03-12", "03-13")
    ),
    "a new file": lambda top: write(top, f"{FIRST}/meetings/2026/2026-04-01.yaml", MEETING),
    "a file gone": lambda top: (top / FIRST / MEETING_PATH).unlink(),
    "a file made unreadable": lambda top: _replace_by_folder(top / FIRST / "members.yaml"),
    "an attachment that was missing": lambda top: write(top, f"{FIRST}/附件/签到表.jpg", "图"),
}


def _replace_by_folder(path):
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("versioned", [False, True], ids=["plain", "git"])
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_changed_branch_is_checked_again_and_no_other(folder, store, change, versioned):
    if versioned:
        commit(folder)
    run(folder, store)
    change(folder)
    outcomes, cache = run(folder, store)
    assert cache.hits == 3
    assert outcomes == fresh(folder)
    assert run(folder, store)[1].hits == 4


def test_an_upper_organisation_that_changes_concerns_all_below(folder, store):
    run(folder, store)
    write(folder, "committee.yaml", "名称: 中共测试单位总支部委员会\n类别: 党总支\n")
    assert run(folder, store)[1].hits == 0


def test_another_request_has_another_store(folder):
    paths = {
        store_path(folder, folder, asked)
        for asked in (
            request(),
            request("MTG"),
            request(as_of=date(2026, 7, 16)),
        )
    }
    assert len(paths) == 3


# --- what git does not see --------------------------------------------------------------------


def test_git_vouches_for_tracked_unchanged_files_only(folder):
    commit(folder)
    assert len(vouched_by_git(folder)) == 13
    write(folder, f"{FIRST}/members.yaml", MEMBERS + "# 改\n")
    write(folder, f"{FIRST}/tasks/2026.yaml", "年度: 2026\n")
    assert len(vouched_by_git(folder)) == 12


def test_below_the_top_of_a_repository_paths_are_those_of_the_source(folder):
    commit(folder)
    assert set(vouched_by_git(folder / FIRST)) == {"branch.yaml", "members.yaml", MEETING_PATH}


@pytest.mark.parametrize("words", [["--assume-unchanged"], ["--skip-worktree"]])
def test_a_file_that_git_was_told_not_to_look_at_is_read(folder, store, words):
    commit(folder)
    path = f"{FIRST}/{MEETING_PATH}"
    subprocess.run(["git", "update-index", *words, path], cwd=folder, check=True)
    run(folder, store)
    write(folder, path, MEETING.replace("03-12", "03-13"))
    outcomes, cache = run(folder, store)
    assert cache.hits == 3 and outcomes == fresh(folder)


@pytest.mark.parametrize("setting", ["config", "tracked", "private"])
def test_where_git_converts_files_their_bytes_count(folder, store, setting):
    if setting == "tracked":
        write(folder, ".gitattributes", "*.yaml text\n")
    commit(folder)
    if setting == "config":
        subprocess.run(["git", "config", "core.autocrlf", "input"], cwd=folder, check=True)
    if setting == "private":
        write(folder, ".git/info/attributes", "*.yaml text\n")
    assert vouched_by_git(folder) == {}
    run(folder, store)
    write(folder, f"{FIRST}/members.yaml", MEMBERS.replace("\n", "\r\n"))
    outcomes, cache = run(folder, store)
    assert cache.hits == 3 and outcomes == fresh(folder)


def test_without_git_all_files_are_read(folder):
    assert vouched_by_git(folder) == {}


# --- damage -----------------------------------------------------------------------------------


def test_a_damaged_store_is_noted_and_rebuilt(folder, store):
    first, _ = run(folder, store)
    whole = store.read_bytes()
    dice = random.Random(7)
    for _ in range(12):
        place = dice.randrange(len(whole))
        flipped = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        for damaged in (flipped, whole[:place]):
            store.write_bytes(damaged)
            outcomes, cache = run(folder, store)
            assert outcomes == first
            assert cache.hits == 0
            assert "已作废重建" in cache.notes[0]
            assert run(folder, store)[1].hits == 4


def test_a_cache_that_cannot_be_written_costs_time_only(folder, tmp_path):
    write(tmp_path, "挡路", "不是文件夹")
    outcomes, cache = run(folder, tmp_path / "挡路" / "x.store")
    assert outcomes == fresh(folder)
    assert "缓存写不进" in cache.notes[-1]
