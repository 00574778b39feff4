"""A report as a Word document laid out to GB/T 9704-2012: page, type, levels, page numbers.

Sizes and margins from the standard (5.1–5.2, 7.3.1–7.3.3, 7.5); fonts stand in the styles, so
that an office restyles the document in one place. The same report gives the same bytes.
"""

from datetime import UTC, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

from djledger.reports.charts import blank, described, level
from djledger.reports.evidence import Evidence
from djledger.reports.model import Chart, Heat, Kind, Report, Row, Table, Tone, View, shown
from djledger.reports.pictures import add_picture
from djledger.reports.word_layout import (
    BODY,
    FIRST,
    HEADING,
    LANDSCAPE,
    PORTRAIT,
    SECOND,
    SMALL,
    TITLE,
    Box,
    add_table,
    new_document,
    page_numbers,
    turn,
)  # fmt: skip
from djledger.reports.word_widths import widths
from djledger.reports.zipping import repacked

NUMERALS = "一二三四五六七八九"
MOST_COLUMNS, WIDE_NAME = 9, 36
HEAD_FILL = "EEF1F4"
SHADES = ("FFFFFF", "F3D9D7", "EDBFBB", "E0938D", "D4706A")
COLOURS = {Tone.GOOD: "1A7F37", Tone.WARN: "7A5200", Tone.BAD: "C00000"}


def document(report: Report, folder: Path | None = None) -> bytes:
    """Return a docx file; a ``report.docx`` in the folder lends it its page and styles."""
    made = new_document(folder)
    made.add_paragraph(report.meta.title, style=TITLE)
    made.add_paragraph(report.meta.organisation, style=HEADING)
    evidence = Evidence(report)
    for number, view in enumerate(report.views, 1):
        _view(made, view, number, evidence)
    _sources(made, evidence, len(report.views) + 1)
    made.add_paragraph(report.meta.line, style=SMALL)
    page_numbers(made)
    core = made.core_properties
    core.title, core.author, core.last_modified_by = report.meta.title, "", ""
    core.created = core.modified = datetime.combine(report.meta.as_of, time(), UTC)
    core.revision = 1
    buffer = BytesIO()
    made.save(buffer)
    return repacked(buffer.getvalue())


def numeral(number: int) -> str:
    """Write 1 to 99 as the levels of an official paper are numbered."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{NUMERALS[tens - 1]}十"
    return head + (NUMERALS[ones - 1] if ones else "")


def _view(made: Any, view: View, number: int, evidence: Evidence) -> None:
    made.add_paragraph(f"{numeral(number)}、{view.title}", style=FIRST)
    if view.facts:
        told = (f"{fact.label}{shown(fact.cell, fact.kind)}" for fact in view.facts)
        made.add_paragraph("，".join(told) + "。", style=BODY)
    parts = 0
    for chart in view.charts:
        parts += 1
        _part(made, parts, chart.title)
        _chart(made, chart)
    for table in view.tables:
        parts += 1
        across = bool(table.rows) and len(table.columns) > MOST_COLUMNS
        if across:
            turn(made)
        _part(made, parts, table.title)
        if table.rows:
            _table(made, table, evidence, LANDSCAPE if across else PORTRAIT)
        else:
            made.add_paragraph(table.empty, style=BODY)
        if across:
            turn(made)
    for note in view.notes:
        made.add_paragraph(note, style=BODY)


def _part(made: Any, number: int, title: str) -> None:
    made.add_paragraph(f"（{numeral(number)}）{title}", style=SECOND)


def _chart(made: Any, chart: Chart) -> None:
    """Write a matrix as a shaded table, anything else as a picture with its figures below."""
    if isinstance(chart, Heat):
        _matrix(made, chart)
        return
    words = described(chart)
    if not blank(chart):
        add_picture(made, chart, words)
    made.add_paragraph(f"{words}。", style=SMALL)


def _matrix(made: Any, chart: Heat) -> None:
    peak = max((v or 0 for _, values in chart.rows for v in values), default=0)
    head = (Box(""), *(Box(column.removesuffix("月")) for column in chart.columns))
    rows = [
        (Box(name), *(Box(str(v or ""), fill=SHADES[level(v, peak)]) for v in values))
        for name, values in chart.rows
    ]
    width = PORTRAIT - WIDE_NAME
    shares = (WIDE_NAME, *(width / max(len(chart.columns), 1) for _ in chart.columns))
    add_table(made, shares, head, rows)


def _table(made: Any, table: Table, evidence: Evidence, room: float) -> None:
    """Write a table whose head repeats on every page; ``room`` is its width in mm."""
    head = tuple(Box(column.title, fill=HEAD_FILL) for column in table.columns)
    rows = [_boxes(row, table, evidence) for row in table.rows]
    add_table(made, widths(head, rows, room), head, rows, small=room == LANDSCAPE)


def _boxes(row: Row, table: Table, evidence: Evidence) -> tuple[Box, ...]:
    return tuple(
        Box(
            shown(cell, column.kind),
            COLOURS.get(cell.tone, ""),
            evidence.number(cell),
            right=column.kind in {Kind.NUMBER, Kind.SHARE, Kind.MONEY},
        )
        for cell, column in zip(row, table.columns, strict=True)
    )


def _sources(made: Any, evidence: Evidence, number: int) -> None:
    entries = list(evidence.entries())
    if not entries:
        return
    made.add_paragraph(f"{numeral(number)}、佐证记录", style=FIRST)
    for mark, folders in entries:
        told = "；".join(
            f"{f}/：{'、'.join(names)}" if f else "、".join(names) for f, names in folders
        )
        made.add_paragraph(f"{mark}. {told}", style=SMALL)
