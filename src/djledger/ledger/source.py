"""Where ledger files come from: a folder on disk, or a mapping in a test."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

SKIPPED_FOLDERS = frozenset({"__pycache__", "node_modules"})


class Source(Protocol):
    """A tree of files, addressed by POSIX paths relative to its root."""

    @property
    def work_tree(self) -> Path | None:
        """The folder on disk whose files these are; None for what git or memory holds."""

    def paths(self, prefix: str = "") -> Iterator[str]:
        """Yield the paths of all files below a folder that are of interest, in order.

        Of a folder that cannot be looked into one path stands for all: see ``is_closed``.
        """

    def read(self, path: str) -> bytes:
        """Return a file's bytes; OSError if it cannot be read."""

    def head(self, path: str, size: int) -> bytes:
        """Return how a file begins, up to so many bytes; OSError if it cannot be read."""

    def exists(self, path: str) -> bool:
        """Whether there is such a file or folder."""


SHEETS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".et", ".csv", ".tsv")
"""How the names of spreadsheets end, in lower case."""


def is_sheet(name: str) -> bool:
    """Whether a file name is that of a spreadsheet."""
    return name.lower().endswith(SHEETS)


TEXTS = (".txt", ".md", ".markdown", ".csv", ".tsv", ".htm", ".html")
"""How the names end of plain texts that people put beside a ledger, in lower case."""


def is_text(name: str) -> bool:
    """Whether a file name is that of a plain text other than YAML."""
    return name.lower().endswith(TEXTS)


PHOTOS = (".jpg", ".jpeg")
"""How the names end of photos that may tell where they were taken, in lower case."""


def is_photo(name: str) -> bool:
    """Whether a file name is that of a photo."""
    return name.lower().endswith(PHOTOS)


def is_listed(name: str) -> bool:
    """Whether a source lists files of this name."""
    return is_yaml(name) or name.lower().endswith(_BESIDE)


_BESIDE = (*SHEETS, *TEXTS, *PHOTOS)


def is_skipped(path: str) -> bool:
    """Whether a walk passes over one of the folders that a path leads through."""
    if "/." in path or path.startswith(".") or any(name in path for name in SKIPPED_FOLDERS):
        return any(map(_is_skipped_folder, path.split("/")[:-1]))
    return False  # as of nearly all


def walked(path: str) -> str:
    """Return what sorts paths as a walk meets them: a folder as a whole by its name."""
    return path.replace("/", "\0")


def _is_skipped_folder(name: str) -> bool:
    return name.startswith(".") or name in SKIPPED_FOLDERS


def is_yaml(name: str) -> bool:
    """Whether a file name is that of a YAML file."""
    return name.endswith(YAMLS) or name.lower().endswith(YAMLS)  # nearly all are in lower case


_ALL = "/*"


def is_closed(path: str) -> bool:
    """Whether a path stands for all files of a folder that could not be looked into."""
    return path.endswith(_ALL)


YAMLS = (".yaml", ".yml")
"""How the names of YAML files end, in lower case."""


# Thousands of small files: a file object for each would cost as much as reading it.
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_CHUNK = 1 << 16


class DiskSource:
    """The files below a folder; links that lead out of it are not followed."""

    def __init__(self, root: Path) -> None:
        """Look below ``root``."""
        self.root = self.work_tree = root
        self._base = os.path.realpath(root)

    def paths(self, prefix: str = "") -> Iterator[str]:
        """Yield the paths of all files below ``prefix`` that are of interest, in order."""
        yield from self._walk(os.path.join(self._base, prefix) if prefix else self._base)

    def _walk(self, folder: str) -> Iterator[str]:
        walks = [_entries(folder)]  # one within the other: generators would each pass all on
        while walks:
            entry = next(walks[-1], None)
            if entry is None:
                walks.pop()
            elif entry.is_dir(follow_symlinks=False):
                if not _is_skipped_folder(entry.name):
                    try:
                        walks.append(_entries(entry.path))
                    except OSError:  # one such folder hides nothing that stands in others
                        yield self._relative(entry) + _ALL
            elif is_listed(entry.name) and self._is_ours(entry):
                yield self._relative(entry)

    def _relative(self, entry: os.DirEntry[str]) -> str:
        return entry.path[len(self._base) + 1 :].replace(os.sep, "/")

    def _is_ours(self, entry: os.DirEntry[str]) -> bool:
        """Whether it is a file, or a link that does not lead out; reading a pipe would hang."""
        if entry.is_symlink():
            return self._inside(entry.path)
        return entry.is_file(follow_symlinks=False)

    def _inside(self, path: str) -> bool:
        return os.path.realpath(path).startswith(self._base + os.sep)

    def holds(self, path: str) -> bool:
        """Whether a walk comes upon this file, if it comes to its folder."""
        full = os.path.join(self._base, path)
        if os.path.islink(full):
            return self._inside(full)
        return os.path.isfile(full)

    def read(self, path: str) -> bytes:
        """Return a file's bytes."""
        descriptor = os.open(os.path.join(self._base, path), _READ)
        try:
            return b"".join(iter(lambda: os.read(descriptor, _CHUNK), b""))
        finally:
            os.close(descriptor)

    def head(self, path: str, size: int) -> bytes:
        """Return how a file begins."""
        with open(os.path.join(self._base, path), "rb") as file:
            return file.read(size)

    def exists(self, path: str) -> bool:
        """Whether there is such a file or folder; where that may not be seen, there may be."""
        full = os.path.join(self._base, path)
        try:
            return os.access(full, os.F_OK) or _is_hidden(full)  # quicker than `exists`
        except ValueError:  # what no name can be
            return False

    def is_folder(self, path: str) -> bool:
        """Whether there is such a folder, or a link to one."""
        return os.path.isdir(os.path.join(self._base, path))


def _is_hidden(path: str) -> bool:
    try:
        os.stat(path)
    except PermissionError:
        return True
    except OSError:
        return False
    return False


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as scan:
        return iter(sorted(scan, key=lambda entry: entry.name))


class MemorySource:
    """Files held in memory, for tests and for what an editor has not saved yet."""

    work_tree = None

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Serve these files."""
        self.files = dict(files)

    def paths(self, prefix: str = "") -> Iterator[str]:
        """Yield the paths below ``prefix``, in order."""
        start = prefix.rstrip("/") + "/" if prefix else ""
        return (path for path in sorted(self.files) if path.startswith(start) and is_listed(path))

    def read(self, path: str) -> bytes:
        """Return a file's bytes."""
        try:
            return self.files[path]
        except KeyError:
            raise FileNotFoundError(path) from None

    def head(self, path: str, size: int) -> bytes:
        """Return how a file begins."""
        return self.read(path)[:size]

    def exists(self, path: str) -> bool:
        """Whether there is such a file, or a folder with files in it."""
        return path in self.files or any(name.startswith(f"{path}/") for name in self.files)
