"""Reading scheme and mark files: a sound record, or what is wrong with the file in words."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from djledger.ledger.documents import fit
from djledger.ledger.node import Node
from djledger.resources import resource
from djledger.scoring.marks import MarkBook
from djledger.scoring.scheme import Scheme
from djledger.scoring.soundness import scheme_faults
from djledger.yamltext import locate, read

N = TypeVar("N", bound=Node)


class UnusableFileError(Exception):
    """A file that cannot be used; ``faults`` say why, each with its line where it has one."""

    def __init__(self, name: str, faults: list[str]) -> None:
        """Name the file and its faults."""
        super().__init__("\n".join(f"{name}：{fault}" for fault in faults))
        self.faults = faults


def shipped() -> dict[str, Path]:
    """Return the example schemes by the name of their file."""
    return {path.stem: path for path in sorted(resource("templates", "schemes").glob("*.yaml"))}


def read_scheme(path: Path) -> Scheme:
    """Read a scheme that can be applied; UnusableFileError says what is wrong otherwise."""
    scheme = _read(Scheme, path.read_bytes(), path.name)
    faults = list(scheme_faults(scheme))
    if faults:
        raise UnusableFileError(path.name, faults)
    return scheme


def read_marks(path: Path, scheme: Scheme) -> MarkBook:
    """Read marks for a scheme; UnusableFileError if they are for another one, or unreadable."""
    book = _read(MarkBook, path.read_bytes(), path.name)
    faults = list(_mark_faults(book, scheme))
    if faults:
        raise UnusableFileError(path.name, faults)
    return book


def _read(model: type[N], raw: bytes, name: str) -> N:
    reading = read(raw)
    faults = [f"第 {f.span.line} 行：{f.found}{f.remedy}" for f in reading.faults]
    if reading.data is None:
        raise UnusableFileError(name, faults or ["文件是空的。"])
    document = fit(model, reading.data, name, reading.text)
    text = reading.text
    lines = ((locate(text, fault.route).value.line, fault) for fault in document.faults)
    serious = [f for f in reading.faults if not f.kind.tolerated]
    if document.faults or serious or document.record is None:
        faults += [f"第 {line} 行：{fault.found}{fault.remedy}" for line, fault in lines]
        raise UnusableFileError(name, faults)
    return document.record


def _mark_faults(book: MarkBook, scheme: Scheme) -> Iterator[str]:
    if book.scheme != scheme.name:
        yield f"是方案“{book.scheme}”的评分，不是“{scheme.name}”的。"
    items = set(_names(scheme))
    for mark in book.marks:
        if mark.item not in items:
            yield f"方案里没有项目“{mark.item}”。"
    vetoes = {veto.name for veto in scheme.vetoes}
    for ruling in book.rulings:
        if ruling.veto not in vetoes:
            yield f"方案里没有否决情形“{ruling.veto}”。"


def _names(scheme: Scheme) -> Iterator[str]:
    pending = list(scheme.items)
    while pending:
        item = pending.pop()
        yield item.name
        pending += item.items
