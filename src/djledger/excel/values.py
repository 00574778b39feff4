"""One cell to one value of the ledger, and back: what is understood, what is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from djledger.excel.grid import text_of
from djledger.ledger.forms import FORMS
from djledger.ledger.names import plain_name

if TYPE_CHECKING:
    from djledger.excel.grid import Cell
    from djledger.excel.vocabulary import Shape
    from djledger.yamltext import Plain

NUMBERS = frozenset({"count", "amount", "money", "hours"})
_SERIAL = range(10_000, 80_000)
"""Numbers that Excel means as days: from 1927 to 2119."""
_NOTE = re.compile(r"(.*?)\s*[（(]([^（）()]*)[）)]\s*", re.DOTALL)
_CLOCKED = re.compile(r"(\d{4}\D\d{1,2}\D\d{1,2}日?)\s*([上下]午\d.*|\s\d.*|(?<=日)\d.*)")
_BETWEEN = re.compile(r"[、，,;；/\n]+")
_NUMBERED = re.compile(r"\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、．]\s*(.*)", re.DOTALL)
_FAILED = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
_NAMESAKE = re.compile(r"[一二三四五甲乙丙丁大小男女\d]")
"""What stands in brackets behind a name to tell namesakes apart: no reason for an absence."""
_NOT_YET = frozenset({"预备", "预备期", "预备党员", "未转正", "尚未转正"})
"""What stands where a day will: the day of becoming a full member, mostly."""
_NOBODY = frozenset({"无", "—", "-", "/", "无缺席", "全勤"})
_SECRETS = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")


class CellError(ValueError):
    """A cell that cannot be taken; the message says why, in Chinese, without its content."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a cell says; a clock behind a day and a remark in brackets have no place in it."""

    value: Plain
    remark: str = ""
    clock: str = ""


def take(cell: Cell, shape: Shape, values: dict[str, str]) -> Taken | None:
    """Read a cell; None where it is blank, CellError where it is not understood."""
    if cell.uncalculated:
        raise CellError("公式没有算出的结果；请用 Excel 打开并保存后再导入")
    text = cell.text
    if not text or (text in _NOBODY and shape.name != "text"):
        return None
    if text in _NOT_YET and shape.name == "day":
        return None
    if text in _FAILED:
        raise CellError("公式出错")
    if _SECRETS.search(re.sub(r"[\s-]", "", text.translate(_WIDE))):
        raise CellError("像是身份证号或手机号，台账不保存")
    return _READERS.get(shape.name, _scalar)(cell, text, shape, values)


_WIDE = str.maketrans("０１２３４５６７８９Ｘ－", "0123456789X-")


def _plain(_: Cell, text: str, shape: Shape, values: dict[str, str]) -> Taken:
    return Taken(text)


def _name(_: Cell, text: str, shape: Shape, values: dict[str, str]) -> Taken:
    return Taken(plain_name(text))


def people(text: str) -> list[str]:
    """Return the names in a cell, separated by commas, lines or blanks."""
    if _BETWEEN.search(text):
        return [plain_name(part) for part in _BETWEEN.split(text) if part.strip()]
    parts = text.split()
    whole = [part for part in parts if len(part) > 1]
    return parts if len(whole) == len(parts) and len(parts) > 1 else [plain_name(text)]


def _names(_: Cell, text: str, shape: Shape, values: dict[str, str]) -> Taken:
    return Taken(list(dict.fromkeys(people(text))))


def _texts(_: Cell, text: str, shape: Shape, values: dict[str, str]) -> Taken:
    """Read items that may hold blanks, such as a guest with the unit before the name."""
    parts = (part.strip() for part in re.split(r"[、，,;；\n]+", text))
    return Taken(list(dict.fromkeys(filter(None, parts))))


def _entries(_: Cell, text: str, shape: Shape, values: dict[str, str]) -> Taken:
    found = lines(text) if shape.entry_key == "标题" else people(text)
    return Taken([{shape.entry_key: item} for item in dict.fromkeys(found)])


def lines(text: str) -> list[str]:
    """Return the items of a cell, a line each, without their numbers if all are numbered."""
    parts = [part.strip() for part in text.split("\n") if part.strip()]
    numbered = [match[1] for part in parts if (match := _NUMBERED.fullmatch(part)) and match[1]]
    return numbered if len(numbered) == len(parts) else parts


def _absences(_: Cell, text: str, shape: Shape, values: dict[str, str]) -> Taken:
    """Read ``周立新（出差）、钱玉梅：病假``; separators within brackets belong to the reason."""
    found: dict[str, Plain | None] = {}
    for part in re.split(r"[、，,;；\n]+(?![^（(]*[）)])", text):
        name, reason = _with_reason(part.strip())
        if name:
            found[plain_name(name)] = reason
    return Taken(found)


