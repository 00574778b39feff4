"""Text to plain data with routes and positions: everything that djledger knows about YAML.

`read` turns the bytes of a file into dict, list and str, with a fault for whatever is wrong with
the text; `locate` finds where a route stands; `excerpt` shows the place; `edit` changes the value
there and leaves every other byte alone.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from djledger.yamltext.model import Fault, FaultKind, Plain, Reading, Route, Span

if TYPE_CHECKING:
    from djledger.yamltext.changes import Append, Change, EditError, Remove, Set
    from djledger.yamltext.decoding import MAX_BYTES, decode
    from djledger.yamltext.editing import edit
    from djledger.yamltext.excerpting import Excerpt, ExcerptLine, display_width, excerpt
    from djledger.yamltext.locating import Located, locate
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
    "decode",
    "display_width",
    "edit",
    "excerpt",
    "locate",
    "read",
    "read_file",
    "write_atomic",
]

_HOMES = {
    "changes": ("Append", "Change", "EditError", "Remove", "Set"),
    "decoding": ("MAX_BYTES", "decode"),
    "editing": ("edit",),
    "excerpting": ("Excerpt", "ExcerptLine", "display_width", "excerpt"),
    "locating": ("Located", "locate"),
    "reading": ("read", "read_file"),
    "writing": ("write_atomic",),
}
"""By module, imported when first asked for: who shows what was found before reads no YAML."""


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
