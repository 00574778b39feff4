"""The made-up ledgers of the benchmarks: reproducible, realistic in size, nearly clean."""

import json
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner

from djledger.cli import app

GENERATE = Path(__file__).parent.parent / "benchmarks" / "generate.py"


def generate(out, *options):
    command = [sys.executable, str(GENERATE), str(out), "--branches", "3", *options]
    subprocess.run(command, check=True, capture_output=True)
    return {path.relative_to(out): path.read_bytes() for path in sorted(out.rglob("*.yaml"))}


def test_same_seed_same_bytes(tmp_path):
    first = generate(tmp_path / "a")
    assert first == generate(tmp_path / "b")
    assert first != generate(tmp_path / "c", "--seed", "2")


def test_a_branch_has_some_forty_files_and_eighty_kilobytes(tmp_path):
    files = generate(tmp_path)
    assert 35 * 3 <= len(files) <= 60 * 3
    assert 70_000 * 3 <= sum(map(len, files.values())) <= 110_000 * 3


def test_few_records_have_a_mistake(tmp_path):
    files = generate(tmp_path, "--year", "2025")
    words = ["check", str(tmp_path), "--year", "2025", "--as-of", "2026-04-15"]
    result = CliRunner().invoke(app, [*words, "--format", "json", "--fail-on", "never"])
    found = json.loads(result.stdout)["findings"]
    assert 0 < len(found) <= 0.05 * len(files)
