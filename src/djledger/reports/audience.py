"""What may leave the branch: whitelists of columns by audience, and names cut to surnames."""

import re
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from djledger.findings.safe import printable
from djledger.reports.model import Audience, Cell, Report, Table, View


def restricted(report: Report, audience: Audience) -> Report:
    """Return the report with only what was opened to this audience; what is left empty goes.

    Control and direction characters, which may stand in any ledger, end here.
    """
    views = (_view(view, audience) for view in report.views)
    kept = tuple(view for view in views if view.facts or view.tables or view.charts)
    meta = replace(report.meta, audience=audience)
    clean = _everywhere((kept, meta), printable)
    return replace(report, views=clean[0], meta=clean[1])


def _view(view: View, audience: Audience) -> View:
    facts = (
        replace(fact, cell=_evidence(fact.cell, audience))
        for fact in view.facts
        if fact.audience >= audience
    )
    tables = (_table(table, audience) for table in view.tables)
    return replace(
        view,
        facts=tuple(facts),
        tables=tuple(table for table in tables if table.columns),
        charts=tuple(chart for chart in view.charts if chart.audience >= audience),
    )


def _table(table: Table, audience: Audience) -> Table:
    open_to = [
        table.audience if column.audience is None else column.audience for column in table.columns
    ]
    kept = [index for index, widest in enumerate(open_to) if widest >= audience]
    rows = (tuple(_evidence(row[index], audience) for index in kept) for row in table.rows)
    return replace(table, columns=tuple(table.columns[i] for i in kept), rows=tuple(rows))


def _evidence(cell: Cell, audience: Audience) -> Cell:
    """Paths of records tell more than the figure does: the public is not given them."""
    return replace(cell, evidence=()) if audience is Audience.PUBLIC else cell


def masked(name: str) -> str:
    """Cut a name to its surname: 王某某."""
    plain = re.split("[(（]", name, maxsplit=1)[0]
    return name[:1] + "某" * max(len(plain) - 1, 1)


def redacted(report: Report) -> Report:
    """Return the report with every known name cut to the surname, in texts and paths alike."""
    names = sorted({name for name in report.names if len(name) > 1}, key=len, reverse=True)
    if not names:
        return replace(report, meta=replace(report.meta, redacted=True))
    pattern = _any_of(names)

    def cut(text: str) -> str:
        return pattern.sub(lambda found: masked(found[0]), text)

    views, meta = _everywhere((report.views, replace(report.meta, redacted=True)), cut)
    return replace(report, views=views, meta=meta, names=())


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern of all names, longest first, by first character so that many are quick."""
    by_first: dict[str, list[str]] = {}
    for name in names:
        by_first.setdefault(name[0], []).append(re.escape(name[1:]))
    groups = (f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items())
    return re.compile("|".join(groups))


def _everywhere(value: Any, cut: Callable[[str], str]) -> Any:
    """Apply a function to every text within plain data."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return cut(value)
    if isinstance(value, tuple):
        return tuple(_everywhere(item, cut) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        own = {f.name: _everywhere(getattr(value, f.name), cut) for f in fields(value)}
        return replace(value, **own)
    return value
