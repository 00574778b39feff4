"""What a text says by the real parser, or said where it was evidently mistyped.

Loaded only for texts that are not of the plainest kind: most checks never need the parser.
"""

from __future__ import annotations

from typing import NamedTuple

from yaml.error import YAMLError

from djledger.yamltext import decoding
from djledger.yamltext.building import Builder, RefusalError
from djledger.yamltext.events import next_event
from djledger.yamltext.lines import BOM
from djledger.yamltext.model import Fault, FaultKind, Plain, Span
from djledger.yamltext.repair import Patch, may_need_repair, repair
from djledger.yamltext.shortcut import read_plainest

MAX_FAULTS = 200
"""Faults of one file that are kept; more of them say nothing new."""

MAX_REPAIRED = 256 * 1024
"""Characters up to which a text is looked through for what was mistyped."""


class Understanding(NamedTuple):
    """What a text says, and the patch under which it says it (None: as it stands)."""

    data: dict[str, Plain | None] | None
    faults: tuple[Fault, ...]
    suspect: bool = False
    patch: Patch | None = None


def understand(text: str, *, pure: bool = False) -> Understanding:
    """Read a decoded text as it stands, or as it was evidently meant; `pure` without shortcuts."""
    body = text.removeprefix(BOM)
    if not pure and (data := read_plainest(body)) is not None:
        return Understanding(data, ())
    return parsed(text, pure=pure)


def parsed(text: str, *, pure: bool = False) -> Understanding:
    """Read a decoded text by the parser, as it stands or as it was evidently meant."""
    body = text.removeprefix(BOM)
    if decoding.shifts_positions(body):
        fault = decoding.control_character(body)
        return Understanding(None, (fault,) if fault else ())
    plain = _attempt(body, pure)
    misindented = may_need_repair(body)
    if plain.data is not None and not plain.suspect and not misindented:
        return plain
    patched = _repaired(body, pure)
    if patched is None:
        return plain
    if patched.data is None and not misindented and not _further(patched, plain):
        return plain
    return patched


def _repaired(body: str, pure: bool) -> Understanding | None:
    """Read the text as it was evidently meant; None if nothing in it looks mistyped.

    A full-width space is as wide as two others on the screen, but many count it as one: the
    second view is taken only where the first does not parse.
    """
    first: Understanding | None = None
    if len(body) > MAX_REPAIRED:
        return None
    for cells in (2, 1) if "\u3000" in body else (2,):
        patch = repair(body, cells)
        if patch is None:
            return None
        patched = _attempt(patch.text, pure)
        faults = (*patch.faults, *(_moved(fault, patch) for fault in patched.faults))
        patched = patched._replace(faults=faults, patch=patch)
        if patched.data is not None:
            return patched
        first = first or patched
    return first


def _attempt(body: str, pure: bool) -> Understanding:
    try:
        builder = Builder(next_event(body, pure=pure), len(body))
    except YAMLError as error:
        return Understanding(None, (_diagnosed(error, body),))
    try:
        data = builder.document()
    except RefusalError as refused:
        return Understanding(None, (*builder.faults[:MAX_FAULTS], refused.fault))
    except YAMLError as error:
        return Understanding(None, (*builder.faults[:MAX_FAULTS], _diagnosed(error, body)))
    return Understanding(data, tuple(builder.faults[:MAX_FAULTS]), builder.suspect)


def _diagnosed(error: YAMLError, body: str) -> Fault:
    from djledger.yamltext.diagnosis import diagnose  # most texts parse

    return diagnose(error, body)


def _further(patched: Understanding, plain: Understanding) -> bool:
    """Whether the patch got the parser past the place where it stopped before."""
    if plain.data is not None:
        return False
    stopped, before = patched.faults[-1], plain.faults[-1]
    return before.kind is FaultKind.TOP_LEVEL or stopped.span.line > before.span.line


def _moved(fault: Fault, patch: Patch) -> Fault:
    return fault._replace(span=moved(fault.span, patch))


def moved(span: Span, patch: Patch | None) -> Span:
    """Carry a span of the patched text over to the text as written."""
    if patch is None:
        return span
    return Span(
        span.line,
        patch.column(span.line, span.column),
        span.end_line,
        patch.column(span.end_line, span.end_column),
    )
