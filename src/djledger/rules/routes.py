"""From a node of a ledger and its field names to the route of keys in the file."""

from collections.abc import Iterator
from typing import Any

from djledger.ledger.node import Node
from djledger.yamltext import Route

Path = tuple[str | int, ...]
"""Attribute names and list indices that lead from a record to a node within it."""


def nodes_of(node: Node, path: Path = ()) -> Iterator[tuple[int, Path]]:
    """Yield the identity and path of every node below one; only what may hold nodes is entered."""
    for field, value in node.__dict__.items():
        if isinstance(value, Node):
            yield id(value), (*path, field)
            yield from nodes_of(value, (*path, field))
        elif type(value) is tuple and value and isinstance(value[0], Node):
            for index, item in enumerate(value):
                yield id(item), (*path, field, index)
                yield from nodes_of(item, (*path, field, index))


def field_route(node: Node, at: Path) -> Route:
    """Translate field names and indices to keys; LookupError for a field there is not."""
    route: list[str | int] = []
    value: Any = node
    for part in at:
        if isinstance(value, Node) and isinstance(part, str):
            route.append(type(value).model_fields[part].alias or part)
            value = getattr(value, part)
        else:
            route.append(part)
            value = _item(value, part)
    return tuple(route)


def _item(value: Any, part: str | int) -> Any:
    if isinstance(value, tuple) and isinstance(part, int):
        return value[part]
    return value[part] if isinstance(value, dict) else None


def entity(record: Node, route: Route) -> str:
    """Name a place in a record so that the name outlives a change of order.

    Entries of a list are called by their identity (a member's name) where they have one.
    """
    words: list[str] = []
    value: Any = record
    for part in route:
        value = _step(value, part)
        name = _identity(value)
        if isinstance(part, int):
            words[-1] += f"[{name or part + 1}]"
        else:
            words.append(part)
    return "·".join(words)


def _step(value: Any, part: str | int) -> Any:
    if isinstance(value, Node):
        for field, info in type(value).model_fields.items():
            if info.alias == part:
                return getattr(value, field)
    if isinstance(value, tuple) and isinstance(part, int) and part < len(value):
        return value[part]
    return None


def _identity(value: Any) -> str | None:
    field = type(value).identity if isinstance(value, Node) else None
    return str(getattr(value, field)) if field else None
