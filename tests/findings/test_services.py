"""What code-hosting services and test viewers read: GitHub, GitLab, JUnit, JSON lines."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator
from lxml import etree

from djledger.findings import github, gitlab, jsons, junit
from djledger.rules.rule import Severity
from djledger.rules.table import BOOK
from outcomes import BRANCH, GOOD, MEETING, judged, suppressed, with_unknown_keys

SCHEMAS = Path(__file__).parents[1] / "schemas"
BROKEN = {MEETING: "类型: [党课\n", "branch.yaml": BRANCH + "主侍: 1\n"}
HOSTILE = {MEETING: GOOD + '"x\\n::error::y\\0\\uFFFE": <b>&\n'}
MANY = [with_unknown_keys(0), with_unknown_keys(12), BROKEN, HOSTILE]


# --- GitHub ----------------------------------------------------------------------------------


def commands(outcome):
    return [line for line in github.write(outcome).splitlines() if line.startswith("::")]


def levels(outcome):
    return [re.match("::(\\w+) ", line)[1] for line in commands(outcome)]


def test_github_annotations_name_place_and_rule():
    (line,) = commands(judged(with_unknown_keys(1), tracked=lambda path: f"台账/{path}"))
    assert line.startswith(f"::error file=台账/{MEETING},line=3,endLine=3,col=1,endColumn=6,")
    assert "title=FMT201 不认识的键::" in line and "%0A办法：" in line


def test_github_gets_ten_annotations_a_level_worst_first():
    hints = "\r\n".join(["党员:", *(f"  - {{姓名: 王{n}, 入党: 2001-06-28}}" for n in range(2))])
    assert levels(judged(with_unknown_keys(10))) == ["error"] * 10
    outcome = judged({**with_unknown_keys(11), "members.yaml": hints})
    assert levels(outcome) == ["error"] * 10 + ["notice", "notice"]
    assert "另有错误 1 项没有列在这里" in commands(outcome)[-1]


def test_github_keeps_a_place_for_the_notice():
    files = {"members.yaml": "党员: []\r\n"}
    (finding,) = judged(files).findings()
    assert finding.severity is Severity.HINT
    for number, shown in ((10, ["notice"] * 10), (11, ["notice"] * 10)):
        outcome = judged(files)
        outcome.report.sites[0].findings = [finding._replace(repeat=n) for n in range(number)]
        assert levels(outcome) == shown
        assert ("另有提示 2 项" in commands(outcome)[-1]) is (number == 11)


def test_a_ledger_cannot_give_github_commands():
    lines = github.write(judged(HOSTILE)).splitlines()
    assert [line for line in lines if line.startswith("::error::")] == []
    assert sum(line.startswith("::error file=") for line in lines) == len(lines) - 1


# --- GitLab ----------------------------------------------------------------------------------


@pytest.mark.parametrize("files", MANY)
def test_gitlab_issues_are_as_documented_and_distinct(files):
    schema = json.loads((SCHEMAS / "gitlab-code-quality.json").read_text(encoding="utf-8"))
    outcome = judged(files, folder="第一党支部/")
    issues = json.loads(gitlab.write(outcome))
    assert [fault.message for fault in Draft202012Validator(schema).iter_errors(issues)] == []
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert len(issues) == len(outcome.findings())


def test_gitlab_severities_follow_ours():
    outcome = judged({MEETING: GOOD.replace("2026-03-12", "2026.3.12") + "主侍人: 王建国\n"})
    found = {i["check_name"]: i["severity"] for i in json.loads(gitlab.write(outcome))}
    assert found == {"loose-form": "major", "unknown-key": "critical"}


# --- JUnit -----------------------------------------------------------------------------------


def parsed(outcome):
    """The document, which keeps to the published definition."""
    text = junit.write(outcome)
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))
    schema.assertValid(etree.fromstring(text.encode()))
    return ElementTree.fromstring(text)


@pytest.mark.parametrize("files", MANY)
@pytest.mark.parametrize("select", ["格式", "ALL"])
def test_junit_keeps_to_its_definition(files, select):
    root = parsed(judged(files, [select]))
    for suite in root:
        cases = suite.findall("testcase")
        assert int(suite.get("tests")) == len(cases) > 0
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("skipped")) == len(suite.findall("testcase/skipped"))
    assert int(root.get("tests")) == len(root.findall("testsuite/testcase"))


def cases_of(outcome):
    return {c.get("name")[:6]: [child.tag for child in c] for c in parsed(outcome).iter("testcase")}


def test_junit_has_a_case_for_each_rule_and_branch():
    outcome = judged(with_unknown_keys(3))
    cases = cases_of(outcome)
    assert list(cases) == [rule.code for rule in outcome.request.rules]
    assert {code for code, inner in cases.items() if inner} == {"FMT201"}
    assert cases["FMT201"] == ["failure"]
    (failure,) = parsed(outcome).iter("failure")
    assert "共 3 处" in failure.get("message")
    assert failure.text.count(f"{MEETING}:") == 3


def test_junit_leaves_out_rules_on_ledgers_that_a_branch_does_not_keep():
    on_dues = {rule.code for rule in BOOK if rule.level == "dues" and not rule.optional}
    assert not on_dues & cases_of(judged({}, ["ALL"])).keys()
    assert on_dues <= cases_of(judged({"dues/2026.yaml": "年度: 2026\n"}, ["ALL"])).keys()
    assert cases_of(judged({}, ["ORG6", "FMT101"])) == {"FMT101": []}


def test_junit_fails_from_the_severity_that_fails_the_run():
    hint = {"members.yaml": "党员: []\r\n"}
    assert cases_of(judged(hint))["FMT102"] == ["system-out"]
    assert cases_of(judged(hint, fails_from=Severity.HINT))["FMT102"] == ["failure"]


def test_junit_skips_what_does_not_count_and_what_was_not_judged():
    outcome = suppressed(judged(with_unknown_keys(1)))
    (skipped,) = parsed(outcome).iter("skipped")
    assert skipped.get("message") == "豁免：旧账，已报上级"
    broken = judged({"members.yaml": "党员:\n  - {姓名: 王建国, 入党: 明天}\n"}, ["MTG101"])
    (skipped,) = parsed(broken).iter("skipped")
    assert skipped.get("message").startswith("未判定：")


def test_junit_says_nothing_of_rules_where_no_branch_could_be_made_out():
    outcome = judged({"branch.yaml": "名称: [\n"}, ["格式", "MTG101"])
    cases = cases_of(outcome)
    assert cases and "MTG101" not in cases
    assert all("failure" in inner for inner in cases.values())


# --- JSON lines ------------------------------------------------------------------------------


def test_json_lines_hold_what_json_holds():
    outcome = judged(with_unknown_keys(2))
    first, *rest = map(json.loads, jsons.write_lines(outcome).splitlines())
    whole = jsons.as_data(outcome)
    about_one = {"sites", "findings", "suppressed", "unjudged"}
    of_the_run = {key: value for key, value in whole.items() if key not in about_one}
    assert first == {"type": "run", **of_the_run}
    sites = [{"type": "site", **site} for site in whole["sites"]]
    assert rest == [*sites, *({"type": "finding", **one} for one in whole["findings"])]
    kinds = [
        json.loads(line)["type"] for line in jsons.write_lines(suppressed(outcome)).split("\n")[:-1]
    ]
    assert kinds == ["run", "site", "suppressed", "suppressed"]
