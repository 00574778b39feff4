"""What hovering shows: the rules that a place offends or names, and what its key is for."""

import re
from collections.abc import Iterable, Iterator

from djledger.ledger.node import Node
from djledger.lsp.cursor import cursor_at, token_end
from djledger.lsp.fields import described
from djledger.rules.page import page_of
from djledger.rules.rule import Rule
from djledger.rules.table import by_code
from djledger.rules.writing import heading, law_lines, standing

_CODE = re.compile(r"[A-Z]{3}\d{3}")


def explanation(
    lines: list[str], line: int, column: int, model: type[Node] | None, codes: Iterable[str]
) -> str:
    """Return Markdown for a place (from 0); ``codes`` are those of the findings there."""
    wanted = dict.fromkeys([*_named(lines, line, column), *codes])
    rules = [rule for code in wanted if (rule := by_code().get(code)) is not None]
    field = None if model is None else field_text(lines, line, column, model)
    return "\n\n---\n\n".join([*filter(None, [field]), *map(rule_text, rules)])


def field_text(lines: list[str], line: int, column: int, model: type[Node]) -> str | None:
    """Return what the key at a place, or the key of the value there, is for."""
    if line >= len(lines) or lines[line].lstrip().startswith("#"):
        return None
    cursor = cursor_at(lines, line, token_end(lines[line], column))
    own = None if cursor.on_value else described(model, (*cursor.route, cursor.typed.strip()))
    return own or described(model, cursor.route)


def rule_text(rule: Rule) -> str:
    """Return what a rule asks, why, and by which law, in Markdown."""
    return "\n".join(_rule_lines(rule))


def _rule_lines(rule: Rule) -> Iterator[str]:
    page = page_of(rule)
    yield f"### {heading(rule)}\n"
    yield f"{standing(rule)}\n"
    yield f"{page.why}\n"
    for law in page.law:
        first, *facts = law_lines(law)
        yield f"- {first}"
        yield from (f"  - {fact}" for fact in facts)


def _named(lines: list[str], line: int, column: int) -> Iterator[str]:
    written = lines[line] if line < len(lines) else ""
    for match in _CODE.finditer(written):
        if match.start() <= column <= match.end():
            yield match[0]
