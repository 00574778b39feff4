"""A report as a workbook: a sheet a table, frozen heads, filters, colours by condition.

The same report gives the same bytes. Whatever came from a ledger is written as text, so that a
cell beginning with ``= + - @`` starts nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

from djledger.reports.model import Cell, Column, Fact, Kind, Report, Share, Table, Tone, View, shown
from djledger.reports.sheet_names import sheet_name

FONT = "宋体"
HEAD = 0
WIDEST, NARROWEST = 60, 8
COLOURS = {Tone.GOOD: "#1A7F37", Tone.WARN: "#9A6700", Tone.BAD: "#C00000"}
NUMBERS = {Kind.MONEY: "#,##0.00", Kind.SHARE: "0.0%", Kind.DAY: "yyyy-mm-dd"}
LOW, FULL = 0.8, 1


def workbook(report: Report) -> bytes:
    """Return an xlsx file: what the report is, then its views in order."""
    import xlsxwriter

    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        made = datetime.combine(report.meta.as_of, time(), UTC)
        book.set_properties({"title": report.meta.title, "created": made})
        formats = _Formats(book, {})
        names: set[str] = set()
        _cover(book.add_worksheet(sheet_name("说明", names)), report, formats)
        for view in report.views:
            for table in _tables(view):
                title = view.title if table.title == view.title else f"{view.title}-{table.title}"
                _write(book.add_worksheet(sheet_name(title, names)), table, formats, report)
    return buffer.getvalue()


def _tables(view: View) -> Iterator[Table]:
    """Yield a view's single figures as a table of their own, then its tables."""
    if view.facts:
        columns = (Column("项目"), Column("数据"), Column("佐证记录"))
        yield Table("facts", view.title, columns, tuple(_fact(fact) for fact in view.facts))
    yield from view.tables


def _fact(fact: Fact) -> tuple[Cell, ...]:
    return (Cell(fact.label), fact.cell, Cell("；".join(fact.cell.evidence) or None))


@dataclass(frozen=True, slots=True)
class _Formats:
    """Cell styles, each made once."""

    book: Any
    made: dict[tuple[str, ...], Any]

    def of(self, kind: Kind, tone: Tone, *, head: bool = False) -> Any:
        """Return the style of a kind of value in a tone."""
        asked = (kind.value, tone.value, str(head))
        if asked not in self.made:
            style: dict[str, Any] = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
            style |= {"border": 1, "text_wrap": kind is Kind.TEXT}
            style |= {"num_format": NUMBERS[kind]} if kind in NUMBERS and not head else {}
            style |= {"font_color": COLOURS[tone]} if tone in COLOURS else {}
            style |= {"bold": True, "bg_color": "#EEF1F4", "text_wrap": True} if head else {}
            self.made[asked] = self.book.add_format(style)
        return self.made[asked]


def _cover(paper: Any, report: Report, formats: _Formats) -> None:
    meta = report.meta
    lines = (
        ("报告", meta.title),
        ("组织", meta.organisation),
        ("年度", str(meta.year)),
        ("截至", str(meta.as_of)),
        ("范围", meta.audience.label),
        ("姓名", "已隐去" if meta.redacted else "未隐去"),
        ("数据版本", meta.revision),
        ("规则集", meta.rules),
        ("程序", f"djledger {meta.version}"),
    )
    notes = tuple((view.title, note) for view in report.views for note in view.notes)
    for number, (label, text) in enumerate((*lines, *notes)):
        paper.write_string(number, 0, label, formats.of(Kind.TEXT, Tone.PLAIN, head=True))
        paper.write_string(number, 1, text, formats.of(Kind.TEXT, Tone.PLAIN))
    paper.set_column(0, 0, 16)
    paper.set_column(1, 1, 80)
    _set_up(paper, report)


def _write(paper: Any, table: Table, formats: _Formats, report: Report) -> None:
    kinds = [column.kind for column in table.columns]
    for number, column in enumerate(table.columns):
        head = formats.of(Kind.TEXT, Tone.PLAIN, head=True)
        paper.write_string(HEAD, number, column.title, head)
        width = max([_wide(column.title), *(_wide(shown(r[number])) for r in table.rows)])
        paper.set_column(number, number, min(max(width + 2, NARROWEST), WIDEST))
    for line, row in enumerate(table.rows, HEAD + 1):
        for number, cell in enumerate(row):
            _put(paper, (line, number), cell, kinds[number], formats)
    paper.freeze_panes(HEAD + 1, 1)
    if table.rows:
        last = HEAD + len(table.rows)
        paper.autofilter(HEAD, 0, last, len(kinds) - 1)
        _colour(paper, kinds, last, formats)
    else:
        paper.write_string(HEAD + 1, 0, table.empty, formats.of(Kind.TEXT, Tone.PLAIN))
    _set_up(paper, report)


def _wide(text: str) -> int:
    """Return how many columns of a fixed-width font a text takes."""
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)


def _put(paper: Any, at: tuple[int, int], cell: Cell, kind: Kind, formats: _Formats) -> None:
    value = cell.value
    if isinstance(value, Share):
        kind, value = Kind.SHARE, value.ratio
    elif isinstance(value, date):
        kind = Kind.DAY
    style = formats.of(kind, cell.tone)
    if value is None:
        paper.write_blank(*at, None, style)
    elif isinstance(value, date):
        paper.write_datetime(*at, datetime.combine(value, time()), style)
    elif isinstance(value, str):
        paper.write_string(*at, value, formats.of(Kind.TEXT, cell.tone))
    else:
        paper.write_number(*at, value, style)


def _colour(paper: Any, kinds: list[Kind], last: int, formats: _Formats) -> None:
    """Let the sheet itself mark what is low, so that an edited number changes colour."""
    good, bad = (formats.book.add_format({"bg_color": c}) for c in ("#DDF4E4", "#FBE3E1"))
    for number, kind in enumerate(kinds):
        if kind is Kind.SHARE:
            area = (HEAD + 1, number, last, number)
            paper.conditional_format(
                *area, {"type": "blanks", "stop_if_true": True, "format": None}
            )
            rules = ((">=", FULL, good), ("<", LOW, bad))
            for criteria, value, style in rules:
                told = {"type": "cell", "criteria": criteria, "value": value, "format": style}
                paper.conditional_format(*area, told)


def _set_up(paper: Any, report: Report) -> None:
    paper.set_landscape()
    paper.set_paper(9)  # A4
    paper.fit_to_pages(1, 0)
    paper.repeat_rows(HEAD)
    line = report.meta.line.replace("&", "&&")
    paper.set_footer(f"&L&8{line}&R&8&P/&N")
