"""docs/术语.md: the field's words, what the code calls them, and what they mean."""

import tomllib
from collections.abc import Iterator

from docgen.markup import ROOT, table

SOURCE = ROOT / "docs" / "术语.toml"
INTRO = """# 术语

台账、提示和文档用同一套词；代码用右边的英文名。由 [术语.toml](术语.toml) 生成。
"""


def groups() -> list[dict[str, object]]:
    """Return the groups of terms as written."""
    found: list[dict[str, object]] = tomllib.loads(SOURCE.read_text(encoding="utf-8"))["group"]
    return found


def files() -> Iterator[tuple[str, str]]:
    """Yield path and text of the page."""
    parts = [f"## {group['title']}\n\n{_table(group['terms'])}\n" for group in groups()]
    yield "docs/术语.md", "\n".join([INTRO, *parts])


def _table(terms: object) -> str:
    assert isinstance(terms, list)
    return table(("词", "含义", "代码"), ((word, said, f"`{name}`") for word, name, said in terms))
