"""How a check is run: on how many processors, with or without what earlier runs found."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import typer

from djledger.checking.cache import Cache, examine_all, store_path
from djledger.checking.finding import Place, Report, SiteReport
from djledger.checking.request import Request
from djledger.checking.run import check_tree
from djledger.checking.spreading import WorkerError
from djledger.checking.stamps import Stamps, vouched_by_git
from djledger.cli.common import fail
from djledger.cli.progress import tracked
from djledger.cli.workers import FEW, workers
from djledger.findings.lines import Lines
from djledger.history.source import GitSource
from djledger.ledger.folder import Tree
from djledger.ledger.source import DiskSource
from djledger.yamltext import Span

CACHE_FOLDER = "DJLEDGER_CACHE_DIR"
"""The environment variable that moves the cache, for continuous integration."""


class Effort(NamedTuple):
    """The options on how to run; they never change what is found."""

    jobs: int | None = None
    executor: str | None = None
    cached: bool = True
    verbose: bool = False


def checked(
    source: DiskSource | GitSource, tree: Tree, request: Request, effort: Effort
) -> tuple[Report, Lines]:
    """Check a tree; return its report and where its findings stand."""
    caching = effort.cached and isinstance(source, DiskSource)
    cache = _cache(source, tree, request) if caching else None
    reports: list[SiteReport] = []
    spans: dict[Place, Span] = {}
    number = len(tree.branches)
    with workers(effort.jobs, effort.executor, number) as executor, _failures_said():
        run = examine_all(source, tree.branches, request, executor, cache)
        for examined in tracked(run, number):
            reports.append(examined.report)
            spans.update(examined.spans)
    if effort.verbose and cache is not None:
        _tell(cache, number)
    return check_tree(source, tree, request, reports), Lines(source, spans)


@contextmanager
def _failures_said() -> Iterator[None]:
    try:
        yield
    except WorkerError as error:
        fail(str(error))


def _cache(source: DiskSource | GitSource, tree: Tree, request: Request) -> Cache | None:
    if len(tree.branches) <= FEW:
        return None  # looking up would cost as much as checking
    path = store_path(cache_folder(), source.root, request)
    stamps = Stamps(source, vouched_by_git(source.root))
    return Cache(path, source, stamps, request.history)


def cache_folder() -> Path:
    """Return where outcomes are kept on this machine."""
    moved = os.environ.get(CACHE_FOLDER)
    if moved:
        return Path(moved)
    from platformdirs import user_cache_path

    return user_cache_path("djledger", appauthor=False) / "checks"


def _tell(cache: Cache, number: int) -> None:
    for note in cache.notes:
        typer.echo(note, err=True)
    typer.echo(f"{number} 个支部：{cache.hits} 个没有变化，沿用以前的结果。", err=True)
