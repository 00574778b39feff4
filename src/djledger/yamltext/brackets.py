"""The plainest `[...]` and `{...}` on one line, read without the parser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from djledger.yamltext.words import NULLS, PHRASE, WORD

if TYPE_CHECKING:
    from djledger.yamltext.model import Plain

MAX_BRACKETS = 8
"""Levels of brackets within each other that are read here."""

# Nearly all brackets are flat and spaced like this; the others are read step by step.
_WORDS = re.compile(rf"\[{WORD}(?<! )(?:, {WORD}(?<! ))*\]")
_PAIRS = re.compile(rf"\{{{WORD}(?<! ): {PHRASE}(?<! )(?:, {WORD}(?<! ): {PHRASE}(?<! ))*\}}")
_NAME = re.compile(rf"({WORD})(?::[ ]+|:(?=\}}))")
_WORD, _PHRASE = re.compile(WORD), re.compile(PHRASE)
_QUOTED = re.compile(r"""(?:'([^']*)'|"([^"\\]*)")[ ]*""")
_COMMA = re.compile(r"[ ]*,[ ]+")
_COMMENT = re.compile(r"[ ]*(?:(?<=[ ])#.*)?")
_BLANKS = re.compile(r"[ ]*")


class GiveUpError(Exception):
    """The text is not of the plainest kind."""


def read_brackets(text: str) -> Plain:
    """Return what a bracketed text says; raises GiveUpError where the parser should judge."""
    if _PAIRS.fullmatch(text):
        data = _pairs(text[1:-1].split(", "))
        if data is not None:
            return data
    elif _WORDS.fullmatch(text):
        words: list[Plain | None] = [*text[1:-1].split(", ")]
        if NULLS.isdisjoint(words):
            return words
    value, end = _nested(text, 0, MAX_BRACKETS)
    if not _COMMENT.fullmatch(text, end):
        raise GiveUpError
    return value


def plain(text: str) -> str | None:
    """Return an unquoted scalar without the blanks around it; None if nothing is written."""
    text = text.strip(" ")
    return None if text in NULLS else text


def _pairs(items: list[str]) -> dict[str, Plain | None] | None:
    """Return the entries of a mapping; None if one is blank or repeated."""
    data: dict[str, Plain | None] = {}
    for item in items:
        name, _, value = item.partition(": ")
        data[name] = value
    return data if len(data) == len(items) and NULLS.isdisjoint(data.values()) else None


def _put(data: dict[str, Plain | None], name: str, value: Plain | None) -> None:
    if name in data:
        raise GiveUpError
    data[name] = value


def _nested(text: str, position: int, levels: int) -> tuple[Plain, int]:
    """Read the brackets that open at `position`; return their data and where they end."""
    if levels == 0:
        raise GiveUpError
    names: dict[str, Plain | None] = {}
    items: list[Plain | None] = []
    mapping = text[position] == "{"
    closing = "}" if mapping else "]"
    position = _end(_BLANKS, text, position + 1)
    if text.startswith(closing, position):
        return names if mapping else items, position + 1
    while True:
        if mapping:
            name = _NAME.match(text, position)
            if name is None:
                raise GiveUpError
            value, position = _value(text, name.end(), _PHRASE, levels, blank=True)
            _put(names, name[1].rstrip(" "), value)
        else:
            value, position = _value(text, position, _WORD, levels)
            items.append(value)
        if text.startswith(closing, position):
            return names if mapping else items, position + 1
        position = _end(_COMMA, text, position)


def _value(
    text: str, position: int, word: re.Pattern[str], levels: int, *, blank: bool = False
) -> tuple[Plain | None, int]:
    """Read one value; return it and where the comma or bracket behind it stands."""
    value: Plain | None
    if text[position : position + 1] in ("[", "{"):
        value, position = _nested(text, position, levels - 1)
        return value, _end(_BLANKS, text, position)
    if blank and text[position : position + 1] in (",", "}"):
        return None, position
    if quoted := _QUOTED.match(text, position):
        return quoted[quoted.lastindex or 0], quoted.end()
    match = word.match(text, position)
    if match is None:
        raise GiveUpError
    return plain(match[0]), match.end()


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    if match is None:
        raise GiveUpError
    return match.end()
