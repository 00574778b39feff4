"""A workbook to a plan: which files of a branch would say what, and which rows are refused."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from djledger.excel.drafting import Drafts
from djledger.excel.heading import Table, find_table
from djledger.excel.mapping import check_used
from djledger.excel.merging import Told, merged, new_record, told
from djledger.excel.rows import Entry, Refusal, entries
from djledger.excel.values import as_list, canonical
from djledger.excel.vocabulary import MODELS
from djledger.ledger.documents import fit
from djledger.ledger.layout import is_file_name
from djledger.ledger.names import plain_name
from djledger.yamltext import Append, Set

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from djledger.excel.grid import Sheet
    from djledger.excel.mapping import Mapping

LISTS = {"roster": "党员", "candidates": "人选"}
"""By kind of sheet: the list of the file in which its records stand."""
_YEAR = re.compile(r"((?:19|20)\d\d)\s*(?:年|\b)")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user says that the workbook does not."""

    kind: str | None = None
    sheets: tuple[str, ...] = ()
    year: int | None = None
    pay_day: int | None = None
    election: str | None = None
    mapped: tuple[Mapping, ...] = ()


@dataclass(slots=True)
class Plan:
    """What an import would do."""

    drafts: Drafts
    wishes: Wishes
    last: Told = field(default_factory=dict)
    tables: list[Table] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    told: Told = field(default_factory=dict)
    added: int = 0
    changed: int = 0
    unchanged: int = 0

    @property
    def rows(self) -> int:
        """The rows that were taken, changed or not."""
        return self.added + self.changed + self.unchanged

    def refuse(self, entry: Entry, reason: str, route: str = "") -> None:
        """Refuse a row."""
        self.refused.append(entry.refused(reason, route))

    def add(self, entry: Entry, path: str, change: Append | Iterable[Set]) -> None:
        """Take an entry as a new record."""
        draft = self.drafts.open(path)
        draft.changes += [change] if isinstance(change, Append) else list(change)
        self.added += 1
        self._remember(entry, path)

    def merge(self, entry: Entry, path: str, record: Any, at: tuple[str | int, ...]) -> None:
        """Take an entry into a record that exists."""
        result = merged(entry, record, at, self.last, entry.name_in(path))
        self.drafts.open(path).changes += result.changes
        self.notes += result.notes
        self.changed += bool(result.changes)
        self.unchanged += not result.changes
        self._remember(entry, path)

    def _remember(self, entry: Entry, path: str) -> None:
        self.told |= told(entry, entry.name_in(path))
        self.notes += [f"{entry.table.sheet.title}!{remark}" for remark in entry.remarks]


def planned(sheets: Iterable[Sheet], folder: Path, wishes: Wishes, last: Told) -> Plan:
    """Return what importing these sheets into a branch folder would do."""
    plan = Plan(Drafts(folder), wishes, last)
    for sheet in sheets:
        if wishes.sheets and sheet.title not in wishes.sheets:
            continue
        table = find_table(sheet, wishes.kind, wishes.mapped)
        if table is None:
            if sheet.cells:
                plan.skipped.append(sheet.title)
            continue
        plan.tables.append(table)
    if plan.tables:
        check_used(plan.tables, wishes.mapped)
    for table in plan.tables:
        _take(plan, table)
    return plan


def _take(plan: Plan, table: Table) -> None:
    taken = list(_taken(plan, table))
    if table.kind.name == "dues":
        from djledger.excel.dues_rows import take_dues

        take_dues(plan, table, taken)
        return
    taker = _TAKERS[table.kind.name]
    for entry in taken:
        taker(plan, entry)


def _taken(plan: Plan, table: Table) -> Iterator[Entry]:
    """Yield the rows that can be taken; the others are refused."""
    for row in entries(table):
        if isinstance(row, list):
            plan.refused += row
        elif (misfit := _misfit(row)) is not None:
            plan.refused.append(misfit)
        else:
            yield row


def _misfit(entry: Entry) -> Refusal | None:
    """Return why a row's record does not fit its model."""
    kind = entry.table.kind.name
    if kind == "dues":
        return None
    document = fit(MODELS[kind], new_record(entry), "")
    for fault in document.faults:
        column = next((c for c in entry.values if c.at == fault.route[: len(c.at)]), None)
        reason = f"{fault.found}{fault.remedy}".rstrip("。")
        return entry.refused(reason, "·".join(column.at) if column else "")
    return None


# --- records that stand in a list of one file ----------------------------------------------


def _roster(plan: Plan, entry: Entry) -> None:
    _into_list(plan, entry, "members.yaml")


def _candidate(plan: Plan, entry: Entry) -> None:
    path = _election_file(plan, entry)
    if path is not None:
        _into_list(plan, entry, path)


