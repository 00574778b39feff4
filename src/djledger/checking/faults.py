"""Faults of reading to findings, each under the rule of the book that names its kind."""

from collections.abc import Iterable, Iterator

from djledger.checking.finding import Finding, Place
from djledger.checking.request import Request
from djledger.ledger.documents import Misfit
from djledger.ledger.folder import FileFault
from djledger.ledger.layout import LayoutFault
from djledger.ledger.privacy import LeakFault
from djledger.rules.rule import FaultOf, Rule, Severity
from djledger.yamltext import Fault


def fault_findings(faults: Iterable[FileFault], path: str, request: Request) -> Iterator[Finding]:
    """Yield the findings of the rules that were asked for; ``path`` is the organisation's."""
    rules: dict[FaultOf, Rule] = {kind: rule for rule in request.rules for kind in rule.faults}
    for fault in faults:
        rule = rules.get(fault.fault.kind)
        if rule is not None:
            yield _finding(fault, rule, path, request.severity(rule))


def found_under(kind: FaultOf, request: Request) -> Rule | None:
    """Return the rule that was asked for and names a kind of fault."""
    return next((rule for rule in request.rules if kind in rule.faults), None)


def _finding(file_fault: FileFault, rule: Rule, path: str, severity: Severity) -> Finding:
    fault = file_fault.fault
    place, name = _place(file_fault)
    law = tuple(str(citation) for citation in rule.basis)
    found, remedy = _sentence(fault.found), _sentence(fault.remedy)
    return Finding(rule.code, severity, path, place, name, found, "", remedy, law)


def _sentence(text: str) -> str:
    """End a message as every other message ends."""
    return text if text.endswith(("。", "？", "！")) else f"{text}。"


def _place(file_fault: FileFault) -> tuple[Place, str]:
    """Return where a fault is and what names it among the file's faults."""
    fault = file_fault.fault
    if isinstance(fault, Fault):  # no line in its name: it stays itself when lines move
        return Place(file_fault.path, span=fault.span), ""
    if isinstance(fault, LeakFault):
        return Place(file_fault.path, span=fault.span), ""
    if isinstance(fault, LayoutFault):
        return Place(file_fault.path), ""
    on_key = fault.kind is Misfit.UNKNOWN_KEY
    return Place(file_fault.path, fault.route, on_key=on_key), "·".join(map(str, fault.route))
