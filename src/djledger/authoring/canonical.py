"""One way to write what a file says: UTF-8, LF, half-width YAML marks, canonical values.

The form alone changes. After every step the text is read again and compared with what it said
before; a step that would say anything else is not taken.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from djledger.ledger.documents import Misfit, ModelFault, fit
from djledger.ledger.node import Node
from djledger.yamltext import EditError, Fault, FaultKind, Set, edit, read

_LINE_END = re.compile(r"\r\n?")
_BLANKS_AT_END = re.compile(r"[ \t]+(?=\n|\Z)")
_COMMAS = str.maketrans({"，": ", ", "、": ", "})


@dataclass(frozen=True, slots=True)
class Canonical:
    """A file's canonical text, or None if the file cannot be read; what was left, and why."""

    text: str | None
    left: tuple[str, ...] = ()


def canonical(source: bytes, model: type[Node]) -> Canonical:
    """Return the canonical form of a ledger file of the given kind."""
    reading = read(source)
    if reading.data is None:
        return Canonical(None, ("有读不懂的地方，先按 djledger check 的提示改正",))
    text, before = reading.text, None
    while text != before:  # one repair may bare the next
        before = text
        for step in (_plain_lines, _half_width, _half_width_commas, _clean_ends, _final_newline):
            text = _kept(text, step)
    return _with_canonical_values(text, model)


def _kept(text: str, step: Callable[[str], str]) -> str:
    """Take a step if the text still says the same after it."""
    changed = step(text)
    return changed if read(changed.encode()).data == read(text.encode()).data else text


def _plain_lines(text: str) -> str:
    return _LINE_END.sub("\n", text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"))


def _half_width(text: str) -> str:
    from djledger.yamltext.understanding import understand

    patch = understand(text).patch
    return text if patch is None else patch.text


def _half_width_commas(text: str) -> str:
    """Put half-width commas into lists; the reader names one list at a time."""
    while (fault := _comma_fault(text)) is not None:
        lines = text.split("\n")
        line = lines[fault.span.line - 1]
        start, end = fault.span.column - 1, fault.span.end_column - 1
        lines[fault.span.line - 1] = line[:start] + line[start:end].translate(_COMMAS) + line[end:]
        changed = "\n".join(lines)
        if changed == text:
            break
        text = changed
    return text


def _comma_fault(text: str) -> Fault | None:
    faults = read(text.encode()).faults
    return next((fault for fault in faults if fault.kind is FaultKind.FULLWIDTH_COMMA), None)


def _clean_ends(text: str) -> str:
    return _BLANKS_AT_END.sub("", text)


def _final_newline(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"


def _with_canonical_values(text: str, model: type[Node]) -> Canonical:
    left: list[str] = []
    for fault in loose_forms(text, model):
        assert fault.canonical is not None
        try:
            text = edit(text, [Set(fault.route, fault.canonical)])
        except EditError as error:
            left.append(str(error))
    return Canonical(text, tuple(left))


def loose_forms(text: str, model: type[Node]) -> list[ModelFault]:
    """Return the values of a text that are understood but not in canonical form."""
    data = read(text.encode()).data
    faults = fit(model, data, "").faults if data is not None else ()
    return [fault for fault in faults if fault.kind is Misfit.LOOSE_FORM]
