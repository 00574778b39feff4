"""Edits: the data becomes what was asked for, and the rest of the text stays as it is."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from djledger.yamltext import (
    Append,
    Change,
    EditError,
    Remove,
    Route,
    Set,
    edit,
    locate,
    read,
    write_atomic,
)
from yaml_texts import documents, keys, nodes

values = nodes | st.none()


def routes(node: Any, route: Route = ()) -> Iterator[tuple[Route, Any]]:
    """Yield every route of the data with its value."""
    yield route, node
    steps = node.items() if isinstance(node, dict) else ()
    for step, child in enumerate(node) if isinstance(node, list) else steps:
        yield from routes(child, (*route, step))


def put(data: Any, route: Route, change: Any) -> Any:
    """Return data with `change` applied to the value at an existing route."""
    if not route:
        return change(data)
    copy = dict(data) if isinstance(data, dict) else list(data)
    copy[route[0]] = put(data[route[0]], route[1:], change)
    return copy


def without(collection: Any, step: str | int) -> Any:
    """Return a collection without one entry or item."""
    if isinstance(collection, dict):
        return {key: value for key, value in collection.items() if key != step}
    return [item for index, item in enumerate(collection) if index != step]


def data(text: str) -> Any:
    """Return what is read from a text."""
    return read(text.encode()).data


def pick(choices: st.DataObject, content: Any, kind: type | tuple[type, ...]) -> Route:
    """Draw a route to a value of the given kind."""
    found = [route for route, value in routes(content) if isinstance(value, kind)]
    assume(found)
    return choices.draw(st.sampled_from(found))


@given(documents(), values, st.data())
def test_set_writes_the_value_there_and_nowhere_else(
    document: tuple[dict[str, Any], str], value: Any, choices: st.DataObject
) -> None:
    content, text = document
    route = pick(choices, content, (str, list, dict, type(None)))
    assume(route)
    changed = edit(text, [Set(route, value)])
    assert data(changed) == put(content, route, lambda _: value)
    _assert_lines_around_are_kept(text, changed, route)


def _assert_lines_around_are_kept(text: str, changed: str, route: Route) -> None:
    """Whole lines before the entry and behind its value are as before, byte for byte."""
    located = locate(text, route)
    outer = locate(text, route[:-1])
    first = min((located.key or located.value).line, located.value.line)
    if located.key is None and text.split("\n")[first - 1][: located.value.column - 1].isspace():
        first = outer.value.line  # an item below its dash
    lines, after = text.split("\n"), changed.split("\n")
    assert after[: first - 1] == lines[: first - 1]
    kept = lines[located.value.end_line :]
    assert not kept or after[-len(kept) :] == kept


@given(documents(), keys, values, st.data())
def test_set_adds_an_entry_at_the_end(
    document: tuple[dict[str, Any], str], key: str, value: Any, choices: st.DataObject
) -> None:
    content, text = document
    route = pick(choices, content, dict)
    mapping = content
    for step in route:
        mapping = mapping[step]
    assume(key not in mapping)
    changed = edit(text, [Set((*route, key), value)])
    expected = put(content, route, lambda mapping: {**mapping, key: value})
    assert data(changed) == expected
    assert list(data(changed)) == list(expected)


@given(documents(), nodes, st.data())
def test_append_adds_an_item_at_the_end(
    document: tuple[dict[str, Any], str], value: Any, choices: st.DataObject
) -> None:
    content, text = document
    route = pick(choices, content, list)
    changed = edit(text, [Append(route, value)])
    assert data(changed) == put(content, route, lambda items: [*items, value])


@given(documents(), st.data())
def test_remove_takes_out_one_entry(
    document: tuple[dict[str, Any], str], choices: st.DataObject
) -> None:
    content, text = document
    route = pick(choices, content, (str, list, dict, type(None)))
    assume(route)
    changed = edit(text, [Remove(route)])
    assert data(changed) == put(content, route[:-1], lambda outer: without(outer, route[-1]))


@given(documents(), values, st.data())
def test_line_ends_and_bom_are_kept(
    document: tuple[dict[str, Any], str], value: Any, choices: st.DataObject
) -> None:
    content, text = document
    route = pick(choices, content, (str, list, dict, type(None)))
    assume(route and "\n" in text)
    windows = "\ufeff" + text.replace("\n", "\r\n")
    changed = edit(windows, [Set(route, value)])
    assert changed == "\ufeff" + edit(text, [Set(route, value)]).replace("\n", "\r\n")


SAMPLE = """\
# 会议记录
名称: 党员大会   # 全称
地点:
时间: '19:30'
党员:            # 应到
  - 姓名: 张三
    组别: "第一小组"
  # 新来的
  - 姓名: 李四
列席: [王五, 赵六]
表决: {赞成: 12, 反对: 0}
内容: |
  第一行

