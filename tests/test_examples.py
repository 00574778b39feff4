"""The example repository: what is wrong in it is what its README says, no more and no less."""

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

from typer.testing import CliRunner

from djledger.cli import app

EXAMPLES = Path(__file__).parent.parent / "examples"
CLOCK = ("--year", "2025", "--as-of", "2026-04-15")
SPOTLESS = "高新区党工委/机关党委/综合党支部"
SECTION = re.compile(r"^## .+（`(.+)`）$")
ROW = re.compile(r"^\| `(.+:\d+)` \| ([A-Z]{3}\d{3}) \| .+ \|$")


@cache
def outcome():
    words = ["check", str(EXAMPLES), *CLOCK, "--format", "json", "--fail-on", "never"]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@cache
def readme():
    """Return the promised rows (branch, place, code) and the branches partly unjudged."""
    promised, unjudged, branch = Counter(), set(), ""
    for line in (EXAMPLES / "README.md").read_text(encoding="utf-8").splitlines():
        if section := SECTION.match(line):
            branch = section[1]
        elif row := ROW.match(line):
            promised[branch, row[1], row[2]] += 1
        elif line.startswith("未判定："):
            unjudged.add(branch)
    return promised, unjudged


def found_rows():
    """Return what the check found in the shape of the README's rows, each with its words."""
    rows = {}
    for found in outcome()["findings"]:
        place = f"{found['file'].removeprefix(found['branch'] + '/')}:{found['line']}"
        rows.setdefault((found["branch"], place, found["code"]), []).append(found["found"])
    return rows


def test_readme_promises_exactly_the_findings():
    promised, rows = readme()[0], found_rows()
    found = Counter({row: len(words) for row, words in rows.items()})
    missing = [f"{b}: | `{p}` | {c} | {rows[b, p, c][0]} |" for b, p, c in found - promised]
    assert not missing, "not in examples/README.md:\n" + "\n".join(missing)
    assert not promised - found, "in examples/README.md, but not found"


def test_readme_names_the_branches_that_are_left_in_part_unjudged():
    assert {item["branch"] for item in outcome()["unjudged"]} == readme()[1]


def test_spotless_branch_has_no_findings():
    assert not [row for row in found_rows() if row[0] == SPOTLESS]
    assert SPOTLESS not in {item["branch"] for item in outcome()["unjudged"]}


def test_demo_judges_by_the_clock_of_the_readme():
    asked = " ".join(CLOCK)
    for page in (EXAMPLES / "README.md", EXAMPLES.parent / "Makefile"):
        assert asked in page.read_text(encoding="utf-8")


def test_examples_hold_three_hundred_records():
    files = [path for path in EXAMPLES.rglob("*.yaml") if "meetings" in path.parts]
    rosters = [path.read_text(encoding="utf-8") for path in EXAMPLES.rglob("members.yaml")]
    people = sum(len(re.findall(r"^  - \{?姓名", text, re.MULTILINE)) for text in rosters)
    assert len(files) + people >= 300


def test_papers_of_the_election_are_those_that_its_record_gives(tmp_path):
    branch = EXAMPLES / SPOTLESS
    record = branch / "elections" / "2023-换届.yaml"
    result = CliRunner().invoke(app, ["elect", "papers", str(record), "-o", str(tmp_path)])
    assert result.exit_code == 0, result.output
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path.name: path.read_bytes() for path in (branch / "附件").glob("2023-换届-*.docx")}
    assert made == kept and len(made) == 7


def test_election_of_the_spotless_branch_obeys_every_rule():
    words = ["check", str(EXAMPLES / SPOTLESS), "--year", "2023", "--as-of", "2026-04-15"]
    result = CliRunner().invoke(app, [*words, "--select", "ELE", "--fail-on", "hint"])
    assert result.exit_code == 0, result.output
