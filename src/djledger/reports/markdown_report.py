"""A report in Markdown: the same views as text."""

from pathlib import Path

from djledger.reports.charts import described
from djledger.reports.evidence import Evidence
from djledger.reports.markdown import table as markdown_table
from djledger.reports.model import Kind, Report, Table, shown
from djledger.reports.templating import environment


def markdown(report: Report, folder: Path | None = None) -> str:
    """Return the whole document."""
    evidence = Evidence(report)
    page = (
        environment(folder)
        .get_template("report.md")
        .render(
            report=report,
            meta=report.meta,
            evidence=evidence,
            described=described,
            table=lambda one: _table(one, evidence),
        )
    )
    return page.rstrip() + "\n"


def _table(table: Table, evidence: Evidence) -> str:
    """Return a table; a figure's evidence is the number behind it."""
    rows = []
    for row in table.rows:
        cells = []
        for cell, column in zip(row, table.columns, strict=True):
            number = evidence.number(cell)
            mark = f" ^{number}^" if number else ""
            cells.append(f"{shown(cell, column.kind)}{mark}")
        rows.append(cells)
    right = [i for i, c in enumerate(table.columns) if c.kind not in {Kind.TEXT, Kind.DAY}]
    return markdown_table([column.title for column in table.columns], rows, right)