def _into_list(plan: Plan, entry: Entry, path: str) -> None:
    key, name = LISTS[entry.table.kind.name], entry.text("姓名")
    known = as_list(plan.drafts.open(path).data.get(key))
    found = [n for n, one in enumerate(known) if _is(one, name)]
    if f"{path}·{name}·姓名" in plan.told:
        plan.refuse(entry, f"“{name}”在表里重复；同名的人请加后缀，如 {name}(一)", "姓名")
    elif len(found) > 1:
        plan.refuse(entry, f"“{name}”在 {path} 里有几条，请在 YAML 里改", "姓名")
    elif found:
        plan.merge(entry, path, known[found[0]], (key, found[0]))
    else:
        plan.add(entry, path, Append((key,), new_record(entry)))


def _is(record: Any, name: str) -> bool:
    """Whether a record is of the person of this name, however the ledger writes it."""
    return isinstance(record, dict) and plain_name(str(record.get("姓名"))) == name


def _election_file(plan: Plan, entry: Entry) -> str | None:
    """Return the file of the election: as wished, the only one (of the year), or by the title."""
    year, wish = _year(plan, entry), plan.wishes.election
    known = [p for p in plan.drafts.paths("elections") if year is None or f"/{year}" in p]
    if wish is not None:
        path = f"elections/{wish.removesuffix('.yaml')}.yaml"
    elif len(known) == 1:
        path = known[0]
    else:
        path = f"elections/{year}-{_election_kind(entry.table.title)}.yaml"
    if "None" in path or not is_file_name(path.split("/", 1)[1]):
        plan.refuse(entry, "看不出是哪一次选举；用 --election 写明，如 --election 2026-换届")
        return None
    draft = plan.drafts.open(path)
    if not draft.data and not draft.changes:
        draft.changes.append(Set(("类别",), _election_kind(path) or "换届"))
    return path


def _election_kind(text: str) -> str | None:
    """Return the kind of election that a text names."""
    kinds = ("补选", "届中调整", "成立", "换届")
    return next((kind for kind in kinds if kind in text), None)


def _year(plan: Plan, entry: Entry) -> str | None:
    """Return the year as wished, else as the title has it."""
    found = _YEAR.search(entry.table.title)
    return str(plan.wishes.year) if plan.wishes.year else found[1] if found else None


# --- records that are a file each -----------------------------------------------------------


def _development(plan: Plan, entry: Entry) -> None:
    name = entry.text("姓名")
    path = _file_of(plan, name) or f"development/{name}.yaml"
    if not is_file_name(name):
        plan.refuse(entry, "姓名里有不能用作文件名的字符", "姓名")
    elif f"{path}·{name}·姓名" in plan.told:
        plan.refuse(entry, f"“{name}”在表里重复；同名的人请加后缀，如 {name}(一)", "姓名")
    elif data := plan.drafts.open(path).data:
        plan.merge(entry, path, data, ())
    else:
        plan.add(entry, path, _sets(new_record(entry)))


def _file_of(plan: Plan, name: str) -> str | None:
    paths = plan.drafts.paths("development")
    return next((path for path in paths if _is(plan.drafts.open(path).data, name)), None)


def _sets(record: dict[str, Any]) -> list[Set]:
    return [Set((key,), value) for key, value in record.items()]


def _meeting(plan: Plan, entry: Entry) -> None:
    day, kinds = entry.text("日期"), as_list(entry.get("类型"))
    found = _meetings_like(plan, entry)
    column = entry.table.kind.column("时间")
    times = str(plan.drafts.open(found[0]).data.get("时间")) if found else ""
    if entry.clock and column not in entry.values and not times.startswith(entry.clock):
        entry.values[column] = entry.clock  # beginning and end say more than the beginning
    if len(found) > 1:
        plan.refuse(entry, f"{day} 有几次{kinds[0]}，请写明名称以便对上", "日期")
    elif found:
        plan.merge(entry, found[0], plan.drafts.open(found[0]).data, ())
    else:
        path = _free(plan, f"meetings/{day[:4]}/{day}-{'、'.join(map(str, kinds))}")
        plan.add(entry, path, _sets(new_record(entry)))


def _meetings_like(plan: Plan, entry: Entry) -> list[str]:
    """Return the records of the same day and kind; of several, those of the same title."""
    day, kinds, title = entry.text("日期"), as_list(entry.get("类型")), entry.text("名称")
    alike = [
        path
        for path in plan.drafts.paths("meetings")
        if canonical("day", str((data := plan.drafts.open(path).data).get("日期"))) == day
        and as_list(data.get("类型")) == kinds
    ]
    titled = [p for p in alike if title and plan.drafts.open(p).data.get("名称") == title]
    untitled = [p for p in alike if not title or not plan.drafts.open(p).data.get("名称")]
    return titled or untitled


def _free(plan: Plan, stem: str) -> str:
    """Return a path that no record has yet."""
    path, number = f"{stem}.yaml", 1
    while (draft := plan.drafts.open(path)).data or draft.changes:
        number += 1
        path = f"{stem}-{number}.yaml"
    return path


_TAKERS: dict[str, Callable[[Plan, Entry], None]] = {
    "roster": _roster,
    "candidates": _candidate,
    "development": _development,
    "meetings": _meeting,
}
