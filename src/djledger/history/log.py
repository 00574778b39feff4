"""The versions of every file below a folder, from one reading of the commit log."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from djledger import git
from djledger.history.blobs import Blobs
from djledger.ledger.history import Commit, Version

HEAD = "\x01"
"""Begins a commit in the listing; a path never does."""


class GitHistory:
    """The history of the files below a folder. Nothing is read before it is asked for."""

    def __init__(self, root: Path, revision: str = "HEAD") -> None:
        """Answer for the files below ``root``, up to a revision."""
        self._root = root
        self._revision = revision
        self._blobs = Blobs(root)

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel as folder and revision."""
        return GitHistory, (self._root, self._revision)

    @cached_property
    def missing(self) -> str:
        """The reason why nothing can be concluded; empty if something can."""
        try:
            if git.is_shallow(self._root):
                return "这是浅克隆，较早的提交不在本地；用 git fetch --unshallow 取回后再查。"
            git.commit_id(self._root, self._revision)
        except git.GitError as error:
            return str(error)
        return ""

    @cached_property
    def mark(self) -> str:
        """The commit that the history ends with."""
        return self.missing or git.commit_id(self._root, self._revision)

    def versions(self, path: str) -> Sequence[Version]:
        """Return a file's versions, oldest first, under the names that it had."""
        return self._versions.get(path, ())

    @cached_property
    def _versions(self) -> dict[str, Sequence[Version]]:
        listed = git.run(
            self._root, "log", "--raw", "-z", "-M", "--no-abbrev", "--relative",
            f"--format={HEAD}%H%x09%as%x09%an", self._revision, "--", ".",
        )  # fmt: skip
        found: dict[str, list[Version]] = {}
        later: dict[str, str] = {}
        for commit, blob, before, path in _changes(listed):
            now = later.pop(path, path) if before != path else later.get(path, path)
            if before != path:
                later[before] = now
            found.setdefault(now, []).append(Version(commit, self._loader(blob)))
        return {path: versions[::-1] for path, versions in found.items()}

    def _loader(self, blob: str) -> Callable[[], bytes]:
        """Return what reads a content; a file that a commit took away is empty from then on."""
        return partial(self._blobs.read, blob) if blob.strip("0") else bytes


def _changes(listed: bytes) -> Iterator[tuple[Commit, str, str, str]]:
    """Yield, newest first: commit, id of the content, path before and after."""
    words = git.fields(listed)
    commit = None
    for word in words:
        if word.lstrip("\n").startswith(HEAD):
            identity, day, author = word.lstrip("\n")[1:].split("\t", 2)
            commit = Commit(identity, date.fromisoformat(day), author)
            continue
        mode, blob, status = _entry(word)
        before = next(words)
        path = next(words) if status[0] in "RC" else before
        if commit is not None and (status[0] == "D" or mode.startswith("100")):
            yield commit, blob, path if status[0] == "C" else before, path


def _entry(word: str) -> tuple[str, str, str]:
    _, mode, _, blob, status = word.lstrip("\n").split(" ")
    return mode, blob, status
