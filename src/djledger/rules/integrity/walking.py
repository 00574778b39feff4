"""Walking a record: all its texts, or only the fields that refer to other files.

References are looked for along a plan made once for each model, because most of a record
cannot hold any.
"""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from djledger.ledger.common import Correction, Waiver
from djledger.ledger.documents import Document
from djledger.ledger.node import Node
from djledger.ledger.values import Form

Found = tuple[Node, tuple[str | int, ...], str]
"""The node that holds a text, the field in it, and the text."""

QUOTING = (Correction, Waiver)
"""Entries that speak about the record and may quote what was wrong in it."""


def texts_in(document: Document[Any]) -> Iterator[Found]:
    """Yield every text of a document and the names that serve as keys, in order."""
    if document.record is not None:
        yield from _all_texts(document.record)


def references_in(document: Document[Any]) -> Iterator[Found]:
    """Yield every reference to a file that a document holds."""
    if document.record is not None:
        yield from _references(document.record)


def _all_texts(node: Node) -> Iterator[Found]:
    for field in type(node).model_fields:
        yield from _texts(node, (field,), getattr(node, field))


def _texts(owner: Node, at: tuple[str | int, ...], value: Any) -> Iterator[Found]:
    if type(value) is str:
        yield owner, at, value
    elif isinstance(value, Node):
        if not isinstance(value, QUOTING):
            yield from _all_texts(value)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(owner, (*at, index), item)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _texts(owner, (*at, name), name)
            yield from _texts(owner, (*at, name), item)


def _references(node: Node) -> Iterator[Found]:
    for field, direct in _plan(type(node)):
        value = getattr(node, field)
        if not value:  # most of what could refer to something does not
            continue
        values = value if isinstance(value, tuple) else (value,)
        for index, item in enumerate(values):
            if isinstance(item, Node):
                yield from _references(item)
            elif direct and item is not None:
                yield node, (field, index) if isinstance(value, tuple) else (field,), item


@cache
def _plan(model: type[Node]) -> tuple[tuple[str, bool], ...]:
    """Return the fields that can hold references, and whether they do so themselves."""
    plan = []
    for name, info in model.model_fields.items():
        parts = list(_parts(info.annotation))
        direct = any(map(_is_path, (*info.metadata, *parts)))
        if direct or any(isinstance(part, type) and _leads(part) for part in parts):
            plan.append((name, direct))
    return tuple(plan)


def _parts(annotation: Any) -> Iterator[Any]:
    """Yield all that a type is made of: its classes and the metadata within."""
    if get_origin(annotation) is Annotated:
        yield from annotation.__metadata__
    inner = get_args(annotation)
    for part in inner:
        yield from _parts(part)
    if not inner:
        yield annotation


def _is_path(part: Any) -> bool:
    return isinstance(part, Form) and part.name == "record_path"


def _leads(part: type) -> bool:
    return issubclass(part, Node) and bool(_plan(part))
