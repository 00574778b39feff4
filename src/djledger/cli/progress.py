"""A progress bar for long runs, on a terminal only."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

LONG_RUN = 50
"""From how many branches a run is long enough to show how far it is."""


def tracked(items: Iterable[T], total: int) -> Iterator[T]:
    """Yield the items, showing progress on standard error when someone is watching."""
    if total < LONG_RUN or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    yield from track(items, total=total, description="正在检查", console=console, transient=True)
