"""The files on disk as they would be if everything open in the editor were saved."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from djledger.ledger.source import MemorySource, Source


class OverlaySource:
    """A source in which some files have another content, or are there already."""

    def __init__(self, below: Source, texts: Mapping[str, bytes]) -> None:
        """Serve ``texts``, and from ``below`` all else."""
        self._below = below
        self._texts = MemorySource(texts)

    @property
    def work_tree(self) -> Path | None:
        """The folder on disk whose files are overlaid."""
        return self._below.work_tree

    def paths(self, prefix: str = "") -> Iterator[str]:
        """Yield the paths of both, those of unsaved files last."""
        on_disk = set()
        for path in self._below.paths(prefix):
            on_disk.add(path)
            yield path
        yield from (path for path in self._texts.paths(prefix) if path not in on_disk)

    def read(self, path: str) -> bytes:
        """Return a file's bytes as the editor has them."""
        if path in self._texts.files:
            return self._texts.read(path)
        return self._below.read(path)

    def head(self, path: str, size: int) -> bytes:
        """Return how a file begins."""
        return self.read(path)[:size] if path in self._texts.files else self._below.head(path, size)

    def exists(self, path: str) -> bool:
        """Whether there is such a file or folder in either."""
        return self._texts.exists(path) or self._below.exists(path)
