"""Bytes to a Reading: decode, read line by line, and only where that gives up, parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from djledger.yamltext import decoding
from djledger.yamltext.lines import BOM
from djledger.yamltext.model import Reading
from djledger.yamltext.shortcut import read_plainest

if TYPE_CHECKING:
    from pathlib import Path


def read(source: bytes, *, pure: bool = False) -> Reading:
    """Read the bytes of a ledger file; whatever is wrong with them is in the faults."""
    decoded = decoding.decode(source)
    if not decoded.usable:
        return Reading(None, decoded.text, decoded.faults)
    if not pure and (data := read_plainest(decoded.text.removeprefix(BOM))) is not None:
        return Reading(data, decoded.text, decoded.faults)
    from djledger.yamltext.understanding import parsed

    understanding = parsed(decoded.text, pure=pure)
    return Reading(understanding.data, decoded.text, decoded.faults + understanding.faults)


def read_file(path: Path) -> Reading:
    """Read a file, never more of it than the limit allows; raises OSError only."""
    with path.open("rb") as stream:
        source = stream.read(decoding.MAX_BYTES + 1)
        if len(source) <= decoding.MAX_BYTES:
            return read(source)
    return Reading(None, "", (decoding.too_large(path.stat().st_size),))
