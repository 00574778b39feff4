"""Our lines and columns, from 1 and in characters, to those of the protocol and back.

The protocol counts from 0, in UTF-16 code units unless the editor agreed to another unit.
"""

from lsprotocol.types import Position, Range, TextEdit
from pygls.workspace import PositionCodec
from pygls.workspace.position_codec import ServerTextPosition

from djledger.yamltext import Span
from djledger.yamltext.lines import split_lines


class Ruler:
    """Measures in one text."""

    def __init__(self, text: str, codec: PositionCodec) -> None:
        """Measure in a text with the unit that the editor agreed to."""
        self.text = text
        self.lines = split_lines(text)
        self._codec = codec

    def position(self, line: int, column: int) -> Position:
        """Return the protocol's position of a line and column, both from 0."""
        at = ServerTextPosition(line=line, character=column)
        return self._codec.position_to_client_units(self.lines, at)

    def column(self, position: Position) -> int:
        """Return the column, from 0 and in characters, of a position."""
        return self._codec.position_from_client_units(self.lines, position).character

    def range(self, span: Span) -> Range:
        """Return the protocol's range of a span."""
        return Range(
            self.position(span.line - 1, span.column - 1),
            self.position(span.end_line - 1, span.end_column - 1),
        )

    def edit(self, changed: str) -> TextEdit:
        """Return the one replacement that makes another text of this one."""
        before, after = self.text, changed
        start = _shared(before, after)
        if before[start - 1 : start + 1] == "\r\n":
            start -= 1  # no position lies within a line's end
        same = _shared(before[start:][::-1], after[start:][::-1])
        end = len(before) - same
        if before[end - 1 : end + 1] == "\r\n":
            end, same = end + 1, same - 1
        return TextEdit(Range(self._at(start), self._at(end)), after[start : len(after) - same])

    def _at(self, offset: int) -> Position:
        above = split_lines(self.text[:offset])
        return self.position(len(above) - 1, len(above[-1]))


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
