"""Time whole processes on given cores, in rounds that take turns."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from time import perf_counter

SOURCES = Path(__file__).resolve().parent.parent / "src"
PYTHON = sys.executable


@dataclass(frozen=True)
class Step:
    """A command to time.

    ``scale`` turns its time into that for the whole tree. ``cache`` is where it keeps what it
    remembers; without one, every run finds nothing. ``prepare`` comes before each run, untimed.
    """

    name: str
    command: Sequence[str]
    scale: float = 1.0
    cores: int = 1
    cache: Path | None = None
    prepare: Callable[[], object] = bool


@dataclass(frozen=True)
class Cost:
    """What a run took: seconds by the clock, of processors, and the most memory in MB."""

    wall: float
    cpu: float
    peak: float


def timed(step: Step, scratch: Path) -> Cost:
    """Run a command once; return its cost, times scaled.

    Compiled modules are there from earlier runs: an installed package has them.
    """
    step.prepare()
    env = {
        **os.environ,
        "PYTHONPATH": str(SOURCES),
        "PYTHONPYCACHEPREFIX": str(scratch / "compiled"),
        "XDG_CACHE_HOME": str(step.cache or scratch / f"cache-{perf_counter()}"),
    }
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    with TemporaryFile() as errors:
        start = perf_counter()
        process = subprocess.Popen(
            step.command,
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            preexec_fn=_pin(step.cores),  # noqa: PLW1509 (there are no threads here)
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in {0, 1}:
            errors.seek(0)
            said = errors.read().decode()[-2000:]
            raise SystemExit(f"{step.name}: exit {process.returncode}\n{said}")
    cpu = used.ru_utime + used.ru_stime
    return Cost(wall * step.scale, cpu * step.scale, used.ru_maxrss / 1024)


def _pin(cores: int) -> Callable[[], None] | None:
    if not hasattr(os, "sched_setaffinity"):
        return None
    wanted = sorted(os.sched_getaffinity(0))[:cores]
    return lambda: os.sched_setaffinity(0, wanted)


Costs = dict[str, list[Cost]]
"""The costs of every step, a run each."""


def rounds(steps: Sequence[Step], count: int, scratch: Path) -> Costs:
    """Time each step once a round, so that a slow spell of the machine hits all alike.

    A first round, which compiles modules and warms the disk cache, does not count.
    """
    costs: Costs = {step.name: [] for step in steps}
    for number in range(count + 1):
        for step in steps:
            cost = timed(step, scratch)
            if number:
                costs[step.name].append(cost)
    return costs


def ratio(costs: Costs, name: str, yardstick: str, measure: str = "cpu") -> float:
    """Return the median over the rounds of one step's cost by another's."""
    pairs = zip(costs[name], costs[yardstick], strict=True)
    return median(getattr(mine, measure) / getattr(theirs, measure) for mine, theirs in pairs)


def typical(costs: Costs, name: str, measure: str) -> float:
    """Return the median of one measure of a step."""
    return median(getattr(cost, measure) for cost in costs[name])
