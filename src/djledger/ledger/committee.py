"""An upper organisation: its own profile and, in brief, the branches below it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from djledger.ledger.branch import Part
from djledger.ledger.documents import Document
from djledger.ledger.node import Node
from djledger.ledger.organisation import BranchKind, CommitteeProfile


class Brief(NamedTuple):
    """A branch as seen from above: who it is, and its members on the last day judged.

    ``counted`` is False where the roster was not read in full, so that the counts are too low.
    A branch that was dissolved has no code any more.
    """

    path: str
    name: str
    kind: BranchKind
    members: int
    full_members: int
    counted: bool = True
    code: str | None = None


@dataclass
class Committee:
    """An upper organisation and what is below it in the tree of folders."""

    path: str
    document: Document[CommitteeProfile]
    branches: tuple[Brief, ...] = ()
    broken: dict[Part, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def profile(self) -> CommitteeProfile:
        """What ``committee.yaml`` says; one that cannot be read is never judged."""
        assert self.document.record is not None
        return self.document.record

    @property
    def members(self) -> int:
        """The members of all branches below, probationary members included."""
        return sum(branch.members for branch in self.branches)

    def all_documents(self) -> Iterator[Document[Any]]:
        """Yield the one document of the organisation itself."""
        yield self.document

    def document_of(self, record: Node) -> Document[Any] | None:
        """Return the document whose record this is."""
        return self.document if record is self.document.record else None
