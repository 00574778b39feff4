"""What must not stand in a ledger: numbers of identity cards, phones and bank cards, and the like.

The text itself is searched, comments and all, so that nothing hides in a place that no model
reads. Full-width digits, separators and line breaks within a number make no difference. What is
found is told by its place alone; ``masked`` makes any text fit to be shown.
"""

import re
from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import NamedTuple

from djledger.yamltext import Span

_DIGIT = "[0-9０-９]"
_BREAK = "(?:[ \\t\u3000\\-－‐–—_.·\u200b]{1,2}|[ \\t]*\\r?\\n[ \\t]*)?"
_RUN = re.compile(f"{_DIGIT}(?:{_BREAK}{_DIGIT}){{10,}}(?:{_BREAK}[xXｘＸ])?")
_WIDE_DIGIT = re.compile(rb"\xef\xbc[\x90-\x99]")
_ZEROS = bytes(ord("0") if chr(byte).isdecimal() else byte for byte in range(256))
_GAPS = b" \t-_.\r\n" + bytes([0xC2, 0xE2, 0xE3, 0xEF, 0xB7, 0xBC, *range(0x80, 0x96)])
"""The bytes of which separators consist; what Chinese characters begin with is not among them."""
_WIDE = re.compile("[０-９ｘＸ一二三四五六七八九十]")
_PLAIN = str.maketrans("０１２３４５６７８９ｘＸx", "0123456789XXX")
_PROVINCES = frozenset(
    re.findall("..", "1112131415212223313233343536374142434445465051525354616263646571818283")
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CLASSIFIED = re.compile(r"(?:绝密|机密|秘密)\s*[★☆]|密级\s*[:：]\s*[\"'“]?(?:绝密|机密|秘密)")
_ADDRESS = re.compile(
    r"[0-9０-９一二三四五六七八九十]{1,4}\s*(?:号楼|栋|幢|座)?\s*"
    r"[0-9０-９一二三四五六七八九十]{1,3}\s*单元\s*[0-9０-９]{2,4}"
)
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_MASKED_ID = re.compile(r"(?<![0-9])[0-9]{6}[*＊×✱]{6,8}[0-9]{3}[0-9Xx](?![0-9])")
_BIRTH = re.compile(
    r"出生[^\n]{0,8}?(?:19|20)[0-9]{2}\s*[-年./]\s*[0-9]{1,2}\s*[-月./]\s*[0-9]{1,2}"
)
NEAR = 300
"""Within how many characters a birth date stands beside a masked number."""


class Leak(Enum):
    """What can be given away; the value is a stable slug."""

    ID_NUMBER = "id-number"
    OLD_ID_NUMBER = "old-id-number"
    MOBILE = "mobile-number"
    BANK_CARD = "bank-card-number"
    ADDRESS = "home-address"
    EMAIL = "email-address"
    MASK_UNDONE = "mask-undone-by-birth-date"
    CLASSIFIED = "classified-mark"
    SPREADSHEET = "raw-spreadsheet"
    PRIVATE_FILE = "private-file-in-git"
    PHOTO = "photo-with-position"


IN_TEXT = frozenset(Leak) - {Leak.SPREADSHEET, Leak.PRIVATE_FILE, Leak.PHOTO}
"""What is found by searching a text."""

_TOLD_BY = (
    (Leak.ADDRESS, ("单元",), _ADDRESS),
    (Leak.EMAIL, ("@",), _EMAIL),
    (Leak.CLASSIFIED, ("★", "☆", "密级"), _CLASSIFIED),
)
"""By kind: the words without which there is none, and what one looks like."""


class LeakFault(NamedTuple):
    """One thing that must not stand where it does; its words never hold the thing itself."""

    kind: Leak
    found: str
    remedy: str
    span: Span | None = None


_FOUND = {
    Leak.ID_NUMBER: "这里是一个身份证号（18 位，校验码相符）。",
    Leak.OLD_ID_NUMBER: "这里像是一个旧的身份证号（15 位）。",
    Leak.MOBILE: "这里像是一个手机号码。",
    Leak.BANK_CARD: "这里像是一个银行卡号（校验位相符）。",
    Leak.ADDRESS: "这里像是住址（写到了单元和门牌）。",
    Leak.EMAIL: "这里是一个电子邮箱地址。",
    Leak.MASK_UNDONE: "这里的身份证号隐去的正是出生日期，旁边却写着出生日期，等于没有隐去。",
    Leak.CLASSIFIED: "这里有密级标志。",
}
_CLEAN = "删去；已经提交过的，历史里仍然看得到，要连同历史一并清理，并报告保管仓库的人。"
_REMEDY = {
    Leak.MASK_UNDONE: "台账不需要身份证号，连同隐去的一起删去；出生只写到月。",
    Leak.CLASSIFIED: "涉密内容不得进入台账：立即停止使用这份文件，按保密规定报告和处理。",
}


def leaks(text: str) -> Iterator[LeakFault]:
    """Yield what must not stand in a text, in order of kind."""
    for kind, start, end in (*_numbers(text), *_words(text)):
        yield LeakFault(kind, _FOUND[kind], _REMEDY.get(kind, _CLEAN), _span(text, start, end))


def masked(text: str) -> str:
    """Return a text with all such numbers and addresses blotted out, its length unchanged."""
    for kind, start, end in (*_numbers(text), *_words(text)):
        if kind is not Leak.CLASSIFIED:  # a mark, which itself gives nothing away
            hidden = re.sub("[0-9A-Za-z]", "*", _WIDE.sub("＊", text[start:end]))
            text = text[:start] + hidden + text[end:]
    return text


def _span(text: str, start: int, end: int) -> Span:
    line, column = _position(text, start)
    return Span(line, column, *_position(text, end))


def _position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _words(text: str) -> Iterator[tuple[Leak, int, int]]:
    for kind, marks, pattern in _TOLD_BY:
        if any(map(text.__contains__, marks)):
            for match in pattern.finditer(text):
                yield kind, match.start(), match.end()
    for match in _MASKED_ID.finditer(text) if "出生" in text else ():
        about = text[max(0, match.start() - NEAR) : match.end() + NEAR]
        if _BIRTH.search(about):
            yield Leak.MASK_UNDONE, match.start(), match.end()


class _Digits(NamedTuple):
    """Digits that stand together, each with its offset in the text."""

    text: str
    at: tuple[int, ...]

    def whole(self, start: int, size: int) -> bool:
        """Whether a stretch is a number by itself, not part of a longer one without a gap."""
        end = start + size
        before = start == 0 or self.at[start] - self.at[start - 1] > 1
        return before and (end == len(self.at) or self.at[end] - self.at[end - 1] > 1)

    def alone(self, source: str, start: int, size: int, *ways: tuple[int, ...]) -> bool:
        """Whether a stretch is a number by itself and is grouped in one of the ways."""
        return self.whole(start, size) and self.grouped(source, start, size, *ways)

    def grouped(self, source: str, start: int, size: int, *ways: tuple[int, ...]) -> bool:
        """Whether the gaps within a stretch fall where people put them; line ends do not count."""
        gaps = {
            index
            for index in range(1, size)
            if self.at[start + index] - self.at[start + index - 1] > 1
            and "\n" not in source[self.at[start + index - 1] : self.at[start + index]]
        }
        return gaps == set(range(1, size)) or any(gaps <= set(way) for way in ways)


def _numbers(text: str) -> Iterator[tuple[Leak, int, int]]:
    for run in _RUN.finditer(text) if _may_hold_numbers(text) else ():
        marks = list(re.finditer("[0-9０-９xXｘＸ]", run[0]))
        digits = _Digits(
            "".join(mark[0] for mark in marks).translate(_PLAIN),
            tuple(run.start() + mark.start() for mark in marks),
        )
        yield from _in_run(text, digits)


def _may_hold_numbers(text: str) -> bool:
    """Tell quickly of most texts that they hold no long number, however it is broken up."""
    raw = text.encode("utf-8", "surrogatepass")
    return b"0" * 11 in raw.translate(_ZEROS, _GAPS) or _WIDE_DIGIT.search(raw) is not None


def _in_run(text: str, digits: _Digits) -> Iterator[tuple[Leak, int, int]]:
    """Yield the numbers in a run of digits, the surest kind first, none overlapping another."""
    taken = 0
    for start in range(len(digits.text)):
        if start < taken:
            continue
        kind, size = _number_at(text, digits, start)
        if kind is not None:
            taken = start + size
            yield kind, digits.at[start], digits.at[taken - 1] + 1


def _number_at(text: str, digits: _Digits, start: int) -> tuple[Leak | None, int]:
    rest = digits.text[start:]
    if _is_id(rest[:18]) and digits.whole(start, 18):
        return Leak.ID_NUMBER, 18
    for size in range(min(19, len(rest)), 15, -1):
        if _is_card(rest[:size]) and digits.alone(text, start, size, (4, 8, 12, 16), (6,)):
            return Leak.BANK_CARD, size
    if _is_old_id(rest[:15]) and digits.alone(text, start, 15, (6, 12)):
        return Leak.OLD_ID_NUMBER, 15
    size = _mobile_size(rest)
    lead = size - 11
    if size and digits.alone(text, start, size, *((lead, lead + a, lead + b) for a, b in _SPOKEN)):
        return Leak.MOBILE, size
    return None, 0


_SPOKEN = ((3, 7), (4, 8))
"""After how many digits people pause in a mobile number."""


def _is_id(number: str) -> bool:
    if len(number) != 18 or not number[:17].isdigit() or number[:2] not in _PROVINCES:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == number[17] and _is_day(number[6:14])


def _is_old_id(number: str) -> bool:
    if len(number) != 15 or not number.isdigit() or number[:2] not in _PROVINCES:
        return False
    return _is_day(f"19{number[6:12]}")


def _is_day(text: str) -> bool:
    try:
        return 1880 < date(int(text[:4]), int(text[4:6]), int(text[6:])).year < 2100
    except ValueError:
        return False


def _is_card(number: str) -> bool:
    if not number.isdigit() or number[0] not in "3456":
        return False
    doubled = [int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(number))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _mobile_size(rest: str) -> int:
    """Return the length of the mobile number that begins here, 0 if none does."""
    match = re.match(r"(?:00)?(?:86)?1[3-9][0-9]{9}", rest)
    return match.end() if match else 0
