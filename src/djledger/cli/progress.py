"""A progress bar for long runs, on a terminal only."""

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

LONG_RUN = 50
"""From how many branches a run is long enough to show how far it is."""


def tracked(items: Sequence[T]) -> Iterator[T]:
    """Yield the items, showing progress on standard error when someone is watching."""
    if len(items) < LONG_RUN or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, description="正在检查", console=Console(stderr=True), transient=True)
