"""How a check is run, and where what it found is remembered; it never changes what is found."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import typer

CACHE_FOLDER = "DJLEDGER_CACHE_DIR"
"""The environment variable that moves the cache, for continuous integration."""


class Effort(NamedTuple):
    """The options on how to run."""

    jobs: int | None = None
    executor: str | None = None
    cached: bool = True
    verbose: bool = False

    @property
    def recalls(self) -> bool:
        """Whether a run that is remembered may be believed; who names workers wants them used."""
        return self.cached and self.executor is None and (self.jobs is None or self.jobs > 0)

    def tell(self, number: int, hits: int, notes: Iterable[str]) -> None:
        """Say, to those who want to know, how many branches were remembered and what was amiss."""
        if self.verbose and self.cached:
            for note in notes:
                typer.echo(note, err=True)
            typer.echo(f"{number} 个支部：{hits} 个没有变化，沿用以前的结果。", err=True)


def cache_folder() -> Path:
    """Return where outcomes are kept on this machine."""
    moved = os.environ.get(CACHE_FOLDER)
    if moved:
        return Path(moved)
    return _user_cache() / "checks"


def _user_cache() -> Path:
    """Return the folder for our caches; on Linux without the library, which loads slowly."""
    if os.name == "posix" and sys.platform != "darwin":
        told = os.environ.get("XDG_CACHE_HOME", "").strip()
        return (Path(told) if told else Path.home() / ".cache") / "djledger"
    from platformdirs import user_cache_path

    return user_cache_path("djledger", appauthor=False)
