"""A plan as a table for the terminal and as JSON."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from io import StringIO
from typing import Any

from rich.table import Table
from rich.text import Text

from djledger import __version__
from djledger.findings.safe import one_line
from djledger.findings.screen import console_on
from djledger.planning.due import Due
from djledger.planning.icalendar import calendar

FORMAT = "djledger.plan/1"
ROOMY = 80
"""From how many columns on the provisions have room beside what is to be done."""


def table(plan: Sequence[Due], as_of: date) -> str:
    """Return the plan as a table, what is overdue first and marked."""
    buffer = StringIO()
    console = console_on(buffer)
    if plan:
        console.print(_table(plan, as_of, laws=console.width >= ROOMY))
    late = sum(due.overdue(as_of) for due in plan)
    told = f"{len(plan)} 件，其中已过期 {late} 件" if plan else "没有到期或临近的事项"
    console.print(Text(f"{told}。截至 {as_of}，djledger {__version__}。", "bold"))
    return buffer.getvalue()


def _table(plan: Sequence[Due], as_of: date, *, laws: bool) -> Table:
    several = len({due.branch for due in plan}) > 1
    made = Table(box=None, pad_edge=False, header_style="bold")
    labels = ("期限", "", *(["支部"] if several else []), "对象", "要办的事", "依据")
    for label in labels if laws else labels[:-1]:
        made.add_column(label, overflow="fold", no_wrap=label == "期限")
    for due in plan:
        style = "bold red" if due.overdue(as_of) else ""
        where = [one_line(due.branch_name)] if several else []
        words = (str(due.due), due.left(as_of), *where, due.subject, due.task, due.law)
        made.add_row(*(Text(one_line(word), style) for word in words[: len(made.columns)]))
    return made


def as_json(plan: Sequence[Due], as_of: date) -> str:
    """Return the plan as one JSON document."""
    data = {
        "format": FORMAT,
        "version": __version__,
        "as_of": str(as_of),
        "items": [_item(due, as_of) for due in plan],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _item(due: Due, as_of: date) -> dict[str, Any]:
    return {
        "uid": due.uid,
        "branch": due.branch,
        "branch_name": due.branch_name,
        "kind": due.kind.value,
        "subject": due.subject,
        "task": due.task,
        "opens": str(due.opens) if due.opens else None,
        "due": str(due.due),
        "overdue": due.overdue(as_of),
        "milestone": due.milestone,
        "law": due.law,
    }


WRITERS: dict[str, Callable[[Sequence[Due], date], str]] = {
    "text": table,
    "json": as_json,
    "ics": calendar,
}
