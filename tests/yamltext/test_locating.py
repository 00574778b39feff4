"""Positions: what stands at the span of a route is what was read there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given

from djledger.yamltext import Route, Span, excerpt, locate, read
from yaml_texts import documents


def routes(node: Any, route: Route = ()) -> Iterator[tuple[Route, Any]]:
    """Yield every route of the data with its value."""
    yield route, node
    steps = node.items() if isinstance(node, dict) else ()
    for step, child in enumerate(node) if isinstance(node, list) else steps:
        yield from routes(child, (*route, step))


def cut(text: str, span: Span) -> str:
    """Cut a span out of a text with LF line ends."""
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def embedded(text: str, route: Route) -> str:
    """Write the value of a route into a document of its own, at its columns, as `值`."""
    here, parent = locate(text, route), locate(text, route[:-1])
    value = cut(text, here.value)
    if cut(text, parent.value).startswith("{"):
        return f"{{值: {value}}}"
    if cut(text, parent.value).startswith("["):
        return f"值:\n - [{value}]\n"
    if here.key is None:
        head = "值:\n" + " " * (parent.value.column - 1) + "-"
        last = parent.value.column + 1
    else:
        head = " " * (here.key.column - 1) + "值:"
        last = here.key.column + 2
    if here.key is not None and here.value.line > here.key.end_line:
        return head + "\n" + " " * (here.value.column - 1) + value + "\n"
    return head + " " * max(here.value.column - last, 1) + value + "\n"


@given(documents())
def test_text_at_the_span_reads_as_the_value(document: tuple[dict[str, Any], str]) -> None:
    content, text = document
    for route, value in routes(content):
        assert locate(text, route).exact
        if not route or value is None:
            continue
        read_again = read(embedded(text, route).encode()).data
        assert read_again is not None
        again = read_again["值"]
        if isinstance(again, list) and locate(text, route).key is None:
            again = again[0]
            again = again[0] if cut(text, locate(text, route[:-1]).value)[0] == "[" else again
        assert again == value


@given(documents())
def test_keys_stand_where_they_are_said_to(document: tuple[dict[str, Any], str]) -> None:
    content, text = document
    for route, _ in routes(content):
        key = locate(text, route).key
        assert (key is not None) == bool(route and isinstance(route[-1], str))
        if key is not None:
            (name,) = read(f"{cut(text, key)}: 值".encode()).data or {}
            assert name == route[-1]


TEXT = """\
# 第一支部
名称: 第一支部
地点:
党员:
  - 姓名: 张三
    组别: "第一小组"   # 备注
  - 姓名: 李四
内容: |
  第一行
  第二行

