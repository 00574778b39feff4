"""What the schema says of a place: its keys, its description, and what can be written there."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from djledger.ledger.keys import Schema, resolved, step
from djledger.ledger.node import Node
from djledger.ledger.schema import EditorSchema
from djledger.ledger.values import PERSON
from djledger.yamltext import Route
from djledger.yamltext.rendering import flow


@cache
def _schema_of(model: type[Node]) -> Schema:
    return TypeAdapter(model).json_schema(by_alias=True, schema_generator=EditorSchema)


def fields_at(model: type[Node], route: Route) -> dict[str, Schema]:
    """Return what can be written in the mapping at a route, by key."""
    root = _schema_of(model)
    found: dict[str, Schema] = resolved(root, _at(model, route)).get("properties", {})
    return found


def is_nested(model: type[Node], field: Schema) -> bool:
    """Whether a field's value is a mapping or a list."""
    inner = resolved(_schema_of(model), field)
    return bool({"properties", "items", "additionalProperties"} & set(inner))


def choices_at(model: type[Node], route: Route) -> list[str]:
    """Return the values to choose from at a route."""
    parts = _scalars(_schema_of(model), _at(model, route))
    return list(dict.fromkeys(str(choice) for part in parts for choice in part.get("enum", ())))


def names_person(model: type[Node], route: Route) -> bool:
    """Whether the value at a route is the name of a person."""
    return any(
        part.get("format") == PERSON for part in _scalars(_schema_of(model), _at(model, route))
    )


def described(model: type[Node], route: Route) -> str | None:
    """Return the description of the key that a route ends with, with an example."""
    keys = [index for index, part in enumerate(route) if isinstance(part, str)]
    if not keys:
        return None
    label = str(route[keys[-1]])
    field = fields_at(model, route[: keys[-1]]).get(label)
    if field is None:
        return None
    examples = [f"`{_written(example)}`" for example in field.get("examples", ())]
    example = f"\n\n例：{'、'.join(examples)}" if examples else ""
    return f"**{label}**：{field.get('description', '')}{example}"


def _written(example: Any) -> str:
    return flow(example) if isinstance(example, dict | list) else str(example)


def _at(model: type[Node], route: Route) -> Schema:
    root = _schema_of(model)
    place = root
    for part in route:
        place = step(root, place, part)
    return place


def _scalars(root: Schema, place: Schema) -> Iterator[Schema]:
    """Yield the scalars that can stand at a place; of a list those that can stand in it."""
    if "$ref" in place:
        place = root["$defs"][place["$ref"].rsplit("/", 1)[-1]]
    options = [*place.get("anyOf", ()), *place.get("allOf", ())]
    if isinstance(place.get("items"), dict):
        options.append(place["items"])
    for option in options:
        yield from _scalars(root, option)
    if not options:
        yield place
