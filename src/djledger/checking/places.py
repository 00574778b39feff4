"""Where in an organisation's files a rule's finding is: the document and the route in it."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any, Protocol

from djledger.ledger.documents import Document
from djledger.ledger.meetings import Meeting
from djledger.ledger.node import Node
from djledger.rules.routes import Path, field_route, nodes_of
from djledger.yamltext import Route


class Documented(Protocol):
    """An organisation with its documents."""

    path: str

    def all_documents(self) -> Iterator[Document[Any]]:
        """Yield every document of the organisation."""

    def document_of(self, record: Node) -> Document[Any] | None:
        """Return the document whose record this is."""


class Places:
    """Finds nodes of one organisation; each document is looked through once, and only if asked."""

    def __init__(self, organisation: Documented) -> None:
        """Answer for this organisation."""
        self._organisation = organisation
        self._nodes: dict[int, dict[int, Path]] = {}

    @cached_property
    def _documents(self) -> list[Document[Any]]:
        """The documents with a record; meetings, of which there are most, last."""
        found = [d for d in self._organisation.all_documents() if d.record is not None]
        return sorted(found, key=lambda document: isinstance(document.record, Meeting))

    def find(self, subject: Node, at: tuple[str | int, ...]) -> tuple[Document[Any], Route]:
        """Return the document and route of a node's field; a stranger is a defect of ours."""
        direct = self._organisation.document_of(subject)
        if direct is not None:
            return direct, field_route(subject, at)
        for document in self._documents:
            path = self._index(document).get(id(subject))
            if path is not None:
                return document, field_route(_record(document), (*path, *at))
        raise LookupError(f"{type(subject).__name__} is not part of {self._organisation.path}")

    def _index(self, document: Document[Any]) -> dict[int, Path]:
        key = id(document)
        if key not in self._nodes:
            self._nodes[key] = dict(nodes_of(_record(document)))
        return self._nodes[key]


def _record(document: Document[Any]) -> Node:
    record: Node | None = document.record
    assert record is not None
    return record
