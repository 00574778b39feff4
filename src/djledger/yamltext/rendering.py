"""Plain data to lines of YAML, written as a careful clerk would write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from djledger.yamltext.words import ITEM, KEY, NULLS, PLAIN, WORD

if TYPE_CHECKING:
    from djledger.yamltext.model import Plain

STEP = 2
"""Columns by which each level is indented."""

_KEY, _PLAIN, _ITEM, _WORD = (re.compile(pattern) for pattern in (KEY, PLAIN, ITEM, WORD))
_UNPRINTABLE = r"\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff"
_NEEDS_ESCAPE = re.compile(f"[{_UNPRINTABLE}]")
_ESCAPED = re.compile(f'[\\\\"{_UNPRINTABLE}]')
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def entry(opening: str, value: Plain | None, column: int) -> list[str]:
    """Return the lines of `value` behind `opening` ("名称:" or "-"), which is at 0-based `column`.

    The first line is not indented, the others are indented in full.
    """
    if value is None:
        return [opening]
    if isinstance(value, str):
        return _text(opening, value, column)
    if not value:
        return [opening + " " + flow(value)]
    lines = block(value, column + STEP)
    return (
        [opening + " " + lines[0].lstrip(" "), *lines[1:]] if opening == "-" else [opening, *lines]
    )


def block(value: Plain, column: int) -> list[str]:
    """Return the lines of a mapping or list that is not empty, indented to 0-based `column`."""
    pad = " " * column
    if isinstance(value, dict):
        parts = [entry(key(name) + ":", child, column) for name, child in value.items()]
    else:
        parts = [entry("-", child, column) for child in value]
    return [line for first, *rest in parts for line in (pad + first, *rest)]


def flow(value: Plain | None) -> str:
    """Return `value` on one line, as it is written within brackets."""
    if value is None:
        return "~"
    if isinstance(value, str):
        return scalar(value, _WORD)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key(k, _WORD)}: {flow(v)}" for k, v in value.items()) + "}"
    return "[" + ", ".join(map(flow, value)) + "]"


def key(name: str, plain: re.Pattern[str] = _KEY) -> str:
    """Return the name of an entry, quoted where it must be."""
    return scalar(name, plain)


def scalar(text: str, plain: re.Pattern[str] = _PLAIN, quote: str = "") -> str:
    """Return `text` on one line: in the given quotes, or plain where it may be."""
    if quote == "" and _is_plain(text, plain):
        return text
    if quote != '"' and not _NEEDS_ESCAPE.search(text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _is_plain(text: str, plain: re.Pattern[str]) -> bool:
    return (
        plain.fullmatch(text) is not None
        and text not in NULLS
        and text.isprintable()
        and not text.endswith(" ")
    )


def _escape(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or f"\\u{ord(match[0]):04x}"


def _text(opening: str, text: str, column: int) -> list[str]:
    if not is_literal(text):
        return [opening + " " + scalar(text, _ITEM if opening == "-" else _PLAIN)]
    body = text.removesuffix("\n")
    pad = " " * (column + STEP)
    header = " |" if text.endswith("\n") else " |-"
    return [opening + header, *(pad + line if line else "" for line in body.split("\n"))]


def is_literal(text: str) -> bool:
    """Whether a text of several lines can stand as block text, every line as it is."""
    first, _, rest = text.partition("\n")
    if not rest or not first or first[0] in " \t" or text.endswith("\n\n"):
        return False
    return not _NEEDS_ESCAPE.search(text.replace("\n", ""))
