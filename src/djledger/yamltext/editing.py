"""Edits that leave every byte alone that they are not about.

Each change is a splice at the position of its route, so comments, order, quotes, line ends and a
BOM elsewhere stay as they are. The result is read again and compared with the data it ought to
say: an edit is right or it is refused.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from djledger.yamltext import rendering
from djledger.yamltext.changes import Append, Change, EditError, Remove, applied, route_name
from djledger.yamltext.lines import BOM, split_keeping_ends
from djledger.yamltext.locating import Located, locate
from djledger.yamltext.understanding import understand

if TYPE_CHECKING:
    from collections.abc import Iterable

    from djledger.yamltext.changes import Data
    from djledger.yamltext.model import Plain, Route


def edit(text: str, changes: Iterable[Change]) -> str:
    """Return `text` (as decoded by `read`) with the changes made one after another."""
    for change in changes:
        data = understand(text).data
        if data is None:
            raise EditError("文件不能读取，请先改正其中的书写错误")
        changed = _Editor(text, data).made(change)
        if understand(changed).data != applied(data, change):
            raise EditError(f"“{route_name(change.route)}”处的写法特殊，不能自动修改，请手工改")
        text = changed
    return text


class _Editor:
    """One text with its lines and data, to be changed once."""

    def __init__(self, text: str, data: Data) -> None:
        self._text = text
        self._data = data
        lines = split_keeping_ends(text)
        self._lines = [body for body, _ in split_keeping_ends(text.removeprefix(BOM))]
        self._eol = next((end for _, end in lines if end), "\n")
        self._starts = [1 if text.startswith(BOM) else 0]
        for number, (body, end) in enumerate(lines):
            start = 0 if number == 0 else self._starts[-1]
            self._starts.append(start + len(body) + len(end))
        self._ends = [s - len(end) for s, (_, end) in zip(self._starts[1:], lines, strict=True)]

    def made(self, change: Change) -> str:
        """Return the text after the change; `applied` has the last word on whether it may be."""
        applied(self._data, change)
        if isinstance(change, Remove):
            return self._remove(change.route)
        if isinstance(change, Append):
            if not self._value(change.route):
                return self._set(change.route, [change.value])
            return self._append(change.route, change.value)
        return self._set(change.route, change.value)

    # -- where things are ------------------------------------------------------------------

    def _value(self, route: Route) -> Plain | None:
        node: Plain | None = self._data
        for step in route:
            if isinstance(node, dict) and isinstance(step, str):
                node = node.get(step)
            elif isinstance(node, list) and isinstance(step, int):
                node = node[step]
            else:
                return None
        return node

    def _offset(self, line: int, column: int) -> int:
        return self._starts[line - 1] + column - 1

    def _bounds(self, located: Located) -> tuple[int, int]:
        span = located.value
        return self._offset(span.line, span.column), self._offset(span.end_line, span.end_column)

    def _line(self, offset: int) -> int:
        return max(bisect_right(self._starts, offset, 0, len(self._ends)), 1)

    def _in_flow(self, route: Route) -> bool:
        """Whether the collection at `route` is written in brackets."""
        start, _ = self._bounds(locate(self._text, route))
        return self._text[start : start + 1] in ("[", "{")

    def _opening(self, route: Route) -> int:
        """Return the offset at which the entry or item at `route` begins, key or dash included."""
        located = locate(self._text, route)
        if located.key is not None:
            return self._offset(located.key.line, located.key.column)
        if self._in_flow(route[:-1]):
            return self._bounds(located)[0]
        column = locate(self._text, route[:-1]).value.column
        line = located.value.line
        while line > 1 and self._lines[line - 1][column - 1 : column] not in ("-", "－"):
            line -= 1
        return self._offset(line, column)

    # -- splices -----------------------------------------------------------------------------

    def _splice(self, start: int, end: int, replacement: str) -> str:
        return self._text[:start] + replacement + self._text[end:]

    def _set(self, route: Route, value: Plain | None) -> str:
        located = locate(self._text, route)
        if not route:
            raise EditError("不能整个替换文件的内容")
        if not located.exact:
            return self._add(route, value)
        start, end = self._bounds(located)
        if self._in_flow(route[:-1]):
            return self._splice(start, end, rendering.flow(value))
        word = isinstance(self._value(route), str) and self._is_word(start, end)
        if word and isinstance(value, str) and not rendering.is_literal(value):
            return self._splice(start, end, self._kept_style(route, value, start))
        return self._rewrite(route, value, start, end)

    def _is_word(self, start: int, end: int) -> bool:
        """Whether a scalar stands there on one line."""
        old = self._text[start:end]
        return bool(old) and old[0] not in "|>[{" and not re.search(r"[\r\n]", old)

    def _kept_style(self, route: Route, value: str, start: int) -> str:
        quote = self._text[start]
        if quote in "'\"":
            return rendering.scalar(value, quote=quote)
        opening = "-" if isinstance(route[-1], int) else ":"
        return rendering.entry(opening, value, 0)[0][len(opening) + 1 :]

    def _rewrite(self, route: Route, value: Plain | None, start: int, end: int) -> str:
        """Write a value anew behind its key or dash; a comment on that line stays there."""
        opening = self._opening(route)
        line = self._line(opening)
        mark = self._mark_end(route, opening)
        column = opening - self._starts[line - 1]
        kind = "-" if isinstance(route[-1], int) else ":"
        first, *rest = rendering.entry(kind, value, column)
        tail_end = self._ends[self._line(end) - 1]
        if self._line(start) == line:
            tail = self._text[end:tail_end]
        else:
            tail = self._text[mark : self._ends[line - 1]]
        lines = [first.removeprefix(kind) + tail, *rest]
        return self._splice(mark, tail_end, self._eol.join(lines))

    def _mark_end(self, route: Route, opening: int) -> int:
        """Return the offset behind the colon or dash that opens the value at `route`."""
        if isinstance(route[-1], int):
            return opening + 1
        key = locate(self._text, route).key
        offset = opening if key is None else self._offset(key.end_line, key.end_column)
        while self._text[offset : offset + 1] in (" ", "\t"):
            offset += 1
        return offset + 1

    def _add(self, route: Route, value: Plain | None) -> str:
        """Add an entry to the deepest mapping on the way that exists."""
        depth = next(
            depth for depth in range(len(route)) if not locate(self._text, route[: depth + 1]).exact
        )
        for step in reversed(route[depth + 1 :]):
            value = {str(step): value}
        parent, name = route[:depth], str(route[depth])
        if not self._value(parent) and parent:
            return self._set(parent, {name: value})
        if self._in_flow(parent):
            return self._add_in_brackets(parent, rendering.flow({name: value})[1:-1])
        return self._add_lines(parent, rendering.key(name) + ":", value)

    def _append(self, route: Route, value: Plain) -> str:
        if self._in_flow(route):
            return self._add_in_brackets(route, rendering.flow(value))
        return self._add_lines(route, "-", value)

    def _add_in_brackets(self, route: Route, piece: str) -> str:
        start, end = self._bounds(locate(self._text, route))
        inner = self._text[start + 1 : end - 1].rstrip()
        comma = ", " if inner and inner[-1] not in ",，、" else " " if inner else ""
        return self._splice(start + 1 + len(inner), end - 1, comma + piece)

    def _add_lines(self, route: Route, opening: str, value: Plain | None) -> str:
        """Add an entry or item behind the last line of the collection at `route`."""
        span = locate(self._text, route).value
        column = span.column - 1 if self._data else 0
        last = span.end_line if self._data else len(self._ends)
        first, *rest = rendering.entry(opening, value, column)
        added = self._eol.join([" " * column + first, *rest])
        at = self._ends[last - 1]
        if last < len(self._ends):
            return self._splice(at, at, self._eol + added)
        lead = self._eol if at > self._starts[last - 1] else ""
        return self._splice(at, at, lead + added + self._eol)

    # -- removal -----------------------------------------------------------------------------

    def _remove(self, route: Route) -> str:
        outer, steps = route[:-1], self._steps(route[:-1])
        if self._in_flow(outer):
            return self._remove_in_brackets(route, steps)
        if len(steps) == 1 and outer:
            return self._set(outer, {} if isinstance(route[-1], str) else [])
        start, (_, end) = self._opening(route), self._bounds(locate(self._text, route))
        line = self._line(start)
        if self._text[self._starts[line - 1] : start].strip():
            # The entry stands behind a dash, which now belongs to the next one.
            following = steps[steps.index(route[-1]) + 1]
            return self._splice(start, self._opening((*outer, following)), "")
        return self._splice(self._starts[line - 1], self._starts[self._line(end)], "")

    def _steps(self, route: Route) -> list[str | int]:
        """Return the keys or indices of the collection at `route`."""
        collection = self._value(route)
        return list(range(len(collection)) if isinstance(collection, list) else collection or ())

    def _remove_in_brackets(self, route: Route, steps: list[str | int]) -> str:
        outer, position = route[:-1], steps.index(route[-1])
        start, (_, end) = self._opening(route), self._bounds(locate(self._text, route))
        if position + 1 < len(steps):
            end = self._opening((*outer, steps[position + 1]))
        elif position > 0:
            start = self._bounds(locate(self._text, (*outer, steps[position - 1])))[1]
        return self._splice(start, end, "")
