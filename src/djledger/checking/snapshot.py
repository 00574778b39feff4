"""What the files below a folder are now: their paths and the ids of their content.

A few files are simply read. Of many git says which are unchanged, and only the others are read.
Git is believed only where its listing is about the very files and bytes on disk: see `tracked`.
Nothing here looks at a time of modification.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from hashlib import sha256
from itertools import islice

from djledger.checking.tracing import UNREADABLE, content_id, content_of
from djledger.checking.tracked import Tracked, tracked
from djledger.ledger.photos import HEAD
from djledger.ledger.source import DiskSource, is_photo, is_sheet, is_text

UNREAD = ""
"""Stands for the id of a spreadsheet: it matters only that it is there."""

FEW = 600
"""Up to this many files it is cheaper to read them than to ask git about them."""


class Snapshot:
    """The files below a folder of a source as they were when it was made; ids are never stale."""

    def __init__(self, source: DiskSource, prefix: str = "", few: int = FEW) -> None:
        """Look at what there is."""
        self.source = source
        self._prefix = prefix
        self._first = list(islice(source.paths(prefix), few + 1))
        many = len(self._first) > few
        self._git: Tracked | None = tracked(source, prefix) if many else None
        self._cut = many
        self._read: dict[str, str] = {}

    @cached_property
    def paths(self) -> Sequence[str]:
        """The paths of all files of interest, as the source would list them."""
        if self._git is not None and self._git.names_hold:
            return self._git.paths
        return list(self.source.paths(self._prefix)) if self._cut else self._first

    @cached_property
    def mark(self) -> str:
        """One mark for all paths and contents."""
        if self._git is not None and self._git.names_hold:
            others = {path: self._id_by_reading(path) for path in self._git.others}
            return sha256(self._git.listed + content_of(others).encode()).hexdigest()
        listed = "\0".join(self.paths).encode("utf-8", "surrogateescape")
        return sha256(listed + self.content(self.paths).encode()).hexdigest()

    def content(self, paths: Iterable[str]) -> str:
        """Return one mark for the content of the files, as a traced reading of them would."""
        vouched, read = self._vouched.get, self._id_by_reading
        return content_of({path: vouched(path) or read(path) for path in paths})

    def id_of(self, path: str) -> str:
        """Return the id of a file's content; each file is read at most once.

        Of a photo for which git does not vouch that is the id of its head: see `photos`.
        """
        return self._vouched.get(path) or self._id_by_reading(path)

    @cached_property
    def _vouched(self) -> dict[str, str]:
        return {} if self._git is None else self._git.ids

    def _id_by_reading(self, path: str) -> str:
        if path not in self._read:
            self._read[path] = self._newly_read(path)
        return self._read[path]

    def _newly_read(self, path: str) -> str:
        if is_sheet(path) and not is_text(path):
            return UNREAD
        try:
            head = is_photo(path)
            return content_id(self.source.head(path, HEAD) if head else self.source.read(path))
        except OSError:
            return UNREADABLE
