"""GitLab's Code Quality report: a JSON array of issues, each with an identity of its own."""

import json
from typing import Any

from djledger.checking.finding import Finding
from djledger.findings.outcome import Outcome
from djledger.rules.severity import Severity

SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.HINT: "info"}


def write(outcome: Outcome) -> str:
    """Return the report; what does not count is left out, since GitLab knows no such state."""
    issues = [_issue(outcome, finding) for finding in outcome.findings()]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _issue(outcome: Outcome, finding: Finding) -> dict[str, Any]:
    span = outcome.lines.span(finding.place)
    return {
        "description": f"{finding.code} {finding.found}{finding.expected}",
        "check_name": outcome.name(finding.code),
        "fingerprint": finding.fingerprint,
        "severity": SEVERITIES[finding.severity],
        "location": {
            "path": outcome.tracked(finding.place.file),
            "lines": {"begin": span.line, "end": span.end_line},
        },
    }
