"""Where one writes is known from indentation and brackets alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from djledger.lsp.cursor import cursor_at


@pytest.mark.parametrize(
    ("text", "route", "typed", "on_value"),
    [
        ("地", (), "地", False),
        ("地点: 会", ("地点",), "会", True),
        ("地点:", ("地点",), "", True),
        ("地点：会", ("地点",), "会", True),
        ("时间: 14:30", ("时间",), "14:30", True),
        ("表决:\n  赞", ("表决",), "赞", False),
        ("到会:\n  - 王", ("到会", 0), "王", False),
        ("到会:\n- 王一\n- ", ("到会", 1), "", False),
        ("党员:\n  - 姓名: 王一\n    入", ("党员", 0), "入", False),
        ("党员:\n  - 姓名: 王一\n  - 姓名: ", ("党员", 1, "姓名"), "", True),
        ("党员:\n  - 姓名: 王一\n年", (), "年", False),
        ("党员:\n  - {姓名: 王一, 入", ("党员", 0), "入", False),
        ("党员:\n  - {姓名: 王一, 入党: 20", ("党员", 0, "入党"), "20", True),
        ("到会: [王一, 李", ("到会", 0), "李", False),
        ("议题: [{名称: 甲, 表决: {赞成: 3, 反", ("议题", 0, "表决"), "反", False),
        ("# 说明: x\n表决:\n\n  # 说\n  反", ("表决",), "反", False),
    ],
)
def test_the_end_of_a_text(text, route, typed, on_value):
    lines = text.split("\n")
    found = cursor_at(lines, len(lines) - 1, len(lines[-1]))
    assert (found.route, found.typed, found.on_value) == (route, typed, on_value)
    assert lines[-1][found.start :] == typed


@given(st.text(alphabet="键值 -:：[]{},，#\"'\n", max_size=60))
def test_any_text_has_an_answer(text):
    lines = text.split("\n")
    found = cursor_at(lines, len(lines) - 1, len(lines[-1]))
    assert lines[-1].endswith(found.typed)
