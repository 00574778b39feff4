"""Events straight into dict, list and str: the hot path of every cold run.

Nothing is typed and no position is kept; marks are looked at only where a fault is found.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from djledger.yamltext import decoding, refusals
from djledger.yamltext.words import MAX_DEPTH, MAX_NODES, NULLS

if TYPE_CHECKING:
    from djledger.yamltext.events import Event, NextEvent
    from djledger.yamltext.model import Fault, Plain

LIST_COMMAS = ("，", "、")
_RESERVED_KEYS = ("", "<<")


class RefusalError(Exception):
    """The document must not be read on; carries why."""

    def __init__(self, fault: Fault) -> None:
        """Carry `fault` to the reader."""
        super().__init__(fault.found)
        self.fault = fault


class Builder:
    """Builds one document; `faults` and `suspect` tell what was noticed on the way.

    `suspect` is set when a scalar looks like a key or a list item that was mistyped, so that
    the text deserves a closer look although it parses.
    """

    def __init__(self, get: NextEvent, size: int) -> None:
        """Read events from `get`, for a text of `size` characters."""
        # A value needs two characters at least, so short texts need no counting.
        self._get = get if size <= 2 * MAX_NODES else _counted(get)
        self.faults: list[Fault] = []
        self.suspect = False

    def document(self) -> dict[str, Plain | None] | None:
        """Return the data of the only document; None if its top level is not a mapping."""
        get = self._get
        get()
        if type(get()) is StreamEndEvent:
            return {}
        data = self._top(get())
        get()
        after = get()
        if type(after) is DocumentStartEvent:
            self.faults.append(refusals.several_documents(after))
        return data

    def _top(self, event: Event) -> dict[str, Plain | None] | None:
        if type(event) is MappingStartEvent:
            value = self._value(event, 0)
            return value if isinstance(value, dict) else None
        value = self._value(event, 0)
        if value is None:
            return {}
        self.suspect = True
        self.faults.append(refusals.top_level(event))
        return None

    def _mapping(self, depth: int) -> dict[str, Plain | None]:  # noqa: C901, PLR0912 - the hot loop
        get = self._get
        out: dict[str, Plain | None] = {}
        seen: dict[str, Event] = dict.fromkeys(_RESERVED_KEYS)
        while True:
            key = get()
            if type(key) is not ScalarEvent:
                if type(key) is MappingEndEvent:
                    return out
                self._odd_key(key, depth)
                continue
            name = key.value
            if key.anchor is not None or key.tag is not None:
                self._properties(key)
            if name in seen and not self._admits(key, seen):
                self._value(get(), depth)
                continue
            seen[name] = key
            event = get()
            if type(event) is ScalarEvent and event.anchor is None and event.tag is None:
                value = event.value
                if event.style:
                    out[name] = value if event.style != '"' else self._unescaped(event)
                elif value not in NULLS:
                    out[name] = value
                    if _starts_oddly(value) and _below(event, key):
                        self.suspect = True
                else:
                    out[name] = None
                    self.suspect = self.suspect or "：" in name
            else:
                out[name] = self._value(event, depth)

    def _sequence(self, depth: int, flow: bool) -> list[Plain | None]:
        get = self._get
        out: list[Plain | None] = []
        while True:
            event = get()
            if type(event) is SequenceEndEvent:
                return out
            value = self._value(event, depth)
            if type(value) is str and type(event) is ScalarEvent and not event.style:
                if flow and any(comma in value for comma in LIST_COMMAS):
                    self.faults.append(refusals.fullwidth_comma(event))
                    out.extend(split_list_text(value))
                    continue
                self.suspect = self.suspect or _starts_oddly(value)
            out.append(value)

    def _value(self, event: Event, depth: int) -> Plain | None:
        """Build the node that `event` opens; None if nothing is written there."""
        kind = type(event)
        if kind is AliasEvent:
            self.faults.append(refusals.alias(event))
            return f"*{event.anchor}"
        if event.anchor is not None or event.tag is not None:
            self._properties(event)
        if kind is ScalarEvent:
            if not event.style and event.value in NULLS:
                return None
            return self._unescaped(event)
        if depth >= MAX_DEPTH:
            raise RefusalError(refusals.too_deep(event, MAX_DEPTH))
        if kind is MappingStartEvent:
            return self._mapping(depth + 1)
        return self._sequence(depth + 1, event.flow_style)

    def _unescaped(self, event: Event) -> str:
        """Return the text of a scalar without control characters that escapes put into it."""
        text: str = event.value
        if event.style != '"' or text.isprintable():
            return text
        printable = decoding.UNPRINTABLE.sub("", text)
        if printable != text:
            self.faults.append(refusals.escaped_control(event))
        return printable

    def _admits(self, key: Event, seen: dict[str, Event]) -> bool:
        """Report a key that cannot be taken; a quoted "" or "<<" is a key like any other."""
        first = seen[key.value]
        if first is None and key.style:
            return True
        self.faults.append(refusals.repeated_or_reserved(key, first))
        return False

    def _odd_key(self, key: Event, depth: int) -> None:
        if type(key) is not AliasEvent:
            self.faults.append(refusals.key_not_text(key))
        self._value(key, depth)
        self._value(self._get(), depth)

    def _properties(self, event: Event) -> None:
        if event.anchor is not None:
            self.faults.append(refusals.anchor(event))
        if event.tag is not None:
            self.faults.append(refusals.tag(event))


def split_list_text(text: str) -> list[str]:
    """Split what was typed as one list item with Chinese commas into the items meant."""
    for comma in LIST_COMMAS:
        text = text.replace(comma, "\n")
    return [item.strip() for item in text.split("\n") if item.strip()]


def _starts_oddly(value: str) -> bool:
    return "：" in value or ":" in value or value[0] in "-－"


def _below(event: Event, key: Event) -> bool:
    """Whether a value begins on a line of its own."""
    return bool(event.start_mark.line != key.start_mark.line)


def _counted(get: NextEvent) -> NextEvent:
    """Wrap `get` so that it refuses once more than MAX_NODES values have begun."""
    numbers = count(1)
    starts = (ScalarEvent, MappingStartEvent, SequenceStartEvent, AliasEvent)

    def get_counted() -> Event:
        event = get()
        if isinstance(event, starts) and next(numbers) > MAX_NODES:
            raise RefusalError(refusals.too_many_nodes(event, MAX_NODES))
        return event

    return get_counted
