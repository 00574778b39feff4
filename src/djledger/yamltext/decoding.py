"""Bytes to text: which encoding a file is in, and whether it is text at all."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from djledger.yamltext.lines import BOM, span_at
from djledger.yamltext.model import Fault, FaultKind, Span

MAX_BYTES = 4 * 1024 * 1024
"""Largest file that is read; a year of one branch is about 80 kB in 40 files."""

_TOP = Span(1, 1, 1, 2)
_SAVE_AS_UTF8 = "请用编辑器“另存为”，编码选“UTF-8”；djledger fmt 也能代为转换"
_MAGIC = (
    (b"PK\x03\x04", "压缩包或 Office 文档（docx、xlsx、zip 等）"),
    (b"\xd0\xcf\x11\xe0", "旧版 Office 文档（doc、xls 等）"),
    (b"%PDF", "PDF 文档"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"\x1f\x8b", "压缩包"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
)
_MAGIC_STARTS = tuple(magic for magic, _ in _MAGIC)
_CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\r"))
_SAMPLE = 8192
_MAX_CONTROL_SHARE = 0.02
UNPRINTABLE = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""What YAML does not let stand; said so, because its complement takes 3 ms to compile."""
# Line breaks (or nothing) to a YAML parser but not to an editor: they would shift positions.
_SHIFTING = ("\x85", "\u2028", "\u2029", BOM)


class Decoded(NamedTuple):
    """Text of a file; `usable` is False when the faults say that it must not be parsed."""

    text: str
    faults: tuple[Fault, ...] = ()
    usable: bool = True


def decode(source: bytes) -> Decoded:
    """Decode a file's bytes, naming what is unusual about them."""
    if len(source) > MAX_BYTES:
        return Decoded("", (too_large(len(source)),), usable=False)
    if source.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode_utf16(source)
    if binary := _binary(source):
        return Decoded(source.decode("utf-8", "replace"), (binary,), usable=False)
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_legacy(source, error)
    return Decoded(text, _text_faults(text))


def too_large(size: int) -> Fault:
    """Return the fault for a file of `size` bytes."""
    found = f"文件有 {size / 1024 / 1024:.1f} MB，超过了 {MAX_BYTES // 1024 // 1024} MB 的上限"
    remedy = "台账一次活动一个文件，一般只有几 kB；请拆分，附件和照片不要放进 YAML"
    return Fault(FaultKind.TOO_LARGE, _TOP, found, remedy)


def control_character(text: str) -> Fault | None:
    """Return the fault for the first character that no ledger may hold, if there is one."""
    match = UNPRINTABLE.search(text, 1 if text.startswith(BOM) else 0)
    if match is None:
        return None
    code = f"U+{ord(match[0]):04X}"
    found = f"这里有一个看不见的控制字符（{code}）"
    remedy = "删除这个字符；它多半是从网页、微信或旧软件里粘贴时带进来的，可把这一行重新打一遍"
    return Fault(FaultKind.CONTROL_CHARACTER, span_at(text, match.start()), found, remedy)


def shifts_positions(text: str) -> bool:
    """Whether a parser would count other lines or columns than an editor."""
    return any(character in text for character in _SHIFTING)


def _binary(source: bytes) -> Fault | None:
    if source.startswith(_MAGIC_STARTS):
        name = next(name for magic, name in _MAGIC if source.startswith(magic))
        return _binary_fault(f"这是{name}，不是文本")
    sample = source[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    if controls > 1 and controls > len(sample) * _MAX_CONTROL_SHARE:
        return _binary_fault("文件内容是二进制数据，不是文本")
    return None


def _binary_fault(found: str) -> Fault:
    remedy = "台账要用纯文本编辑器保存为 .yaml；附件请放到台账文件夹以外，记录里写文件名"
    return Fault(FaultKind.BINARY, _TOP, found, remedy)


def _text_faults(text: str) -> tuple[Fault, ...]:
    faults = []
    if text.startswith(BOM):
        found = "文件开头有 BOM 标记（记事本的“UTF-8 带 BOM”）"
        remedy = "另存为不带 BOM 的 UTF-8；djledger fmt 也能去掉"
        faults.append(Fault(FaultKind.BYTE_ORDER_MARK, _TOP, found, remedy))
    if "\r" in text:
        faults.append(_carriage_return(text))
    return tuple(faults)


def _carriage_return(text: str) -> Fault:
    windows = text.count("\r\n")
    lone, plain = text.count("\r") - windows, text.count("\n") - windows
    names = [
        name for count, name in ((windows, "CRLF"), (lone, "单独的 CR"), (plain, "LF")) if count
    ]
    found = "行尾是 " + "、".join(names) + (" 混用" if len(names) > 1 else "")
    remedy = "行尾统一用 LF（编辑器右下角可切换）；djledger fmt 也能统一"
    return Fault(FaultKind.CARRIAGE_RETURN, span_at(text, text.index("\r")), found, remedy)


def _decode_utf16(source: bytes) -> Decoded:
    try:
        text = source.decode("utf-16")
    except UnicodeDecodeError:
        return _undecodable(source, 0)
    fault = Fault(FaultKind.UTF16_ENCODING, _TOP, "文件是 UTF-16（“Unicode”）编码", _SAVE_AS_UTF8)
    return Decoded(text, (fault, *_text_faults(text)))


def _decode_legacy(source: bytes, error: UnicodeDecodeError) -> Decoded:
    if _mostly_utf8(source):
        return _undecodable(source, error.start)
    try:
        text = source.decode("gb18030")
    except UnicodeDecodeError:
        return _undecodable(source, error.start)
    if any(unicodedata.category(character) in ("Co", "Cn") for character in set(text)):
        return _undecodable(source, error.start)
    first = next(offset for offset, character in enumerate(text) if character > "\x7f")
    found = "文件是 GBK（GB18030）编码，已按该编码读出汉字"
    fault = Fault(FaultKind.GBK_ENCODING, span_at(text, first), found, _SAVE_AS_UTF8)
    return Decoded(text, (fault, *_text_faults(text)))


def _mostly_utf8(source: bytes) -> bool:
    """Tell a damaged UTF-8 file from a GBK one: the latter is hardly ever valid by accident."""
    text = source.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    return sum(character > "\x7f" for character in text) - damaged > damaged


def _undecodable(source: bytes, offset: int) -> Decoded:
    text = source.decode("utf-8", "replace")
    prefix = source[:offset].decode("utf-8", "replace")
    found = "这里的字节既不是 UTF-8 也不是 GBK，无法认出是什么字"
    remedy = "文件可能被截断，或混入了两种编码；请从这一处起重新输入，并以 UTF-8 保存"
    fault = Fault(FaultKind.UNDECODABLE, span_at(text, len(prefix)), found, remedy)
    return Decoded(text, (fault,), usable=False)
