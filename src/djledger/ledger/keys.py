"""Which keys a model knows at a place: for hints on a mistyped one, and for editors."""

from functools import cache
from typing import Any

from djledger.ledger.node import Node
from djledger.yamltext import Route

Schema = dict[str, Any]


@cache
def schema_of(model: type[Node]) -> Schema:
    """Return the JSON Schema of a model, with the Chinese keys."""
    return model.model_json_schema(by_alias=True)


def keys_at(model: type[Node], route: Route) -> list[str]:
    """Return the keys that a model knows at a route; none where it knows no mapping."""
    root = schema_of(model)
    place: Schema = root
    for part in route:
        place = step(root, place, part)
    return list(resolved(root, place).get("properties", {}))


def resolved(root: Schema, place: Schema) -> Schema:
    """Follow references and choose, among alternatives, the one that has parts."""
    while "$ref" in place:
        place = root["$defs"][place["$ref"].rsplit("/", 1)[-1]]
    for option in (*place.get("anyOf", ()), *place.get("allOf", ())):
        inner = resolved(root, option)
        if "properties" in inner or "items" in inner:
            return inner
    return place


def step(root: Schema, place: Schema, part: str | int) -> Schema:
    """Return what a schema says of one part of a place; empty where it knows none."""
    here = resolved(root, place)
    found = here.get("items") if isinstance(part, int) else here.get("properties", {}).get(part)
    return found if isinstance(found, dict) else {}
