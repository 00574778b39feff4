"""The tree of files as it was at a revision, without touching the work tree."""

import os
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from posixpath import normpath
from typing import Any

from djledger import git
from djledger.checking.tracing import UNREADABLE, content_of
from djledger.history.blobs import Blobs
from djledger.ledger.source import is_listed, is_skipped, walked

PLAIN = ("100644 blob ", "100755 blob ")
"""How git lists files; links and nested repositories are none."""


class GitSource:
    """The files below a folder at a commit."""

    work_tree = None

    def __init__(self, root: Path, revision: str) -> None:
        """Look below ``root`` at a revision; git.GitError if there is none."""
        self.root = root
        self.commit = git.commit_id(root, revision)
        self._blobs = Blobs(root)

    @property
    def revision(self) -> str:
        """The revision with which the history of the files ends."""
        return self.commit

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel as folder and commit."""
        return GitSource, (self.root, self.commit)

    @cached_property
    def ids(self) -> dict[str, str]:
        """The ids of all files, by path."""
        listed = os.fsdecode(git.run(self.root, "ls-tree", "-r", "-z", self.commit)).split("\0")
        lines = (line.partition("\t") for line in listed)  # mode, "blob", id; then the path
        return {path: about[12:] for about, _, path in lines if about.startswith(PLAIN)}

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.ids)

    def paths(self, prefix: str = "") -> Iterator[str]:
        """Yield the files of interest below ``prefix``, in the order of a walk on disk."""
        start = prefix.rstrip("/") + "/" if prefix else ""
        inside = (path for path in self.ids if path.startswith(start) and is_listed(path))
        for path in sorted(inside, key=walked):
            if not is_skipped(path[len(start) :]):
                yield path

    def content(self, paths: Iterable[str]) -> str:
        """Return one mark for the content of the files, as a traced reading of them would."""
        return content_of({path: self.ids.get(path, UNREADABLE) for path in paths})

    def read(self, path: str) -> bytes:
        """Return a file's bytes."""
        if path not in self.ids:
            raise FileNotFoundError(path)
        return self._blobs.read(self.ids[path])

    def head(self, path: str, size: int) -> bytes:
        """Return how a file begins."""
        return self.read(path)[:size]

    def exists(self, path: str) -> bool:
        """Whether there was such a file or folder."""
        plain = normpath(path) if path else ""
        if plain in self.ids or plain in {"", "."}:
            return True
        after = bisect_left(self._sorted, f"{plain}/")
        return "".join(self._sorted[after : after + 1]).startswith(f"{plain}/")
