"""Plain data to YAML as a clerk would type it: block style, short mappings on one line."""

from collections.abc import Iterator
from typing import Any

FLOW_WIDTH = 88
_QUOTED_STARTS = tuple("!&*-?|>@`\"'%#{}[],")


def emit(data: dict[str, Any]) -> str:
    """Return the YAML text of a mapping."""
    return "\n".join(_mapping(data, 0)) + "\n"


def _mapping(data: dict[str, Any], depth: int) -> Iterator[str]:
    pad = "  " * depth
    for key, value in data.items():
        if _is_short(value):
            yield f"{pad}{key}: {_flow(value)}"
        elif isinstance(value, dict):
            yield f"{pad}{key}:"
            yield from _mapping(value, depth + 1)
        elif isinstance(value, list):
            yield f"{pad}{key}:"
            yield from _sequence(value, depth + 1)
        else:
            yield f"{pad}{key}: |-"
            yield from (f"{pad}  {line}" for line in str(value).split("\n"))


def _sequence(items: list[Any], depth: int) -> Iterator[str]:
    pad = "  " * depth
    for item in items:
        if _is_short(item):
            yield f"{pad}- {_flow(item)}"
            continue
        lines = list(_mapping(item, depth + 1))
        yield f"{pad}- {lines[0].lstrip()}"
        yield from lines[1:]


def _is_short(value: Any) -> bool:
    if isinstance(value, str):
        return "\n" not in value
    parts = value.values() if isinstance(value, dict) else value
    return all(isinstance(part, str) for part in parts) and len(_flow(value)) <= FLOW_WIDTH


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {_scalar(v, inside=True)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_scalar(v, inside=True) for v in value) + "]"
    return _scalar(value, inside=False)


def _scalar(text: str, *, inside: bool) -> str:
    risky = text.startswith(_QUOTED_STARTS) or ": " in text or " #" in text or text.endswith(":")
    if risky or not text or (inside and any(mark in text for mark in ",[]{}")):
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return text
