"""An entry of a sheet against what the ledger says: the changes, and what is left to a person.

A blank cell changes nothing and nothing is ever taken out. Where the sheet still says what it
said at the last import and the ledger was changed by hand since, the hand wins.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from djledger.excel.values import as_list, same
from djledger.yamltext import Append, Set

if TYPE_CHECKING:
    from collections.abc import Mapping

    from djledger.excel.rows import Entry
    from djledger.excel.vocabulary import Column
    from djledger.yamltext import Change, Plain, Route

Told = dict[str, Any]
"""What an import told the ledger, by the name of the place."""


@dataclass(slots=True)
class Merged:
    """What an entry does to an existing record."""

    changes: list[Change] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def new_record(entry: Entry) -> dict[str, Plain | None]:
    """Return the record that an entry alone makes, keys in the order of the columns' model."""
    record: dict[str, Any] = {}
    for column in entry.table.kind.columns:
        if column in entry.values:
            place = record
            for key in column.at[:-1]:
                place = place.setdefault(key, {})
            place[column.at[-1]] = entry.values[column]
    return record


def merged(entry: Entry, record: Mapping[str, Any], at: Route, last: Told, name: str) -> Merged:
    """Return what an entry changes in a record that stands at a route of its file."""
    result = Merged()
    for column, value in entry.values.items():
        old = value_at(record, column.at)
        if same(column.shape, old, value):
            continue
        if old is not None and last.get(place(name, column)) == value:
            result.notes.append(f"{_where(entry, column)}：台账在上次导入后已由人改过，保持不变")
        elif isinstance(value, list | dict):
            _add_items(result, entry, column, old, at)
        elif isinstance(old, list | dict):
            _judge_written_longer(result, entry, column, old)
        else:
            result.changes.append(Set((*at, *column.at), value))
    return result


def place(name: str, column: Column) -> str:
    """Return the name under which an import remembers what it told a place."""
    return "·".join([name, *column.at])


def told(entry: Entry, name: str) -> Told:
    """Return what an entry tells, to be remembered."""
    return {place(name, column): value for column, value in entry.values.items()}


def value_at(record: Any, at: tuple[str, ...]) -> Any:
    """Return the value at a route of mappings, None where it stops."""
    for key in at:
        record = record.get(key) if isinstance(record, dict) else None
    return record


def _where(entry: Entry, column: Column) -> str:
    return f"{entry.table.sheet.title}!{entry.address('·'.join(column.at))}"


def _judge_written_longer(result: Merged, entry: Entry, column: Column, old: Any) -> None:
    """Where the ledger has a list with days and the sheet a word: the last one is the same?"""
    latest = as_list(old)[-1] if old else None
    names = set(latest.values()) if isinstance(latest, dict) else {latest}
    if entry.values[column] not in names:
        result.notes.append(f"{_where(entry, column)}：台账里写得更细，没有改动，请在 YAML 里改")


def _add_items(result: Merged, entry: Entry, column: Column, old: Any, at: Route) -> None:
    """Add what the ledger lacks; items that are there keep what was written to them."""
    route, value = (*at, *column.at), entry.values[column]
    if old is None or (isinstance(value, list) and isinstance(old, str)):
        kept = [item for item in as_list(old) if item not in as_list(value)]
        result.changes.append(Set(route, [*kept, *value] if isinstance(value, list) else value))
        return
    if isinstance(value, dict):
        known = old if isinstance(old, dict) else {}
        for name, why in value.items():
            if name not in known or (why and known[name] != why):
                result.changes.append(Set((*route, name), why))
        return
    names = [_name(item, column) for item in as_list(old)]
    missing = [item for item in as_list(value) if _name(item, column) not in names]
    result.changes += [Append(route, item) for item in missing if item is not None]


def _name(item: Any, column: Column) -> Any:
    return item.get(column.shape.entry_key) if isinstance(item, dict) else item
