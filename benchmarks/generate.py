"""Write made-up ledgers: ``python benchmarks/generate.py OUT --branches N``.

Each branch has a full year, some 40 files and 80 kB of Chinese text, nearly clean. The same
seed writes the same bytes.
"""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ledgers import branch, development, dues, elections, meetings, members, tasks
from ledgers.emit import emit
from ledgers.mistakes import slipped
from ledgers.world import World, build

KINDS: tuple[Callable[[World], Iterator[tuple[str, dict[str, Any]]]], ...] = (
    branch.files,
    members.files,
    meetings.files,
    dues.files,
    development.files,
    elections.files,
    tasks.files,
)
"""One entry a kind of ledger file."""

PER_COMMITTEE = 20


def branch_files(seed: int, index: int, year: int) -> Iterator[tuple[str, str]]:
    """Yield path and text of every file of one branch."""
    world = build(seed, index, year)
    for kind in KINDS:
        for path, data in kind(world):
            text = slipped(world.rng, path, emit(data))
            if text is not None:
                yield path, text


def write(out: Path, branches: int, year: int, seed: int = 1) -> tuple[int, int]:
    """Write the tree; return how many files and bytes it holds."""
    files = size = 0
    out.mkdir(parents=True, exist_ok=True)
    (out / "djledger.yaml").write_text("", encoding="utf-8")
    for index in range(branches):
        upper = out / f"党委{index // PER_COMMITTEE + 1:04}"
        for path, text in branch_files(seed, index, year):
            target = upper / f"支部{index + 1:05}" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            raw = text.encode()
            target.write_bytes(raw)
            files, size = files + 1, size + len(raw)
    return files, size


def main() -> None:
    """Parse the command line and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--branches", type=int, default=100)
    parser.add_argument("--year", type=int, default=2025)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    files, size = write(args.out, args.branches, args.year, args.seed)
    print(f"{args.branches} branches, {files} files, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
