"""Changes to a ledger's data: what they are, and what the data ought to be after them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from djledger.yamltext.model import Plain, Route

    Data: TypeAlias = dict[str, Plain | None]


@dataclass(frozen=True, slots=True)
class Set:
    """Write a value at a route; keys on the way that do not exist are added at the end."""

    route: Route
    value: Plain | None


@dataclass(frozen=True, slots=True)
class Remove:
    """Take out the entry or list item at a route."""

    route: Route


@dataclass(frozen=True, slots=True)
class Append:
    """Add an item to the end of the list at a route, which may be blank or missing."""

    route: Route
    value: Plain


Change: TypeAlias = Set | Remove | Append


class EditError(ValueError):
    """A change that cannot be made; the message says why, in Chinese."""


def applied(data: Data, change: Change) -> Data:
    """Return what `data` ought to be after a change."""
    whole = _changed(data, change.route, change)
    if not isinstance(whole, dict):
        raise EditError("文件的最外层必须是一组“名称: 内容”")
    return whole


def _changed(node: Plain | None, route: Route, change: Change) -> Plain | None:
    if not route:
        return _replaced(node, change)
    step, rest = route[0], route[1:]
    if node is None and isinstance(step, str):
        node = {}
    if isinstance(node, dict) and isinstance(step, str):
        return _changed_mapping(node, step, rest, change)
    if isinstance(node, list) and isinstance(step, int) and 0 <= step < len(node):
        if not rest and isinstance(change, Remove):
            return node[:step] + node[step + 1 :]
        return [*node[:step], _changed(node[step], rest, change), *node[step + 1 :]]
    raise _missing(change)


def _changed_mapping(
    node: dict[str, Plain | None], step: str, rest: Route, change: Change
) -> Plain:
    if isinstance(change, Remove):
        if step not in node:
            raise _missing(change)
        if not rest:
            return {key: value for key, value in node.items() if key != step}
    return {**node, step: _changed(node.get(step), rest, change)}


def _replaced(node: Plain | None, change: Change) -> Plain | None:
    if isinstance(change, Set):
        return change.value
    if isinstance(change, Append) and (node is None or isinstance(node, list)):
        return [*(node or []), change.value]
    raise _missing(change)


def _missing(change: Change) -> EditError:
    return EditError(f"文件里没有“{route_name(change.route)}”，或它不是可以这样改的内容")


def route_name(route: Route) -> str:
    """Return a route as people read it; list items count from 1."""
    return "·".join(str(step + 1) if isinstance(step, int) else step for step in route)
