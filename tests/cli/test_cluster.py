"""Checking on a dask cluster: a real scheduler and two worker processes on this machine."""

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

from checking.trees import plant

pytestmark = pytest.mark.skipif(find_spec("distributed") is None, reason="an extra")

SOURCES = Path(__file__).parents[2] / "src"
WORDS = ["--as-of", "2026-07-15", "--format", "concise", "--fail-on", "never"]


def environment(folder):
    return {**os.environ, "PYTHONPATH": str(SOURCES), "DASK_TEMPORARY_DIRECTORY": str(folder)}


@contextmanager
def processes(folder, *commands):
    running = [
        subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=folder,
            env=environment(folder),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for command in commands
    ]
    try:
        yield running
    finally:
        for process in running:
            process.kill()
            process.wait()


def address_in(file):
    """Wait for a scheduler to say where it listens."""
    for _ in range(600):
        if file.exists() and (text := file.read_text()).endswith("}"):
            return json.loads(text)["address"].removeprefix("tcp://")
        time.sleep(0.1)
    raise TimeoutError(file)


def scheduler(file):
    return ["distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0",
            "--no-dashboard", "--scheduler-file", file]  # fmt: skip


def worker(file):
    return ["distributed.cli.dask_worker", "--scheduler-file", file, "--no-dashboard",
            "--no-nanny", "--nthreads", "1"]  # fmt: skip


def check(tree, *words):
    command = [sys.executable, "-m", "djledger", "check", *WORDS, *words]
    return subprocess.run(
        command, cwd=tree, env=environment(tree), capture_output=True, text=True, check=False,
        timeout=120,
    )  # fmt: skip


def test_two_workers_report_what_one_process_does(tmp_path):
    tree, file = plant(tmp_path / "台账", 20), tmp_path / "scheduler.json"
    alone = check(tree, "--jobs", "1", "--no-cache")
    assert alone.returncode == 0
    with processes(tmp_path, scheduler(str(file)), worker(str(file)), worker(str(file))):
        where = f"dask://{address_in(file)}"
        for words in (["--no-cache"], [], ["-v"]):
            spread = check(tree, "--executor", where, *words)
            assert (spread.returncode, spread.stdout) == (0, alone.stdout), spread.stderr
        assert "20 个支部：20 个没有变化" in spread.stderr


def test_a_cluster_that_is_not_there_is_said(tmp_path):
    done = check(plant(tmp_path, 1), "--executor", "dask://127.0.0.1:1")
    assert done.returncode == 2
    assert done.stderr == "连不上 127.0.0.1:1 的 dask 调度器。\n"