# 完
"""


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (Set(("名称",), "支委会"), "名称: 党员大会   #", "名称: 支委会   #"),
        (Set(("名称",), "主题: 学习"), "党员大会   #", "'主题: 学习'   #"),
        (Set(("名称",), None), "名称: 党员大会   #", "名称:   #"),
        (Set(("地点",), "三楼"), "地点:\n", "地点: 三楼\n"),
        (Set(("时间",), "20:00"), "'19:30'", "'20:00'"),
        (Set(("党员", 0, "组别"), '第"二"组'), '"第一小组"', '"第\\"二\\"组"'),
        (Set(("党员", 1, "组别"), "一"), "李四\n", "李四\n    组别: 一\n"),
        (Set(("党员", 0), "张三"), '姓名: 张三\n    组别: "第一小组"', "张三"),
        (Set(("列席", 0), "钱七"), "王五", "钱七"),
        (Set(("列席", 0), "钱，七"), "王五", "'钱，七'"),
        (Set(("表决", "弃权"), "1"), "反对: 0}", "反对: 0, 弃权: 1}"),
        (Set(("内容",), "一\n二\n"), "|\n  第一行", "|\n  一\n  二"),
        (Set(("内容",), "一"), "|\n  第一行", "一"),
        (Set(("名称",), "一\n二"), "党员大会   # 全称\n", "|-   # 全称\n  一\n  二\n"),
        (Set(("记录", "人"), "李四"), "  第一行\n", "  第一行\n记录:\n  人: 李四\n"),
        (Set(("地点", "楼"), "三"), "地点:\n", "地点:\n  楼: 三\n"),
        (Append(("党员",), "王五"), "李四\n", "李四\n  - 王五\n"),
        (
            Append(("党员",), {"姓名": "王五", "组别": "二"}),
            "李四\n",
            "李四\n  - 姓名: 王五\n    组别: 二\n",
        ),
        (Append(("列席",), "钱七"), "赵六]", "赵六, 钱七]"),
        (Append(("地点",), "三楼"), "地点:\n", "地点:\n  - 三楼\n"),
        (Append(("附件",), "a"), "  第一行\n", "  第一行\n附件:\n  - a\n"),
        (Remove(("名称",)), "名称: 党员大会   # 全称\n", ""),
        (Remove(("党员", 0)), '  - 姓名: 张三\n    组别: "第一小组"\n', ""),
        (Remove(("党员", 0, "姓名")), "姓名: 张三\n    组别", "组别"),
        (Remove(("党员", 1, "姓名")), "姓名: 李四", "{}"),
        (Remove(("列席", 0)), "王五, ", ""),
        (Remove(("列席", 1)), ", 赵六", ""),
        (Remove(("表决", "赞成")), "赞成: 12, ", ""),
        (Remove(("内容",)), "内容: |\n  第一行\n", ""),
    ],
)
def test_edits_of_a_sample(change: Change, old: str, new: str) -> None:
    assert SAMPLE.count(old) == 1
    assert edit(SAMPLE, [change]) == SAMPLE.replace(old, new)


def test_changes_are_made_in_order() -> None:
    changes = [Append(("a",), "x"), Append(("a",), "y"), Set(("a", 0), "z"), Remove(("b",))]
    assert edit("a:\nb: 1\n", changes) == "a:\n  - z\n  - y\n"


@pytest.mark.parametrize(
    ("text", "change", "result"),
    [
        ("", Set(("a",), "b"), "a: b\n"),
        ("# 空\n", Set(("a",), "b"), "# 空\na: b\n"),
        ("{}", Set(("a",), "b"), "{a: b}"),
        ("a: 1", Set(("b",), "2"), "a: 1\nb: 2\n"),
        ("a: 1", Set(("a",), "2"), "a: 2"),
        ("a: 1\n", Remove(("a",)), ""),
        ("名称：一\n类型：二\n", Set(("名称",), "三"), "名称：三\n类型：二\n"),
        ("党员: [张三，李四]\n", Append(("党员",), "王五"), "党员: [张三，李四, 王五]\n"),
        ("党员: [张三，李四]\n", Set(("党员", 1), "王五"), "党员: [张三，王五]\n"),
        ("党员:\n－张三\n", Set(("党员", 0), "王五"), "党员:\n－王五\n"),
    ],
)
def test_edits_of_unusual_texts(text: str, change: Change, result: str) -> None:
    assert edit(text, [change]) == result


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("a: [\n", Set(("a",), "b")),
        ("a: 1\n", Remove(("b",))),
        ("a: 1\n", Set(("a", "b"), "2")),
        ("a: [1]\n", Set(("a", 1), "2")),
        ("a: 1\n", Append(("a",), "2")),
        ("a: 1\n", Set((), "2")),
        ("a: 1\na: 2\n", Remove(("a",))),
        ("a: 1\n", Set(("a",), "\x07")),
    ],
)
def test_changes_that_cannot_be_made_are_refused(text: str, change: Change) -> None:
    with pytest.raises(EditError):
        edit(text, [change])


def test_atomic_write_replaces_content_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "名册.yaml"
    write_atomic(path, b"a: 1\n")
    write_atomic(path, b"a: 2\r\n")
    assert path.read_bytes() == b"a: 2\r\n"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files are those of POSIX")
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664])
def test_atomic_write_keeps_the_mode(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"")
    path.chmod(mode)
    write_atomic(path, b"a: 1\n")
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_atomic_write_follows_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "a.yaml", tmp_path / "b.yaml"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_atomic(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_failed_atomic_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")

    def fail(_descriptor: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        write_atomic(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