表决: {赞成: 12, 反对: ~}
"""


@pytest.mark.parametrize(
    ("route", "key", "value"),
    [
        ((), None, (2, 1, 12, 20)),
        (("名称",), (2, 1, 2, 3), (2, 5, 2, 9)),
        (("地点",), (3, 1, 3, 3), (3, 4, 3, 4)),
        (("党员",), (4, 1, 4, 3), (5, 3, 7, 11)),
        (("党员", 0), None, (5, 5, 6, 15)),
        (("党员", 0, "组别"), (6, 5, 6, 7), (6, 9, 6, 15)),
        (("党员", 1, "姓名"), (7, 5, 7, 7), (7, 9, 7, 11)),
        (("内容",), (8, 1, 8, 3), (8, 5, 10, 6)),
        (("表决", "反对"), (12, 14, 12, 16), (12, 18, 12, 19)),
    ],
)
def test_positions_of_a_sample(
    route: Route, key: tuple[int, ...] | None, value: tuple[int, ...]
) -> None:
    located = locate(TEXT, route)
    assert located.exact
    assert located.key == (None if key is None else Span(*key))
    assert located.value == Span(*value)


@pytest.mark.parametrize(
    ("route", "ancestor"),
    [
        (("无此项",), ()),
        (("党员", 5, "姓名"), ("党员",)),
        (("党员", 0, "职务", "名称"), ("党员", 0)),
        (("名称", "简称"), ("名称",)),
        (("党员", "0"), ("党员",)),
    ],
)
def test_missing_routes_resolve_to_their_deepest_ancestor(route: Route, ancestor: Route) -> None:
    located = locate(TEXT, route)
    assert not located.exact
    assert located.value == locate(TEXT, ancestor).value


def test_positions_count_neither_bom_nor_carriage_returns() -> None:
    text = "\ufeff" + TEXT.replace("\n", "\r\n")
    for route, _ in routes(read(TEXT.encode()).data):
        assert locate(text, route) == locate(TEXT, route)


@pytest.mark.parametrize(
    ("text", "route", "key", "value"),
    [
        ("名称：第一支部\n", ("名称",), (1, 1, 1, 3), (1, 4, 1, 8)),
        ("名称:第一支部\n", ("名称",), (1, 1, 1, 3), (1, 4, 1, 8)),
        (
            "党员:\n\u3000- 姓名：张三\n    组别: 一\n",
            ("党员", 0, "姓名"),
            (2, 4, 2, 6),
            (2, 7, 2, 9),
        ),
        ("党员: [张三，李四、王五]\n", ("党员", 1), None, (1, 9, 1, 11)),
        ("党员: [张三，李四、王五]\n", ("党员", 2), None, (1, 12, 1, 14)),
        ("表决: {赞成：12，反对：0}\n", ("表决", "反对"), (1, 12, 1, 14), (1, 15, 1, 16)),
        ("党员:\n－张三\n", ("党员", 0), None, (2, 2, 2, 4)),
        ("a: 1\na: 2\n", ("a",), (1, 1, 1, 2), (1, 4, 1, 5)),
    ],
)
def test_positions_are_those_of_the_text_as_written(
    text: str, route: Route, key: tuple[int, ...] | None, value: tuple[int, ...]
) -> None:
    located = locate(text, route)
    assert located.exact
    assert located.key == (None if key is None else Span(*key))
    assert located.value == Span(*value)


def test_a_text_that_cannot_be_read_resolves_to_the_whole() -> None:
    located = locate("a: [\nbc", ("a",))
    assert (located.value, located.exact) == (Span(1, 1, 2, 3), False)


def test_excerpt_measures_in_terminal_cells() -> None:
    (line,) = excerpt(TEXT, locate(TEXT, ("名称",)).value).lines
    assert (line.number, line.text, line.start, line.width) == (2, "名称: 第一支部", 6, 8)


def test_excerpt_of_several_lines_marks_each_and_counts_the_rest() -> None:
    shown = excerpt(TEXT, locate(TEXT, ("党员",)).value, limit=2)
    assert [line.number for line in shown.lines] == [5, 6]
    assert (shown.lines[1].start, shown.lines[1].width) == (4, 25)
    assert shown.more == 1


def test_excerpt_crops_long_lines_around_the_carets() -> None:
    text = "前" * 500 + "此处" + "后" * 500
    (line,) = excerpt(text, Span(1, 501, 1, 503), cells=60).lines
    assert line.text.strip("前后…") == "此处"
    assert line.text.startswith("…") and line.text.endswith("…")
    assert len(line.text) <= 40
    assert line.width == 4


def test_excerpt_shows_tabs_as_blanks_and_hides_control_characters() -> None:
    (line,) = excerpt("a\tb\x1b[31m", Span(1, 3, 1, 5)).lines
    assert line.text == "a    b\ufffd[31m"
    assert (line.start, line.width) == (5, 2)


def test_excerpt_behind_the_end_of_the_text_is_empty_but_marked() -> None:
    assert excerpt("a: 1", Span(9, 1, 9, 2)).lines == ()
    (line,) = excerpt("a: 1\n", Span(2, 1, 2, 1)).lines
    assert (line.text, line.start, line.width) == ("", 0, 1)
