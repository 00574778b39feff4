"""Outcomes of earlier runs, believed for a branch only while all that they rest on is the same.

What they rest on: the program and its rules (edition), the request, the branch's list of files
and their content, and the answers to what was asked to exist. The first two choose the store;
the others are looked at afresh for every branch.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from djledger.checking import plain, store
from djledger.checking.edition import edition
from djledger.checking.examining import Examined, examine
from djledger.checking.request import Request
from djledger.checking.spreading import spread
from djledger.disk import why
from djledger.ledger.committee import Brief
from djledger.ledger.folder import Site, join
from djledger.ledger.history import History, NoHistory
from djledger.ledger.layout import part_of
from djledger.ledger.organisation import BranchKind
from djledger.ledger.source import Source

if TYPE_CHECKING:
    from concurrent.futures import Executor


class Contents(Protocol):
    """What tells the content of files without reading those that are known."""

    def content(self, paths: Iterable[str]) -> str:
        """Return one mark for the content of the files, as a traced reading of them would."""


@dataclass
class Cache:
    """One store of outcomes, for one request over the files as they were at one time.

    Without a path nothing is kept. ``consistent`` tells whether all that was checked so far was
    checked on the files of the snapshot, and not on ones that were changed meanwhile.
    """

    path: Path | None
    source: Source
    snapshot: Contents
    history: History = field(default_factory=NoHistory)
    notes: list[str] = field(default_factory=list)
    hits: int = 0
    consistent: bool = True

    def __post_init__(self) -> None:
        """Read what there is; a damaged store counts as none, and that is noted."""
        self._changed = False
        self._kept: dict[str, bytes] = {}
        try:
            self._kept = store.load(self.path) if self.path is not None else {}
        except store.DamagedError as error:
            self.notes.append(f"缓存读不了（{error}），已作废重建。")

    def recall(self, site: Site) -> Examined | None:
        """Return the outcome for a branch if it still holds."""
        key, _, raw = self._kept.get(site.path, b"").partition(b" ")
        if key != self._key(site):
            return None
        try:
            examined = _understood(plain.loaded(raw))
        except plain.MalformedError:
            self.notes.append(f"缓存里“{site.path}”的内容读不懂，已重新检查。")
            return None
        if examined.history and examined.history != self.history.mark:
            return None
        exists = self.source.exists
        return examined if all(exists(p) is a for p, a in examined.answers.items()) else None

    def _key(self, site: Site) -> bytes:
        """Return a mark for the files of a branch, those it is no ledger's included."""
        uppers = [join(upper, "committee.yaml") for upper in site.uppers]
        named = "\0".join([*site.files, "", *uppers])
        seen = f"{named}\0{self.snapshot.content([*site.files, *uppers])}"
        return sha256(seen.encode("utf-8", "surrogateescape")).hexdigest().encode()

    def keep(self, site: Site, examined: Examined) -> None:
        """Remember an outcome; one with a defect of ours is better found again."""
        if self.snapshot.content(_read_files(site)) != examined.content:
            self.consistent = False
        elif self.path is not None and not examined.report.defects:
            entry = plain.dumped(_written(examined))
            self._kept[site.path] = self._key(site) + b" " + entry
            self._changed = True

    def save(self) -> None:
        """Write what is new; without room or permission the next run is slower, no more."""
        if self._changed and self.path is not None:
            try:
                store.save(self.path, self._kept)
            except OSError as error:
                self.notes.append(f"缓存写不进 {self.path.parent}（{why(error)}）。")


def _written(examined: Examined) -> list[Any]:
    """Return an outcome as plain data."""
    brief = examined.report.brief
    about = None
    if brief is not None:
        about = (
            brief.path, brief.name, brief.kind, brief.members, brief.full_members,
            brief.counted, brief.code,
        )  # fmt: skip
    report = plain.packed(examined.report, dict(examined.spans))
    return [examined.content, examined.answers, examined.history, about, report]


def _understood(data: Any) -> Examined:
    """Return the outcome that plain data tell; MalformedError if they tell none."""
    try:
        content, answers, history, about, packed = data
        spans: plain.Spans = {}
        report = plain.unpacked(packed, spans)
        if about is not None:
            path, name, kind, *others = about
            report.brief = Brief(path, name, BranchKind(kind), *others)
        return Examined(report, list(spans.items()), content, dict(answers), history)
    except (TypeError, ValueError) as error:
        raise plain.MalformedError from error


def _read_files(site: Site) -> Iterator[str]:
    """Yield the files that checking a branch reads."""
    yield from (path for path in site.files if part_of(site.path, path) is not None)
    yield from (join(upper, "committee.yaml") for upper in site.uppers)


def store_path(folder: Path, root: Path, request: Request, *, past: bool = False) -> Path:
    """Return the store for a request, over the tree below ``root``, in a folder of caches.

    Revisions share one of their own: the outcomes of the files on disk are not to make way.
    """
    asked = f"{edition()}\0{request.mark}" + "\0past" * past
    name = sha256(asked.encode()).hexdigest()[:24]
    return store.place_of(folder, root) / f"{name}.store"


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
