"""A report as JSON, view by view; its shape changes only with its version."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

from djledger.reports.charts import described
from djledger.reports.model import Cell, Chart, Kind, Report, Share, Table, Value, View

FORMAT = "djledger.report/1"


def text(report: Report) -> str:
    """Return the report as one JSON document."""
    return json.dumps(as_data(report), ensure_ascii=False, indent=1) + "\n"


def as_data(report: Report) -> dict[str, Any]:
    """Return the report as plain data; sums are texts, so that no cent is lost."""
    meta = report.meta
    return {
        "format": FORMAT,
        "title": meta.title,
        "organisation": meta.organisation,
        "year": meta.year,
        "as_of": meta.as_of.isoformat(),
        "version": meta.version,
        "revision": meta.revision,
        "rules": meta.rules,
        "audience": meta.audience.label,
        "redacted": meta.redacted,
        "views": {view.key: _view(view) for view in report.views},
    }


def _view(view: View) -> dict[str, Any]:
    return {
        "title": view.title,
        "facts": {fact.label: _cell(fact.cell, fact.kind) for fact in view.facts},
        "tables": {table.key: _table(table) for table in view.tables},
        "charts": {chart.key: _chart(chart) for chart in view.charts},
        "notes": list(view.notes),
    }


def _table(table: Table) -> dict[str, Any]:
    titles = [column.title for column in table.columns]
    return {
        "title": table.title,
        "columns": titles,
        "rows": [
            {c.title: _cell(cell, c.kind) for c, cell in zip(table.columns, row, strict=True)}
            for row in table.rows
        ],
    }


def _cell(cell: Cell, kind: Kind) -> dict[str, Any]:
    """Return a value with its evidence and tone, where it has them."""
    told: dict[str, Any] = {"value": plain(cell.value, kind)}
    if cell.evidence:
        told["evidence"] = list(cell.evidence)
    if cell.tone.value:
        told["tone"] = cell.tone.value
    return told


def plain(value: Value, kind: Kind) -> Any:
    """Return a value as JSON knows it; money always with two places."""
    if isinstance(value, Share):
        return {"part": value.part, "whole": value.whole}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.2f}" if kind is Kind.MONEY else f"{value:f}"
    return value


def _chart(chart: Chart) -> dict[str, Any]:
    return {"title": chart.title, "kind": type(chart).__name__.lower(), "text": described(chart)}
