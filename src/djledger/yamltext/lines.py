"""Lines and columns of a text, counted as editors count them (LF, CRLF and lone CR end a line)."""

from __future__ import annotations

import re

from djledger.yamltext.model import Span

_BREAK = re.compile(r"\r\n|\n|\r")
BOM = "\ufeff"


def split_lines(text: str) -> list[str]:
    """Split into lines without their ends; always at least one."""
    return _BREAK.split(text)


def split_keeping_ends(text: str) -> list[tuple[str, str]]:
    """Split into (line, line end) pairs; joined again they are the text."""
    bodies, ends = _BREAK.split(text), _BREAK.findall(text)
    return list(zip(bodies, [*ends, ""], strict=True))


def position(text: str, offset: int) -> tuple[int, int]:
    """Return the 1-based line and column of a character offset; a leading BOM has no width."""
    line, start = 1, 1 if text.startswith(BOM) else 0
    for match in _BREAK.finditer(text, 0, offset):
        line, start = line + 1, match.end()
    return line, max(offset - start, 0) + 1


def span_at(text: str, offset: int, length: int = 1) -> Span:
    """Return the span of `length` characters on one line from a character offset."""
    line, column = position(text, offset)
    return Span(line, column, line, column + length)
