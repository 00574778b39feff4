"""Text to plain data with routes and positions: everything that djledger knows about YAML.

`read` turns the bytes of a file into dict, list and str, with a fault for whatever is wrong with
the text; `locate` finds where a route stands; `excerpt` shows the place; `edit` changes the value
there and leaves every other byte alone.
"""

from __future__ import annotations

from djledger.yamltext.changes import Append, Change, EditError, Remove, Set
from djledger.yamltext.decoding import MAX_BYTES
from djledger.yamltext.editing import edit
from djledger.yamltext.excerpting import Excerpt, ExcerptLine, display_width, excerpt
from djledger.yamltext.locating import Located, locate
from djledger.yamltext.model import Fault, FaultKind, Plain, Reading, Route, Span
from djledger.yamltext.reading import read, read_file
from djledger.yamltext.writing import write_atomic

__all__ = [
    "MAX_BYTES",
    "Append",
    "Change",
    "EditError",
    "Excerpt",
    "ExcerptLine",
    "Fault",
    "FaultKind",
    "Located",
    "Plain",
    "Reading",
    "Remove",
    "Route",
    "Set",
    "Span",
    "display_width",
    "edit",
    "excerpt",
    "locate",
    "read",
    "read_file",
    "write_atomic",
]
