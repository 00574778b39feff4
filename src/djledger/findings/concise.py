"""One line a finding, for editors and scripts: ``file:line:column: CODE severity: text``."""

from djledger.checking.finding import Finding
from djledger.findings.outcome import Outcome
from djledger.findings.safe import one_line


def write(outcome: Outcome) -> str:
    """Return all findings, a line each, and the closing line."""
    lines = [_line(outcome, finding) for finding in outcome.findings()]
    return "\n".join([*lines, outcome.closing()]) + "\n"


def _line(outcome: Outcome, finding: Finding) -> str:
    span = outcome.lines.span(finding.place)
    where = f"{outcome.shown(finding.place.file)}:{span.line}:{span.column}"
    said = one_line(f"{finding.found}{finding.expected}")
    return f"{where}: {finding.code} {finding.severity.label}: {said}"
