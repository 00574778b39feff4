"""The lines of a span for people to look at, with carets measured in terminal cells."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from djledger.yamltext.lines import BOM, split_lines

if TYPE_CHECKING:
    from djledger.yamltext.model import Span

_TAB = "    "


class ExcerptLine(NamedTuple):
    """One line as shown; the carets go under cells `start` (0-based) to `start + width`."""

    number: int
    text: str
    start: int
    width: int


class Excerpt(NamedTuple):
    """The first lines of a span, and how many more it has."""

    lines: tuple[ExcerptLine, ...]
    more: int = 0


def excerpt(text: str, span: Span, *, limit: int = 1, cells: int = 100) -> Excerpt:
    """Return up to `limit` lines of `span`, each cropped to about `cells` around its carets."""
    lines = split_lines(text.removeprefix(BOM))
    last = span.end_line if span.end_column > 1 else max(span.end_line - 1, span.line)
    last = min(last, len(lines))
    numbers = range(span.line, min(last, span.line + limit - 1) + 1)
    shown = tuple(_line(number, lines[number - 1], span, cells) for number in numbers)
    return Excerpt(shown, max(last - span.line + 1 - len(shown), 0))


def display_width(text: str) -> int:
    """Return the cells that `text` takes on a terminal; wide East Asian characters take two."""
    return sum(map(_cells, text))


def _line(number: int, body: str, span: Span, cells: int) -> ExcerptLine:
    start = span.column - 1 if number == span.line else len(body) - len(body.lstrip())
    end = span.end_column - 1 if number == span.end_line else len(body)
    # A line may be megabytes long: what cannot be shown is not even looked at.
    near = cells + 1
    parts = body[max(start - near, 0) : start], body[start:end][:near], body[end : end + near]
    head, marked, tail = map(_shown, parts)
    marked = _crop(marked, cells)
    room = max(cells - display_width(marked), 10)
    head = _crop(head[::-1], room * 2 // 3)[::-1]
    tail = _crop(tail, max(room - display_width(head), room // 3))
    return ExcerptLine(
        number, head + marked + tail, display_width(head), max(display_width(marked), 1)
    )


def _shown(text: str) -> str:
    """Replace what a terminal would act upon."""
    text = text.replace("\t", _TAB)
    return "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cs") else c for c in text)


def _crop(text: str, cells: int) -> str:
    if len(text) * 2 <= cells or display_width(text) <= cells:
        return text
    used = 0
    for index, character in enumerate(text):
        used += _cells(character)
        if used >= cells:
            return text[:index] + "…"
    return text


def _cells(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.category(character) in ("Mn", "Me", "Cf") else 1
