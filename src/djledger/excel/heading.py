"""Finding the table on a sheet: the row of headings, what each column is, where the rows end."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from djledger.excel.vocabulary import Kind, folded, is_derived, kinds, never_read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from djledger.excel.grid import Cell, Sheet
    from djledger.excel.mapping import Mapping
    from djledger.excel.vocabulary import Column
    from djledger.yamltext import Plain

NO_FIELD = "没有对应的栏目"
"""Why a column is not read that nobody knows."""
SEARCHED = 20
"""Rows from the top in which the headings are looked for."""
_MONTH = re.compile(
    r"(?:(?:19|20)\d\d[年.-]?)?(\d{1,2}|[一二三四五六七八九十]{1,3})月(?:份)?(?:实?[交缴])?"
)
_NUMERALS = "一二三四五六七八九十"
_END = re.compile(r"^[（(【]?(合计|总计|小计|注|说明|备注|填表|制表|审核|党支部书记|收款人|核对)")


@dataclass(slots=True)
class Table:
    """A table on a sheet: its kind, its columns by number, and the rows below the headings."""

    sheet: Sheet
    kind: Kind
    header: int
    first: int
    columns: dict[int, Column] = field(default_factory=dict)
    months: dict[int, int] = field(default_factory=dict)
    dropped: dict[int, tuple[str, str]] = field(default_factory=dict)
    """By column: the heading of what is not read, and why."""
    headings: dict[int, str] = field(default_factory=dict)
    implied: dict[Column, Plain] = field(default_factory=dict)
    """What the title says for all rows, such as the kind of meeting."""

    @property
    def title(self) -> str:
        """What stands above the headings, with the name of the sheet."""
        rows = range(1, self.header)
        said = dict.fromkeys(c.text for row in rows for c in self.sheet.row(row) if c.text)
        return " ".join([self.sheet.title, *said])

    def rows(self) -> Iterator[int]:
        """Yield the rows that hold a record; repeated headings and closing remarks are none."""
        for row in range(self.first, self.sheet.height + 1):
            told = [self.sheet.at(row, column) for column in (*self.columns, *self.months)]
            if any(cell.text for cell in told) and not self._closing(row):
                yield row

    def _closing(self, row: int) -> bool:
        first = next((cell.text for cell in self.sheet.row(row) if cell.text), "")
        repeated = all(
            folded(self.sheet.at(row, number).text)
            in map(folded, (self.headings[number], *column.names))
            for number, column in self.columns.items()
        )
        return repeated or bool(_END.match(first.replace(" ", "").replace("\u3000", "")))

    def cell(self, row: int, column: Column) -> Cell | None:
        """Return the cell of a row in a column, None if the sheet lacks the column."""
        for number, known in self.columns.items():
            if known is column:
                return self.sheet.at(row, number)
        return None


def find_table(
    sheet: Sheet, wanted: str | None = None, mapped: Sequence[Mapping] = ()
) -> Table | None:
    """Return the table on a sheet, of the wanted kind or the likeliest, if there is one."""
    tried = [
        table
        for kind in kinds().values()
        if wanted in {None, kind.name}
        for row in range(1, min(SEARCHED, sheet.height) + 1)
        for deep in (2, 1)
        if (table := _table(sheet, kind, row, deep, mapped)) is not None
        if len(table.columns) + len(table.months) >= (2 if wanted is None else 1)
    ]
    return max(tried, key=_score, default=None)


def _score(table: Table) -> tuple[int, int]:
    known = {"·".join(column.at) for column in table.columns.values()}
    telling = len(known & table.kind.telling)
    marked = any(mark in table.title for mark in table.kind.marks)
    return len(known) + len(table.months) + 2 * telling + 4 * marked, -table.header


def _table(
    sheet: Sheet, kind: Kind, header: int, deep: int, mapped: Sequence[Mapping]
) -> Table | None:
    """Take `deep` rows from `header` on as the headings; None if they do not name the key."""
    table = Table(sheet, kind, header, header + deep)
    told = {folded(m.heading): column for m in mapped if (column := m.column(kind)) is not None}
    names = {**kind.by_name, **told}
    headings = ((n, _heading(sheet, header, n, deep)) for n in range(1, sheet.width + 1))
    table.headings = {number: heading for number, heading in headings if heading}
    for number in sorted(table.headings, key=lambda n: folded(table.headings[n]) not in told):
        _place(table, number, names)
    known = {"·".join(column.at) for column in table.columns.values()}
    if kind.name == "meetings" and "类型" not in known:
        table.implied = _implied_kind(table)
        known |= {"类型"} if table.implied else set()
    two_rows = deep == 1 or _second_row_is_heading(table)
    return table if known.issuperset(kind.key) and two_rows else None


def _implied_kind(table: Table) -> dict[Column, Plain]:
    """Return the kind of meeting that the title names, if it names just one."""
    column = table.kind.column("类型")
    found = [choice for choice in column.shape.choices if choice in table.title]
    return {column: str(found[0])} if len(found) == 1 else {}


def _second_row_is_heading(table: Table) -> bool:
    """Whether the lower row divides a heading of the upper one (or is merged with it)."""
    above, below = table.header, table.header + 1
    texts = [(table.sheet.at(above, n).text, table.sheet.at(below, n).text) for n in table.columns]
    return any(upper for upper, _ in texts) and all(lower for _, lower in texts)


def _heading(sheet: Sheet, row: int, column: int, deep: int) -> str:
    parts = dict.fromkeys(sheet.at(row + n, column).text for n in range(deep))
    return "".join(part for part in parts if part)


def _place(table: Table, number: int, names: dict[str, Column]) -> None:
    heading = table.headings[number]
    column = names.get(folded(heading)) or _in_context(table, number, heading, names)
    month = _month(folded(heading)) if table.kind.name == "dues" else None
    if never_read(heading) and column is None:
        table.dropped[number] = (heading, "个人敏感信息，台账不保存")
    elif month is not None:
        table.months[number] = month
    elif column is not None and column not in table.columns.values():
        table.columns[number] = column
    elif is_derived(heading):
        table.dropped[number] = (heading, "由台账推算")
    elif column is not None:
        table.dropped[number] = (heading, f"与“{column.heading}”重复")
    else:
        table.dropped[number] = (heading, NO_FIELD)


def _in_context(table: Table, number: int, heading: str, names: dict[str, Column]) -> Column | None:
    """Understand a bare 起, 止 or 成绩 from the column to its left: 积极分子培训起, 止, 成绩."""
    left = table.columns.get(number - 1)
    key = {"结业成绩": "成绩", "结束时间": "止"}.get(folded(heading), folded(heading))
    for column in names.values() if left is not None and len(left.at) > 1 else ():
        if column.at == (*left.at[:-1], key):  # type: ignore[union-attr]
            return column
    return None


def _month(heading: str) -> int | None:
    match = _MONTH.fullmatch(heading)
    if match is None:
        return None
    number = int(match[1]) if match[1].isdigit() else _numeral(match[1])
    return number if 1 <= number <= 12 else None


def _numeral(text: str) -> int:
    """Return 1 to 12 for 一 to 十二, 0 for anything else."""
    known = [*_NUMERALS, "十一", "十二"]
    return known.index(text) + 1 if text in known else 0
