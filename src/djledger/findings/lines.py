"""From findings to lines: files are read again, each once, only for what is shown."""

from dataclasses import dataclass
from functools import cached_property

from djledger.checking.finding import Finding, Place
from djledger.ledger.source import Source
from djledger.yamltext import Excerpt, Span, excerpt, locate, read


@dataclass
class Lines:
    """Resolves places of a source to spans and excerpts."""

    source: Source

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {}

    def text(self, file: str) -> str:
        """Return a file's text; empty if it can no longer be read."""
        if file not in self._texts:
            try:
                self._texts[file] = read(self.source.read(file)).text
            except OSError:
                self._texts[file] = ""
        return self._texts[file]

    def span(self, place: Place) -> Span:
        """Return where a place is: its value; for what is missing, the key that should have it."""
        if place.span is not None:
            return place.span
        found = locate(self.text(place.file), place.route)
        if found.key is not None and (place.on_key or not found.exact):
            return found.key
        return found.value

    def excerpt(self, place: Place, cells: int = 100) -> Excerpt:
        """Return the line that a place points at, with its caret, cropped to a width."""
        return excerpt(self.text(place.file), self.span(place), cells=cells)

    def position(self, finding: Finding) -> str:
        """Return ``file:line:column``."""
        span = self.span(finding.place)
        return f"{finding.place.file}:{span.line}:{span.column}"
