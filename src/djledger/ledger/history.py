"""What the repository remembers of a file: who recorded which content on which day."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple, Protocol

from djledger import yamltext
from djledger.ledger.facts import Facts, facts


class Commit(NamedTuple):
    """One act of recording. ``day`` is the author's own, where the change was made."""

    id: str
    day: date
    author: str


class Version(NamedTuple):
    """A file as a commit left it."""

    commit: Commit
    load: Callable[[], bytes]

    def data(self) -> Any:
        """Return the content as plain data; None if it cannot be read."""
        return yamltext.read(self.load()).data  # loads the reader: only when asked

    def facts(self) -> Facts:
        """Return the content as single facts."""
        return facts(self.data())


class History(Protocol):
    """The history of a tree of files. ``missing`` says why there is none, if so."""

    @property
    def missing(self) -> str:
        """The reason why nothing can be concluded; empty if something can."""

    @property
    def mark(self) -> str:
        """A text that differs whenever the answers could."""

    def versions(self, path: str) -> Sequence[Version]:
        """Return a file's versions, oldest first, under the names that it had."""


class NoHistory:
    """Where nobody looked for a history, or there can be none."""

    missing = "没有提交历史可查。"
    mark = ""

    def versions(self, path: str) -> Sequence[Version]:
        """Return nothing."""
        return ()
