"""Exceptions on record: which rule, on what, why, who agreed and until when."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from djledger.ledger.branch import Branch
from djledger.ledger.common import Waiver
from djledger.ledger.node import Node
from djledger.reports.model import Audience, Cell, Column, Fact, Kind, Row, Table, Tone, View
from djledger.reports.views.subject import BranchYear


@dataclass(frozen=True, slots=True)
class Granted:
    """A waiver and the file and entry that it stands in."""

    waiver: Waiver
    file: str
    entry: str


def granted(branch: Branch) -> Iterator[Granted]:
    """Yield every waiver of the branch's ledger."""
    for document in branch.all_documents():
        if document.record is not None and "豁免" in document.text:
            yield from _within(document.record, document.path, "")


def _within(node: Node, file: str, entry: str) -> Iterator[Granted]:
    entry = _named(node) or entry
    for name in type(node).model_fields:
        value = getattr(node, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Waiver):
                yield Granted(item, file, entry)
            elif isinstance(item, Node):
                yield from _within(item, file, entry)


def _named(node: Node) -> str:
    identity: Any = getattr(node, node.identity) if node.identity else None
    return "" if identity is None else str(identity)


def view(subject: BranchYear) -> View:
    """Return all waivers; those that have run out are marked."""
    found = list(granted(subject.branch))
    over = [one for one in found if _expired(one, subject)]
    facts = (
        Fact("豁免", Cell(len(found), tuple(dict.fromkeys(one.file for one in found)))),
        Fact("已过期", Cell(len(over), tuple(dict.fromkeys(one.file for one in over)))),
    )
    columns = (
        Column("规则"),
        Column("对象"),
        Column("理由"),
        Column("批准"),
        Column("至", Kind.DAY),
        Column("状态"),
    )
    rows = tuple(_row(one, subject) for one in found)
    table = Table("waivers", "豁免", columns, rows, Audience.SUPERIOR, "没有豁免。")
    return View("waivers", "豁免", facts, (table, _excused(subject)))


def _excused(subject: BranchYear) -> Table:
    """Return the findings that do not count, and why."""
    columns = (Column("规则"), Column("文件"), Column("由"), Column("理由"), Column("批准"))
    rows: list[Row] = []
    for finding in subject.checked.suppressed:
        if finding.suppression is not None:
            by = finding.suppression
            file = Cell(finding.place.file, (finding.place.file,))
            told = (Cell(by.by.value), Cell(by.reason), Cell(by.approved_by))
            rows.append((Cell(finding.code), file, *told))
    empty = "没有因豁免、设置或基线而不计的问题。"
    return Table("excused", "因此不计的问题", columns, tuple(rows), Audience.SUPERIOR, empty)


def _expired(one: Granted, subject: BranchYear) -> bool:
    return one.waiver.until is not None and one.waiver.until < subject.period.as_of


def _row(one: Granted, subject: BranchYear) -> Row:
    over = _expired(one, subject)
    return (
        Cell(one.waiver.rule),
        Cell(one.entry or one.file, (one.file,)),
        Cell(one.waiver.reason),
        Cell(one.waiver.approved_by),
        Cell(one.waiver.until),
        Cell("已过期" if over else "有效", (), Tone.WARN if over else Tone.PLAIN),
    )
