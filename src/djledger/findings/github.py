"""GitHub Actions: workflow commands that become annotations, worst first.

GitHub shows ten annotations a level and step and drops the others without a word, so the rest
is counted in a notice of our own; the step summary holds them all.
"""

from collections.abc import Iterator

from djledger.checking.finding import Finding
from djledger.findings.outcome import Outcome
from djledger.rules.severity import Severity

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
SHOWN = 10
"""How many annotations of a level GitHub shows for a step."""


def write(outcome: Outcome) -> str:
    """Return the commands, and the closing line for the log."""
    return "\n".join([*_commands(outcome), outcome.closing()]) + "\n"


def _commands(outcome: Outcome) -> Iterator[str]:
    found: dict[Severity, list[Finding]] = {severity: [] for severity in COMMANDS}
    for finding in outcome.findings():
        found[finding.severity].append(finding)
    crowded = any(len(findings) > SHOWN for findings in found.values())
    left = []
    for severity, findings in found.items():
        # The notice that counts the others takes the place of a hint.
        room = SHOWN - (crowded and severity is Severity.HINT)
        yield from (_annotation(outcome, finding) for finding in findings[:room])
        left += [f"{severity.label} {len(findings) - room} 项"] * (len(findings) > room)
    if left:
        yield f"::notice title=djledger::另有{'、'.join(left)}没有列在这里，见本次运行的摘要。"


def _annotation(outcome: Outcome, finding: Finding) -> str:
    span = outcome.lines.span(finding.place)
    properties = {
        "file": outcome.tracked(finding.place.file),
        "line": span.line,
        "endLine": span.end_line,
        "col": span.column,
        "endColumn": span.end_column,
        "title": f"{finding.code} {outcome.title(finding.code)}",
    }
    said = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    message = _escaped(f"{finding.found}{finding.expected}\n办法：{finding.remedy}")
    return f"::{COMMANDS[finding.severity]} {said}::{message}"


def _escaped(text: str) -> str:
    """Keep a message on its line; nothing that a ledger says can begin a command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
