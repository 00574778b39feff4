"""Small pieces of Markdown, and generated blocks inside pages written by hand."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]


def cell(text: str) -> str:
    """Make text fit for a cell of a table."""
    return text.replace("|", "\\|").replace("\n", " ")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table."""
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    lines += [f"| {' | '.join(map(cell, row))} |" for row in rows]
    return "\n".join(lines)


def fenced(text: str, language: str = "text") -> str:
    """Return a block of code."""
    return f"```{language}\n{text.rstrip()}\n```"


def with_block(path: str, name: str, text: str) -> str:
    """Return a page of the repository with its block of this name filled anew.

    The page is written by hand around ``<!-- 生成：NAME -->`` … ``<!-- 生成完 -->``.
    """
    page = (ROOT / path).read_text(encoding="utf-8")
    return fill(page, name, text)


def fill(page: str, name: str, text: str) -> str:
    """Return a page with its block of this name filled anew; ValueError if it has none."""
    block = re.compile(rf"(<!-- 生成：{re.escape(name)} -->\n).*?(<!-- 生成完 -->)", re.DOTALL)
    filled, count = block.subn(lambda match: f"{match[1]}\n{text.strip()}\n\n{match[2]}", page)
    if count != 1:
        raise ValueError(f"the page has {count} blocks called {name}")
    return filled
