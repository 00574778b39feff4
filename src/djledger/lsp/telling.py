"""Findings as the protocol's diagnostics."""

from collections.abc import Callable
from urllib.parse import quote

from lsprotocol.types import (
    CodeDescription,
    Diagnostic,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    Location,
    Range,
)

from djledger.checking.finding import Finding, Place
from djledger.findings.safe import one_line
from djledger.rules.rule import Severity
from djledger.rules.table import by_code

SOURCE = "djledger"
_SEVERITIES = {
    Severity.ERROR: DiagnosticSeverity.Error,
    Severity.WARNING: DiagnosticSeverity.Warning,
    Severity.HINT: DiagnosticSeverity.Information,
}


def diagnostic(
    finding: Finding,
    range_of: Callable[[Place], Range],
    uri_of: Callable[[str], str],
    site: str | None,
) -> Diagnostic:
    """Return a finding as a diagnostic; ``site`` is where the pages of the rules are published."""
    related = [
        DiagnosticRelatedInformation(
            Location(uri_of(place.file), range_of(place)), place.label or "另见"
        )
        for place in finding.related
    ]
    return Diagnostic(
        range_of(finding.place),
        _message(finding),
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        code_description=_page(finding.code, site),
        source=SOURCE,
        related_information=related or None,
    )


def _message(finding: Finding) -> str:
    lines = [one_line(f"{finding.found}{finding.expected}")]
    if finding.remedy:
        lines.append(one_line(f"办法：{finding.remedy}"))
    if finding.law:
        lines.append(one_line(f"依据：{'；'.join(finding.law)}"))
    return "\n".join(lines)


def _page(code: str, site: str | None) -> CodeDescription | None:
    rule = by_code().get(code)
    if site is None or rule is None:
        return None
    return CodeDescription(quote(f"{site.rstrip('/')}/{code}-{rule.name}.md", safe=":/?#%"))
