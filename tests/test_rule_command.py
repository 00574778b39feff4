"""``djledger rule``: every rule has a page, in three formats; an unknown one is a usage error."""

import json

import pytest
from typer.testing import CliRunner

from djledger.cli import app
from djledger.rules.page import page_of
from djledger.rules.table import BOOK, by_code
from djledger.rules.writing import markdown, text


def run(*words):
    return CliRunner().invoke(app, ["rule", *words])


@pytest.mark.parametrize("rule", BOOK, ids=lambda rule: rule.code)
def test_page_says_all_there_is_to_say(rule):
    page = page_of(rule)
    assert page.bad and page.good and page.law
    for written in (text(page), markdown(page)):
        for said in (rule.code, rule.name, rule.title, rule.severity.label, rule.since):
            assert said in written
        for law in page.law:
            assert law.text in written and all(fact in written for fact in law.facts)
        for param in rule.params:
            assert param.description in written
        assert all(example.title in written for example in (*page.bad, *page.good))


@pytest.mark.parametrize("word", ["MTG301", "mtg301", "assembly-quarter-missed"])
def test_a_rule_is_found_by_code_or_name(word):
    done = run(word)
    assert done.exit_code == 0
    assert "MTG301 一个季度内没有召开党员大会" in done.stdout
    assert "《中国共产党支部工作条例（试行）》（2018）第十一条" in done.stdout


def test_all_rules_as_json():
    done = run("--all", "--format", "json")
    rules = json.loads(done.stdout)["rules"]
    assert [one["code"] for one in rules] == [rule.code for rule in BOOK]
    assert all(one["law"] and one["bad"] and one["good"] and one["why"] for one in rules)


def test_all_rules_as_text_and_markdown():
    for output in ("text", "markdown"):
        done = run("--all", "--format", output)
        assert done.exit_code == 0
        assert all(rule.title in done.stdout for rule in BOOK)


def test_without_a_rule_all_are_listed_a_line_each():
    lines = run().stdout.splitlines()
    assert [line.split()[0] for line in lines] == [rule.code for rule in BOOK]


def test_unknown_rule_is_a_usage_error_with_a_suggestion():
    done = run("MTG30l")
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "是不是 MTG3" in done.stderr


def test_unknown_format_is_a_usage_error():
    done = run("MTG301", "--format", "html")
    assert done.exit_code == 2
    assert "markdown" in done.stderr


@pytest.mark.parametrize(("code", "said"), [("MTG301", "可以豁免"), ("WVR101", "不得豁免")])
def test_a_page_says_whether_the_rule_may_be_waived(code, said):
    rule = by_code()[code]
    assert said in text(page_of(rule)) and said in markdown(page_of(rule))
    (one,) = json.loads(run(code, "--format", "json").stdout)["rules"]
    assert one["waivable"] is rule.waivable is (said == "可以豁免")
