"""Mistyped files: repaired where a key is evidently meant, left alone everywhere else."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from djledger.yamltext import FaultKind, read


def data(text: str) -> Any:
    """Return what is read from a text."""
    return read(text.encode()).data


def kinds(text: str) -> list[FaultKind]:
    """Return the kinds of faults found in a text."""
    return [fault.kind for fault in read(text.encode()).faults]


PROSE = """\
名称: 主题：学习
内容: 会议强调：要抓好落实
摘要: |
  会议指出：一
  会议强调：二
  名称：三
折叠: >
  会议指出：一
引号: "甲
  乙：丙"
单引: '甲
  乙：丙''s'
续行: 会议指出
  会议强调：二
议题:
  - 第一项：学习文件
  - 第二项:讨论
  - 会议：要点
    其余
发言:
  - 书记：同意
  - 委员：同意
时间: 19:30
附件: http://localhost/a：b
流式: [甲, 乙：丙]
段落: |
  \u3000\u3000第一段
  - 不是列表
  －也不是
"""


def test_a_bracket_in_a_comment_opens_nothing() -> None:
    text = "表决: {赞成: 3} # 见附件 [1\n地点：会议室\n"
    assert data(text) == {"表决": {"赞成": "3"}, "地点": "会议室"}
    assert kinds(text) == [FaultKind.FULLWIDTH_COLON]


def test_prose_is_left_alone() -> None:
    assert kinds(PROSE) == []
    assert data(PROSE)["议题"] == ["第一项：学习文件", "第二项:讨论", "会议：要点 其余"]


def test_prose_is_left_alone_while_a_slip_elsewhere_is_repaired() -> None:
    slipped = PROSE + "地点：三楼\n"
    assert kinds(slipped) == [FaultKind.FULLWIDTH_COLON]
    assert data(slipped) == data(PROSE) | {"地点": "三楼"}


BLOCK = """\
名称: 第一支部
书记: 王某
委员会:
  届次: 第五届
  选举: 2026-03-12
党员:
  - 姓名: 张三
    组别: 第一小组
    说明: |
      备注：无
  - 姓名: 李四
    组别: 第二小组
联系人:
- 姓名: 赵六
  组别: 第一小组
议题:
  - 第一项：学习
  - 第二项：讨论
"""
KEY_COLON = re.compile(r"(?m)^((?:[ -]*)(?!备注)[一-鿿]+):(?: |$)")


@pytest.mark.parametrize("colon", ["：", "： ", "：\u3000"])
def test_full_width_colons_throughout(colon: str) -> None:
    slipped = KEY_COLON.sub(lambda m: m[1] + (colon if m[0][-1] == " " else "："), BLOCK)
    assert slipped.count("：") == BLOCK.count("：") + BLOCK.count(":")
    assert data(slipped) == data(BLOCK)


def test_no_space_after_colons_throughout() -> None:
    slipped = KEY_COLON.sub(r"\1:", BLOCK)
    assert data(slipped) == data(BLOCK)
    assert kinds(slipped) == [FaultKind.COLON_WITHOUT_SPACE]


@given(st.data())
def test_slips_here_and_there(choices: st.DataObject) -> None:
    def slip(match: re.Match[str]) -> str:
        return match[1] + choices.draw(st.sampled_from([": ", ":", "：", "： ", "：\u3000"]))

    # A block in which nothing is right might be prose, so one line keeps its colon.
    colons = re.sub(r"(?m)^([ -]*(?!备注|选举)[一-鿿]+): ", slip, BLOCK)
    assume(colons != BLOCK)
    reading = read(colons.encode())
    assert all(fault.kind.tolerated for fault in reading.faults)
    assert reading.data == data(BLOCK)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("党员:\n  - 姓名：张三\n  - 姓名: 李四\n", [{"姓名": "张三"}, {"姓名": "李四"}]),
        ("党员:\n  - 姓名：张三\n    组别: 一\n", [{"姓名": "张三", "组别": "一"}]),
        ("党员:\n  - 姓名：张三\n    组别：一\n  - 姓名：李四\n    组别：二\n", None),
        ("党员:\n  - 姓名：张三\n", ["姓名：张三"]),
        ("党员:\n  会议指出：一\n  会议强调：二\n", "会议指出：一 会议强调：二"),
        ("党员:\n  \u3000会议：一\n", "会议：一"),
        ("党员:\n\u3000\u3000姓名: 张三\n", {"姓名": "张三"}),
        ("党员:\n\xa0\xa0姓名: 张三\n", {"姓名": "张三"}),
        ("党员:\n  - 姓名: 张三\n\u3000\u3000组别: 一\n", [{"姓名": "张三", "组别": "一"}]),
        ("党员: 张三\n\u3000\u3000李四\n", "张三 李四"),
        ("党员: |\n\u3000\u3000张三\n", "张三\n"),
        ("党员:\n-张三\n- 李四\n", ["张三", "李四"]),
        ("党员:\n  －\u3000张三\n", ["张三"]),
        ("党员:\n  --张三\n", "--张三"),
        ("党员:\n  -3\n", "-3"),
        ("党员: [张三， 李四，]\n", ["张三", "李四"]),
        ("党员: ['张三，李四']\n", ["张三，李四"]),
        ("党员: 张三，李四\n", "张三，李四"),
        ("党员: {姓名：张三}\n", {"姓名": "张三"}),
        ("党员: {姓名:张三, 组别：一}\n", {"姓名": "张三", "组别": "一"}),
        ("'党员'：张三\n'甲': 1\n", None),
    ],
)
def test_single_slips(line: str, value: object) -> None:
    before, after = "名称: 第一支部\n", "类型: 党支部\n"
    reading = read((before + line + after).encode())
    if value is None:
        value = [{"姓名": "张三", "组别": "一"}, {"姓名": "李四", "组别": "二"}]
        if line.startswith("'"):
            assert reading.data is None
            return
    assert reading.data == {"名称": "第一支部", "党员": value, "类型": "党支部"}
    assert all(fault.kind.tolerated for fault in reading.faults)


def test_a_slip_is_reported_once_with_the_number_of_lines() -> None:
    (fault,) = read("名称：一\n类型：二\n说明：三\n".encode()).faults
    assert "共 3 行" in fault.found


def test_what_is_wrong_beyond_the_repair_is_reported_at_its_place() -> None:
    reading = read('名称：第一支部\n类型：党支部\n内容："甲"乙\n'.encode())
    assert reading.data is None
    tolerated, refused = reading.faults
    assert tolerated.kind is FaultKind.FULLWIDTH_COLON
    assert refused.kind is FaultKind.TEXT_AFTER_QUOTE
    assert (refused.span.line, refused.span.column) == (3, 7)


def test_indentation_by_wide_blanks_that_does_not_fit_is_refused() -> None:
    reading = read("党员:\n\u3000- 姓名: 张三\n      组别: 一\n".encode())
    assert reading.data is None
    assert FaultKind.BAD_INDENTATION in [fault.kind for fault in reading.faults]
