"""Records as the words that papers print, under the very keys of the ledger.

What is not recorded is left out, so that a template shows a blank there.
"""

from datetime import date
from enum import Enum
from typing import Any

from djledger.dates import Month
from djledger.ledger.node import Node

Words = dict[str, Any]


def day_words(day: date) -> str:
    """Write a day as official papers do, without leading zeros: 2026年5月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def month_words(text: str) -> str:
    """Write the year and month of a birth date, leaving out its day: 1976年8月."""
    month = Month.parse(text[:7])
    return f"{month.year}年{month.month}月"


def words_of(value: Any) -> Any:
    """Return a record, or a part of one, as plain words; numbers stay numbers."""
    if isinstance(value, Node):
        return _fields(value)
    if isinstance(value, dict):
        return {words_of(name): words_of(item) for name, item in value.items()}
    if isinstance(value, tuple | list):
        return [words_of(item) for item in value]
    return _scalar(value)


def _fields(node: Node) -> Words:
    fields = type(node).model_fields.items()
    values = ((info.alias or name, getattr(node, name)) for name, info in fields)
    return {label: words_of(value) for label, value in values if value is not None}


def _scalar(value: Any) -> Any:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, Enum):
        return str(value.value)
    return value if isinstance(value, int) else str(value)


def known(**words: Any) -> Words:
    """Return the words that there are; what is None or empty is left to a blank."""
    return {name: word for name, word in words.items() if word not in (None, "")}
