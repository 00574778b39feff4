"""A rough sketch of a file that may be mistyped: what each line is, judged by its first words.

A parser cannot say where a key was *meant*; this can, because it treats a full-width colon as a
possible colon and then decides block by block whether its lines are keys or just prose such as
"会议强调：要抓好落实". It only proposes; the parser has the last word on the patched text.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDE = "\u3000\xa0"
_BLANK = " \t" + _WIDE
_COLON = re.compile(r"[:：]")
_REAL_COLON = re.compile(r":(?=\s|$)")
_HAN = re.compile(r"[\u3400-\u9fff]")
# What a key looks like: short, without blanks and without punctuation of prose or YAML.
_LABEL = re.compile(r"[^\s:：,，。；;、！？!?\"'“”‘’#\[\]{}|>&*%@`]{1,20}")
_QUOTED_KEY = re.compile(r"(?:'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\")[ \t]*:(?=\s|$)")
_BLOCK_HEADER = re.compile(r"[|>][0-9+-]*\s*(?:#.*)?$")
_MARKER = re.compile(r"(?:---|\.\.\.)(?:\s|$)")
_FLOW_PAIRS = re.compile(
    r"\{\s*[^\s:：,，{}\[\]\"']+\s*[:：][^:：,，{}\[\]\"']*"
    r"(?:[,，]\s*[^\s:：,，{}\[\]\"']+\s*[:：][^:：,，{}\[\]\"']*)*[,，]?\s*\}\s*(?:#.*)?$"
)


class Line(NamedTuple):
    """A line to rewrite: 0-based offsets of its content, of the colon and of a `{...}` value."""

    number: int
    content: int
    colon: int | None = None
    braces: int | None = None


@dataclass(slots=True, eq=False)
class _Block:
    """Lines that would be the keys of one mapping."""

    column: int
    dash: bool
    labels: list[str] = field(default_factory=list)
    real: bool = False
    prose: bool = False


@dataclass(slots=True)
class _Draft:
    """A line under consideration, with the block that decides about its colon."""

    line: Line
    lead: bool
    block: _Block | None = None


class _Lead(NamedTuple):
    """Indent and dashes of a line, in columns of the repaired text."""

    indent: int
    plain_indent: int
    dashes: tuple[int, ...]
    content: int
    column: int
    wrong: bool


def sketch(bodies: list[str], cells: int) -> Iterator[Line]:
    """Yield the lines that need rewriting; a full-width space indents by `cells` columns."""
    sketcher = _Sketcher(cells)
    for number, body in enumerate(bodies, start=1):
        sketcher.take(number, body)
    promoted = _promoted(sketcher.blocks, sketcher.known, sketcher.spaced)
    for draft in sketcher.drafts:
        line = draft.line
        colon = line.colon if draft.block is None or id(draft.block) in promoted else None
        if draft.lead or colon is not None or line.braces is not None:
            yield Line(line.number, line.content, colon, line.braces)


class _Sketcher:
    """Walks over the lines, keeping what is open: block text, a quote, brackets, blocks."""

    def __init__(self, cells: int) -> None:
        self._cells = cells
        self.drafts: list[_Draft] = []
        self.blocks: list[_Block] = []
        self.known: set[tuple[int, str]] = set()
        self.spaced = 0
        self._open: list[_Block] = []
        self._block_text: int | None = None
        self._quote = ""
        self._brackets = 0
        self._owner: int | None = None

    def take(self, number: int, body: str) -> None:
        """Take in the next line."""
        if self._quote:
            self._scan_quote(body)
        elif self._brackets > 0:
            self._brackets += _bracket_balance(body)
        elif _MARKER.match(body):
            self._open, self._block_text, self._owner = [], None, None
        else:
            self._take_free(number, body, _lead(body, self._cells))

    def _take_free(self, number: int, body: str, lead: _Lead) -> None:
        if not body.strip() or (body[lead.content :].startswith("#") and not lead.dashes):
            if self._block_text is None and lead.wrong:
                self._draft_lead(number, body)
            return
        if self._inside(self._block_text, number, body, lead):
            return
        self._block_text = None
        if self._inside(self._owner, number, body, lead):
            return
        self._structural(number, body, lead)

    def _inside(self, owner: int | None, number: int, body: str, lead: _Lead) -> bool:
        """Whether the line continues the text that began under column `owner`."""
        if owner is None or lead.indent <= owner:
            return False
        if lead.plain_indent <= owner:
            self._draft_lead(number, body)
        return True

    def _draft_lead(self, number: int, body: str) -> None:
        indent = len(body) - len(body.lstrip(_BLANK))
        self.drafts.append(_Draft(Line(number, indent), lead=True))

    def _structural(self, number: int, body: str, lead: _Lead) -> None:
        edge = lead.dashes[0] if lead.dashes else lead.column
        while self._open and self._open[-1].column > edge:
            self._open.pop()
        colon = _key_colon(body, lead.content)
        outer = lead.dashes[-1] if lead.dashes else self._enclosing(lead.column)
        if colon is None:
            if not lead.dashes and self._open and self._open[-1].column == lead.column:
                self._open[-1].prose = True
            draft = _Draft(Line(number, lead.content), lead.wrong)
            value, owner = body[lead.content :], outer
        else:
            draft = self._keyed(number, body, lead, colon)
            value, owner = body[colon + 1 :], lead.column
        self.drafts.append(draft)
        self._open_value(value.strip(_BLANK), owner)
        if _FLOW_PAIRS.match(value.strip(_BLANK)) and re.search("[：，]", value):
            start = len(body) - len(value) + value.index("{")
            line = draft.line
            draft.line = Line(line.number, line.content, line.colon, start)

    def _enclosing(self, column: int) -> int:
        return next((b.column for b in reversed(self._open) if b.column < column), -1)

    def _keyed(self, number: int, body: str, lead: _Lead, colon: int) -> _Draft:
        block = self._block(lead)
        label = body[lead.content : colon].strip()
        if body[colon] == ":" and body[colon + 1 : colon + 2] in ("", " ", "\t"):
            block.real = True
            self.known.add((lead.column, label))
            self.spaced += colon + 1 < len(body)
            return _Draft(Line(number, lead.content), lead.wrong)
        block.labels.append(label)
        return _Draft(Line(number, lead.content, colon), lead.wrong, block)

    def _block(self, lead: _Lead) -> _Block:
        if not lead.dashes and self._open and self._open[-1].column == lead.column:
            return self._open[-1]
        block = _Block(lead.column, bool(lead.dashes))
        self._open.append(block)
        self.blocks.append(block)
        return block

    def _open_value(self, value: str, owner: int) -> None:
        self._owner = None
        if not value or value.startswith("#"):
            return
        if value[0] in "'\"":
            self._quote = value[0]
            self._scan_quote(value[1:])
        elif _BLOCK_HEADER.match(value):
            self._block_text = owner
        elif value[0] in "[{":
            self._brackets = _bracket_balance(value)
        else:
            self._owner = owner

    def _scan_quote(self, text: str) -> None:
        pattern = r"(?:[^'\n]|'')*'(?!')" if self._quote == "'" else r'(?:[^"\\]|\\.)*"'
        if re.match(pattern, text):
            self._quote = ""


def _lead(body: str, cells: int) -> _Lead:
    """Read the indent and the dashes with which a line begins."""
    column, offset, wrong = 0, 0, False
    indent: int | None = None
    dashes: list[int] = []
    while offset < len(body):
        character = body[offset]
        if character in _BLANK:
            wrong = wrong or character in _WIDE
            column += cells if character == "\u3000" else 1
        elif _is_dash(body, offset, first=not dashes):
            indent = column if indent is None else indent
            dashes.append(column)
            spaced = not body[offset + 1 : offset + 2].strip(_BLANK)
            wrong = wrong or character == "－" or not spaced
            column += 1 if spaced else 2
        else:
            break
        offset += 1
    plain_indent = len(body) - len(body.lstrip(" "))
    indent = column if indent is None else indent
    return _Lead(indent, plain_indent, tuple(dashes), offset, column, wrong)


def _is_dash(body: str, offset: int, *, first: bool) -> bool:
    after = body[offset + 1 : offset + 2]
    if body[offset] == "－":
        return after != "－"
    if body[offset] != "-":
        return False
    return not after.strip(_BLANK) or (first and _HAN.match(after) is not None)


def _key_colon(body: str, start: int) -> int | None:
    """Return the offset of the colon that ends, or was meant to end, the key of a line."""
    if body[start : start + 1] in ("'", '"'):
        quoted = _QUOTED_KEY.match(body, start)
        return quoted.end() - 1 if quoted else None
    if body[start : start + 1] in ("[", "{"):
        return None
    comment = re.search(r"\s#", body[start:])
    text = body if comment is None else body[: start + comment.start()]
    real = _REAL_COLON.search(text, start)
    if real is not None:
        return real.start()
    colon = _COLON.search(text, start)
    if colon is None:
        return None
    label = text[start : colon.start()].rstrip(_BLANK)
    if not _LABEL.fullmatch(label) or (colon[0] == ":" and not _HAN.search(label)):
        return None
    return colon.start()


def _bracket_balance(text: str) -> int:
    bare = re.sub(r"'[^']*'|\"(?:[^\"\\]|\\.)*\"|\s#.*", "", text)
    return sum((c in "[{") - (c in "]}") for c in bare)


def _promoted(blocks: list[_Block], known: set[tuple[int, str]], spaced: int) -> set[int]:
    """Return the ids of the blocks whose mistyped colons do end keys.

    Certain: the top level, and blocks in which some colons are right. A block that might be
    prose counts if its labels are keys elsewhere, if most colons in this file are mistyped in
    this way, or if it is one of several list items of several lines that begin alike.
    """
    sure = [b for b in blocks if b.labels and (b.real or (b.column == 0 and not b.dash))]
    unsure = [b for b in blocks if b.labels and b not in sure and not b.prose]
    habitual = sum(len(b.labels) for b in sure) > spaced
    heads = Counter((b.column, b.labels[0]) for b in unsure if b.dash and len(b.labels) > 1)
    accepted: set[int] = set()
    while True:
        accepted.update(map(id, sure))
        known = known | {(b.column, label) for b in sure for label in b.labels}
        unsure = [b for b in unsure if id(b) not in accepted]
        sure = [b for b in unsure if _alike(b, known) or _evident(b, habitual, heads)]
        if not sure:
            return accepted


def _alike(block: _Block, known: set[tuple[int, str]]) -> bool:
    """Whether the labels of a block are keys of its neighbours, or all of them keys somewhere."""
    here = [(block.column, label) in known for label in block.labels]
    if here[0] if block.dash else all(here):
        return True
    names = {label for _, label in known}
    return len(block.labels) > 1 and names.issuperset(block.labels)


def _evident(block: _Block, habitual: bool, heads: Counter[tuple[int, str]]) -> bool:
    several = len(block.labels) > 1
    if habitual and (several or not block.dash):
        return True
    return block.dash and several and heads[block.column, block.labels[0]] > 1
