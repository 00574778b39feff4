"""Columns as editors and code-scanning services count them: in UTF-16 code units."""

from djledger.yamltext import Span
from djledger.yamltext.lines import BOM, split_lines


def utf16_span(text: str, span: Span) -> Span:
    """Return a span of a text with its columns in UTF-16 code units instead of characters."""
    if max(text, default="") <= "\uffff":
        return span  # every character is one unit
    lines = split_lines(text.removeprefix(BOM))
    return Span(
        span.line,
        _column(lines, span.line, span.column),
        span.end_line,
        _column(lines, span.end_line, span.end_column),
    )


def _column(lines: list[str], line: int, column: int) -> int:
    before = lines[line - 1][: column - 1] if line <= len(lines) else ""
    return column + sum(character > "\uffff" for character in before)
