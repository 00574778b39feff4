"""The plainest YAML, read line by line without a parser: twice as fast, for most ledgers.

It takes block mappings and lists indented with spaces, one-line scalars, literal block text and
brackets on one line. At the first line that is anything else, or in any way doubtful, it
gives up (None) and the real parser reads the whole text; so it never has to report a fault. Tests
hold it to the parser's answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from djledger.yamltext.brackets import MAX_BRACKETS, GiveUpError, plain, read_brackets
from djledger.yamltext.decoding import UNPRINTABLE
from djledger.yamltext.words import ITEM, KEY, MAX_DEPTH, MAX_NODES, NULLS, PLAIN

if TYPE_CHECKING:
    from djledger.yamltext.model import Plain

_BRACKETS = r"[\[{][^#'\"\n]*[\]}]"
_LINE = re.compile(
    rf"""
    (?: ([ ]*)((?:-[ ])*)
        (?: ({KEY}):
            (?: [ ]+ (?: ({PLAIN}) | "([^"\\\n]*)"[ ]* | '([^'\n]*)'[ ]* | \|(-?)[ ]*
                       | ({_BRACKETS})[ ]* )
              | [ ]* )
          | ({ITEM}) | "([^"\\\n]*)"[ ]* | '([^'\n]*)'[ ]* | ({_BRACKETS})[ ]*
        )
        (?: (?<=[ ])\#[^\n]* )?
      | [ ]*(?:\#[^\n]*)?
    )\n
    """,
    re.VERBOSE,
)
_INDENT, _DASHES, _NAME, _PLAIN_VALUE = 1, 2, 3, 4
_CHOMP = 7
_PLAINS, _QUOTED = (_PLAIN_VALUE, 9), (5, 6, 10, 11)
_BLOCK_START = re.compile(r"( +)[^ \n]")


_Collection: TypeAlias = "dict[str, Plain | None] | list[Plain | None]"


def read_plainest(text: str) -> dict[str, Plain | None] | None:
    """Return what a text of the plainest kind says; None if it is of another kind."""
    if len(text) > MAX_NODES or "\t" in text or "\r" in text:
        return None
    if not text.endswith("\n"):
        # Block text that the end of the file cuts short has no line break at its end.
        if "|" in text:
            return None
        text += "\n"
    if not text.replace("\n", "").isprintable() and UNPRINTABLE.search(text):
        return None
    try:
        return _Lines(text).data()
    except GiveUpError:
        return None


class _Lines:
    """The state of reading lines: the open collections, innermost last, with their columns."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._root: dict[str, Plain | None] = {}
        # Each entry: column and collection; `_blank` is the key that awaits its value.
        self._open: list[tuple[int, _Collection]] = [(0, self._root)]
        self._blank: str | None = None

    def data(self) -> dict[str, Plain | None]:
        text, end, position = self._text, len(self._text), 0
        match_line = _LINE.match
        while position < end:
            match = match_line(text, position)
            if match is None:
                raise GiveUpError
            position = match.end()
            indent, dashes, name, value = match.group(_INDENT, _DASHES, _NAME, _PLAIN_VALUE)
            if indent is None:
                continue
            column = len(indent)
            if dashes or self._blank is not None or column != self._open[-1][0]:
                column = self._enter(column, len(dashes) // 2, name is not None)
            target = self._open[-1][1]
            if value is None or value[-1] == " " or value in NULLS:
                position = self._less_common(target, match, column)
            elif type(target) is dict and name not in target:
                target[name] = value
            else:
                raise GiveUpError
        return self._root

    def _less_common(self, target: _Collection, match: re.Match[str], column: int) -> int:
        """Take a line that is not `key: plain text`; return where the next one begins."""
        kind, name, position = match.lastindex or 0, match[_NAME], match.end()
        if name is None:
            self._item(target, match, kind)
            return position
        if type(target) is not dict or name in target:
            raise GiveUpError
        if kind == _NAME:
            target[name], self._blank = None, name
        elif kind == _CHOMP:
            target[name], position = self._block(position, column, match[kind])
        else:
            target[name] = _value(match[kind], kind)
        return position

    def _enter(self, column: int, dashes: int, named: bool) -> int:
        """Open and close collections for a line; return the column of its key or item."""
        if self._blank is not None and not self._opens(column, dashes):
            self._blank = None
        if self._blank is None:
            self._close(column, dashes)
        for _ in range(dashes):
            self._open_list(column)
            column += 2
        if (not dashes and self._blank is not None) or (dashes and named):
            self._push(column, {})
        return column

    def _opens(self, column: int, dashes: int) -> bool:
        """Whether the line begins the value of the blank key."""
        outer = self._open[-1][0]
        return column > outer or (column == outer and dashes > 0)

    def _close(self, column: int, dashes: int) -> None:
        kind = list if dashes else dict
        while self._open:
            outer, collection = self._open[-1]
            if outer == column and type(collection) is kind:
                return
            if outer < column:
                break
            self._open.pop()
        raise GiveUpError

    def _open_list(self, column: int) -> None:
        outer, collection = self._open[-1]
        if type(collection) is not list or outer != column:
            self._push(column, [])

    def _push(self, column: int, collection: _Collection) -> None:
        parent = self._open[-1][1]
        if isinstance(parent, list):
            parent.append(collection)
        elif self._blank is not None:
            parent[self._blank] = collection
            self._blank = None
        else:
            raise GiveUpError
        self._open.append((column, collection))
        if len(self._open) > MAX_DEPTH - MAX_BRACKETS:
            raise GiveUpError

    def _item(self, target: _Collection, match: re.Match[str], kind: int) -> None:
        if type(target) is not list or not match[_DASHES]:
            raise GiveUpError
        target.append(_value(match[kind], kind))

    def _block(self, position: int, column: int, chomp: str) -> tuple[str, int]:
        """Return literal block text that begins at `position`, and where it ends."""
        first = _BLOCK_START.match(self._text, position)
        if first is None or len(first[1]) <= column:
            raise GiveUpError
        indent = len(first[1])
        block = re.compile(rf"(?:[ ]{{{indent}}}[^\n]*\n|\n)*").match(self._text, position)
        end = position if block is None else block.end()
        if self._text.startswith(" ", end) and not self._text[end:].lstrip(" ")[0].strip():
            raise GiveUpError
        body = self._text[position:end].replace("\n" + " " * indent, "\n")[indent:].rstrip("\n")
        return body if chomp else body + "\n", end


def _value(text: str, kind: int) -> Plain | None:
    if kind in _QUOTED:
        return text
    return plain(text) if kind in _PLAINS else read_brackets(text)
