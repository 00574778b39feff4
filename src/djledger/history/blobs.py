"""Reading many objects through one long-lived git process."""

import os
import subprocess
from pathlib import Path
from typing import Any, cast
from weakref import finalize

from djledger import git


class Blobs:
    """The contents of a repository by id; each process that uses it gets its own reader."""

    def __init__(self, folder: Path) -> None:
        """Read from the repository that a folder is in."""
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel as the folder alone."""
        return Blobs, (self._folder,)

    def read(self, blob: str) -> bytes:
        """Return the content with this id; OSError if the repository lacks it."""
        process = self._reader()
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(f"{blob}\n".encode())
        process.stdin.flush()
        head = process.stdout.readline().split()
        if len(head) != 3:
            raise FileNotFoundError(blob)
        return process.stdout.read(int(head[2]) + 1)[:-1]

    def _reader(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._owner != os.getpid():
            self._process = subprocess.Popen(
                git.command("cat-file", "--batch"),
                cwd=self._folder,
                env=git.environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
            self._owner = os.getpid()
            finalize(self, _stop, self._process, self._owner)
        return self._process


def _stop(process: "subprocess.Popen[bytes]", owner: int) -> None:
    for stream in (process.stdin, process.stdout):
        cast("Any", stream).close()
    if os.getpid() == owner:
        process.wait()
