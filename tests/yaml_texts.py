"""Hypothesis strategies: nested data, and YAML texts that say it in many styles."""

from __future__ import annotations

import json
import re
from random import Random
from typing import Any

from hypothesis import strategies as st

NULLS = ("", "~", "null", "Null", "NULL")
_LETTERS = "张三会议强调年月党ab12 ：:，、。-#'\"\\[]{}|>&*!%@`~?（）“”\t　é𠀀\n"
_PLAIN = re.compile(r"[一-鿿a-z0-9é𠀀“（][^\n\t]*(?<![\s:　])")
_WORDS = ["名称", "时间", "地点", "缺席", "原因", "议题", "表决", "赞成", "党员", "姓名", "a", "b"]

texts = st.text(_LETTERS, max_size=14) | st.sampled_from(
    ["", "~", "null", "19:30", "0451", "no", "否", "3000.10", "会议强调：要抓好落实", "2026-03-12"]
)
keys = st.sampled_from(_WORDS) | st.text("甲乙丙 '\"：-#", min_size=1, max_size=4)


def _nested(children: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    values = children | st.none()
    return st.lists(values, max_size=4) | st.dictionaries(keys, values, max_size=4)


nodes = st.recursive(texts, _nested, max_leaves=12)
data = st.dictionaries(keys, nodes | st.none(), max_size=6)


@st.composite
def documents(draw: st.DrawFn, comments: bool = True) -> tuple[dict[str, Any], str]:
    """Draw what a document says and a text that says it."""
    content = draw(data)
    writer = Writer(draw(st.randoms(use_true_random=False)), comments=comments)
    return content, writer.document(content)


_plain_texts = st.text('张三会议强调年月12 ，。-（）"', min_size=1, max_size=9).filter(
    lambda text: _is_plain(text) and not re.search("[,，]", text)
) | st.sampled_from(["19:30", "会议强调：要抓好", "0451", "第一行\n第二行\n", "一\n  二\n\n三"])


def _plain_nested(children: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    listed = children.filter(lambda c: not isinstance(c, str) or not re.search("[:：\n]", c))
    names = st.sampled_from(_WORDS)
    return st.lists(listed, min_size=1, max_size=4) | st.dictionaries(
        names, children | st.none(), min_size=1, max_size=4
    )


@st.composite
def plain_documents(draw: st.DrawFn) -> tuple[dict[str, Any], str]:
    """Draw a document written in the plainest style: no quotes, no continued lines."""
    nodes = st.recursive(_plain_texts, _plain_nested, max_leaves=12)
    content = draw(
        st.dictionaries(st.sampled_from(_WORDS), nodes | st.none(), min_size=1, max_size=5)
    )
    writer = PlainWriter(draw(st.randoms(use_true_random=False)))
    return content, writer.document(content)


_SNIPPETS = [": ", "：", "- ", "－", "\t", "\u3000", "\n", "\r", "'", '"', "[", "]", "{", "}", "，"]
_SNIPPETS += [
    "\r\n",
    "|\n",
    "&a ",
    "*a",
    "!",
    "%",
    "@",
    "---\n",
    "? ",
    "#",
    "\0",
    "\u2028",
    "\ufeff",
    "\\",
]


@st.composite
def mutated(draw: st.DrawFn, source: st.SearchStrategy[Any] | None = None) -> str:
    """Draw a document with a few pieces inserted, doubled or dropped."""
    _, text = draw(documents() if source is None else source)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(start + draw(st.integers(0, 3)), len(text))
        text = text[:start] + draw(st.sampled_from(["", *_SNIPPETS])) + text[end:]
    return text


class Writer:
    """Writes data as YAML, choosing among the styles at random."""

    def __init__(self, random: Random, *, comments: bool = True) -> None:
        self._random = random
        self._comments = comments

    def document(self, content: dict[str, Any]) -> str:
        if not content:
            return self._random.choice(["", "{}\n", "# 空\n", "---\n"])
        return "\n".join(self._mapping(content, 0)) + "\n"

    def _mapping(self, node: dict[str, Any], indent: int) -> list[str]:
        lines: list[str] = []
        pad = " " * indent
        for key, value in node.items():
            if self._comments and self._random.random() < 0.15:
                lines.append(pad + "# 说明：备注 [x")
            head = pad + self._key(key) + self._random.choice([":", ":", " :"])
            lines += self._attach(head, value, indent)
        return lines

    def _attach(self, head: str, value: Any, indent: int) -> list[str]:
        if value is None:
            return [head + self._random.choice(["", " ~", " null", " # 未填"])]
        if isinstance(value, dict | list) and value and self._random.random() < 0.75:
            inner = indent + (2 if isinstance(value, dict) else self._random.choice([0, 2]))
            note = self._random.choice(["", "", " # 如下"]) if self._comments else ""
            return [head + note, *self._block(value, inner)]
        return self._inline(head + self._random.choice([" ", "  ", " \t"]), value, indent)

    def _block(self, value: Any, indent: int) -> list[str]:
        if isinstance(value, dict):
            return self._mapping(value, indent)
        return [line for item in value for line in self._item(item, indent)]

    def _item(self, item: Any, indent: int) -> list[str]:
        dash = " " * indent + "-"
        if item is None:
            return [dash + self._random.choice(["", " ~"])]
        if isinstance(item, dict | list) and item and self._random.random() < 0.8:
            first, *rest = self._block(item, indent + 2)
            if first.lstrip().startswith("#"):
                return [dash, first, *rest]
            return [dash + " " + first.lstrip(" "), *rest]
        return self._inline(dash + " ", item, indent, listed=True)

    def _inline(self, head: str, value: Any, indent: int, listed: bool = False) -> list[str]:
        """Write a scalar or a flow collection behind `head`; `indent` is that of its parent."""
        if isinstance(value, dict | list):
            return [head + self._flow(value)]
        styles = [self._plain, self._single, self._double, self._literal, self._folded]
        self._random.shuffle(styles)
        for style in styles:
            lines = style(value, indent, listed)
            if lines is not None:
                return [head + lines[0], *lines[1:]]
        return [head + json.dumps(value, ensure_ascii=False)]

    def _plain(self, value: str, indent: int, listed: bool) -> list[str] | None:
        if not _is_plain(value) or (listed and re.search("[:：]|^[-－]", value)):
            return None
        words = value.split(" ")
        if "" in words or self._random.random() < 0.5:
            return [value]
        if any(word[0] in "#-?:|>&*!%@`'\"[]{},　" or word.endswith(":") for word in words):
            return [value]
        return [words[0], *(" " * (indent + 2) + word for word in words[1:])]

    def _single(self, value: str, _indent: int, _listed: bool) -> list[str] | None:
        return None if "\n" in value else ["'" + value.replace("'", "''") + "'"]

    def _double(self, value: str, _indent: int, _listed: bool) -> list[str]:
        escaped = value.isascii() or max(value) < "\U00010000"  # JSON would write surrogates
        return [json.dumps(value, ensure_ascii=escaped and self._random.random() < 0.2)]

    def _literal(self, value: str, indent: int, _listed: bool) -> list[str] | None:
        if not value.strip("\n"):
            return None
        body = value.rstrip("\n")
        ending = len(value) - len(body)
        hint = "2" if body[0] in " \n\t" or self._random.random() < 0.3 else ""
        lines = [" " * (indent + 2) + line if line else "" for line in body.split("\n")]
        return ["|" + hint + "-" * (not ending) + "+" * (ending > 1), *lines, *[""] * (ending - 1)]

    def _folded(self, value: str, indent: int, _listed: bool) -> list[str] | None:
        words = value.split(" ")
        if not value or any(not word.strip() or word[0] == "\t" for word in words):
            return None
        if "\n" in value:
            return None
        return [">-", *(" " * (indent + 2) + word for word in words)]

    def _flow(self, node: Any) -> str:
        if isinstance(node, dict):
            pairs = (f"{self._key(k, flow=True)}: {self._flow(v)}" for k, v in node.items())
            return "{" + ", ".join(pairs) + "}"
        if isinstance(node, list):
            return "[" + ", ".join(map(self._flow, node)) + "]"
        if node is None:
            return self._random.choice(["~", "null"])
        if _is_plain(node) and not re.search("[,，、\\[\\]{}:：?]", node):
            return str(node)
        return json.dumps(node, ensure_ascii=False)

    def _key(self, key: str, flow: bool = False) -> str:
        if re.fullmatch("[一-鿿a-z]+", key) and self._random.random() < 0.9:
            return key
        if flow or self._random.random() < 0.5:
            return json.dumps(key, ensure_ascii=False)
        return "'" + key.replace("'", "''") + "'"


def _is_plain(value: str) -> bool:
    return (
        _PLAIN.fullmatch(value) is not None
        and value not in NULLS
        and ": " not in value
        and " #" not in value
        and ":　" not in value
    )


class PlainWriter(Writer):
    """Writes plain scalars, literal text and indented blocks only."""

    def _attach(self, head: str, value: Any, indent: int) -> list[str]:
        head = head.rstrip(" :") + ":"
        if value is None:
            return [head + self._random.choice(["", " ~"])]
        if isinstance(value, str):
            return self._inline(head + " ", value, indent)
        return [head, *self._block(value, indent + self._random.choice([2, 2, 4]))]

    def _item(self, item: Any, indent: int) -> list[str]:
        if isinstance(item, str):
            return [" " * indent + "- " + item]
        first, *rest = self._block(item, indent + 2)
        if first.lstrip().startswith("#"):
            first, rest = rest[0], rest[1:]
        return [" " * indent + "- " + first.lstrip(" "), *rest]

    def _inline(self, head: str, value: Any, indent: int, listed: bool = False) -> list[str]:
        if "\n" not in value:
            return [head + value]
        lines = self._literal(value, indent, listed) or []
        return [head + lines[0].replace("2", ""), *lines[1:]]

    def _key(self, key: str, flow: bool = False) -> str:
        return key
