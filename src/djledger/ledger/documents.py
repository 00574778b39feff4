"""Plain data to a typed document: what does not fit becomes a fault, the rest still counts.

The first validation is pydantic's own and decides alone for a sound file. Only when it fails is
the data looked at more closely (``salvage``). The document then says what was lost, so that no
rule concludes an absence from a file that was not fully read.
"""

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, cast

from pydantic import ValidationError

from djledger.ledger.compiling import typed
from djledger.ledger.misfits import Misfit, ModelFault
from djledger.ledger.node import Node
from djledger.yamltext import Route

__all__ = ["Document", "Misfit", "ModelFault", "fit"]

N = TypeVar("N", bound=Node)


@dataclass(frozen=True, slots=True)
class Document(Generic[N]):
    """One file of a ledger as read: its path in the source, its record, its faults.

    ``dropped`` holds the routes, as written in the file, of what had to be given up. ``text``
    serves rules that look for words before they look where; it lives no longer than the branch
    that is being judged.
    """

    path: str
    record: N | None
    faults: tuple[ModelFault, ...] = ()
    dropped: tuple[Route, ...] = ()
    text: str = field(default="", repr=False, compare=False)

    @property
    def whole(self) -> bool:
        """Whether nothing was lost that a conclusion about the whole part could rest on."""
        if self.record is None:
            return False
        vital = type(self.record).vital
        return not any(vital is None or route[0] in vital for route in self.dropped)

    @property
    def complete(self) -> bool:
        """Whether all that was written was taken over, so that what is missing is missing."""
        unknown = any(fault.kind is Misfit.UNKNOWN_KEY for fault in self.faults)
        return not (self.dropped or unknown)

    def lost(self, route: Route) -> bool:
        """Whether what stands at a route of the record was set aside as unreadable."""
        written = self.written(route)
        return any(written[: len(gone)] == gone for gone in self.dropped)

    def written(self, route: Route) -> Route:
        """Translate a route in the record to the one in the file, past dropped entries."""
        result: tuple[str | int, ...] = ()
        for part in route:
            result += (self._shifted(result, part) if isinstance(part, int) else part,)
        return result

    def _shifted(self, at: Route, index: int) -> int:
        gone = sorted(
            route[-1] for route in self.dropped if route[:-1] == at and isinstance(route[-1], int)
        )
        for place in gone:
            index += place <= index
        return index


def fit(model: type[N], data: Any, path: str, text: str = "") -> Document[N]:
    """Read plain data, and the text it came from, as a document of the given model."""
    try:
        return Document(path, typed(model, data), text=text)
    except ValidationError as error:
        from djledger.ledger.salvage import salvage

        saved = salvage(model, data, error)
        return Document(path, cast("N | None", saved.record), saved.faults, saved.dropped, text)