def _with_reason(part: str) -> tuple[str, str | None]:
    match = _NOTE.fullmatch(part)
    if match and match[1] and not _NAMESAKE.fullmatch(match[2]):
        return match[1], match[2].strip() or None
    name, _, reason = part.replace("：", ":").partition(":")
    return name, reason.strip() or None


def _choice(_: Cell, text: str, shape: Shape, values: dict[str, str]) -> Taken:
    if shape.many:
        parts = [part for part in re.split(r"[、，,;；+＋/\n]|(?<=会)[与和]", text) if part.strip()]
        return Taken(_shortest([_chosen(part.strip(), shape, values) for part in parts]))
    return Taken(_chosen(text, shape, values))


def _shortest(found: list[str]) -> Plain:
    return found[0] if len(found) == 1 else list(found)


def _chosen(text: str, shape: Shape, values: dict[str, str]) -> str:
    word = values.get(text, text)
    if word not in shape.choices:
        raise CellError(f"不在可选的值之内；可选：{'、'.join(shape.choices)}")
    return str(word)


def _scalar(cell: Cell, text: str, shape: Shape, values: dict[str, str]) -> Taken:
    form = FORMS[shape.name]
    if shape.name in {"birth", "month", "day"}:
        text = _dated(cell, text, shape.name)
    clock = ""
    if shape.name == "day" and (match := _CLOCKED.fullmatch(text)):
        text, clock = match[1], FORMS["times"].read(match[2]) or ""
    read = canonical(shape.name, text)
    if read is not None:
        return Taken(read, clock=clock)
    noted = _NOTE.fullmatch(text)
    if noted and (read := canonical(shape.name, noted[1])) is not None:
        return Taken(read, noted[2].strip())
    raise CellError(f"不是{form.expected.replace('写成', '应写成')}")


def canonical(form: str, text: str) -> str | None:
    """Return the canonical text of a scalar, None if it is not understood."""
    if form == "yes_no" and text in {"是", "否"}:
        return text
    if form == "month" and re.fullmatch(r"(19|20)\d{4}", text):
        text = f"{text[:4]}-{text[4:]}"
    if form == "birth" and re.fullmatch(r"(19|20)\d{4}", text):
        text = f"{text[:4]}-{text[4:]}"
    read = FORMS[form].read(text)
    if read is None or form not in NUMBERS:
        return read
    return _number(read, form)


def _number(text: str, form: str) -> str | None:
    number = Decimal(text)
    places = {"amount": 2, "money": 2, "hours": 1}.get(form, 0)
    rounded = round(number, places)
    if rounded != number:
        return None
    return f"{rounded:.2f}" if places == 2 else format(rounded.normalize(), "f")


def _dated(cell: Cell, text: str, form: str) -> str:
    """Return a day or month that Excel holds as a number in the form people write."""
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
        return _day_or_month(text, form)
    if cell.value in _SERIAL:
        from openpyxl.utils.datetime import from_excel

        return _day_or_month(str(from_excel(int(cell.value)))[:10], form)
    if re.fullmatch(r"(19|20)\d\d\.1", text) and cell.number_format != "0.00":
        raise CellError("在 Excel 里是数字，分不清 1 月和 10 月；请改成文本，如 2026-01 或 2026-10")
    return f"{text}0" if re.fullmatch(r"(19|20)\d\d\.1", text) else text


def _day_or_month(text: str, form: str) -> str:
    """Keep of a day the month only, where a month is asked for."""
    return text[:7] if form == "month" and re.fullmatch(r"\d{4}-\d\d-\d\d", text) else text


_READERS = {
    "text": _plain,
    "name": _name,
    "names": _names,
    "texts": _texts,
    "entries": _entries,
    "absences": _absences,
    "choice": _choice,
}


def same(shape: Shape, old: Plain | None, new: Plain) -> bool:
    """Whether the ledger already says what a cell says, whatever its form."""
    if shape.name in FORMS and isinstance(old, str) and isinstance(new, str):
        return (canonical(shape.name, old) or old) == new
    if shape.many or shape.name in {"names", "texts"}:
        return as_list(old) == as_list(new)
    if isinstance(old, str) and isinstance(new, str):
        return text_of(old) == new  # a cell keeps no line end at the end of a text
    return old == new


def as_list(value: Plain | None) -> list[Plain | None]:
    """Return one or many as many."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def shown(shape: Shape, value: Plain | None) -> str:
    """Return a value of the ledger as the text of a cell; `take` reads it back."""
    if isinstance(value, dict):
        return "、".join(f"{name}（{why}）" if why else name for name, why in value.items())
    if shape.name == "entries":
        items = [str(one.get(shape.entry_key)) for one in as_list(value) if isinstance(one, dict)]
        return ("\n" if shape.entry_key == "标题" else "、").join(items)
    if isinstance(value, list):
        return "、".join(str(item) for item in value)
    return "" if value is None else (_canonical_or_same(shape, str(value)))


def _canonical_or_same(shape: Shape, text: str) -> str:
    return canonical(shape.name, text) or text if shape.name in FORMS else text
