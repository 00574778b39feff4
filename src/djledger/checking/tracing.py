"""A source that remembers what it was asked, so that an outcome can be held against it later."""

from collections.abc import Iterator, Mapping
from hashlib import sha1, sha256
from pathlib import Path

from djledger.ledger.source import Source

UNREADABLE = "-"
"""Stands for the id of a file that could not be read."""

CHANGED = "?"
"""Stands for the id of a file that was not the same when read again; it never holds."""


def content_id(raw: bytes) -> str:
    """Return the id that git gives to content, so that git's own listing can vouch for it."""
    return sha1(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()


def content_of(ids: Mapping[str, str]) -> str:
    """Return one mark for the content of several files, whatever the order of reading."""
    listed = "\0".join([f"{path}\0{one}" for path, one in sorted(ids.items())])
    return sha256(listed.encode("utf-8", "surrogateescape")).hexdigest()


class TracedSource:
    """Passes on what another source says, and keeps what the answers were."""

    def __init__(self, source: Source) -> None:
        """Stand before this source."""
        self._source = source
        self.ids: dict[str, str] = {}
        self.answers: dict[str, bool] = {}

    @property
    def work_tree(self) -> Path | None:
        """The folder on disk whose files these are, if they are."""
        return self._source.work_tree

    def paths(self, prefix: str = "") -> Iterator[str]:
        """Yield the paths of all files below a folder that are of interest, in order."""
        return self._source.paths(prefix)

    def read(self, path: str) -> bytes:
        """Return a file's bytes; OSError if it cannot be read."""
        try:
            raw = self._source.read(path)
        except OSError:
            self._note(path, UNREADABLE)
            raise
        self._note(path, content_id(raw))
        return raw

    def _note(self, path: str, seen: str) -> None:
        if self.ids.setdefault(path, seen) != seen:
            self.ids[path] = CHANGED

    def head(self, path: str, size: int) -> bytes:
        """Return how a file begins; not noted, for a part has no id to be held against."""
        return self._source.head(path, size)

    def exists(self, path: str) -> bool:
        """Whether there is such a file or folder."""
        answer = self._source.exists(path)
        self.answers[path] = answer
        return answer

    def content(self) -> str:
        """Return one mark for the content of all files read so far."""
        return content_of(self.ids)
