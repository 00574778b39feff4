"""What reading a ledger file yields: plain data, faults with positions, and the text itself."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple, TypeAlias

Plain: TypeAlias = "dict[str, Plain | None] | list[Plain | None] | str"
"""Mappings, lists and text exactly as written; nothing is typed at this level.

A value left blank is None and keeps its key: a name listed without a remark is still a name.
"""

Route: TypeAlias = tuple[str | int, ...]
"""Keys and list indices that lead from the top of a document to one value."""


class Span(NamedTuple):
    """A stretch of text: 1-based lines and columns in characters, end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class FaultKind(Enum):
    """Every way in which a file's text can be wrong; the value is a stable slug."""

    BYTE_ORDER_MARK = "byte-order-mark"
    CARRIAGE_RETURN = "carriage-return"
    GBK_ENCODING = "gbk-encoding"
    UTF16_ENCODING = "utf16-encoding"
    FULLWIDTH_COLON = "fullwidth-colon"
    COLON_WITHOUT_SPACE = "colon-without-space"
    FULLWIDTH_COMMA = "fullwidth-comma"
    FULLWIDTH_SPACE = "fullwidth-space"
    FULLWIDTH_DASH = "fullwidth-dash"
    DASH_WITHOUT_SPACE = "dash-without-space"

    ANCHOR = "anchor"
    ALIAS = "alias"
    MERGE_KEY = "merge-key"
    TAG = "tag"
    DUPLICATE_KEY = "duplicate-key"
    KEY_NOT_TEXT = "key-not-text"
    SEVERAL_DOCUMENTS = "several-documents"
    TOP_LEVEL = "top-level-not-mapping"

    TOO_LARGE = "file-too-large"
    TOO_DEEP = "nesting-too-deep"
    TOO_MANY_NODES = "too-many-values"
    BINARY = "binary-file"
    UNDECODABLE = "undecodable-text"
    CONTROL_CHARACTER = "control-character"

    TAB_INDENTATION = "tab-indentation"
    BAD_INDENTATION = "bad-indentation"
    MISSING_COLON = "missing-colon"
    COLON_IN_VALUE = "colon-in-value"
    INLINE_DASH = "inline-dash"
    RESERVED_START = "reserved-first-character"
    UNCLOSED_QUOTE = "unclosed-quote"
    TEXT_AFTER_QUOTE = "text-after-quote"
    UNKNOWN_ESCAPE = "unknown-escape"
    UNCLOSED_BRACKET = "unclosed-bracket"
    SYNTAX = "syntax"

    @property
    def tolerated(self) -> bool:
        """Whether the data was understood all the same, as it was meant."""
        return self in _TOLERATED


_TOLERATED = frozenset(
    {
        FaultKind.BYTE_ORDER_MARK,
        FaultKind.CARRIAGE_RETURN,
        FaultKind.GBK_ENCODING,
        FaultKind.UTF16_ENCODING,
        FaultKind.FULLWIDTH_COLON,
        FaultKind.COLON_WITHOUT_SPACE,
        FaultKind.FULLWIDTH_COMMA,
        FaultKind.FULLWIDTH_SPACE,
        FaultKind.FULLWIDTH_DASH,
        FaultKind.DASH_WITHOUT_SPACE,
    }
)


class Fault(NamedTuple):
    """One thing wrong with the text: what stands there and what to write instead."""

    kind: FaultKind
    span: Span
    found: str
    remedy: str


class Reading(NamedTuple):
    """A file as read: `data` is None when nothing could be understood; `text` keeps BOM and CR."""

    data: dict[str, Plain | None] | None
    text: str
    faults: tuple[Fault, ...]
