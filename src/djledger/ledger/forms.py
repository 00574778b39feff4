"""What people really type, understood: a slow second look at text a strict form refused.

Each reader gets the text as written and answers with the canonical text, or None where it
cannot be sure. Nothing is guessed: ``26/3/1`` could be two dates and stays refused.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

_WIDE = str.maketrans("０１２３４５６７８９：．，／－—–～（）％　", "0123456789:.,/----()% ")
_DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_MONTH = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?")
_SPAN = re.compile(r"(\d{4})[-./年](\d{1,2})月?(?:至|到|~|--?)(?:(\d{4})[-./年])?(\d{1,2})月?")
_CLOCK = re.compile(r"(上午|下午|晚上|晚)?(\d{1,2})\s*[:时点]\s*(\d{1,2}|半)?\s*分?")
_UNITS = re.compile(r"\s*(人|票|名|次|年|学时|小时|个|期|届|元|元整|块|天)\s*$")
_AFTERNOON = {"下午", "晚上", "晚"}


def _half_width(text: str) -> str:
    return text.translate(_WIDE).strip()


def read_day(text: str) -> str | None:
    """Read ``2026年3月12日``, ``2026.3.12``, ``2026/3/12``, ``20260312`` as an ISO date."""
    plain = _half_width(text)
    match = _DAY.fullmatch(plain) or _COMPACT.fullmatch(plain)
    if match is None:
        return None
    try:
        return date(*map(int, match.groups())).isoformat()
    except ValueError:
        return None


def read_month(text: str) -> str | None:
    """Read ``2026年3月``, ``2026.3``, ``2026/03`` as ``2026-03``."""
    match = _MONTH.fullmatch(_half_width(text))
    if match is None or not 1 <= int(match[2]) <= 12:
        return None
    return f"{match[1]}-{int(match[2]):02}"


def read_months(text: str) -> str | None:
    """Read ``2026.1-2026.3``, ``2026年1月至3月``, ``2026-01~03`` as ``2026-01至2026-03``."""
    whole = read_month(text)
    match = None if whole or read_day(text) else _SPAN.fullmatch(_half_width(text).replace(" ", ""))
    if match is None:
        return whole
    year, first, second_year, second = match.groups()
    start, end = read_month(f"{year}-{first}"), read_month(f"{second_year or year}-{second}")
    return f"{start}至{end}" if start and end and start <= end else None


def read_birth(text: str) -> str | None:
    """Read a birth month or day in any of the forms above."""
    return read_day(text) or read_month(text)


def _read_clock(text: str) -> str | None:
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        return None
    part, hour, minute = match.groups()
    hours = int(hour) + (12 if part in _AFTERNOON and int(hour) < 12 else 0)
    minutes = 30 if minute == "半" else int(minute or 0)
    return f"{hours:02}:{minutes:02}" if hours < 24 and minutes < 60 else None


def read_times(text: str) -> str | None:
    """Read ``14：30—16：00``, ``9:00~10:30``, ``下午2点半`` as ``14:30-16:00``."""
    plain = _half_width(text).replace("~", "-").replace("至", "-").replace("--", "-")
    clocks = [_read_clock(part) for part in plain.split("-")]
    known = [clock for clock in clocks if clock]
    return "-".join(known) if len(known) == len(clocks) <= 2 else None


def read_number(text: str) -> str | None:
    """Read ``１２``, ``12人``, ``1,200.50元`` as a plain number."""
    plain = _UNITS.sub("", _half_width(text)).lstrip("¥￥")
    plain = re.sub(r"(?<=\d),(?=\d{3}(\D|$))", "", plain)
    return plain if re.fullmatch(r"\d+(\.\d+)?", plain) else None


def read_yes_no(text: str) -> str | None:
    """Read the usual ticks and words for yes and no."""
    plain = text.strip().lower()
    if plain in {"√", "✓", "有", "已", "对", "yes", "true", "y"}:
        return "是"
    return "否" if plain in {"×", "✗", "无", "未", "不", "no", "false", "n"} else None


def read_percent(text: str) -> str | None:
    """Read ``２０％`` as ``20%``."""
    plain = _half_width(text).replace(" ", "")
    return plain if re.fullmatch(r"\d+(\.\d+)?%", plain) else None


class Written(NamedTuple):
    """How one scalar type is to be written, in words, and the tolerant reader of it."""

    expected: str
    read: Callable[[str], str | None] = lambda text: None


FORMS: dict[str, Written] = {
    "day": Written("日期，写成 2026-03-12", read_day),
    "birth": Written("出生年月，写成 1986-05 或 1986-05-12", read_birth),
    "month": Written("年月，写成 2026-03", read_month),
    "months": Written("年月或起止年月，写成 2026-03 或 2026-01至2026-03", read_months),
    "year": Written("四位年份，写成 2026", read_number),
    "count": Written("零或正整数，写成 12", read_number),
    "hours": Written("学时数，至多一位小数，写成 2 或 1.5", read_number),
    "money": Written("金额（元），至多两位小数，写成 15.00", read_number),
    "amount": Written("零或正的金额（元），至多两位小数，写成 15.00", read_number),
    "percent": Written("百分数，写成 20%", read_percent),
    "yes_no": Written("“是”或“否”", read_yes_no),
    "times": Written("时刻，写成 14:30-16:00 或 14:30", read_times),
    "record_path": Written("台账内的路径，用 / 分隔，写成 meetings/2026/2026-03-12-党员大会"),
}
"""By the name of the ``values`` form (also its pydantic error type)."""
