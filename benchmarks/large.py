"""Print what a shared repository costs: ``python benchmarks/large.py [--branches 1600]``.

One generated repository under git, checked cold, by two processes, warm, warm after one branch
was touched, and since the last commit; beside it PyYAML's loading of the same bytes, ``git
status`` and the peers. Then the cost per branch at several sizes. ``cpu`` is seconds of all
processors, ``wall`` by the clock: on a busy machine only the former means something.
"""

import argparse
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from generate import write
from run import CHECK, LINT, LOAD, SCHEMA, YEAR, bulk_steps, check_step, write_schema
from stopwatch import Costs, Step, ratio, rounds, typical

TWO = f"{CHECK}, two processes"
WARM = f"{CHECK}, nothing changed"
TOUCHED = f"{CHECK}, one branch touched"
SINCE = f"{CHECK} --since HEAD~1"
STATUS = "git status"

TARGETS = (
    (CHECK, LOAD, "cpu", 0.6),
    (TWO, CHECK, "wall", 0.6),
    (WARM, STATUS, "cpu", 2.0),
    (TOUCHED, LOAD, "cpu", None),
    (TOUCHED, STATUS, "cpu", None),
    (SINCE, LOAD, "cpu", None),
    (SINCE, STATUS, "cpu", None),
    (CHECK, STATUS, "cpu", None),
    (CHECK, SCHEMA, "cpu", 1 / 6),
    (CHECK, LINT, "cpu", 1 / 30),
)
"""What is compared with what, by which measure, and the greatest ratio wanted, if any."""

MEMORY = 200
"""The most memory of a process that is wanted, in MB, whatever the size."""

GROWTH = 1.1
"""How much dearer a branch may be in the largest tree than in the smallest."""


def git(tree: Path, *words: str) -> None:
    """Run git in the tree, with a committer of its own."""
    who = ["-c", "user.name=bench", "-c", "user.email=bench@example.org"]
    subprocess.run(["git", *who, *words], cwd=tree, check=True, stdout=subprocess.DEVNULL)


def touch(tree: Path, marks: "count[int]") -> None:
    """Change one file of one branch, differently each time."""
    file = min(tree.rglob("members.yaml"))
    text = file.read_text(encoding="utf-8").split("\n# ")[0]
    file.write_text(f"{text}\n# {next(marks)}\n", encoding="utf-8")


def commit_two(tree: Path) -> None:
    """Commit the tree, then a change to its last branch."""
    git(tree, "init", "-q")
    git(tree, "add", "-A")
    git(tree, "commit", "-q", "-m", "all")
    last = max(tree.rglob("members.yaml"))
    last.write_text(last.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    git(tree, "commit", "-q", "-a", "-m", "one branch")


def steps(tree: Path, schema: Path, sample: int, scratch: Path) -> list[Step]:
    """Return all steps on the repository."""
    cold, *others = bulk_steps(tree, schema, sample)
    marks = count()
    alone = with_words(check_step(CHECK, tree), "--jobs", "1")
    two = replace(with_words(check_step(TWO, tree), "--jobs", "2", "--no-cache"), cores=2)
    warm = replace(alone, name=WARM, cache=scratch / "warm", prepare=lambda: git(tree, "status"))
    touched = replace(
        alone, name=TOUCHED, cache=scratch / "touched", prepare=lambda: touch(tree, marks)
    )
    since = replace(
        with_words(alone, "--since", "HEAD~1"),
        name=SINCE,
        prepare=lambda: git(tree, "checkout", "-q", "."),
    )
    status = Step(STATUS, ["git", "-C", str(tree), "status"])
    return [
        with_words(cold, "--jobs", "1", "--no-cache"),
        two,
        warm,
        touched,
        since,
        status,
        *others,
    ]


def with_words(step: Step, *words: str) -> Step:
    """Return a step with further words on its command line."""
    return replace(step, command=[*step.command, *words])


def report(costs: Costs) -> None:
    """Print costs, ratios and targets."""
    print(f"{'cpu s':>10} {'wall s':>10} {'peak MB':>10}")
    for name in costs:
        cpu, wall, peak = (typical(costs, name, one) for one in ("cpu", "wall", "peak"))
        print(f"{cpu:10.3f} {wall:10.3f} {peak:10.1f}  {name}")
    print(f"\n{'ratio':>10} {'target':>10}")
    for mine, theirs, measure, target in TARGETS:
        wanted = f"{target:10.3f}" if target is not None else f"{'':10}"
        print(
            f"{ratio(costs, mine, theirs, measure):10.3f} {wanted}  {mine} / {theirs} ({measure})"
        )
    peak = max(cost.peak for name, runs in costs.items() if CHECK in name for cost in runs)
    print(f"{peak:10.1f} {MEMORY:10.1f}  MB, the most of any check")


def growth(sizes: Sequence[int], count: int, scratch: Path) -> None:
    """Print the cost per branch in trees of several sizes, and how it grows."""
    one = {}
    print(f"\n{'ms/branch':>10} {'peak MB':>10}")
    for size in sizes:
        tree = scratch / f"tree-{size}"
        write(tree, size, YEAR)
        step = with_words(check_step(str(size), tree), "--jobs", "1", "--no-cache")
        costs = rounds([step], count, scratch)
        one[size] = typical(costs, step.name, "cpu") / size
        print(
            f"{one[size] * 1000:10.2f} {typical(costs, step.name, 'peak'):10.1f}  {size} branches"
        )
    print(f"{one[max(sizes)] / one[min(sizes)]:10.3f} {GROWTH:10.1f}  largest / smallest")


def main() -> None:
    """Generate, time, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--branches", type=int, default=1600, help="size of the repository")
    parser.add_argument("--sizes", type=int, nargs="*", default=[100, 1600, 10000])
    parser.add_argument("--sample", type=int, default=5, help="branches given to slow tools")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    with TemporaryDirectory() as folder:
        scratch = Path(folder)
        tree = scratch / "ledgers"
        files, size = write(tree, args.branches, YEAR)
        commit_two(tree)
        print(f"{args.branches} branches, {files} files, {size / 1e6:.1f} MB\n")
        schema = write_schema(scratch / "meeting.json")
        report(rounds(steps(tree, schema, args.sample, scratch), args.rounds, scratch))
        if args.sizes:
            growth(args.sizes, args.rounds, scratch)


if __name__ == "__main__":
    main()
