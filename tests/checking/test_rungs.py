"""The ladder: which rung a branch reached, what keeps it from the next, and where that is told."""

import json
from dataclasses import replace

import pytest

from djledger.checking.finding import Finding, Place, SuppressedBy
from djledger.checking.policies import Policies
from djledger.checking.request import Request
from djledger.checking.run import check
from djledger.checking.rungs import climbed
from djledger.checking.standing import Profile, Standing
from djledger.findings.jsons import write as as_json
from djledger.findings.jsons import write_lines
from djledger.findings.text import write as as_text
from djledger.history.since import only_new
from djledger.ledger.folder import load, survey
from djledger.ledger.source import MemorySource
from djledger.reports.building import Maker, committee_report, summary_of
from djledger.rules.rule import Severity
from djledger.rules.table import BOOK
from outcomes import PERIOD, judged, suppressed, with_unknown_keys

BASIC, STANDARD, EXEMPLARY = Profile
ERROR, WARNING, HINT = Severity.ERROR, Severity.WARNING, Severity.HINT


def finding(code, severity):
    return Finding(code, severity, "甲", Place("甲/branch.yaml"), "", "", "", "")


def standing(outcome):
    (site,) = outcome.report.sites
    return outcome.standing(site)


def whole(files=None, settings=""):
    """Judge by all rules that the settings leave on."""
    return judged(files or {}, select=(), settings=settings)


# --- climbing ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("severities", "rung", "aim", "label"),
    [
        ([], EXEMPLARY, None, "示范"),
        ([HINT], STANDARD, EXEMPLARY, "规范"),
        ([WARNING], BASIC, STANDARD, "基本"),
        ([WARNING, HINT], BASIC, STANDARD, "基本"),
        ([ERROR], None, BASIC, "未达基本"),
        ([HINT, ERROR], None, BASIC, "未达基本"),
    ],
)
def test_the_gravest_finding_decides(severities, rung, aim, label):
    found = [finding(f"MTG10{n}", severity) for n, severity in enumerate(severities)]
    reached = climbed(found, [])
    assert (reached.rung, reached.aim, reached.label) == (rung, aim, label)


@pytest.mark.parametrize(
    ("severity", "rung", "label"),
    [(ERROR, None, "未判定"), (WARNING, BASIC, "基本"), (HINT, STANDARD, "规范")],
)
def test_a_rule_not_judged_stops_where_its_findings_would(severity, rung, label):
    reached = climbed([], [("DUE101", severity)])
    assert (reached.rung, reached.label, reached.unjudged) == (rung, label, ("DUE101",))


def test_only_what_the_next_rung_asks_is_named_and_once():
    found = [finding("MTG102", WARNING), finding("MTG101", WARNING), finding("MTG101", WARNING)]
    reached = climbed([*found, finding("MTG103", HINT)], [("DUE101", HINT)])
    assert reached == Standing(BASIC, STANDARD, ("MTG101", "MTG102"), ())


# --- in a branch -------------------------------------------------------------------------------


def test_an_unknown_key_is_an_error_that_keeps_a_branch_below():
    reached = standing(whole(with_unknown_keys(1)))
    assert reached.rung is None and "FMT201" in reached.unmet


def cleared(outcome, **how):
    return standing(suppressed(outcome, **how))


def test_what_is_waived_is_excused_and_what_is_in_the_baseline_is_not():
    waived, old = whole(), whole()
    assert standing(waived).unmet
    assert cleared(waived) == Standing(EXEMPLARY)
    assert cleared(old, by=SuppressedBy.BASELINE).unmet == standing(whole()).unmet


def test_rules_above_the_profile_were_not_looked_at():
    reached = cleared(whole(settings="档次: 基本\n"))
    assert (reached.rung, reached.aim, reached.unmet) == (BASIC, STANDARD, ())
    assert len(reached.unjudged) > 100
    assert cleared(whole(settings="档次: 规范\n")).rung is STANDARD


def test_a_rule_of_no_concern_asks_nothing_but_one_left_out_of_a_choice_does():
    assert cleared(whole(settings="不用: [MTG101]\n")) == Standing(EXEMPLARY)
    rest = cleared(whole(settings="只用: [格式]\n"))
    assert rest.rung is None and "MTG101" in rest.unjudged


