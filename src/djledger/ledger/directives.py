"""Waivers written as comments: ``# djledger: 豁免[MTG301 至 2026-12-31] 理由``.

One at the end of a line is about that line; one on a line of its own is about the next line
that holds anything. The same words within a text of the ledger are text.
"""

import re
from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from djledger.ledger.forms import read_day
from djledger.yamltext import Span

MARK = "djledger"
_COMMENT = re.compile(
    r"(?:^|(?<=[ \t]))#[ \t]*djledger[ \t]*[:：][ \t]*(?P<said>.*?)[ \t\r]*$", re.MULTILINE
)
_WAIVER = re.compile(
    r"豁免[ \t]*[\[［【](?P<rules>[^\]］】]*?)"
    r"(?:[ \t]+至[ \t]*(?P<until>[^\]］】]*))?[\]］】](?P<reason>.*)"
)
_SEPARATORS = re.compile(r"[,，、\s]+")
_PUNCTUATION = " \t:：,，。-—"


class WaiverFault(Enum):
    """What can be amiss with a waiver; the value is a stable slug."""

    EXPIRED = "expired-waiver"
    UNUSED = "unused-waiver"
    UNUSED_EXCEPTION = "unused-exception"
    UNKNOWN_RULE = "waiver-of-unknown-rule"
    NO_REASON = "waiver-without-reason"
    NOT_ALLOWED = "waiver-not-allowed"
    MALFORMED = "malformed-directive"


class Directive(NamedTuple):
    """A comment for djledger: where it stands, the line it is about, what it waives and why.

    ``rules`` is empty for one that cannot be read.
    """

    span: Span
    about: int
    rules: tuple[str, ...] = ()
    reason: str = ""
    until: date | None = None


def directives(text: str, data: Any) -> tuple[Directive, ...]:
    """Return the comments of a text that speak to djledger; ``data`` is what the text says."""
    if MARK not in text:
        return ()
    quoted = {match["said"] for value in _texts(data) for match in _COMMENT.finditer(value)}
    return tuple(
        _directive(text, match)
        for match in _COMMENT.finditer(text)
        if match["said"].rstrip("'\"") not in quoted
    )


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _texts(value)


def _directive(text: str, match: re.Match[str]) -> Directive:
    line = text.count("\n", 0, match.start()) + 1
    start = text.rfind("\n", 0, match.start()) + 1
    column = match.start() - start + 1
    span = Span(line, column, line, column + match.end() - match.start())
    alone = not text[start : match.start()].strip()
    about = _next_line(text, line) if alone else line
    waiver = _WAIVER.fullmatch(match["said"])
    rules = tuple(filter(None, _SEPARATORS.split(waiver["rules"]))) if waiver else ()
    if waiver is None or not rules:
        return Directive(span, about)
    day = read_day(waiver["until"].strip()) if waiver["until"] else None
    if waiver["until"] and day is None:
        return Directive(span, about)
    until = date.fromisoformat(day) if day else None
    return Directive(span, about, rules, waiver["reason"].strip(_PUNCTUATION), until)


def _next_line(text: str, line: int) -> int:
    """Return the first line after one that holds more than a comment."""
    for number, content in enumerate(text.split("\n")[line:], line + 1):
        bare = content.strip()
        if bare and not bare.startswith("#"):
            return number
    return line
