"""Reading says what was written: against its own oracle, a second reader, and any bytes."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pytest
import yaml12
from hypothesis import example, given
from hypothesis import strategies as st

from djledger.yamltext import MAX_BYTES, Fault, FaultKind, read, read_file
from djledger.yamltext.shortcut import read_plainest
from djledger.yamltext.understanding import parsed
from yaml_texts import NULLS, documents, mutated, plain_documents


@given(documents())
def test_reads_what_was_written(document: tuple[dict[str, Any], str]) -> None:
    content, text = document
    reading = read(text.encode())
    assert reading.faults == ()
    assert reading.data == content
    assert reading.text == text


@given(documents())
def test_independent_reader_agrees(document: tuple[dict[str, Any], str]) -> None:
    _, text = document
    ours = read(text.encode()).data
    assert ours is not None
    assert agrees(ours, yaml12.parse_yaml(text) or {})


def agrees(ours: Any, theirs: Any) -> bool:
    """Compare with typed data: ours has text where theirs has typed scalars."""
    if isinstance(ours, dict):
        return ours.keys() == theirs.keys() and all(agrees(ours[k], theirs[k]) for k in ours)
    if isinstance(ours, list):
        return len(ours) == len(theirs) and all(map(agrees, ours, theirs))
    if ours is None or isinstance(theirs, str):
        return bool(ours == theirs)
    return typed(ours) == theirs


def typed(text: str) -> Any:
    """Type a scalar by the YAML 1.2 core schema, as far as the samples need it."""
    if text in ("true", "True", "false", "False"):
        return text.lower() == "true"
    try:
        return float(text) if "." in text or "e" in text else int(text)
    except ValueError:
        return text


@given(documents())
def test_parser_in_python_agrees(document: tuple[dict[str, Any], str]) -> None:
    source = document[1].encode()
    assert read(source, pure=True) == read(source)


@given(documents() | plain_documents())
def test_shortcut_agrees_with_the_parser(document: tuple[dict[str, Any], str]) -> None:
    data = read_plainest(document[1])
    assert data is None or data == document[0]


def by_the_parser(text: str) -> tuple[Any, tuple[Fault, ...]]:
    understood = parsed(text, pure=True)
    return understood.data, understood.faults


@given(mutated() | mutated(plain_documents()))
def test_shortcut_takes_nothing_that_the_parser_faults(text: str) -> None:
    data = read_plainest(text)
    assert data is None or by_the_parser(text) == (data, ())


@pytest.mark.parametrize("ending", ["", "\n", "\n\n", "\n  ", "\n# x", "\nb: 1"])
def test_block_text_at_the_end_of_a_file(ending: str) -> None:
    text = "a: |\n  一\n  二" + ending
    assert read(text.encode()) == read(text.encode(), pure=True)


@pytest.mark.parametrize(
    "text", ["a: [，]\n", "a: [甲、]\n", "a: [，甲]\n", "a: {，: 甲}\n", "- 甲\n"]
)
def test_shortcut_leaves_what_may_be_mistyped_to_the_parser(text: str) -> None:
    assert read_plainest(text) is None


@pytest.mark.parametrize(
    "value",
    [
        "[]",
        "{}",
        "[ 甲, 乙 ]",
        "[甲 ,  ~]",
        "{甲: 乙, 丙: 丁}",
        "{甲: , 乙:}",
        "[{甲: 1, 乙: [丙, 丁]}, 戊, [己]]",
        "{甲: {乙: {丙: [丁]}}, 戊: 己 }",
        "{甲: 一，二}",
        "{甲: [], 乙: {}, 丙: [[], { }]}",
        "{甲: 1} ",
        "{甲: '2026-03-12', 乙: \"：[# \" , 丙: '' }",
        "['甲', \"乙\" , 丙]",
    ],
)
def test_shortcut_reads_brackets_as_the_parser_does(value: str) -> None:
    for text in (f"a: {value}\n", f"a:\n  - {value}\n  - {value} # b\n"):
        data = read_plainest(text)
        assert data is not None
        assert data == read(text.encode(), pure=True).data


@pytest.mark.parametrize(
    "value",
    ["[甲,]", "[,]", "[甲,乙]", "{甲}", "{甲:乙}", "{甲: 1, 甲: 2}", "[甲", "[甲]]", "[甲] 乙",
     "{甲: 1, : 2}", "[甲: 乙]", "{[甲]: 乙}", "[" * 9 + "]" * 9, "[甲：乙]", "['甲'乙]",
     "[甲 # 乙]", "{'甲': 乙}", "['甲''乙']", '["\\n"]', "['甲',乙]"],
)  # fmt: skip
def test_shortcut_leaves_other_brackets_to_the_parser(value: str) -> None:
    assert read_plainest(f"a: {value}\n") is None


@given(st.text("[]{}甲乙, :：，~'\"\\#", max_size=12))
def test_shortcut_of_any_brackets_agrees_with_the_parser(value: str) -> None:
    text = f"a: [{value}]\nb: {{{value}}}\n"
    data = read_plainest(text)
    assert data is None or by_the_parser(text) == (data, ())


@pytest.mark.parametrize(
    "text",
    [
        "a:\n- 一\nb: 2\n",
        "a:\n- b:\n  - 一\n  c: 2\n- b:\n",
        "a:\n  - - 一\n    - 二\n  - - b: 1\n      c: 2\n",
        "a:  # 一\n  b:  \n  c: 1 # 二\n\n# 三: 四\nd:\n",
        "a:\n  - 张三汇报：五件\n  - 10:30开会\n  - 李四:说\n",
        "a:\n  - 甲：乙 # 丙：丁\n  - 甲 # 丙: 丁\n",
        "a: |\n  b: 1\n\n    - 二\n\nc: |-\n  三\n\n\nd: 4\n",
        "a: 'b: c'\nd: \"e # f\" # g\nh:\n  - 'i: j'\n",
        "a: {b: 1} # c\nd:\n  - [e] # {f}\n",
        "---\na: 1\n",
        "a: |\r\n  一\r\n\r\n  二\r\nb: 1\r\n",
        "---\r\na:\r\n  - 甲：乙\r\n  - {b: 1}",
    ],
)
def test_shortcut_reads_lines_as_the_parser_does(text: str) -> None:
    data = read_plainest(text)
    assert data is not None
    assert data == read(text.encode(), pure=True).data


def test_shortcut_reads_more_names_than_it_remembers() -> None:
    names = {f"名称{number}": str(number) for number in range(10_000)}
    text = "".join(f"{name}: {value}\n" for name, value in names.items())
    assert read_plainest(text) == names
    assert read_plainest(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "a: ~\n  b: 1\n",
        "a: 1\n  b: 1\n",
        "a:\n  - 一\n  b: 2\n",
        "a:\n  - 一\n - 二\n",
        "a:\n  b: 1\n c: 2\n",
        "a: 1\na: 2\n",
        "a:: 1\n",
        "a: 1\r",
        "a: 1\n---\n",
        "---\n---\n",
        "--- a\n",
        "a:\n  - 甲：乙\r\n甲:\r\n  b: 1\n",
        "a: b: c\n",
        "a:\n  - 甲：乙\n甲: 1\n",
        "甲:\n  - 甲:乙\n",
        "a:\n  - 甲：乙\n    丙：丁\n",
        "a: |\n  一\n \n",
        "a:\n" + "".join(" " * n + "b:\n" for n in range(1, 64)),
    ],
)
def test_shortcut_leaves_doubtful_lines_to_the_parser(text: str) -> None:
    assert read_plainest(text) is None


_LABELS = st.sampled_from(["甲", "乙", "甲乙", "10"])


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "  ", "  - ", "- ", "    ", "  - - "]),
            _LABELS,
            st.sampled_from([":", ": ", "：", ":\n", "：\n"]),
            st.sampled_from(["", "丙", "丙：丁", "10", "{甲: 乙}", "# 戊"]),
        ),
        max_size=7,
    )
)
def test_shortcut_tells_prose_from_entries_as_the_parser_does(pieces: list[Any]) -> None:
    text = "a:\n" + "".join("".join(piece) + "\n" for piece in pieces)
    data = read_plainest(text)
    assert data is None or by_the_parser(text) == (data, ())


@given(plain_documents(), st.sampled_from(["\n", "\r\n"]))
def test_shortcut_takes_the_plainest_texts(document: tuple[dict[str, Any], str], end: str) -> None:
    assert read_plainest(document[1].replace("\n", end)) == document[0]


@given(st.binary(max_size=200))
@example(b"\xff\xfe\x00")
@example(b"\xfe\xff\xd8\x00")
@example(b"%YAML 9.9\n---\na: b\n")
@example(b"a: \xf0\xa0\x80")
@example(b"\xef\xbb\xbf\xef\xbb\xbfa: 1")
def test_any_bytes_yield_a_reading(source: bytes) -> None:
    reading = read(source)
    assert reading.data is not None or reading.faults


@given(mutated())
def test_mutilated_documents_yield_a_reading(text: str) -> None:
    reading = read(text.encode())
    assert reading.data is not None or reading.faults
    lines = reading.text.split("\n")
    for fault in reading.faults:
        assert fault.span >= type(fault.span)(1, 1, 1, 1)
        assert fault.span.line <= len(lines) + reading.text.count("\r")


@given(mutated())
def test_parser_in_python_never_understands_otherwise(text: str) -> None:
    fast, slow = read(text.encode()), read(text.encode(), pure=True)
    if fast.data is not None and slow.data is not None:
        assert fast == slow


@pytest.mark.parametrize("written", NULLS)
def test_blank_values_are_none_and_keep_their_key(written: str) -> None:
    assert read(f"a: {written}\nb: [x, y]\nc:\n- {written}\n- d\n".encode()).data == {
        "a": None,
        "b": ["x", "y"],
        "c": [None, "d"],
    }


@pytest.mark.parametrize("written", NULLS)
def test_quoted_values_are_never_blank(written: str) -> None:
    assert read(f"a: '{written}'\nb: [\"{written}\"]\n".encode()).data == {
        "a": written,
        "b": [written],
    }


@pytest.mark.parametrize("source", ["", "\n\n", "# 注释\n", "---\n", "~\n", "---\n...\n", "\ufeff"])
def test_empty_documents_are_empty_mappings(source: str) -> None:
    assert read(source.encode()).data == {}


def test_depth_up_to_the_limit_is_read() -> None:
    at_limit = b"a: " + b"[" * 63 + b"]" * 63
    assert read(at_limit).faults == ()
    assert [f.kind for f in read(b"a: " + b"[" * 64 + b"]" * 64).faults] == [FaultKind.TOO_DEEP]


def test_number_of_values_up_to_the_limit_is_read() -> None:
    mapping_key_and_list = 3
    items = 200_000 - mapping_key_and_list
    assert read(b"a:\n" + b"- b\n" * items).faults == ()
    (fault,) = read(b"a:\n" + b"- b\n" * (items + 1)).faults
    assert fault.kind is FaultKind.TOO_MANY_NODES


def test_file_up_to_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: b\n#" + b"x" * (MAX_BYTES - 6))
    assert read_file(path).data == {"a": "b"}
    path.write_bytes(b"a: b\n#" + b"x" * (MAX_BYTES - 5))
    (fault,) = read_file(path).faults
    assert fault.kind is FaultKind.TOO_LARGE


def test_other_findings_survive_a_duplicate_key() -> None:
    reading = read(b"a: 1\na: {x: 1, x: 2}\nb: &c 2\n")
    assert reading.data == {"a": "1", "b": "2"}
    kinds = [fault.kind for fault in reading.faults]
    assert kinds == [FaultKind.DUPLICATE_KEY, FaultKind.DUPLICATE_KEY, FaultKind.ANCHOR]


def test_import_is_cheap() -> None:
    code = "import sys, djledger.yamltext as y; y.read(b'a: b'); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert "djledger.yamltext" in loaded
    assert not loaded & {"ruamel", "ruamel.yaml", "rich", "pydantic", "typer"}


def test_numbers_keep_their_digits() -> None:
    data = read("金额: 3000.10\n区号: 0451\n时间: 19:30\n".encode()).data
    assert data == {"金额": "3000.10", "区号": "0451", "时间": "19:30"}
    with pytest.raises(InvalidOperation):
        Decimal(str(data["时间"]))
