"""Answers written out: for the screen, for a spreadsheet, for a program."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Any

from djledger.findings.safe import one_line
from djledger.tables.engine import Answer
from djledger.yamltext.excerpting import display_width


def write_table(answer: Answer) -> str:
    """Return the answer in columns set below each other, and how many rows there are."""
    numeric = [
        any(row[n] is not None for row in answer.rows)
        and all(row[n] is None or _is_number(row[n]) for row in answer.rows)
        for n in range(len(answer.columns))
    ]
    lines = [[one_line(_shown(value)) for value in row] for row in answer.rows]
    head = [one_line(name) for name in answer.columns]
    widths = [max(map(display_width, column)) for column in zip(head, *lines, strict=True)]
    rule = ["─" * width for width in widths]
    said = [_line(row, widths, numeric) for row in (head, rule, *lines)]
    return "\n".join([*said, f"（{len(lines)} 行）"]) + "\n"


def _line(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    padded = (
        room + cell if right else cell + room
        for cell, width, right in zip(cells, widths, numeric, strict=True)
        for room in (" " * (width - display_width(cell)),)
    )
    return "  ".join(padded).rstrip()


def write_csv(answer: Answer) -> str:
    """Return the answer as CSV; text that a spreadsheet would take for a formula is marked."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_inert(name) for name in answer.columns])
    writer.writerows([_inert(value) for value in row] for row in answer.rows)
    return out.getvalue()


def _inert(value: Any) -> str:
    text = _shown(value)
    risky = text.startswith(("=", "+", "-", "@", "\t", "\r")) and not _is_number(value)
    return f"'{text}" if risky else text


def write_json(answer: Answer) -> str:
    """Return a list of objects; sums of money are texts, so that they stay exact."""
    rows = [dict(zip(answer.columns, map(_jsonable, row), strict=True)) for row in answer.rows]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _jsonable(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_jsonable(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _jsonable(item) for key, item in value.items()}
    if isinstance(value, float) and not isfinite(value):
        return None  # JSON knows no such number
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(round(value, 4))
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


WRITERS: dict[str, Callable[[Answer], str]] = {
    "table": write_table,
    "csv": write_csv,
    "json": write_json,
}
