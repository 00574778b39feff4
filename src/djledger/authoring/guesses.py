"""Corrections that rest on a guess: a mistyped key or choice, and the nearest that is known.

They may be wrong, so they are only offered: with the difference shown and a question asked.
"""

from dataclasses import dataclass

from djledger.ledger.documents import Misfit, fit
from djledger.ledger.misfits import ModelFault
from djledger.ledger.node import Node
from djledger.yamltext import EditError, Set, edit, locate, read
from djledger.yamltext.lines import split_keeping_ends


@dataclass(frozen=True, slots=True)
class Guessed:
    """A text with its guesses made, and each guess in words."""

    text: str
    guesses: tuple[str, ...]


def guessed(text: str, model: type[Node]) -> Guessed:
    """Make every guess that the reader offers, one after another."""
    made: list[str] = []
    while (fault := _next(text, model)) is not None:
        changed = corrected(text, fault)
        if changed is None:
            break
        made.append(f"“{fault.route[-1]}”：{fault.remedy}")
        text = changed
    return Guessed(text, tuple(made))


def _next(text: str, model: type[Node]) -> ModelFault | None:
    data = read(text.encode()).data
    faults = fit(model, data, "").faults if data is not None else ()
    return next((fault for fault in faults if fault.guess is not None), None)


def corrected(text: str, fault: ModelFault) -> str | None:
    """Make the guess that a fault offers; None where it cannot be made."""
    assert fault.guess is not None
    if fault.kind is Misfit.UNKNOWN_KEY:
        return _renamed(text, fault)
    try:
        return edit(text, [Set(fault.route, fault.guess)])
    except EditError:
        return None


def _renamed(text: str, fault: ModelFault) -> str | None:
    """Replace a key; None where the right key is already there."""
    key = locate(text, fault.route).key
    taken = locate(text, (*fault.route[:-1], str(fault.guess))).exact
    if key is None or taken or key.line != key.end_line:
        return None
    lines = [body + end for body, end in split_keeping_ends(text)]
    line = lines[key.line - 1]
    lines[key.line - 1] = line[: key.column - 1] + str(fault.guess) + line[key.end_column - 1 :]
    return "".join(lines)
