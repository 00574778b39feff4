"""SARIF 2.1.0, for code scanning: results with their rules, law, identity and suppressions."""

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from djledger import __version__
from djledger.checking.finding import Finding, Place, SuppressedBy, Suppression, Unjudged
from djledger.findings.outcome import Outcome
from djledger.findings.utf16 import utf16_span
from djledger.rules.page import page_of
from djledger.rules.rule import Rule
from djledger.rules.severity import Severity
from djledger.rules.writing import markdown, text

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}
KINDS = {
    SuppressedBy.WAIVER: "inSource",
    SuppressedBy.SETTING: "external",
    SuppressedBy.BASELINE: "external",
}
ROOT = "%SRCROOT%"
"""What stands for the root of the repository in the addresses of files."""

URI_MARKS = "%:/?#[]@!$&'()*+,;="

UPLOADED = 5000
"""How many results of a run GitHub keeps."""

Data = dict[str, Any]


def write(outcome: Outcome) -> str:
    """Return all results; those that do not count carry their suppression."""
    return _log(outcome, [*outcome.findings(), *outcome.report.suppressed], [])


def write_upload(outcome: Outcome) -> str:
    """Return what to upload to GitHub, which ignores suppressions and keeps so many results."""
    found = outcome.worst_first()
    left = len(found) - UPLOADED
    notes = [_note(f"只列出最重的 {UPLOADED} 项，另有 {left} 项。", "warning")] if left > 0 else []
    return _log(outcome, found[:UPLOADED], notes)


def _log(outcome: Outcome, findings: list[Finding], notes: list[Data]) -> str:
    codes = {finding.code for finding in findings}
    rules = [rule for rule in outcome.rules.values() if rule.code in codes]
    numbers = {rule.code: number for number, rule in enumerate(rules)}
    notes += [_note(_unjudged(item), "note") for item in outcome.report.unjudged]
    notes += [_note(defect, "error") for defect in outcome.report.defects]
    period = outcome.period
    run = {
        "tool": {"driver": _driver(outcome, rules)},
        "automationDetails": {"id": f"djledger/{period.year}/"},
        "columnKind": "utf16CodeUnits",
        "originalUriBaseIds": {ROOT: {"description": {"text": "版本库的根文件夹"}}},
        "invocations": [
            {
                "executionSuccessful": not outcome.report.defects,
                "toolExecutionNotifications": notes,
            }
        ],
        "results": [_result(outcome, finding, numbers) for finding in findings],
        "properties": {
            "year": period.year,
            "asOf": period.as_of.isoformat(),
            "summary": outcome.closing(),
        },
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _driver(outcome: Outcome, rules: Iterable[Rule]) -> Data:
    return {
        "name": "djledger",
        "semanticVersion": __version__,
        "language": "zh-CN",
        "rules": [_rule(outcome, rule) for rule in rules],
    }


def _rule(outcome: Outcome, rule: Rule) -> Data:
    page = page_of(rule)
    described = {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": page.why or rule.title},
        "help": {"text": text(page), "markdown": markdown(page)},
        "defaultConfiguration": {"level": LEVELS[rule.severity], "enabled": not rule.optional},
        "properties": {"tags": [rule.subject.label], "law": [law.text for law in page.law]},
    }
    site = outcome.request.plain("规则网址")
    if site is not None:
        page_file = f"{site.rstrip('/')}/{rule.code}-{rule.name}.md"
        described["helpUri"] = quote(page_file, safe=URI_MARKS)
    return described


def _result(outcome: Outcome, finding: Finding, numbers: dict[str, int]) -> Data:
    said = f"{finding.found}{finding.expected}"
    remedy = f"\n办法：{finding.remedy}" if finding.remedy else ""
    result = {
        "ruleId": finding.code,
        "ruleIndex": numbers[finding.code],
        "level": LEVELS[finding.severity],
        "message": {"text": said + remedy},
        "locations": [_location(outcome, finding.place) | _logical(finding)],
        # GitHub follows an alert by the second name only.
        "partialFingerprints": {
            "djledger/v1": finding.fingerprint,
            "primaryLocationLineHash": finding.fingerprint,
        },
        "properties": {"law": list(finding.law)},
    }
    if finding.related:
        result["relatedLocations"] = [
            _location(outcome, place) | {"id": number, "message": {"text": place.label}}
            for number, place in enumerate(finding.related, 1)
        ]
    if finding.suppression is not None:
        result["suppressions"] = [_suppression(finding.suppression)]
    return result


def _location(outcome: Outcome, place: Place) -> Data:
    span = utf16_span(outcome.lines.text(place.file), outcome.lines.span(place))
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(outcome.tracked(place.file)), "uriBaseId": ROOT},
            "region": {
                "startLine": span.line,
                "startColumn": span.column,
                "endLine": span.end_line,
                "endColumn": span.end_column,
            },
        }
    }


def _logical(finding: Finding) -> Data:
    """Name the entity: what a finding is about, wherever its lines move."""
    parts = [finding.branch, *filter(None, [finding.entity])]
    named = {"name": parts[-1], "fullyQualifiedName": "/".join(parts), "kind": "object"}
    return {"logicalLocations": [named]}


def _suppression(suppression: Suppression) -> Data:
    approved = f"；{suppression.approved_by}批准" if suppression.approved_by else ""
    until = f"；至 {suppression.until} 止" if suppression.until else ""
    return {
        "kind": KINDS[suppression.by],
        "status": "accepted",
        "justification": f"{suppression.by.value}：{suppression.reason}{approved}{until}",
    }


def _unjudged(item: Unjudged) -> str:
    return f"{item.branch} 的 {item.code} 未判定：{item.reason}"


def _note(said: str, level: str) -> Data:
    return {"level": level, "message": {"text": said}}
