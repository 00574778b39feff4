"""Article labels, from how they are keyed (`19`, `26(1)`) to how they are read (第十九条)."""

from __future__ import annotations

import re

_ARTICLE = re.compile(r"([0-9]+)(?:\(([0-9]+)\))?")
_DIGITS = "零一二三四五六七八九"

Article = int | str | tuple[int, int]


def chinese_number(number: int) -> str:
    """Write 1 to 199 in Chinese numerals: 十, 二十一, 一百零五."""
    if not 1 <= number <= 199:
        raise ValueError(f"no article has this number: {number}")
    if number >= 100:
        rest = number - 100
        joint = "" if rest == 0 else "零" if rest < 10 else "一" if rest < 20 else ""
        return "一百" + joint + (chinese_number(rest) if rest else "")
    tens, units = divmod(number, 10)
    lead = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return lead + (_DIGITS[units] if units else "")


def article_label(article: Article) -> str:
    """Return the key of an article: 19 -> `19`, (26, 1) -> `26(1)`; other text is kept."""
    if isinstance(article, tuple):
        return f"{article[0]}({article[1]})"
    return str(article)


def parent_label(label: str) -> str | None:
    """Return the article to which an item belongs: `26(1)` -> `26`; None for anything else."""
    match = _ARTICLE.fullmatch(label)
    return match[1] if match is not None and match[2] else None


def article_text(label: str, unit: str, *, number_seen: bool = True) -> str:
    """Write a label as it is cited: 第二十六条第一项 for `26(1)`, and a topic as （topic）.

    `unit` is what the instrument calls its parts (条, 项); an empty one is for instruments whose
    clauses are cited by their bare number, such as a standard's 7.2.5. A number that was not seen
    in the document is marked 条次未核实.
    """
    doubt = "" if number_seen else "条次未核实"
    match = _ARTICLE.fullmatch(label)
    if not unit:
        return label
    if match is None and not label.startswith("第"):
        return f"（{label}，{doubt}）" if doubt else f"（{label}）"
    numbered = label if match is None else _numbered(match, unit)
    return f"{numbered}（{doubt}）" if doubt else numbered


def _numbered(match: re.Match[str], unit: str) -> str:
    item = f"第{chinese_number(int(match[2]))}项" if match[2] else ""
    return f"第{chinese_number(int(match[1]))}{unit}{item}"
