"""The one base of every mapping in a ledger file, and the one way to declare its keys."""

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field


class Node(BaseModel):
    """A mapping in a ledger file.

    ``extra="forbid"`` makes a mistyped key an error that carries its place; building is
    deferred so that a command pays only for the kinds of document it meets.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    identity: ClassVar[str | None] = None
    """The field that names an entry among its siblings, so that a finding about it
    keeps its fingerprint when the list is reordered."""

    vital: ClassVar[frozenset[str] | None] = None
    """Of a document: the keys without which it does not count as read; None means all."""


def key(
    label: str,
    description: str,
    *,
    example: object = None,
    default: Any = ...,
    default_factory: Any = None,
) -> Any:
    """Declare a key: its Chinese label (also the column header), meaning and an example.

    Without a default the key is required.
    """
    extra: dict[str, Any] = {} if default_factory else {"default": default}
    if default_factory:
        extra["default_factory"] = default_factory
    examples = None if example is None else [example]
    return Field(alias=label, title=label, description=description, examples=examples, **extra)


def optional(label: str, description: str, *, example: object = None) -> Any:
    """Declare a key that may be left out; it then reads as None."""
    return key(label, description, example=example, default=None)


def several(label: str, description: str, *, example: object = None) -> Any:
    """Declare a list that may be left out; it then reads as the empty tuple."""
    return key(label, description, example=example, default=())
