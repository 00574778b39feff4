"""Breaking lines of Chinese for a screen."""

import re
from collections.abc import Iterator

from djledger.yamltext.excerpting import display_width

_PIECE = re.compile(r"(?:[!-~]+|.)[，。；：、）”》]* ?")


def folded(text: str, width: int) -> Iterator[str]:
    """Break text into lines of at most ``width`` cells; no line begins with a mark of pause."""
    line = ""
    for piece in _PIECE.findall(text):
        if line and display_width(line + piece.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += piece
    if line:
        yield line.rstrip()
