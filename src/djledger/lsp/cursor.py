"""What is being written at a place of a text that need not be sound YAML yet.

While somebody types, a file can hardly ever be parsed; but indentation, dashes and brackets
tell in which mapping or list the place is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from djledger.yamltext import Route

_BLANKS = re.compile(r" *")
_DASH = re.compile(r"-(?: +|$)")
_KEY = re.compile(r"(?P<key>\"[^\"]*\"|'[^']*'|[^\s\"'\[\]{},#:：-][^:：#]*?) *(?::(?= |$)|：) *")
_TOKEN_END = re.compile(r"[:：,，\]}]|$")


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where one writes, and what stands there up to that place.

    ``route`` leads to the mapping or list item being written, or, if ``on_value``, to the
    value of a key; ``start`` is the column, from 0, at which ``typed`` begins.
    """

    route: Route
    typed: str
    start: int
    on_value: bool = False


def cursor_at(lines: list[str], line: int, column: int) -> Cursor:
    """Return what is being written at a line and column, both from 0."""
    around = _Outline()
    for above in lines[:line]:
        if above.strip() and not above.lstrip().startswith("#"):
            around.enter(above)
    written = lines[line][:column] if line < len(lines) else ""
    at, on_value = around.enter(written)
    route, rest = around.route(None if on_value else at), written[at:]
    if rest.startswith(("[", "{")):
        return _within_brackets(route, rest, at)
    return Cursor(route, rest, at, on_value)


def token_end(line: str, column: int) -> int:
    """Return the column at which the word that stands at a column ends."""
    found = _TOKEN_END.search(line, column)
    return len(line) if found is None else found.start()


class _Outline:
    """The dashes and keys under which a line stands, each with its indentation."""

    def __init__(self) -> None:
        self._steps: list[tuple[int, str | int]] = []

    def enter(self, line: str) -> tuple[int, bool]:
        """Take in a line; return where its rest begins, and whether that is a key's value."""
        at = _end(_BLANKS, line, 0)
        while (dash := _DASH.match(line, at)) is not None:
            self._item(at)
            at = dash.end()
        key = _KEY.match(line, at)
        if key is None:
            return at, False
        self._leave(at)
        self._steps.append((at, key["key"].strip("\"'")))
        return key.end(), True

    def _item(self, at: int) -> None:
        number = 0
        while self._steps and self._steps[-1][0] >= at:
            indent, step = self._steps[-1]
            if indent == at and isinstance(step, str):
                break  # a list may stand no deeper than its key
            if indent == at and isinstance(step, int):
                number = step + 1
            self._steps.pop()
        self._steps.append((at, number))

    def _leave(self, at: int) -> None:
        while self._steps and self._steps[-1][0] >= at:
            self._steps.pop()

    def route(self, at: int | None) -> Route:
        """Return the route to here; for something new at a column, to what it is part of."""
        if at is not None:
            self._leave(at)
        return tuple(step for _, step in self._steps)


def _end(pattern: re.Pattern[str], line: str, at: int) -> int:
    found = pattern.match(line, at)
    return at if found is None else found.end()


def _within_brackets(route: Route, rest: str, offset: int) -> Cursor:
    """Follow a list or mapping in brackets to its end."""
    outer: list[tuple[str, Route]] = []
    here, start, on_value = route, 0, False
    for at, mark in _marks(rest):
        start = at + 1
        if mark in "[{":
            outer.append((mark, here))
        elif mark in "]}" and outer:
            outer.pop()
        elif mark in ":：":
            here, on_value = (*here, rest[_last_mark(rest, at) : at].strip(" \"'")), True
            continue
        if not outer:
            return Cursor(route, rest[start:].lstrip(), offset + len(rest), on_value=True)
        kind, base = outer[-1]
        here, on_value = ((*base, 0) if kind == "[" else base), False
    blanks = _end(_BLANKS, rest, start) - start
    return Cursor(here, rest[start + blanks :], offset + start + blanks, on_value)


def _marks(rest: str) -> Iterator[tuple[int, str]]:
    for at, mark in enumerate(rest):
        if mark in "[]{},，：" or (mark == ":" and rest[at + 1 : at + 2] in ("", " ")):
            yield at, mark


def _last_mark(rest: str, end: int) -> int:
    return max(rest.rfind(mark, 0, end) for mark in "[{,，") + 1
