"""The plainest YAML, read line by line without a parser: four times as fast, for most ledgers.

It takes block mappings and lists indented with spaces, one-line scalars, literal block text and
brackets on one line. At the first line that is anything else, or in any way doubtful, it
gives up (None) and the real parser reads the whole text; so it never has to report a fault. Tests
hold it to the parser's answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

from djledger.yamltext.brackets import MAX_BRACKETS, GiveUpError, plain, read_brackets
from djledger.yamltext.decoding import UNPRINTABLE
from djledger.yamltext.words import KEY, MAX_DEPTH, MAX_NODES, NULLS, PLAIN

if TYPE_CHECKING:
    from djledger.yamltext.model import Plain

_ENTRY = re.compile(rf"([ ]*)((?:-[ ])*)({KEY})")
_ITEM = re.compile(r"([ ]*)((?:-[ ])+)(?![ ])")
_VALUE = re.compile(
    rf"""[ ]*(?: ({PLAIN}) | "([^"\\]*)"[ ]* | '([^']*)'[ ]* | \|(-?)[ ]* )?
         (?: (?<![^ ])\#.* )?""",
    re.VERBOSE,
)
_PLAIN, _CHOMP = 1, 4
_COLON = re.compile("[:：]")
_OPENING = ("[", "{")

_Head: TypeAlias = "tuple[int | None, int, int, str | None]"
"""How a line begins: its place, the column, the dashes, and the name of an entry.

The place is that of a line which goes on with the innermost collection: its column in a mapping,
the inverse of its column (~) in a list. A line that opens a mapping or several lists has none.
"""
_AWAITED = 1 << 30
"""The place behind a key without a value: every line has to be looked at there."""

_heads: dict[str, _Head] = {}
"""What stands before a colon, and what it means: a ledger is made of few heads."""
_MAX_HEADS = 4096
_MAX_HEAD = 80


