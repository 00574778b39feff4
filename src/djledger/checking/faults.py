"""Faults of reading to findings, each under the rule of the book that names its kind."""

from collections.abc import Iterable, Iterator

from djledger.checking.finding import Finding, Place
from djledger.checking.request import Request
from djledger.ledger.documents import Misfit
from djledger.ledger.folder import FileFault
from djledger.ledger.layout import LayoutFault
from djledger.ledger.privacy import LeakFault
from djledger.rules.rule import FaultOf, Rule
from djledger.yamltext import Fault


def fault_findings(faults: Iterable[FileFault], path: str, request: Request) -> Iterator[Finding]:
    """Yield the findings of the rules that were asked for; ``path`` is the organisation's."""
    rules: dict[FaultOf, Rule] = {kind: rule for rule in request.rules for kind in rule.faults}
    for fault in faults:
        rule = rules.get(fault.fault.kind)
        if rule is not None:
            place, name = _place(fault)
            said = fault.fault.found, fault.fault.remedy
            yield stated(rule, place, name, path, said, request)


def found_under(kind: FaultOf, request: Request) -> Rule | None:
    """Return the rule that was asked for and names a kind of fault."""
    return next((rule for rule in request.rules if kind in rule.faults), None)


def stated(
    rule: Rule, place: Place, entity: str, home: str, said: tuple[str, str], request: Request
) -> Finding:
    """Return the finding of a rule that judges nothing; ``said``: what is amiss, what to do."""
    law = tuple(str(citation) for citation in rule.basis)
    return Finding(
        rule.code, request.severity(rule), home, place, entity,
        _sentence(said[0]), "", _sentence(said[1]), law,
    )  # fmt: skip


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
