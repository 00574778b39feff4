"""SARIF: valid, with rules, law, identity, suppressions and columns as services count them."""

import json
from pathlib import Path
from urllib.parse import unquote

from jsonschema import Draft7Validator

from djledger.checking.finding import SuppressedBy
from djledger.findings import sarif
from outcomes import BRANCH, GOOD, MEETING, judged, suppressed, with_unknown_keys

SCHEMAS = Path(__file__).parents[1] / "schemas"
PUBLISHED = Draft7Validator(
    json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
)
MEMBERS = "党员:\n  - {姓名: 😀王建国😀, 入当: 2001-06-28, 入党: 2001-06-28}\n"


def run_of(text):
    """The only run of a log that keeps to the standard."""
    log = json.loads(text)
    faults = [fault.message for fault in PUBLISHED.iter_errors(log)]
    assert faults == []
    (run,) = log["runs"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    return run


def test_every_kind_of_result_keeps_to_the_standard():
    files = {
        MEETING: GOOD.replace("\n", "\r\n"),
        "members.yaml": MEMBERS,
        "branch.yaml": BRANCH + "x: [\n",
    }
    for outcome in (judged(files), judged({}, ["ALL"]), suppressed(judged(files)), judged({})):
        run_of(sarif.write(outcome))
        run_of(sarif.write_upload(outcome))


def test_a_result_says_what_where_why_and_by_which_law():
    outcome = judged({MEETING: GOOD + "主侍人: 王建国\n"}, folder="第一党支部/")
    run = run_of(sarif.write(outcome))
    (result,) = run["results"]
    (location,) = result["locations"]
    (finding,) = outcome.findings()
    physical = location["physicalLocation"]
    assert (result["ruleId"], result["level"]) == ("FMT201", "error")
    assert finding.found in result["message"]["text"]
    assert finding.remedy in result["message"]["text"]
    assert unquote(physical["artifactLocation"]["uri"]) == f"第一党支部/{MEETING}"
    assert physical["region"] == {"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 4}
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "第一党支部/主侍人"
    assert set(result["partialFingerprints"].values()) == {finding.fingerprint}
    assert result["properties"]["law"] == list(finding.law)


def test_rules_carry_their_page_and_its_address_if_there_is_one():
    outcome = judged(
        {MEETING: GOOD + "主侍人: 王建国\n"}, settings="规则网址: https://rules.example/规则\n"
    )
    (rule,) = run_of(sarif.write(outcome))["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == "不认识的键"
    assert rule["help"]["markdown"].startswith("# FMT201 ")
    assert "\n## 依据" in rule["help"]["markdown"]
    address = "https://rules.example/%E8%A7%84%E5%88%99/FMT201-unknown-key.md"
    assert rule["helpUri"] == address


def test_columns_count_utf16_units():
    outcome = judged({"members.yaml": MEMBERS}, ["FMT201"])
    (result,) = run_of(sarif.write(outcome))["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    line = MEMBERS.splitlines()[1]
    start = len(line[: line.index("入当")].encode("utf-16-le")) // 2 + 1
    assert line.index("入当") + 1 == start - 2  # each of the two emoji takes two units
    assert (region["startColumn"], region["endColumn"]) == (start, start + 2)


def test_what_does_not_count_carries_its_suppression_and_is_not_uploaded():
    kinds = {}
    for by in SuppressedBy:
        outcome = suppressed(judged({MEETING: GOOD + "主侍人: 王建国\n"}), by)
        (result,) = run_of(sarif.write(outcome))["results"]
        (suppression,) = result["suppressions"]
        kinds[by.value] = suppression["kind"]
        assert suppression["justification"].startswith(f"{by.value}：旧账，已报上级；机关党委批准")
        assert run_of(sarif.write_upload(outcome))["results"] == []
    assert kinds == {"豁免": "inSource", "设置": "external", "基线": "external"}


def test_what_is_uploaded_is_the_gravest_within_the_limit(monkeypatch):
    monkeypatch.setattr(sarif, "UPLOADED", 2)
    files = {**with_unknown_keys(2), "members.yaml": "党员: []\r\n"}
    run = run_of(sarif.write_upload(judged(files)))
    assert [result["level"] for result in run["results"]] == ["error", "error"]
    (notice,) = run["invocations"][0]["toolExecutionNotifications"]
    assert "另有 1 项" in notice["message"]["text"]
    assert len(run_of(sarif.write(judged(files)))["results"]) == 3


def test_what_was_not_judged_and_our_own_failures_are_told():
    outcome = judged({"members.yaml": "党员:\n  - {姓名: 王建国, 入党: 明天}\n"}, ["MTG1"])
    assert outcome.report.unjudged
    outcome.report.sites[0].defects.append("XXX999 失败")
    (invocation,) = run_of(sarif.write(outcome))["invocations"]
    levels = {note["level"] for note in invocation["toolExecutionNotifications"]}
    assert levels == {"note", "error"}
    assert invocation["executionSuccessful"] is False
