"""Selecting rules: by code, prefix, name or package, with a hint when there is none."""

import pytest

from djledger.checking.select import UnknownRuleError, selected
from djledger.law import LOGIC
from djledger.rules.rule import Rule, Severity


def made(code, name, *, optional=False):
    return Rule(code, name, name, Severity.WARNING, (LOGIC["x"],), optional=optional)


BOOK = (made("MTG101", "one"), made("MTG102", "two", optional=True), made("ORG101", "three"))


def codes(**given):
    return [rule.code for rule in selected(BOOK, **given)]


def test_by_default_all_but_the_optional_rules_run():
    assert codes() == ["MTG101", "ORG101"]


@pytest.mark.parametrize("word", ["ORG", "org101", "three", "组织"])
def test_a_rule_is_found_by_code_prefix_name_and_package(word):
    assert codes(select=[word]) == ["ORG101"]


def test_a_prefix_does_not_turn_on_optional_rules_but_their_name_does():
    assert codes(select=["MTG"]) == ["MTG101"]
    assert codes(select=["two"]) == ["MTG102"]
    assert codes(extend=["MTG"]) == ["MTG101", "MTG102", "ORG101"]
    assert codes(select=["ALL"]) == ["MTG101", "MTG102", "ORG101"]


def test_ignore_has_the_last_word():
    assert codes(extend=["two"], ignore=["MTG"]) == ["ORG101"]


def test_an_unknown_word_is_answered_with_the_nearest():
    with pytest.raises(UnknownRuleError, match="ORG101"):
        codes(select=["ORG191"])
