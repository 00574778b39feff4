"""Every kind of broken or mistyped file: what it is called, where it stands, what to write."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from djledger.yamltext import MAX_BYTES, FaultKind, excerpt, read
from djledger.yamltext.understanding import MAX_FAULTS


class Broken(NamedTuple):
    """A source with the one fault expected in it; `data` None means nothing was understood."""

    kind: FaultKind
    source: bytes
    at: tuple[int, int]
    remedy: str
    data: object = None


def u(text: str) -> bytes:
    """Write sample text as UTF-8 bytes."""
    return text.encode()


K = FaultKind
NAME = {"名称": "第一支部"}
BOTH = {"名称": "第一支部", "类型": "党支部"}
PEOPLE = {"党员": ["张三", "李四"]}
TABLE = [
    # understood all the same
    Broken(K.BYTE_ORDER_MARK, b"\xef\xbb\xbf" + u("名称: 第一支部\n"), (1, 1), "不带 BOM", NAME),
    Broken(K.CARRIAGE_RETURN, u("名称: 第一支部\r\n"), (1, 9), "LF", NAME),
    Broken(K.CARRIAGE_RETURN, u("名称: 第一支部\n类型: 党支部\r"), (2, 8), "LF", BOTH),
    Broken(K.GBK_ENCODING, "# x\n名称: 第一支部\n".encode("gbk"), (2, 1), "UTF-8", NAME),
    Broken(K.UTF16_ENCODING, "名称: 第一支部\n".encode("utf-16"), (1, 1), "UTF-8", NAME),
    Broken(K.FULLWIDTH_COLON, u("名称：第一支部\n类型：党支部\n"), (1, 3), "英文冒号", BOTH),
    Broken(K.FULLWIDTH_COLON, u("名称: 第一支部\n类型：党支部\n"), (2, 3), "英文冒号", BOTH),
    Broken(K.COLON_WITHOUT_SPACE, u("名称:第一支部\n"), (1, 3), "空一格", NAME),
    Broken(K.FULLWIDTH_COMMA, u("党员: [张三，李四]\n"), (1, 8), "[张三, 李四]", PEOPLE),
    Broken(
        K.FULLWIDTH_COMMA,
        u("表决: {赞成: 12，反对: 0}\n"),
        (1, 12),
        "{赞成: 12, 反对: 0}",
        {"表决": {"赞成": "12", "反对": "0"}},
    ),
    Broken(K.FULLWIDTH_SPACE, u("党员:\n\u3000- 张三\n\u3000- 李四\n"), (2, 1), "半角空格", PEOPLE),
    Broken(K.FULLWIDTH_SPACE, u("名称:\u3000第一支部\n"), (1, 4), "半角空格", NAME),
    Broken(K.FULLWIDTH_DASH, u("党员:\n－ 张三\n－李四\n"), (2, 1), "- 张三", PEOPLE),
    Broken(K.DASH_WITHOUT_SPACE, u("党员:\n  -张三\n  -李四\n"), (2, 3), "- 张三", PEOPLE),
    # YAML that a ledger does not admit; the rest of the file is still read
    Broken(K.ANCHOR, u("名称: &a 第一支部\n"), (1, 5), "删去 &a", NAME),
    Broken(K.ALIAS, u("名称: *a\n"), (1, 5), "照写一遍", {"名称": "*a"}),
    Broken(K.MERGE_KEY, u("<<: {a: b}\n名称: 第一支部\n"), (1, 1), "逐项照写", NAME),
    Broken(K.TAG, u("名称: !!str 第一支部\n"), (1, 5), "删去标签", NAME),
    Broken(K.DUPLICATE_KEY, u("名称: 第一支部\n\n名称: 第二支部\n"), (3, 1), "第 1 行", NAME),
    Broken(K.DUPLICATE_KEY, u("名称:\n名称: 第二支部\n"), (2, 1), "第 1 行", {"名称": None}),
    Broken(K.KEY_NOT_TEXT, u("名称: 第一支部\n? [a]\n: b\n"), (2, 3), "名称: 内容", NAME),
    Broken(K.KEY_NOT_TEXT, u("名称: 第一支部\n: b\n"), (2, 1), "名称: 内容"),
    Broken(K.CONTROL_CHARACTER, u('名称: "第一\\a支部"\n'), (1, 5), "单引号", NAME),
    Broken(K.SEVERAL_DOCUMENTS, u("名称: 第一支部\n---\n名称: b\n"), (2, 1), "另存", NAME),
    # refused as a whole
    Broken(K.TOP_LEVEL, u("# 名册\n- 张三\n- 李四\n"), (2, 1), "名称: 第一党支部"),
    Broken(K.TOP_LEVEL, u("第一支部\n"), (1, 1), "名称: 第一党支部"),
    Broken(K.TOO_LARGE, b"a" * (MAX_BYTES + 1), (1, 1), "拆分"),
    Broken(K.TOO_DEEP, b"a: " + b"[" * 10_000, (1, 67), "成串的括号"),
    Broken(K.TOO_MANY_NODES, b"a:\n" + b"- b\n" * 200_000, (199_999, 3), "拆成几个文件"),
    Broken(K.BINARY, b"PK\x03\x04\x14\x00\x06\x00", (1, 1), "纯文本"),
    Broken(K.BINARY, bytes(range(256)) * 4, (1, 1), "纯文本"),
    Broken(K.UNDECODABLE, u("名称: 第一支部")[:-1], (1, 8), "UTF-8"),
    Broken(K.CONTROL_CHARACTER, u("名称: 第\0一支部\n"), (1, 6), "删除"),
    Broken(K.CONTROL_CHARACTER, u("名称: 第一\u2028支部\n"), (1, 7), "删除"),
    Broken(K.TAB_INDENTATION, u("党员:\n\t- 张三\n"), (2, 1), "空格"),
    Broken(K.TAB_INDENTATION, u("党员:\n  \t姓名: 张三\n"), (2, 3), "空格"),
    Broken(K.BAD_INDENTATION, u("名称: 第一支部\n  类型: 党支部\n"), (2, 3), "对齐"),
    Broken(K.BAD_INDENTATION, u("a:\n  b: 1\n c: 2\n"), (3, 2), "对齐"),
    Broken(K.MISSING_COLON, u("名称: 第一支部\n三楼会议室\n类型: x\n"), (2, 1), "英文冒号"),
    Broken(K.COLON_IN_VALUE, u("内容: 会议强调: 抓落实\n"), (1, 9), "单引号"),
    Broken(K.INLINE_DASH, u("党员: - 张三\n"), (1, 5), "下一行"),
    Broken(K.RESERVED_START, u("a: 1\n说明: @全体党员\n"), (2, 5), "'@…'"),
    Broken(K.RESERVED_START, u("说明: `三会一课`\n"), (1, 5), "单引号"),
    Broken(K.RESERVED_START, u("说明: %50\n"), (1, 5), "单引号"),
    Broken(K.RESERVED_START, u("说明: *张三*\n"), (1, 5), "'*…'"),
    Broken(K.RESERVED_START, u("说明: &张三\n"), (1, 5), "'&…'"),
    Broken(K.RESERVED_START, u("说明: !重要\n"), (1, 5), "'!…'"),
    Broken(K.RESERVED_START, u("说明: >90%\n"), (1, 5), "'>…'"),
    Broken(K.RESERVED_START, u("说明: ]\n"), (1, 5), "']…'"),
    Broken(K.UNCLOSED_QUOTE, u('a: 1\n内容: "学习\n地点: 三楼\n'), (2, 5), "补上"),
    Broken(K.UNCLOSED_QUOTE, u("内容: '学习\n"), (1, 5), "补上"),
    Broken(K.UNCLOSED_QUOTE, u("内容: '学习\n地点: 三楼\n主持: '王某'\n"), (1, 5), "补上"),
    Broken(K.UNCLOSED_QUOTE, u('- "a"\n- "学习\n- 三楼\n- "王某"\n'), (2, 3), "补上"),
    Broken(K.TEXT_AFTER_QUOTE, u('标题: "不忘初心"主题党日\n'), (1, 11), "单引号"),
    Broken(K.TEXT_AFTER_QUOTE, u("文号: [2026]3号\n"), (1, 11), "单引号"),
    Broken(K.UNKNOWN_ESCAPE, u('附件: "D:\\台账"\n'), (1, 8), "单引号"),
    Broken(K.UNCLOSED_BRACKET, u("党员: [张三, 李四\n类型: x\n"), (1, 5), "]"),
    Broken(K.UNCLOSED_BRACKET, u("表决: {赞成: 12\n"), (1, 5), "}"),
]


@pytest.mark.parametrize("pure", [False, True], ids=["c", "pure"])
@pytest.mark.parametrize("broken", TABLE, ids=lambda b: f"{b.kind.value}-{b.at[0]}-{b.at[1]}")
def test_fault_has_kind_position_and_remedy(broken: Broken, pure: bool) -> None:
    if pure and len(broken.source) > 100_000:
        pytest.skip("the parser in Python takes too long on large files")
    reading = read(broken.source, pure=pure)
    (fault,) = reading.faults
    assert fault.kind is broken.kind
    assert (fault.span.line, fault.span.column) == broken.at
    assert broken.remedy in fault.remedy
    assert reading.data == broken.data
    assert not (fault.kind.tolerated and reading.data is None)


@pytest.mark.parametrize("broken", TABLE, ids=lambda b: b.kind.value)
def test_fault_can_be_shown(broken: Broken) -> None:
    reading = read(broken.source)
    (fault,) = reading.faults
    (line,) = excerpt(reading.text, fault.span).lines
    assert line.number == broken.at[0]
    assert line.width >= 1


def test_number_of_faults_kept_is_bounded() -> None:
    reading = read(b"a: b\n" * 1000)
    assert reading.data == {"a": "b"}
    assert len(reading.faults) == MAX_FAULTS


def test_every_kind_has_an_example() -> None:
    assert {broken.kind for broken in TABLE} == set(FaultKind) - {FaultKind.SYNTAX}


def test_messages_speak_chinese() -> None:
    for broken in TABLE:
        for fault in read(broken.source).faults:
            assert any("\u4e00" <= c <= "\u9fff" for c in fault.found)
            assert any("\u4e00" <= c <= "\u9fff" for c in fault.remedy)
