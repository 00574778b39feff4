"""The one place that drives a YAML parser: text in, PyYAML events out.

libyaml's C parser does the work; where its extension is missing, PyYAML's own parser answers the
same, after three corrections: tabs separate words as spaces do, they may follow an indicator, and
an escape must name a character.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError

if TYPE_CHECKING:
    from collections.abc import Callable

CParser: Any
try:
    from yaml._yaml import CParser
except ImportError:  # pragma: no cover - wheels carry the extension
    CParser = None

Event: TypeAlias = Any
"""One of PyYAML's event classes: they share no base that declares what they carry."""

NextEvent: TypeAlias = "Callable[[], Event]"


class PureParser(Reader, Scanner, Parser):
    """PyYAML's parser in Python, brought into line with libyaml."""

    def __init__(self, text: str) -> None:
        """Prepare to parse `text`."""
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def scan_to_next_token(self) -> None:
        """Skip blanks, comments and line breaks; tabs only where they cannot be indentation."""
        while True:
            while self.peek() == " " or (self.peek() == "\t" and self._tab_is_blank()):
                self.forward()
            if self.peek() == "#":
                while self.peek() not in "\0\r\n":
                    self.forward()
            if not self.scan_line_break():  # type: ignore[no-untyped-call]
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def scan_plain_spaces(self, indent: int, start_mark: Event) -> list[str] | None:
        """Scan what separates the words of a plain scalar; tabs separate as spaces do."""
        blanks, breaks = "", []
        while self.peek() in " \t\r\n":
            if self.peek() in "\r\n":
                breaks.append(self.scan_line_break())  # type: ignore[no-untyped-call]
                self.allow_simple_key = True
                if self.prefix(3) in ("---", "...") and self.peek(3) in "\0 \t\r\n":
                    return None
                continue
            if not breaks:
                blanks += self.peek()
            elif self.peek() == "\t" and self.column < indent:
                problem = "found a tab character that violates indentation"
                where = "while scanning a plain scalar"
                raise ScannerError(where, start_mark, problem, self.get_mark())
            self.forward()
        if not breaks:
            return [blanks] if blanks else []
        return breaks[1:] or [" "]

    def scan_flow_scalar_non_spaces(self, double: bool, start_mark: Event) -> list[str]:
        """Scan a piece of a quoted scalar; an escape must name a character that exists."""
        try:
            pieces: list[str] = super().scan_flow_scalar_non_spaces(double, start_mark)
            "".join(pieces).encode()
        except ValueError:
            problem = "found invalid Unicode character escape code"
            raise ScannerError(
                "while parsing a quoted scalar", start_mark, problem, self.get_mark()
            ) from None
        return pieces

    def _tab_is_blank(self) -> bool:
        return bool(self.flow_level) or not self.allow_simple_key


def next_event(text: str, *, pure: bool = False) -> NextEvent:
    """Return a function that yields the events of `text` one by one, raising YAMLError."""
    parser = PureParser(text) if pure or CParser is None else CParser(text)
    get: NextEvent = parser.get_event
    return get