def test_an_optional_rule_counts_once_it_is_on():
    optional = next(r for r in BOOK if r.historic and r.severity is WARNING)
    assert cleared(whole()).unjudged == ()
    reached = cleared(whole(settings=f"另用: [{optional.code}]\n"))
    assert (reached.rung, reached.unjudged) == (BASIC, (optional.code,))


def test_a_milder_degree_lets_a_branch_climb():
    files = with_unknown_keys(1)
    codes = standing(whole(files)).unmet
    eased = "程度: {" + ", ".join(f"{code}: 提示" for code in codes) + "}\n"
    assert standing(whole(files, eased)).rung is not None


def test_a_branch_that_cannot_be_read_has_no_place():
    assert standing(whole({"branch.yaml": "- 不是支部\n"})) is None


def test_a_choice_on_the_command_line_or_news_alone_place_nobody():
    assert standing(judged({}, select=("格式",))) is None
    outcome = whole()
    news, _ = only_new(outcome.report, outcome.report)
    assert news.findings == [] and standing(replace(outcome, report=news)) is None


# --- where it is told --------------------------------------------------------------------------


def ladder_lines(outcome):
    return [line for line in as_text(outcome).splitlines() if line.startswith("档次：")]


def test_text_places_one_branch_only_if_a_profile_was_set():
    assert ladder_lines(whole()) == []
    (line,) = ladder_lines(whole(with_unknown_keys(1), "档次: 规范\n"))
    assert line.startswith("档次：未达基本（差 ") and "条达到基本：" in line and "FMT201" in line


def several(number):
    outcome = suppressed(whole())
    (site,) = outcome.report.sites
    sites = [replace(site, name=f"第{n}党支部") for n in range(number)]
    return replace(outcome, report=replace(outcome.report, sites=sites))


@pytest.mark.parametrize("number", [2, 20])
def test_text_places_several_branches_a_line_each(number):
    expected = [f"档次：第{n}党支部 示范" for n in range(number)]
    assert ladder_lines(several(number)) == expected


def test_text_counts_many_branches():
    assert ladder_lines(several(21)) == ["档次：示范 21 个。（逐个见 --format json）"]


def test_text_says_when_rules_were_not_judged():
    outcome = suppressed(whole(settings="档次: 规范\n"))
    (line,) = ladder_lines(outcome)
    hints = sum(r.severity is HINT and not r.optional and r.level != "committee" for r in BOOK)
    told = int(line.removeprefix("档次：规范（示范有 ").removesuffix(" 条未判定）"))
    assert 0 < told <= hints


def test_json_has_the_ladder_by_organisation():
    outcome = whole(with_unknown_keys(1))
    (site,) = json.loads(as_json(outcome))["sites"]
    assert site["ladder"]["rung"] is None and site["ladder"]["next"] == "基本"
    assert "FMT201" in site["ladder"]["unmet"]
    assert [json.loads(line)["type"] for line in write_lines(outcome).splitlines()][:2] == [
        "run",
        "site",
    ]
    (alone,) = json.loads(as_json(judged({})))["sites"]
    assert alone["ladder"] is None


def test_the_committee_reads_each_branch_and_how_many_reached_what():
    text = "名称: 测试单位第一党支部\n类型: 机关\n台账启用: 2026-03-01\n没有的键: 1\n"
    source = MemorySource({"甲/branch.yaml": text.encode(), "乙/branch.yaml": b"- 1\n"})
    policies = Policies()
    request = Request(PERIOD, policies.at("").rules, policies=policies)
    maker = Maker(request, "版本")
    maker.take(check(source, request))
    branches = [summary_of(maker, load(source, s), s) for s in survey(source, "").branches]
    report = committee_report(maker, "测试单位党委", branches)
    views = {view.key: view for view in report.views}
    (table,) = views["completion"].tables
    column = [column.title for column in table.columns].index("档次")
    assert sorted(row[column].value for row in table.rows) == ["未判定", "未达基本"]
    (bars,) = [chart for chart in views["overview"].charts if chart.key == "rungs"]
    assert {label: int(n) for label, n in bars.bars} == {
        "示范": 0, "规范": 0, "基本": 0, "未达基本": 1, "未判定": 1,
    }  # fmt: skip
