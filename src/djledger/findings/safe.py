"""Text from ledgers made safe to print: it is data, never instructions to a terminal."""

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """Replace control and direction characters by a visible mark."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    """Make text printable and join its lines."""
    return " ".join(printable(text).split())


_MARKUP = re.compile(r"([\\`*_\[\]<>|~&]|^[-+#=]|(?<=^\d)[.)]|!(?=\[))")


def markdown_text(text: str) -> str:
    """Make text one line that Markdown shows as it is: no markup, no HTML, nobody mentioned."""
    return _MARKUP.sub(r"\\\1", one_line(text)).replace("@", "@\N{ZERO WIDTH SPACE}")
