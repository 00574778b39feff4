"""The complete development files: spotless under either edition and across the change."""

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from djledger.cli import app
from djledger.ledger.branch import Part
from djledger.ledger.folder import load, sites
from djledger.ledger.process import AGREED, APPLIED, ARCHIVED, CANDIDATE, process_of
from djledger.ledger.source import DiskSource
from djledger.planning.timeline import State, timeline
from djledger.rules.development.steps import SINCE_2026

FOLDER = Path(__file__).parent.parent / "examples-development"
AS_OF = date(2027, 12, 15)


def opened():
    source = DiskSource(FOLDER)
    (site,) = sites(source)
    return load(source, site).branch


@pytest.mark.parametrize("year", [2026, 2027])
def test_nothing_is_found(year):
    words = ["check", str(FOLDER), "--year", str(year), "--as-of", str(AS_OF), "--format", "json"]
    result = CliRunner().invoke(app, words)
    data = json.loads(result.stdout)
    assert data["findings"] == [] and data["unjudged"] == []
    assert result.exit_code == 0


def test_one_is_of_2014_one_of_2026_and_one_crosses_the_change():
    branch = opened()
    found = {file.name: process_of(file, branch) for file in branch.records(Part.DEVELOPMENT)}
    old, crossing, new = (found[name] for name in ("苗若兰", "钟明哲", "柏青禾"))
    assert old.day(ARCHIVED) < SINCE_2026
    assert crossing.day(APPLIED) < SINCE_2026 <= crossing.day(AGREED) <= crossing.day(CANDIDATE)
    assert new.day(AGREED) > SINCE_2026


def test_every_step_is_taken_and_none_late():
    branch = opened()
    for file in branch.records(Part.DEVELOPMENT):
        assert {step.state for step in timeline(file, branch, AS_OF).steps} == {State.DONE}