def read_plainest(text: str) -> dict[str, Plain | None] | None:
    """Return what a text of the plainest kind says; None if it is of another kind."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if len(text) > MAX_NODES or "\t" in text or "\r" in text:
        return None
    text = text.removeprefix("---\n")
    if not text.endswith("\n"):
        # Block text that the end of the file cuts short has no line break at its end.
        if "|" in text:
            return None
        text += "\n"
    lines = text.split("\n")
    if not "".join(lines).isprintable() and UNPRINTABLE.search(text):
        return None
    try:
        return _Lines(text, lines).data()
    except GiveUpError:
        return None


class _Lines:
    """The state of reading lines: the open collections, innermost last, with their columns."""

    def __init__(self, text: str, lines: list[str]) -> None:
        self._text = text
        self._lines = lines
        self._root: dict[str, Plain | None] = {}
        # Each entry: column and collection; `_blank` is the key that awaits its value.
        self._open: list[tuple[int, Any]] = [(0, self._root)]
        self._blank: str | None = None
        self._next = 0

    def data(self) -> dict[str, Plain | None]:  # noqa: C901, PLR0912 - the hot loop
        place: int | None = 0
        target: Any = self._root
        for number, line in enumerate(self._lines):
            if number < self._next:
                continue
            before, colon, value = line.partition(": ")
            head = _heads.get(before) if colon else None
            if head is None:
                head = _head(line)
                if head is None:
                    continue
            here, column, dashes, name = head
            if here != place:
                place, target = self._enter(column, dashes, name is not None)
            if name is None:
                target.append(self._item(line[column + 2 * dashes :]))
            elif name in target:
                raise GiveUpError
            elif (
                value[:1].isalnum()
                and "#" not in value
                and ":" not in value
                and value[-1] != " "
                and value not in NULLS
            ):
                target[name] = value
            else:
                target[name] = self._value(name, value, number, column + 2 * dashes)
                if self._blank is not None:
                    place = _AWAITED
        return self._root

    def _value(self, name: str, text: str, number: int, column: int) -> Plain | None:
        """Return what stands behind a key at `column`; None if nothing does (so far)."""
        if text[:1] in _OPENING:
            return read_brackets(text)
        match = _matched(text)
        if match.lastindex is None:
            self._blank = name
        elif match.lastindex == _CHOMP:
            return self._block(number + 1, column, match[_CHOMP])
        return _scalar(match)

    def _item(self, text: str) -> Plain | None:
        """Return what stands behind a dash."""
        if text[:1] in _OPENING:
            return read_brackets(text)
        match = _matched(text)
        if match.lastindex in (None, _CHOMP) or self._like_an_entry(match[_PLAIN] or ""):
            raise GiveUpError
        return _scalar(match)

    def _like_an_entry(self, item: str) -> bool:
        """Whether a colon in an item may be a mistyped one: what is before it is a key elsewhere.

        Otherwise it is prose, such as "张三汇报情况：…".
        """
        colon = _COLON.search(item)
        label = item[: colon.start()].strip() if colon else ""
        return label != "" and (f"{label}: " in self._text or f"{label}:\n" in self._text)

    def _enter(self, column: int, dashes: int, named: bool) -> tuple[int, Any]:
        """Open and close collections for a line; return its place and its collection."""
        outer, parent = self._open[-1]
        if self._blank is not None and (column > outer or (column == outer and dashes > 0)):
            inner = parent[self._blank] = self._opened(column, [] if dashes else {})
        else:
            inner = self._close(column, list if dashes else dict)
        self._blank = None
        for _ in range(dashes - 1):
            column += 2
            inner.append([])
            inner = self._opened(column, inner[-1])
        if dashes == 0:
            return column, inner
        if not named:
            return ~column, inner
        inner.append({})
        return column + 2, self._opened(column + 2, inner[-1])

    def _close(self, column: int, kind: type) -> Any:
        """Close collections until the one that goes on at `column`; return that."""
        while self._open:
            outer, inner = self._open[-1]
            if outer == column and type(inner) is kind:
                return inner
            if outer < column:
                break
            self._open.pop()
        raise GiveUpError

    def _opened(self, column: int, collection: Any) -> Any:
        """Note that a collection begins at `column`; return it."""
        self._open.append((column, collection))
        if len(self._open) > MAX_DEPTH - MAX_BRACKETS:
            raise GiveUpError
        return collection

    def _block(self, start: int, column: int, chomp: str) -> str:
        """Return the block text that begins at line `start`, under a key at `column`."""
        lines = self._lines
        first = lines[start]
        pad = first[: len(first) - len(first.lstrip(" "))]
        if len(pad) <= column or pad == first:
            raise GiveUpError
        end = start
        while end < len(lines) and (lines[end].startswith(pad) or not lines[end]):
            end += 1
        if end < len(lines) and lines[end].isspace():
            raise GiveUpError
        self._next = end
        text = "\n".join(line[len(pad) :] for line in lines[start:end]).rstrip("\n")
        return text if chomp else text + "\n"


def _head(line: str) -> _Head | None:
    """Return how a line begins; None for one that says nothing."""
    if not line or line.lstrip(" ")[:1] in ("", "#"):
        return None
    before, colon, _ = line.partition(": ")
    if not colon and line.endswith(":"):
        before, colon = line[:-1], ":"
    if not colon:
        return _item_head(line)
    head = _heads.get(before)
    if head is None:
        head = _entry_head(before) or _item_head(before)
        if len(_heads) >= _MAX_HEADS:
            _heads.clear()
        if len(before) <= _MAX_HEAD:
            _heads[before] = head
    return head


def _entry_head(before: str) -> _Head | None:
    match = _ENTRY.fullmatch(before)
    if match is None:
        return None
    column, dashes = len(match[1]), len(match[2]) // 2
    return (None if dashes else column), column, dashes, match[3]


def _item_head(line: str) -> _Head:
    match = _ITEM.match(line)
    if match is None:
        raise GiveUpError
    column, dashes = len(match[1]), len(match[2]) // 2
    return (~column if dashes == 1 else None), column, dashes, None


def _matched(text: str) -> re.Match[str]:
    match = _VALUE.fullmatch(text)
    if match is None:
        raise GiveUpError
    return match


def _scalar(match: re.Match[str]) -> str | None:
    """Return the text of a scalar; None if nothing is written."""
    kind = match.lastindex
    if kind is None:
        return None
    return plain(match[kind]) if kind == _PLAIN else match[kind]
