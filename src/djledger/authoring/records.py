"""New records: what was said on the command line, in the ledger's form, and nothing else."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from djledger.yamltext import Append, Change, Set, edit

Facts = Mapping[str, Any]
"""Plain data by key; None and empty ones are facts not known."""


def record(facts: Facts) -> str:
    """Return a new file that says these facts, in this order; unknown ones are left out."""
    return edit("", [Set((key,), value) for key, value in facts.items() if value])


def with_entry(text: str, year: int | None, into: str, entry: Facts) -> str:
    """Return a file with one more entry in a list; a new file begins with its year."""
    known = {key: value for key, value in entry.items() if value}
    changes: list[Change] = [Append((into,), known)]
    if not text and year is not None:
        changes.insert(0, Set(("年度",), str(year)))
    return edit(text, changes)


def meeting_name(kinds: list[str], day: date, group: str | None = None) -> str:
    """Return what the file of a meeting is called, without its ending."""
    return "-".join([day.isoformat(), *kinds, *([group] if group else [])])
