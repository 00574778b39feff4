"""Quick fixes: the canonical form of a value that was understood, and the nearest known word."""

from collections.abc import Iterator
from dataclasses import dataclass

from djledger.authoring.guesses import corrected
from djledger.checking.finding import Place
from djledger.checking.spans import span_in
from djledger.ledger.documents import Misfit, ModelFault, fit
from djledger.ledger.node import Node
from djledger.yamltext import EditError, Set, Span, edit, read


@dataclass(frozen=True, slots=True)
class Correction:
    """A change to offer: its title, the text it makes, the place it is about.

    A ``sure`` one changes the form alone; another is a guess.
    """

    title: str
    text: str
    span: Span
    sure: bool


def corrections(text: str, model: type[Node], first: int, last: int) -> Iterator[Correction]:
    """Yield what can be corrected from one line to another, both from 1 and included."""
    data = read(text.encode()).data
    faults = fit(model, data, "").faults if data is not None else ()
    for fault in faults:
        if fault.canonical is None and fault.guess is None:
            continue
        on_key = fault.kind is Misfit.UNKNOWN_KEY
        span = span_in(text, Place("", fault.route, on_key=on_key))
        changed = _changed(text, fault) if span.line <= last and first <= span.end_line else None
        if changed is not None:
            sure = fault.canonical is not None
            yield Correction(f"改为“{fault.canonical or fault.guess}”", changed, span, sure)


def _changed(text: str, fault: ModelFault) -> str | None:
    if fault.canonical is None:
        return corrected(text, fault)
    try:
        return edit(text, [Set(fault.route, fault.canonical)])
    except EditError:
        return None
