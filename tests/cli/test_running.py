"""How ``djledger check`` is run never changes what it prints."""

import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from checking.trees import MEETING, MEETING_PATH, plant, write
from djledger import cli
from history.repository import commit

SOURCES = Path(__file__).parents[2] / "src"
WORDS = ["--as-of", "2026-07-15", "--format", "concise", "--fail-on", "never"]


@pytest.fixture
def tree(tmp_path, monkeypatch):
    monkeypatch.chdir(plant(tmp_path, 16))
    return tmp_path


def check(*words, **env):
    return CliRunner().invoke(cli.app, ["check", *WORDS, *words], env=env, prog_name="djledger")


def begin(*words):
    """Start a check as a process group of its own."""
    command = [sys.executable, "-m", "djledger", "check", *WORDS, *words]
    return subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": str(SOURCES)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def test_processes_and_cache_print_the_same(tree):
    plain = check("--jobs", "1", "--no-cache").stdout
    assert len(plain.splitlines()) > 16
    for words in (["--jobs", "2", "--no-cache"], ["--jobs", "2"], ["--jobs", "1"], []):
        assert check(*words).stdout == plain


def test_verbose_says_what_was_remembered(tree):
    assert "16 个支部：0 个没有变化" in check("-v").stderr
    assert check().stderr == ""
    write(tree, f"第03支部/{MEETING_PATH}", MEETING.replace("03-12", "03-13"))
    assert "16 个支部：15 个没有变化" in check("-v").stderr
    assert check("-v", "--no-cache").stderr == ""


def test_settings_hold_in_every_process_and_in_what_is_remembered(tree):
    plain = check("--no-cache").stdout
    assert check().stdout == plain
    write(tree, "djledger.yaml", "不用: [MTG304]\n")
    changed = check("--jobs", "1", "--no-cache").stdout
    assert "MTG304" in plain and "MTG304" not in changed
    for words in (["--jobs", "2", "--no-cache"], ["--jobs", "2"], []):
        assert check(*words).stdout == changed
    (tree / "djledger.yaml").unlink()
    assert check().stdout == plain


def test_a_damaged_cache_is_said_when_verbose_and_rebuilt(tree, tmp_path):
    caches = tmp_path / "缓存"
    plain = check(DJLEDGER_CACHE_DIR=str(caches)).stdout
    stores = [path for path in caches.rglob("*") if path.is_file()]
    for store in stores:
        store.write_bytes(store.read_bytes()[:-1])
    assert check(DJLEDGER_CACHE_DIR=str(caches)).stdout == plain
    for store in stores:
        store.write_bytes(b"")
    done = check("-v", DJLEDGER_CACHE_DIR=str(caches))
    assert done.stdout == plain
    assert done.stderr.count("已作废重建") == 2 and "0 个没有变化" in done.stderr
    assert "16 个没有变化" in check("-v", DJLEDGER_CACHE_DIR=str(caches)).stderr


def test_nothing_is_written_without_cache(tree, tmp_path):
    check("--no-cache", DJLEDGER_CACHE_DIR=str(tmp_path / "缓存"))
    assert not (tmp_path / "缓存").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="process groups are POSIX")
def test_a_run_killed_at_any_moment_leaves_a_usable_cache(tree):
    plain = check("--no-cache").stdout
    before = sorted(tree.rglob("*"))
    dice = random.Random(5)
    for _ in range(4):
        run = begin("--jobs", "2")
        time.sleep(dice.uniform(0.1, 2.5))
        os.killpg(run.pid, signal.SIGKILL)
        assert run.communicate(timeout=60)[1] == b""
        done = check("-v")
        assert done.stdout == plain
        assert "作废" not in done.stderr
    assert sorted(tree.rglob("*")) == before


def test_two_runs_at_once_print_the_same_and_share_the_cache(tree):
    plain = check("--no-cache").stdout
    runs = [begin("--jobs", "1"), begin("--jobs", "1")]
    told = [run.communicate(timeout=60) for run in runs]
    assert [(printed.decode(), said) for printed, said in told] == [(plain, b"")] * 2
    assert "16 个没有变化" in check("-v").stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--jobs", "0"], "至少是 1"),
        (["--executor", "somewhere:1"], "dask://主机:端口"),
        (["--executor", "dask://"], "dask://主机:端口"),
    ],
)
def test_2_for_an_executor_that_cannot_be(tree, words, said):
    done = check(*words)
    assert done.exit_code == 2
    assert said in done.stderr


def hits(*words):
    said = check("-v", *words).stderr
    return [int(number) for number in re.findall(r"16 个支部：(\d+) 个没有变化", said)]


def test_revisions_are_remembered_and_told_apart(tree):
    commit(tree)
    write(tree, f"第03支部/{MEETING_PATH}", MEETING.replace("03-12", "03-13"))
    commit(tree)
    for revision in ("HEAD", "HEAD~1", "HEAD"):
        plain = check("--at", revision, "--no-cache").stdout
        assert check("--at", revision).stdout == plain
        assert hits("--at", revision) == [16]
    assert hits("--at", "HEAD~1") == [15]
    assert check("--at", "HEAD").stdout != check("--at", "HEAD~1").stdout


def test_what_rests_on_the_history_is_remembered_for_that_history_alone(tree):
    commit(tree)
    commit(tree, "2026-02-01")
    words = ["--extend-select", "LED201"]
    assert hits("--at", "HEAD", *words) == [0]
    assert hits("--at", "HEAD", *words) == [16]
    assert hits("--at", "HEAD~1", *words) == [0]


def test_files_on_disk_are_remembered_whatever_revisions_are_asked_for(tree):
    commit(tree)
    write(tree, f"第03支部/{MEETING_PATH}", MEETING.replace("03-12", "03-13"))
    check()
    write(tree, f"第04支部/{MEETING_PATH}", MEETING.replace("03-12", "03-13"))
    check("--at", "HEAD")
    assert hits() == [15]


def test_both_ends_of_a_comparison_are_remembered(tree):
    commit(tree)
    for number in range(16):
        write(tree, f"第{number:02}支部/{MEETING_PATH}", MEETING.replace("地点", "地占"))
    plain = check("--since", "HEAD", "--no-cache")
    for _ in range(2):
        done = check("--since", "HEAD")
        assert (done.stdout, done.stderr) == (plain.stdout, plain.stderr)
    assert hits("--since", "HEAD") == [16]
