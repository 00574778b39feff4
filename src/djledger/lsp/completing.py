"""What can be written at a place: keys, values to choose from, members, codes of rules."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from djledger.checking.settings import Settings
from djledger.ledger.node import Node
from djledger.lsp.cursor import Cursor, cursor_at
from djledger.lsp.fields import choices_at, fields_at, is_nested, names_person
from djledger.rules.table import BOOK
from djledger.yamltext import Route

_WAIVER = re.compile(r"#.*djledger.*豁免[ \t]*[\[［【](?:[^\]］】]*[,，、 ])?(?P<typed>\w*)$")
_RULE_LISTS = frozenset({"规则", "只用", "另用", "不用", "不得豁免", "锁定"})


class Offer(Enum):
    """What kind of thing is offered."""

    KEY = "键"
    CHOICE = "可选的值"
    PERSON = "名册中的人"
    RULE = "规则"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to write: what is shown, what is inserted, and what it is."""

    label: str
    inserted: str
    about: str
    offer: Offer


@dataclass(frozen=True, slots=True)
class Completion:
    """What can be written, from a column (from 0) on."""

    start: int
    suggestions: tuple[Suggestion, ...]


def complete(
    lines: list[str], line: int, column: int, model: type[Node], names: Callable[[], Iterable[str]]
) -> Completion:
    """Return what can be written at a place; ``names`` are asked for only where they fit."""
    before = lines[line][:column] if line < len(lines) else ""
    waiver = _WAIVER.search(before)
    if waiver is not None:
        return Completion(waiver.start("typed"), tuple(_rules()))
    if before.lstrip().startswith("#"):
        return Completion(column, ())
    cursor = cursor_at(lines, line, column)
    return Completion(cursor.start, tuple(_suggestions(cursor, model, names)))


def _suggestions(
    cursor: Cursor, model: type[Node], names: Callable[[], Iterable[str]]
) -> Iterator[Suggestion]:
    if not cursor.on_value:
        yield from _keys(cursor.route, model)
    in_list = bool(cursor.route) and isinstance(cursor.route[-1], int)
    if not (cursor.on_value or in_list):
        return
    for choice in choices_at(model, cursor.route):
        yield Suggestion(choice, choice, Offer.CHOICE.value, Offer.CHOICE)
    if names_person(model, cursor.route):
        for name in names():
            yield Suggestion(name, name, Offer.PERSON.value, Offer.PERSON)
    if _takes_rules(cursor.route, model):
        yield from _rules()


def _keys(route: Route, model: type[Node]) -> Iterator[Suggestion]:
    for label, field in fields_at(model, route).items():
        end = ":" if is_nested(model, field) else ": "
        yield Suggestion(label, label + end, str(field.get("description", "")), Offer.KEY)


def _takes_rules(route: Route, model: type[Node]) -> bool:
    keys = [part for part in route if isinstance(part, str)]
    if not keys or keys[-1] not in _RULE_LISTS:
        return False
    return model is Settings or "豁免" in keys[:-1]


def _rules() -> Iterator[Suggestion]:
    return (Suggestion(rule.code, rule.code, rule.title, Offer.RULE) for rule in BOOK)
