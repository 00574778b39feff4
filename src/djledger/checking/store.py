"""A file of remembered things: written whole or not at all, and believed only if undamaged."""

import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from djledger.disk import why

MAGIC = b"djledger-cache 1 "
KEPT = 12
"""How many files of a kind stand side by side (other days, years, rules), the latest ones."""

_ABANDONED = 24 * 3600
"""Seconds after which a file that was being written is taken for one nobody will finish."""


class DamagedError(ValueError):
    """The file is not what was written."""


def place_of(folder: Path, root: Path) -> Path:
    """Return where, in a folder of caches, what is remembered of the tree below a root is."""
    return folder / sha256(str(root).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def load(path: Path) -> dict[str, bytes]:
    """Return the entries; none if there is no such file; DamagedError if it is not sound."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise DamagedError(why(error)) from error
    head, _, body = raw.partition(b"\n")
    if head != MAGIC + _sum(body):
        raise DamagedError("内容不完整或被改动")
    return dict(_entries(body))


def _entries(body: bytes) -> Iterator[tuple[str, bytes]]:
    for line in body.splitlines():
        name, _, value = line.partition(b"\t")
        yield json.loads(name), value


def save(path: Path, entries: Mapping[str, bytes]) -> None:
    """Write all entries beside the file, then put them in its place in one step.

    Values must be single lines. Of two writers at once the later one wins, whole.
    """
    import tempfile

    lines = (json.dumps(name).encode() + b"\t" + value for name, value in entries.items())
    body = b"\n".join(lines)
    path.parent.mkdir(parents=True, exist_ok=True)
    _clean(path.parent, path.suffix)
    handle, name = tempfile.mkstemp(suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(MAGIC + _sum(body) + b"\n" + body)
        os.replace(name, path)  # noqa: PTH105 (the name is a string already)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _sum(body: bytes) -> bytes:
    return sha256(body).hexdigest().encode()


def _clean(folder: Path, suffix: str) -> None:
    """Drop the oldest files of a kind and what killed runs left; age decides nothing else here."""
    with suppress(OSError):
        stores = sorted(folder.glob(f"*{suffix}"), key=_age)
        left = [path for path in folder.glob("*.tmp") if _age(path) > _ABANDONED]
        for path in [*stores[KEPT - 1 :], *left]:
            path.unlink(missing_ok=True)


def _age(path: Path) -> float:
    return time.time() - path.stat().st_mtime
