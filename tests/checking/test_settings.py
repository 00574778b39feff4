"""Settings: what a file may say, how levels add up, what an upper one locks, what it comes to."""

from datetime import date

import pytest

from djledger.checking.policies import Policies
from djledger.checking.request import Request
from djledger.checking.run import check_site
from djledger.checking.settings import SettingsError, load_settings
from djledger.ledger.folder import survey
from djledger.ledger.period import Period
from djledger.ledger.source import MemorySource
from djledger.rules.rule import Severity
from djledger.rules.table import BOOK, find

PERIOD = Period(2026, date(2027, 1, 15))


def policies(**files):
    """Policies of settings files given by folder: ``root`` is the top, ``a__b`` is a/b."""
    texts = {}
    for name, text in files.items():
        folder = "" if name == "root" else name.replace("__", "/") + "/"
        texts[f"{folder}djledger.yaml"] = text.encode()
    return Policies(load_settings(MemorySource(texts), texts))


def codes(policy):
    return {rule.code for rule in policy.rules}


def mistakes(text):
    with pytest.raises(SettingsError) as caught:
        policies(root=text)
    return caught.value.lines


# --- reading ---------------------------------------------------------------------------------


def test_an_empty_file_sets_nothing():
    policy = policies(root="# 全部用默认值\n").at("a")
    assert codes(policy) == {rule.code for rule in BOOK if not rule.optional}
    assert not policy.values


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("锁订: [MTG101]\n", "1:1", "是不是“锁定”"),
        ("\n档次: 规矩\n", "2:1", "是不是“规范”"),
        ("不用:\n  - MTG101\n  - MTG9999\n", "3:5", "没有叫“MTG9999”的规则"),
        ("参数:\n  DUE601:\n    天数: 3\n", "3:5", "可用：公开"),
        ("参数:\n  DUE601:\n    公开: 也许\n", "3:5", "应写成 是或否"),
        ("程度: {MTG101: 严重}\n", "1:6", "可选：错误、警告、提示"),
        ("例外:\n  - {规则: MTG101, 处理: 不报}\n", "2:5", "缺少必填的“理由”"),
        ("锁定: [档期]\n", "1:6", "是不是“档次”"),
        ("- 档次\n", "1:1", "最外层"),
    ],
)
def test_a_mistake_is_named_with_its_place(text, line, said):
    (only,) = mistakes(text)
    assert only.startswith(f"djledger.yaml:{line}: ")
    assert said in only


def test_all_mistakes_of_all_files_are_named_at_once():
    with pytest.raises(SettingsError) as caught:
        policies(root="锁订: 1\n不用: [MTG9999]\n", a="档次: 高\n")
    assert [line.split(" ")[0] for line in caught.value.lines] == [
        "djledger.yaml:1:1:", "djledger.yaml:2:6:", "a/djledger.yaml:1:1:",
    ]  # fmt: skip


# --- levels ----------------------------------------------------------------------------------


def test_a_lower_level_adds_to_the_upper_one():
    found = policies(root="不用: [MTG101]\n", a="不用: [MTG102]\n")
    assert not {"MTG101", "MTG102"} & codes(found.at("a"))
    assert "MTG102" in codes(found.at("b"))


def test_a_lower_level_may_turn_on_again_what_an_upper_one_turned_off():
    found = policies(root="不用: [MTG101]\n", a="另用: [MTG101]\n")
    assert "MTG101" in codes(found.at("a/第一支部"))


def test_a_folder_is_not_mistaken_for_one_whose_name_begins_alike():
    found = policies(root="", a="不用: [MTG101]\n")
    assert "MTG101" in codes(found.at("ab"))


def test_parameters_are_given_by_their_chinese_name_and_typed_by_the_default():
    found = policies(root="公开: 是\n参数:\n  MTG305: {月数: 2}\n  REV106: {比例: 1/4}\n")
    assert found.at("").params == {
        "DUE601": {"public": True},
        "MTG305": {"months": 2},
        "REV106": {"share": "1/4"},
    }


def test_each_value_knows_where_it_was_set():
    found = policies(root="\n程度: {MTG101: 提示}\n", a="程度: {MTG101: 错误}\n")
    assert str(found.at("a").values["MTG101", "程度"].origin) == "a/djledger.yaml:1"
    assert str(found.at("b").values["MTG101", "程度"].origin) == "djledger.yaml:2"


# --- locks -----------------------------------------------------------------------------------


@pytest.mark.parametrize("lock", ["MTG101", "会议", "不用", "ALL"])
def test_what_is_locked_cannot_be_changed_below(lock):
    found = policies(root=f"锁定: [{lock}]\n", a="不用: [MTG101]\n").at("a")
    assert "MTG101" in codes(found)
    (refused,) = found.refused
    assert str(refused.origin) == "a/djledger.yaml:1"
    assert str(refused.locked_by) == "djledger.yaml:1"


def test_the_level_that_locks_may_still_set():
    found = policies(root="锁定: [MTG101]\n不用: [MTG101]\n").at("a")
    assert "MTG101" not in codes(found)
    assert not found.refused


def test_a_locked_rule_keeps_out_of_a_change_of_profile():
    found = policies(root="锁定: [LED109]\n", a="档次: 基本\n").at("a")
    assert "LED109" in codes(found)
    assert "LED110" not in codes(found)
    assert not found.refused


# --- profiles --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("profile", "least"),
    [("基本", Severity.ERROR), ("规范", Severity.WARNING), ("示范", Severity.HINT)],
)
def test_a_profile_takes_in_rules_down_to_a_severity(profile, least):
    found = policies(root=f"档次: {profile}\n").at("a")
    assert codes(found) == {r.code for r in BOOK if not r.optional and r.severity >= least}


# --- the command line ------------------------------------------------------------------------


def test_select_on_the_command_line_replaces_the_choice_but_not_the_rest():
    files = policies(root="不用: [MTG101]\n程度: {MTG101: 提示}\n").files
    policy = Policies(files, select=("MTG101",)).at("a")
    assert codes(policy) == {"MTG101"}
    assert policy.degree(find("MTG101")) is Severity.HINT


# --- checking --------------------------------------------------------------------------------


def test_each_branch_is_checked_by_what_holds_for_it():
    files = {
        "甲/branch.yaml": "名称: 甲\n类型: 机关\n".encode(),
        "乙/branch.yaml": "名称: 乙\n类型: 机关\n".encode(),
        "乙/djledger.yaml": "程度: {FMT303: 提示}\n".encode(),
    }
    source = MemorySource(files)
    tree = survey(source)
    assert tree.settings == ("乙/djledger.yaml",)
    found = Policies(load_settings(source, tree.settings))
    request = Request(PERIOD, found.at("").rules, policies=found)
    reports = [check_site(source, site, request) for site in tree.branches]
    degrees = {r.path: f.severity for r in reports for f in r.findings if f.code == "FMT303"}
    assert degrees == {"甲": Severity.ERROR, "乙": Severity.HINT}


def test_settings_above_the_checked_folder_count_and_those_of_records_do_not():
    files = ["djledger.yaml", "a/djledger.yaml", "a/b/branch.yaml", "a/b/meetings/djledger.yaml"]
    tree = survey(MemorySource(dict.fromkeys(files, b"")), "a/b")
    assert sorted(tree.settings) == ["a/djledger.yaml", "djledger.yaml"]
