"""The machine-readable outcome; its shape changes only with its version."""

import json
from typing import Any

from djledger import __version__
from djledger.checking.finding import Finding, Place, SiteReport, Suppression
from djledger.findings.outcome import Outcome

FORMAT = "djledger.findings/1"


def write(outcome: Outcome) -> str:
    """Return the outcome as one JSON document; lines and columns count from 1."""
    return json.dumps(as_data(outcome), ensure_ascii=False, indent=2) + "\n"


def write_lines(outcome: Outcome) -> str:
    """Return a JSON object a line: first the run, then each finding and what else there is."""
    data = as_data(outcome)
    parts = {
        "site": "sites",
        "finding": "findings",
        "suppressed": "suppressed",
        "unjudged": "unjudged",
    }
    rows = [(kind, row) for kind, key in parts.items() for row in data.pop(key)]
    lines = [{"type": "run", **data}, *({"type": kind, **row} for kind, row in rows)]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def as_data(outcome: Outcome) -> dict[str, Any]:
    """Return the outcome as plain data."""
    period = outcome.period
    return {
        "format": FORMAT,
        "version": __version__,
        "year": period.year,
        "as_of": period.as_of.isoformat(),
        "rules": list(outcome.words.judged),
        "summary": {
            "sites": len(outcome.report.sites),
            "files": outcome.report.files,
            **{severity.name.lower(): n for severity, n in outcome.counts().items()},
            "suppressed": len(outcome.report.suppressed),
            "unjudged": len(outcome.report.unjudged),
        },
        "sites": [_site(outcome, site) for site in outcome.report.sites],
        "findings": [finding_data(outcome, finding) for finding in outcome.findings()],
        "suppressed": [finding_data(outcome, one) for one in outcome.report.suppressed],
        "notes": outcome.report.notes,
        "unjudged": [
            {"code": item.code, "branch": item.branch, "reason": item.reason}
            for item in outcome.report.unjudged
        ],
    }


def _site(outcome: Outcome, site: SiteReport) -> dict[str, Any]:
    """Return one organisation; ``ladder`` is null unless it is a branch that can be placed."""
    standing = outcome.standing(site)
    return {
        "path": site.path,
        "name": site.name,
        "ladder": None
        if standing is None
        else {
            "rung": standing.rung,
            "next": standing.aim,
            "unmet": list(standing.unmet),
            "unjudged": list(standing.unjudged),
        },
    }


def finding_data(outcome: Outcome, finding: Finding) -> dict[str, Any]:
    """Return one finding as plain data."""
    return {
        "code": finding.code,
        "name": outcome.name(finding.code),
        "severity": finding.severity.name.lower(),
        "branch": finding.branch,
        **_place(outcome, finding.place),
        "entity": finding.entity,
        "found": finding.found,
        "expected": finding.expected,
        "remedy": finding.remedy,
        "law": list(finding.law),
        "fingerprint": finding.fingerprint,
        "related": [{**_place(outcome, place), "label": place.label} for place in finding.related],
        **({"suppression": _suppression(finding.suppression)} if finding.suppression else {}),
    }


def _suppression(suppression: Suppression) -> dict[str, Any]:
    return {
        "by": suppression.by.value,
        "reason": suppression.reason,
        "approved_by": suppression.approved_by,
        "until": suppression.until.isoformat() if suppression.until else None,
    }


def _place(outcome: Outcome, place: Place) -> dict[str, Any]:
    span = outcome.lines.span(place)
    return {
        "file": place.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
