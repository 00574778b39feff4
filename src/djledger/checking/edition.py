"""Which edition of the program this is: a mark that changes with any of its files."""

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.machinery import PathFinder

from djledger import __version__

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LIBRARIES = ("pydantic", "yaml")
"""What reads and types a ledger besides our own files."""


@cache
def edition() -> str:
    """Return a mark of the rules, the law, the reader, and what they run on."""
    running = (__version__, sys.version, *map(_installed_beside, LIBRARIES))
    total = sha256(repr(running).encode())
    for path in _files(PACKAGE):
        with open(path, "rb", buffering=0) as file:
            raw = file.read()
        total.update(f"{path[len(PACKAGE) :]}\0{len(raw)}\0".encode())
        total.update(raw)
    return total.hexdigest()


def _files(folder: str) -> Iterator[str]:
    """Yield the files below a folder in order, compiled ones left out."""
    with os.scandir(folder) as scan:
        entries = sorted(scan, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir():
            yield from _files(entry.path)
        elif not entry.name.endswith(".pyc"):
            yield entry.path


def _installed_beside(library: str) -> tuple[str, ...]:
    """Return what is installed where a library is, each with its version.

    The names of folders tell it; asking `importlib.metadata` would take longer than all else.
    """
    spec = PathFinder.find_spec(library)
    if spec is None or spec.origin is None:
        return ()
    folder = os.path.dirname(os.path.dirname(spec.origin))
    return tuple(sorted(n for n in os.listdir(folder) if n.endswith((".dist-info", ".egg-info"))))
