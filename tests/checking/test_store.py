"""The file of remembered outcomes is whole whenever it is looked at."""

import random
import subprocess
import sys
import time

import pytest

from djledger.checking import store

WRITER = """
import sys
from pathlib import Path
from djledger.checking import store
number = 0
while True:
    entries = {f"第{n}支部": b"%d" % number * 500 for n in range(400)}
    store.save(Path(sys.argv[1]), entries)
    number += 1
    print(number, flush=True)
"""


def start(path):
    """Start a process that writes the store over and over; return it after the first time."""
    process = subprocess.Popen([sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE)
    process.stdout.readline()
    return process


def stop(process):
    process.kill()
    process.communicate()


def test_what_was_saved_is_loaded(tmp_path):
    entries = {"第一\n支部": b'{"a": 1}', ".": b"[]"}
    store.save(tmp_path / "x.store", entries)
    assert store.load(tmp_path / "x.store") == entries
    assert store.load(tmp_path / "y.store") == {}


def test_writers_killed_at_random_moments_leave_a_whole_file(tmp_path):
    path = tmp_path / "x.store"
    dice = random.Random(11)
    for _ in range(8):
        process = start(path)
        time.sleep(dice.uniform(0, 0.05))
        stop(process)
        assert len(store.load(path)) == 400


def test_two_writers_at_once_and_a_reader(tmp_path):
    path = tmp_path / "x.store"
    writers = [start(path), start(path)]
    try:
        for _ in range(100):
            assert len(set(store.load(path).values())) == 1
    finally:
        for process in writers:
            stop(process)


def test_a_save_that_fails_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "x.store"
    store.save(path, {"a": b"1"})
    with pytest.raises(TypeError):
        store.save(path, {"a": b"1", "b": 2})
    path.with_name("不能替换.store").mkdir()
    with pytest.raises(OSError):
        store.save(path.with_name("不能替换.store"), {"a": b"1"})
    assert store.load(path) == {"a": b"1"}
    assert not list(tmp_path.glob("*.tmp"))


def test_only_the_stores_used_last_are_kept(tmp_path):
    for number in range(store.KEPT + 3):
        store.save(tmp_path / f"{number}.store", {})
    assert len(list(tmp_path.glob("*.store"))) == store.KEPT
