"""Canonical form: it is reached once and for all, and says nothing else than before."""

import pytest
from hypothesis import given

from djledger.authoring.canonical import canonical, loose_forms
from djledger.authoring.guesses import guessed
from djledger.ledger.documents import fit
from djledger.ledger.meetings import Meeting
from djledger.yamltext import read
from yaml_texts import documents, mutated


def formed(text: str | bytes) -> str | None:
    return canonical(text if isinstance(text, bytes) else text.encode(), Meeting).text


def same_but_for_form(before: str, after: str) -> bool:
    first, second = read(before.encode()).data, read(after.encode()).data
    if first == second:
        return True
    one, other = fit(Meeting, first, ""), fit(Meeting, second, "")
    return one.record == other.record and one.record is not None


@given(documents() | mutated().map(lambda text: ({}, text)))
def test_canonical_form_is_idempotent_and_keeps_what_is_said(document):
    text = document[1]
    once = formed(text)
    if once is None:
        assert read(text.encode()).data is None
    else:
        assert same_but_for_form(text, once) or loose_forms(text, Meeting)
        assert formed(once) == once


def test_a_windows_file_with_every_slip_is_put_right_and_keeps_its_comments():
    written = (
        "\ufeff类型：党员大会   # 例会\r\n日期: 2026年3月12日\r\n时间:14：30—16：00\r\n"
        "缺席: {周立新: 出差}  # 已请假\r\n到会: [王一，李二]\r\n应到: １２人"
    )
    assert formed(written) == (
        "类型: 党员大会   # 例会\n日期: 2026-03-12\n时间: 14:30-16:00\n"
        "缺席: {周立新: 出差}  # 已请假\n到会: [王一, 李二]\n应到: 12\n"
    )


def test_a_gbk_file_becomes_utf8():
    assert formed("类型: 党课\n日期: 2026-04-12\n地点: 会议室\n".encode("gbk")) == (
        "类型: 党课\n日期: 2026-04-12\n地点: 会议室\n"
    )


def test_a_file_that_cannot_be_read_is_left_alone():
    result = canonical(b"a: [", Meeting)
    assert result.text is None and result.left


def test_colons_within_a_value_stay():
    text = "类型: 党课\n日期: 2026-04-12\n内容: 会议强调：要抓好落实，做到三个到位\n"
    assert formed(text) == text


def test_guesses_rename_keys_and_choices_but_never_over_a_key_that_is_there():
    text = "类型: 党员大汇\n日期: 2026-03-12\n主持: 王一\n"
    result = guessed(text, Meeting)
    assert result.text == "类型: 党员大会\n日期: 2026-03-12\n主持人: 王一\n"
    assert len(result.guesses) == 2
    both = "类型: 党课\n日期: 2026-03-12\n主持: 王一\n主持人: 李二\n"
    assert guessed(both, Meeting).text == both


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_guess_leaves_line_ends_alone(end):
    text = f"类型: 党员大会{end}主持: 王一{end}日期: 2026-03-12{end}"
    assert guessed(text, Meeting).text == text.replace("主持:", "主持人:")
