"""Outcomes of earlier runs, believed for a branch only while all that they rest on is the same.

What they rest on: the program and its rules (edition), the request, the branch's list of files
and their content, and the answers to what was asked to exist. The first two choose the store;
the others are looked at afresh for every branch.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from djledger.checking import store
from djledger.checking.edition import edition
from djledger.checking.examining import Examined, examine
from djledger.checking.request import Request
from djledger.checking.spreading import spread
from djledger.checking.stamps import Stamps
from djledger.disk import why
from djledger.ledger.folder import Site, join
from djledger.ledger.history import History, NoHistory
from djledger.ledger.layout import part_of
from djledger.ledger.source import Source

if TYPE_CHECKING:
    from concurrent.futures import Executor


@dataclass(frozen=True, slots=True)
class Entry:
    """What is kept of a branch: its outcome and the files that there were."""

    files: tuple[str, ...]
    uppers: tuple[str, ...]
    examined: Examined


@cache
def _entries() -> TypeAdapter[Entry]:
    return TypeAdapter(Entry)


@dataclass
class Cache:
    """One store of outcomes, for one request over one source."""

    path: Path
    source: Source
    stamps: Stamps
    history: History = field(default_factory=NoHistory)
    notes: list[str] = field(default_factory=list)
    hits: int = 0

    def __post_init__(self) -> None:
        """Read what there is; a damaged store counts as none, and that is noted."""
        try:
            self._kept = store.load(self.path)
        except store.DamagedError as error:
            self.notes.append(f"缓存读不了（{error}），已作废重建。")
            self._kept = {}
        self._changed = False

    def recall(self, site: Site) -> Examined | None:
        """Return the outcome for a branch if it still holds."""
        raw = self._kept.get(site.path)
        entry = self._entry(site.path, raw) if raw is not None else None
        if entry is None or (entry.files, entry.uppers) != (site.files, site.uppers):
            return None
        examined = entry.examined
        if examined.history and examined.history != self.history.mark:
            return None
        if self.stamps.content(_read_files(site)) != examined.content:
            return None
        exists = self.source.exists
        return examined if all(exists(p) is a for p, a in examined.answers.items()) else None

    def _entry(self, path: str, raw: bytes) -> Entry | None:
        try:
            return _entries().validate_json(raw)
        except ValidationError:
            self.notes.append(f"缓存里“{path}”的内容读不懂，已重新检查。")
            return None

    def keep(self, site: Site, examined: Examined) -> None:
        """Remember an outcome; one with a defect of ours is better found again."""
        if not examined.report.defects:
            entry = Entry(site.files, site.uppers, examined)
            self._kept[site.path] = _entries().dump_json(entry)
            self._changed = True

    def save(self) -> None:
        """Write what is new; without room or permission the next run is slower, no more."""
        if self._changed:
            try:
                store.save(self.path, self._kept)
            except OSError as error:
                self.notes.append(f"缓存写不进 {self.path.parent}（{why(error)}）。")


def _read_files(site: Site) -> Iterator[str]:
    """Yield the files that checking a branch reads."""
    yield from (path for path in site.files if part_of(site.path, path) is not None)
    yield from (join(upper, "committee.yaml") for upper in site.uppers)


def store_path(folder: Path, root: Path, request: Request) -> Path:
    """Return the store for a request, over the tree below ``root``, in a folder of caches."""
    name = sha256(f"{edition()}\0{request.mark}".encode()).hexdigest()[:24]
    place = sha256(str(root).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return folder / place / f"{name}.store"


def examine_all(
    source: Source,
    sites: Sequence[Site],
    request: Request,
    executor: "Executor | None" = None,
    cache: Cache | None = None,
) -> Iterator[Examined]:
    """Check branches, those not remembered on the executor; the order is that of ``sites``."""
    known = _recalled(sites, cache)
    made = _fresh(source, [site for site in sites if site.path not in known], request, executor)
    return _merged(sites, known, made, cache)


def _merged(
    sites: Iterable[Site],
    known: dict[str, Examined],
    made: Iterator[Examined],
    cache: Cache | None,
) -> Iterator[Examined]:
    try:
        for site in sites:
            examined = known.pop(site.path, None)
            if examined is None:
                examined = next(made)
                if cache is not None:
                    cache.keep(site, examined)
            yield examined
    finally:
        if cache is not None:
            cache.save()


def _recalled(sites: Iterable[Site], cache: Cache | None) -> dict[str, Examined]:
    if cache is None:
        return {}
    found = ((site.path, cache.recall(site)) for site in sites)
    known = {path: examined for path, examined in found if examined is not None}
    cache.hits = len(known)
    return known


def _fresh(
    source: Source, sites: Sequence[Site], request: Request, executor: "Executor | None"
) -> Iterator[Examined]:
    if executor is None or not sites:
        return (examine(source, site, request) for site in sites)
    return spread(executor, source, sites, request)
