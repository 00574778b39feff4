"""A write that is killed at any moment leaves the old file or the new one, never a part."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import djledger

OLD, NEW = "旧" * 300_000, "新" * 300_000
WRITER = """
import sys
from pathlib import Path
from djledger.yamltext import write_atomic
path = Path(sys.argv[1])
print("ready", flush=True)
while True:
    for word in ("新", "旧"):
        write_atomic(path, (word * 300_000).encode())
"""


def test_a_killed_write_leaves_a_whole_file(tmp_path):
    path = tmp_path / "branch.yaml"
    path.write_text(OLD, encoding="utf-8")
    chance = random.Random(7)
    source = str(Path(djledger.__file__).parents[1])
    for _ in range(12):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": source},
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(chance.random() * 0.05)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        assert path.read_text(encoding="utf-8") in (OLD, NEW)
