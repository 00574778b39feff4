"""A record as single facts, each under a name that holds when entries move or are added."""

from typing import Any

IDENTITIES = ("姓名", "标题", "事项", "名称", "规则", "日期")
"""What names an entry of a list, the first that it has."""

Facts = dict[tuple[str, ...], str]
"""What stands in a record, by the keys and names that lead to it."""


def facts(data: Any) -> Facts:
    """Return the facts of plain data as read from a file."""
    found: Facts = {}
    _collect(data, (), found)
    return found


def _collect(data: Any, at: tuple[str, ...], found: Facts) -> None:
    if isinstance(data, dict):
        for key, value in data.items():
            _collect(value, (*at, str(key)), found)
    elif isinstance(data, list):
        _collect_entries(data, at, found)
    elif data is not None:
        found[at] = str(data)


def _collect_entries(entries: list[Any], at: tuple[str, ...], found: Facts) -> None:
    """Name entries by what identifies them; plain ones are facts by being there."""
    seen: dict[str, int] = {}
    for entry in entries:
        name = _name(entry)
        seen[name] = seen.get(name, 0) + 1
        label = name if seen[name] == 1 else f"{name}（{seen[name]}）"
        if isinstance(entry, dict | list):
            _collect(entry, (*at, label), found)
        else:
            found[(*at, label)] = "有"


def _name(entry: Any) -> str:
    if isinstance(entry, dict):
        return next((str(entry[key]) for key in IDENTITIES if entry.get(key)), "第")
    return "第" if isinstance(entry, list) else str(entry)
