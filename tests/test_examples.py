"""The example repository: what is wrong in it is what its README says, no more and no less."""

import json
import re
from functools import cache
from pathlib import Path

from typer.testing import CliRunner

from djledger.cli import app

EXAMPLES = Path(__file__).parent.parent / "examples"
CLOCK = ("--year", "2025", "--as-of", "2026-04-15")
SPOTLESS = "高新区党工委/机关党委/综合党支部"


@cache
def outcome():
    words = ["check", str(EXAMPLES), *CLOCK, "--format", "json", "--fail-on", "never"]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_spotless_branch_has_no_findings():
    assert not [found for found in outcome()["findings"] if found["branch"] == SPOTLESS]
    assert not [item for item in outcome()["unjudged"] if item["branch"] == SPOTLESS]


def test_upper_organisations_have_no_findings():
    assert not [
        found for found in outcome()["findings"] if found["file"].endswith("committee.yaml")
    ]


def test_demo_judges_by_the_clock_of_the_readme():
    asked = " ".join(CLOCK)
    for page in (EXAMPLES / "README.md", EXAMPLES.parent / "Makefile"):
        assert asked in page.read_text(encoding="utf-8")


def test_examples_hold_three_hundred_records():
    files = [path for path in EXAMPLES.rglob("*.yaml") if "meetings" in path.parts]
    rosters = [path.read_text(encoding="utf-8") for path in EXAMPLES.rglob("members.yaml")]
    people = sum(len(re.findall(r"^  - \{?姓名", text, re.MULTILINE)) for text in rosters)
    assert len(files) + people >= 300
