"""Routes to positions: re-reads a text with marks, only when somebody asks where a thing stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from yaml.error import YAMLError
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from djledger.yamltext.building import LIST_COMMAS, split_list_text
from djledger.yamltext.events import Event, NextEvent, next_event
from djledger.yamltext.lines import BOM, split_lines
from djledger.yamltext.model import Route, Span
from djledger.yamltext.refusals import span_between
from djledger.yamltext.understanding import moved, understand
from djledger.yamltext.words import NULLS

if TYPE_CHECKING:
    from djledger.yamltext.repair import Patch

_START = Span(1, 1, 1, 1)


class Located(NamedTuple):
    """Where a route leads: the key (None for list items and the top) and the value.

    `exact` is False if the route does not exist and this is its deepest existing ancestor.
    A key left blank exists here, with an empty span where its value would stand.
    """

    key: Span | None
    value: Span
    exact: bool = True


@dataclass(slots=True)
class _Node:
    """A value with its marks; children by key or index, the first of duplicates."""

    span: Span
    key: Span | None = None
    children: dict[str | int, _Node] = field(default_factory=dict)


def locate(text: str, route: Route) -> Located:
    """Return where the value of `route` stands in `text`, as decoded by `read`."""
    node = _tree(text)
    for step in route:
        child = node.children.get(step)
        if child is None:
            return Located(node.key, node.span, exact=False)
        node = child
    return Located(node.key, node.span)


@lru_cache(maxsize=2)
def _tree(text: str) -> _Node:
    """Return the tree of marks, of the text as it was understood."""
    understanding = understand(text)
    patch = understanding.patch
    body = text.removeprefix(BOM) if patch is None else patch.text
    if understanding.data is None:
        return _Node(_whole(body))
    root = _Marker(next_event(body), split_lines(body)).document()
    return _carried(root, patch) if patch is not None else root


def _whole(body: str) -> Span:
    lines = split_lines(body)
    return Span(1, 1, len(lines), len(lines[-1]) + 1)


def _carried(node: _Node, patch: Patch) -> _Node:
    key = None if node.key is None else moved(node.key, patch)
    children = {step: _carried(child, patch) for step, child in node.children.items()}
    return _Node(moved(node.span, patch), key, children)


class _Marker:
    """Builds the tree of marks; follows the same rules as the builder of the data."""

    def __init__(self, get: NextEvent, lines: list[str]) -> None:
        self._get = get
        self._lines = lines

    def document(self) -> _Node:
        self._get()
        try:
            if type(self._get()) is StreamEndEvent:
                return _Node(_START)
            return self._node(self._get())
        except YAMLError:  # pragma: no cover - the text was understood a moment ago
            return _Node(_START)

    def _node(self, event: Event) -> _Node:
        kind = type(event)
        if kind is MappingStartEvent:
            return self._mapping(event)
        if kind is SequenceStartEvent:
            return self._sequence(event)
        if kind is ScalarEvent and event.style in ("|", ">"):
            return _Node(self._block_text(event))
        return _Node(span_between(event.start_mark, event.end_mark))

    def _mapping(self, start: Event) -> _Node:
        node, last = _Node(_START), None
        while type(event := self._get()) is not MappingEndEvent:
            last = value = self._node(self._node_start(event))
            if type(event) is ScalarEvent and _is_name(event):
                value.key = span_between(event.start_mark, event.end_mark)
                self._settle_blank(value)
                node.children.setdefault(event.value, value)
        node.span = _enclose(start, event, last)
        return node

    def _node_start(self, key: Event) -> Event:
        """Return the event with which the value of `key` begins."""
        if type(key) not in (ScalarEvent, AliasEvent):
            self._node(key)
        return self._get()

    def _settle_blank(self, value: _Node) -> None:
        """Put the empty value of a blank key right behind its colon."""
        key, span = value.key, value.span
        if key is None or (span.line, span.column) != (span.end_line, span.end_column):
            return
        rest = self._lines[key.end_line - 1][key.end_column - 1 :]
        column = key.end_column + rest.find(":") + 1
        value.span = Span(key.end_line, column, key.end_line, column)

    def _sequence(self, start: Event) -> _Node:
        node, last = _Node(_START), None
        while type(event := self._get()) is not SequenceEndEvent:
            last = self._node(event)
            for part in self._parts(event, last, flow=start.flow_style):
                node.children[len(node.children)] = part
        node.span = _enclose(start, event, last)
        return node

    def _parts(self, event: Event, node: _Node, *, flow: bool) -> list[_Node]:
        """Return the items that one item with Chinese commas stands for."""
        if not flow or type(event) is not ScalarEvent or event.style:
            return [node]
        if event.value in NULLS or not any(comma in event.value for comma in LIST_COMMAS):
            return [node]
        span, items = node.span, split_list_text(event.value)
        if span.line != span.end_line:
            return [_Node(span) for _ in items]
        line, column = self._lines[span.line - 1], span.column - 1
        parts = []
        for item in items:
            column = line.index(item, column)
            parts.append(_Node(Span(span.line, column + 1, span.line, column + len(item) + 1)))
            column += len(item)
        return parts

    def _block_text(self, event: Event) -> Span:
        """Return the span of a block scalar without the line break and blanks that end it."""
        start, end = event.start_mark, event.end_mark
        last = min(end.line if end.column else end.line - 1, len(self._lines) - 1)
        header = self._lines[start.line][start.column : start.column + 3]
        body = self._lines[start.line + 1 : last + 1]
        indent = _indent(header, body)
        while body and "+" not in header and len(body[-1]) <= indent:
            body.pop()
        last = start.line + len(body)
        return Span(start.line + 1, start.column + 1, last + 1, len(self._lines[last]) + 1)


def _indent(header: str, body: list[str]) -> int:
    """Return how far block text is indented; 0 where only the header's digit could tell."""
    if any(character.isdigit() for character in header):
        return 0
    return min((len(line) - len(line.lstrip(" ")) for line in body if line.strip(" ")), default=0)


def _is_name(event: Event) -> bool:
    return bool(event.style) or event.value not in ("", "<<")


def _enclose(start: Event, end: Event, last: _Node | None) -> Span:
    """Return the span of a collection: up to its bracket, or to the end of its last value."""
    if start.flow_style:
        return span_between(start.start_mark, end.end_mark)
    first = span_between(start.start_mark, start.start_mark)
    if last is not None:
        return Span(first.line, first.column, last.span.end_line, last.span.end_column)
    return first
