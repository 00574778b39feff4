"""Print how ``djledger`` compares: ``python benchmarks/run.py [--branches N] [--rounds N]``.

Seconds differ from machine to machine, ratios hardly; every ratio is the median over rounds
in which all commands take turns on one core. Seconds are those of the processor, user and
system together, so that other work on the machine does not count. Slow tools get the first
branches only and their time is scaled up by bytes.
"""

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from generate import write
from stopwatch import PYTHON, SOURCES, Costs, Step, ratio, rounds, typical

YEAR = 2025
AS_OF = "2026-04-15"
HERE = Path(__file__).resolve().parent

CHECK = "djledger check"
LOAD = "PyYAML CSafeLoader, load only"
SCHEMA = "check-jsonschema (meetings only)"
LINT = "yamllint"
VERSION = "djledger --version"
TYPER = "import typer"
ONE = "djledger check, one branch"
AGAIN = f"{ONE}, nothing changed"
LIBRARIES = "import typer, pydantic, ruamel.yaml"

TARGETS = (
    (CHECK, LOAD, 0.6),
    (CHECK, SCHEMA, 1 / 6),
    (CHECK, LINT, 1 / 30),
    (VERSION, TYPER, 2.0),
    (ONE, LIBRARIES, 1.5),
    (AGAIN, LIBRARIES, 1.5),
)
"""What is compared with what, and the greatest ratio wanted (design, section 4)."""


def check_step(name: str, folder: Path) -> Step:
    """Return a check that never fails for what it finds."""
    options = ["--year", str(YEAR), "--as-of", AS_OF, "--format", "concise", "--fail-on", "never"]
    command = [PYTHON, "-m", "djledger", "check", str(folder), *options]
    return Step(name, command)


def bulk_steps(tree: Path, schema: Path, sample: int) -> list[Step]:
    """Return the steps that read the whole tree, or its first branches scaled up by bytes."""
    branches = sorted(path.parent for path in tree.rglob("branch.yaml"))[:sample]
    files = [file for folder in branches for file in sorted(folder.rglob("*.yaml"))]
    meetings = [str(file) for file in files if "meetings" in file.parts]
    whole = _bytes(tree.rglob("*.yaml"))
    jsonschema = str(Path(PYTHON).with_name("check-jsonschema"))
    return [
        check_step(CHECK, tree),
        Step(LOAD, [PYTHON, str(HERE / "load_only.py"), str(tree)]),
        Step(
            SCHEMA,
            [jsonschema, "--schemafile", str(schema), *meetings],
            whole / _bytes(map(Path, meetings)),
        ),
        Step(
            LINT,
            [PYTHON, "-m", "yamllint", "-f", "parsable", *map(str, files)],
            whole / _bytes(files),
        ),
    ]


def _bytes(paths: Iterable[Path]) -> int:
    return sum(path.stat().st_size for path in paths)


def start_steps(tree: Path, scratch: Path) -> list[Step]:
    """Return the steps that measure what a single small command costs."""
    branch = min(path.parent for path in tree.rglob("branch.yaml"))
    return [
        Step(VERSION, [PYTHON, "-m", "djledger", "--version"]),
        Step(TYPER, [PYTHON, "-c", "import typer"]),
        check_step(ONE, branch),
        replace(check_step(AGAIN, branch), cache=scratch / "again"),
        Step(LIBRARIES, [PYTHON, "-c", "import typer, pydantic, ruamel.yaml"]),
    ]


def write_schema(path: Path) -> Path:
    """Write the JSON Schema of a meeting, for the tool that needs one."""
    sys.path.insert(0, str(SOURCES))
    from djledger.ledger.meetings import Meeting

    path.write_text(json.dumps(Meeting.model_json_schema(by_alias=True)), encoding="utf-8")
    return path


def report(costs: Costs) -> None:
    """Print the seconds of every step and the ratios with their targets."""
    print(f"{'median seconds':>14}")
    for name in costs:
        print(f"{typical(costs, name, 'cpu'):14.3f}  {name}")
    print(f"\n{'ratio':>14}  {'target':>7}")
    for mine, theirs, target in TARGETS:
        print(f"{ratio(costs, mine, theirs):14.3f}  {target:7.3f}  {mine} / {theirs}")


def main() -> None:
    """Generate, time, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--branches", type=int, default=100, help="size of the tree")
    parser.add_argument("--sample", type=int, default=5, help="branches given to slow tools")
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    with TemporaryDirectory() as folder:
        tree = Path(folder) / "ledgers"
        files, size = write(tree, args.branches, YEAR)
        print(f"{args.branches} branches, {files} files, {size / 1e6:.1f} MB, one core")
        print(f"{SCHEMA} and {LINT}: first {args.sample} branches, scaled by bytes\n")
        schema = write_schema(Path(folder) / "meeting.json")
        steps = [*bulk_steps(tree, schema, args.sample), *start_steps(tree, Path(folder))]
        report(rounds(steps, args.rounds, Path(folder)))


if __name__ == "__main__":
    main()
