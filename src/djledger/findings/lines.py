"""From findings to lines: files are read again, each once, only for what is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from djledger.checking.finding import Finding, Place
from djledger.checking.spans import span_in
from djledger.ledger.source import Source
from djledger.yamltext import Span

if TYPE_CHECKING:
    from djledger.yamltext import Excerpt


@dataclass
class Lines:
    """Resolves places of a source to spans and excerpts; ``known`` are found already."""

    source: Source
    known: Mapping[Place, Span] = field(default_factory=dict)

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {}

    def text(self, file: str) -> str:
        """Return a file's text; empty if it can no longer be read."""
        if file not in self._texts:
            from djledger.yamltext import decode

            try:
                self._texts[file] = decode(self.source.read(file)).text
            except OSError:
                self._texts[file] = ""
        return self._texts[file]

    def span(self, place: Place) -> Span:
        """Return where a place is, reading its file only if that is not known yet."""
        known = place.span or self.known.get(place)
        return span_in(self.text(place.file), place) if known is None else known

    def excerpt(self, place: Place, cells: int = 100) -> "Excerpt":
        """Return the line that a place points at, with its caret, cropped to a width."""
        from djledger.ledger.privacy import masked
        from djledger.yamltext import excerpt

        return excerpt(masked(self.text(place.file)), self.span(place), cells=cells)

    def position(self, finding: Finding) -> str:
        """Return ``file:line:column``."""
        span = self.span(finding.place)
        return f"{finding.place.file}:{span.line}:{span.column}"
