"""Time whole processes on one core, in rounds that take turns."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

SOURCES = Path(__file__).resolve().parent.parent / "src"
PYTHON = sys.executable


@dataclass(frozen=True)
class Step:
    """A command to time. ``scale`` turns its time into that for the whole tree."""

    name: str
    command: Sequence[str]
    scale: float = 1.0


def timed(step: Step, core: int | None, scratch: Path) -> float:
    """Run a command once; return its wall-clock seconds times its scale.

    Results of earlier runs are out of reach (a fresh cache folder), compiled modules are not:
    an installed package has them.
    """
    env = {
        **os.environ,
        "PYTHONPATH": str(SOURCES),
        "PYTHONPYCACHEPREFIX": str(scratch / "compiled"),
        "XDG_CACHE_HOME": str(scratch / f"cache-{perf_counter()}"),
    }
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    start = perf_counter()
    done = subprocess.run(
        step.command,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=_pin(core),
        check=False,
    )
    seconds = perf_counter() - start
    if done.returncode not in {0, 1}:
        raise SystemExit(f"{step.name}: exit {done.returncode}\n{done.stderr.decode()[-2000:]}")
    return seconds * step.scale


def _pin(core: int | None) -> Callable[[], None] | None:
    if core is None or not hasattr(os, "sched_setaffinity"):
        return None
    return lambda: os.sched_setaffinity(0, {core})


def rounds(
    steps: Sequence[Step], count: int, core: int | None, scratch: Path
) -> dict[str, list[float]]:
    """Time each step once a round, so that a slow spell of the machine hits all alike.

    A first round, which compiles modules and warms the disk cache, does not count.
    """
    times: dict[str, list[float]] = {step.name: [] for step in steps}
    for number in range(count + 1):
        for step in steps:
            seconds = timed(step, core, scratch)
            if number:
                times[step.name].append(seconds)
    return times


def ratio(times: dict[str, list[float]], name: str, yardstick: str) -> float:
    """Return the median over the rounds of one step's time by another's."""
    pairs = zip(times[name], times[yardstick], strict=True)
    return median(mine / theirs for mine, theirs in pairs)
