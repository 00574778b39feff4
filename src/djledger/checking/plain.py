"""Reports as plain lists that JSON can hold, and back: no library, so that nothing else loads.

Whatever reads them must be ready for a `MalformedError`: the text is believed no further.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from djledger.checking.finding import (
    Finding,
    Place,
    SiteReport,
    SuppressedBy,
    Suppression,
    Unjudged,
)
from djledger.rules.severity import Severity
from djledger.yamltext import Span

Spans = dict[Place, Span]
"""Where places were found to be."""


class MalformedError(ValueError):
    """A text that is not what was written."""


def dumped(data: object) -> bytes:
    """Return plain data as one line of JSON; names that are no valid text survive."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def loaded(raw: bytes) -> Any:
    """Return the plain data in a line of JSON; MalformedError if it is none."""
    try:
        return json.loads(raw.decode("utf-8", "surrogatepass"))
    except ValueError as error:
        raise MalformedError from error


def packed(report: SiteReport, spans: Mapping[Place, Span]) -> list[Any]:
    """Return a report with what is known of where its places are; its brief is not in it."""
    return [
        report.path, report.name, report.files, report.size, report.levels, report.defects,
        _unjudged(report.unjudged),
        [_packed(finding, spans) for finding in report.findings],
        [_packed(finding, spans) for finding in report.suppressed],
    ]  # fmt: skip


def unpacked(data: Any, spans: Spans) -> SiteReport:
    """Return the report, adding to ``spans`` what was known; MalformedError if it is none."""
    try:
        path, name, files, size, levels, defects, unjudged, findings, suppressed = data
        return SiteReport(
            path, name,
            [_finding(one, path, spans) for one in findings],
            [_finding(one, path, spans) for one in suppressed],
            [Unjudged(code, path, reason) for reason, codes in unjudged for code in codes],
            defects, files, size, levels=tuple(levels),
        )  # fmt: skip
    except (TypeError, ValueError) as error:
        raise MalformedError from error


def _unjudged(items: Iterable[Unjudged]) -> list[tuple[str, list[str]]]:
    """Return the rules by the reason, which is often the same: it is much of what is stored."""
    grouped = groupby(items, key=lambda item: item.reason)
    return [(reason, [item.code for item in found]) for reason, found in grouped]


def _packed(finding: Finding, spans: Mapping[Place, Span]) -> list[Any]:
    why = finding.suppression
    return [
        finding.code, finding.severity, _place(finding.place, spans), finding.entity,
        finding.found, finding.expected, finding.remedy, finding.law,
        [_place(place, spans) for place in finding.related], finding.repeat,
        None if why is None else _suppression(why, spans),
    ]  # fmt: skip


def _finding(data: Any, branch: str, spans: Spans) -> Finding:
    code, severity, place, entity, found, expected, remedy, law, related, repeat, why = data
    return Finding(
        code, Severity(severity), branch, _placed(place, spans), entity, found, expected, remedy,
        tuple(law), tuple(_placed(one, spans) for one in related), repeat,
        None if why is None else _suppressed(why, spans),
    )  # fmt: skip


def _place(place: Place, spans: Mapping[Place, Span]) -> list[Any]:
    known = spans.get(place)
    return [
        place.file, place.route, _span(place.span), place.label, place.on_key, _span(known),
    ]  # fmt: skip


def _placed(data: Any, spans: Spans) -> Place:
    file, route, span, label, on_key, known = data
    place = Place(file, tuple(route), Span(*span) if span else None, label, on_key)
    if known:
        spans[place] = Span(*known)
    return place


def _span(span: Span | None) -> tuple[int, int, int, int] | None:
    return None if span is None else (span.line, span.column, span.end_line, span.end_column)


def _suppression(why: Suppression, spans: Mapping[Place, Span]) -> list[Any]:
    until = None if why.until is None else why.until.isoformat()
    place = None if why.place is None else _place(why.place, spans)
    return [why.by.value, why.reason, why.approved_by, until, place]


def _suppressed(data: Any, spans: Spans) -> Suppression:
    by, reason, approved_by, until, place = data
    return Suppression(
        SuppressedBy(by), reason, approved_by,
        None if until is None else date.fromisoformat(until),
        None if place is None else _placed(place, spans),
    )  # fmt: skip
