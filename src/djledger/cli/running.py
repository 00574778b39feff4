"""How a check is run: on how many processors, with or without what earlier runs found."""

from collections.abc import Iterator
from contextlib import contextmanager

from djledger.checking.cache import Cache, Contents, examine_all, store_path
from djledger.checking.examining import Examined
from djledger.checking.finding import Report
from djledger.checking.memory import Memory, Run, Words
from djledger.checking.request import Request
from djledger.checking.run import check_tree
from djledger.checking.snapshot import Snapshot
from djledger.checking.spreading import WorkerError
from djledger.checking.tracing import TracedSource
from djledger.checking.wording import basis_of, history_of, words_of
from djledger.cli.common import fail
from djledger.cli.effort import Effort, cache_folder
from djledger.cli.progress import tracked
from djledger.cli.workers import FEW, workers
from djledger.findings.lines import Lines
from djledger.history.source import GitSource
from djledger.ledger.folder import Tree
from djledger.ledger.source import DiskSource, Source


def checked(
    source: DiskSource | GitSource, tree: Tree, request: Request, effort: Effort
) -> tuple[Report, Lines]:
    """Check a tree; return its report and where its findings stand."""
    cache = None
    if effort.cached and len(tree.branches) > FEW:
        seen = Snapshot(source) if isinstance(source, DiskSource) else source
        cache = _cache(source, seen, request)
    outcomes = _examined(source, tree, request, effort, cache)
    if cache is not None:
        effort.tell(len(outcomes), cache.hits, cache.notes)
    return _completed(source, source, tree, request, outcomes)


def remembered(
    traced: TracedSource, tree: Tree, request: Request, effort: Effort, memory: Memory
) -> tuple[Report, Lines, Words]:
    """Check a tree as well, and remember all; ``traced`` saw how the request came about."""
    store = len(tree.branches) > FEW  # for few, looking up would cost as much as checking
    cache = _cache(memory.source, memory.snapshot, request, store=store)
    outcomes = _examined(memory.source, tree, request, effort, cache)
    report, lines = _completed(memory.source, traced, tree, request, outcomes)
    words = words_of(report, request)
    if cache.consistent and not report.defects:
        spans = {place: lines.span(place) for place in report.places()}
        answers = [one.answers for one in outcomes]
        basis = basis_of(tree, traced, answers, memory.snapshot, history_of(report, request))
        if basis is not None:
            memory.keep(Run(report, spans, words, len(outcomes)), basis)
    effort.tell(len(outcomes), cache.hits, [*memory.notes, *cache.notes])
    return report, lines, words


def _cache(
    source: DiskSource | GitSource, seen: Contents, request: Request, *, store: bool = True
) -> Cache:
    past = isinstance(source, GitSource)
    path = store_path(cache_folder(), source.root, request, past=past) if store else None
    return Cache(path, source, seen, request.history)


def _examined(
    source: DiskSource | GitSource,
    tree: Tree,
    request: Request,
    effort: Effort,
    cache: Cache | None,
) -> list[Examined]:
    number = len(tree.branches)
    with workers(effort.jobs, effort.executor, number) as executor, _failures_said():
        return list(tracked(examine_all(source, tree.branches, request, executor, cache), number))


def _completed(
    source: DiskSource | GitSource,
    seen: Source,
    tree: Tree,
    request: Request,
    outcomes: list[Examined],
) -> tuple[Report, Lines]:
    spans = {place: span for one in outcomes for place, span in one.spans}
    report = check_tree(seen, tree, request, [one.report for one in outcomes])
    return report, Lines(source, spans)


@contextmanager
def _failures_said() -> Iterator[None]:
    try:
        yield
    except WorkerError as error:
        fail(str(error))
