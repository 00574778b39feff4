"""What was evidently meant: full-width colons, dashes and indents, missing spaces.

Works line by line on a sketch of the file: which lines start a key or a list item, and which are
inside block text, quotes, brackets or a continued value and so must be left alone. The patched
text has the same lines as the original; only columns shift, and `Patch.column` undoes that.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from djledger.yamltext.lines import split_keeping_ends
from djledger.yamltext.model import Fault, FaultKind, Span

if TYPE_CHECKING:
    from djledger.yamltext.sketch import Line

_WIDE_LINE_START = re.compile(r"(?:^|[\r\n])[ \t]*(?:-[ \t]+)*[\u3000\xa0－]")

_ASCII = {"：": ":", "，": ","}
_IN_BRACES = {"：": FaultKind.FULLWIDTH_COLON, "，": FaultKind.FULLWIDTH_COMMA}
_TEXTS = {
    FaultKind.FULLWIDTH_COLON: (
        "名称后面用了中文冒号“：”，已按英文冒号读取",
        "改用英文冒号，后面空一格，如 名称: 第一党支部",
    ),
    FaultKind.COLON_WITHOUT_SPACE: (
        "名称的冒号后面没有空格，已按有空格读取",
        "冒号后空一格，如 名称: 第一党支部",
    ),
    FaultKind.FULLWIDTH_COMMA: (
        "花括号里的各项用了中文的“，”分隔，已按英文逗号读取",
        "改用英文逗号加一个空格，如 {赞成: 12, 反对: 0}",
    ),
    FaultKind.FULLWIDTH_SPACE: (
        "行首或冒号后用了中文全角空格（或网页空格），已按普通空格读取",
        "改用半角空格，每一层缩进两个",
    ),
    FaultKind.FULLWIDTH_DASH: (
        "列表项用了中文横线“－”，已按“- ”读取",
        "改用英文减号加一个空格，如 - 张三",
    ),
    FaultKind.DASH_WITHOUT_SPACE: (
        "列表项的“-”后面没有空格，已按有空格读取",
        "“-”后空一格，如 - 张三",
    ),
}


class Patch(NamedTuple):
    """A text with repairs; `inserted` holds, per line, the 0-based columns of added characters."""

    text: str
    inserted: dict[int, list[int]]
    faults: tuple[Fault, ...]

    def column(self, line: int, column: int) -> int:
        """Return the 1-based column of the original for one of the patched text."""
        added = self.inserted.get(line)
        return column if added is None else column - bisect_left(added, column - 1)


@dataclass(slots=True)
class _Repaired:
    """One line being rewritten, piece by piece."""

    cells: int
    pieces: list[str] = field(default_factory=list)
    inserted: list[int] = field(default_factory=list)
    width: int = 0

    def keep(self, text: str) -> None:
        self.pieces.append(text)
        self.width += len(text)

    def swap(self, replacement: str) -> None:
        """Put `replacement` in place of one character; what exceeds it counts as added."""
        self.inserted.extend(range(self.width + 1, self.width + len(replacement)))
        self.keep(replacement)

    def insert(self, text: str) -> None:
        self.inserted.extend(range(self.width, self.width + len(text)))
        self.keep(text)


def may_need_repair(text: str) -> bool:
    """Whether a text that parses has wide blanks or dashes where a line starts."""
    if "\u3000" not in text and "－" not in text and "\xa0" not in text:
        return False
    return _WIDE_LINE_START.search(text) is not None


def repair(text: str, cells: int = 2) -> Patch | None:
    """Return the text as it was evidently meant; None if there is nothing to repair.

    A full-width space at the start of a line counts as `cells` (1 or 2) spaces.
    """
    from djledger.yamltext.sketch import sketch  # few texts that parse need one

    pairs = split_keeping_ends(text)
    slips: dict[FaultKind, list[Span]] = {}
    inserted: dict[int, list[int]] = {}
    bodies = [body for body, _ in pairs]
    for line in sketch(bodies, cells):
        repaired = _rewrite(line, bodies[line.number - 1], slips, cells)
        bodies[line.number - 1] = "".join(repaired.pieces)
        if repaired.inserted:
            inserted[line.number] = repaired.inserted
    if not slips:
        return None
    patched = "".join(body + end for body, (_, end) in zip(bodies, pairs, strict=True))
    return Patch(patched, inserted, tuple(_fault(kind, at) for kind, at in slips.items()))


def _rewrite(line: Line, body: str, slips: dict[FaultKind, list[Span]], cells: int) -> _Repaired:
    out = _Repaired(cells)
    for offset, character in enumerate(body[: line.content]):
        _rewrite_lead(out, body, offset, character, line, slips)
    end = len(body) if line.braces is None else line.braces
    if line.colon is None:
        out.keep(body[line.content : end])
    else:
        out.keep(body[line.content : line.colon])
        _rewrite_colon(out, body, line, end, slips)
    for offset in range(end, len(body)):
        _rewrite_pairs(out, body, offset, line, slips)
    return out


def _rewrite_lead(
    out: _Repaired,
    body: str,
    offset: int,
    character: str,
    line: Line,
    slips: dict[FaultKind, list[Span]],
) -> None:
    if character in "\u3000\xa0":
        _note(slips, FaultKind.FULLWIDTH_SPACE, line.number, offset)
        out.swap(" " * out.cells if character == "\u3000" else " ")
    elif character in "-－":
        if character == "－":
            _note(slips, FaultKind.FULLWIDTH_DASH, line.number, offset)
        out.swap("-")
        if body[offset + 1 : offset + 2].strip("\u3000\xa0 \t"):
            if character == "-":
                _note(slips, FaultKind.DASH_WITHOUT_SPACE, line.number, offset)
            out.insert(" ")
    else:
        out.keep(character)


def _rewrite_colon(
    out: _Repaired, body: str, line: Line, end: int, slips: dict[FaultKind, list[Span]]
) -> None:
    colon = line.colon or 0
    rest = body[colon + 1 : end]
    if body[colon] == "：":
        _note(slips, FaultKind.FULLWIDTH_COLON, line.number, colon)
    out.swap(":")
    wide = len(rest) - len(rest.lstrip("\u3000\xa0"))
    if wide:
        _note(slips, FaultKind.FULLWIDTH_SPACE, line.number, colon + 1)
        out.keep(" " * wide)
    elif body[colon + 1 : colon + 2].strip():
        if body[colon] == ":":
            _note(slips, FaultKind.COLON_WITHOUT_SPACE, line.number, colon)
        out.insert(" ")
    out.keep(rest[wide:])


def _rewrite_pairs(
    out: _Repaired, body: str, offset: int, line: Line, slips: dict[FaultKind, list[Span]]
) -> None:
    """Rewrite one character of a `{赞成：12，反对：0}`."""
    kind = _IN_BRACES.get(body[offset])
    if kind is not None:
        _note(slips, kind, line.number, offset)
    if body[offset] in _ASCII:
        out.swap(_ASCII[body[offset]] + " ")
    elif body[offset] == ":" and body[offset + 1 : offset + 2].strip():
        _note(slips, FaultKind.COLON_WITHOUT_SPACE, line.number, offset)
        out.swap(": ")
    else:
        out.keep(body[offset])


def _note(slips: dict[FaultKind, list[Span]], kind: FaultKind, line: int, offset: int) -> None:
    slips.setdefault(kind, []).append(Span(line, offset + 1, line, offset + 2))


def _fault(kind: FaultKind, at: list[Span]) -> Fault:
    found, remedy = _TEXTS[kind]
    lines = len({span.line for span in at})
    return Fault(kind, at[0], found + (f"（共 {lines} 行）" if lines > 1 else ""), remedy)
