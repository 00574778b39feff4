"""Whether a photo tells where it was taken: the part of a JPEG file in which cameras write it."""

import struct
from collections.abc import Iterator

HEAD = 128 * 1024
"""How many bytes of a photo are looked at; cameras write what they know at the very beginning."""

_EXIF = b"Exif\0\0"
_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
_GPS, _LATITUDE = 0x8825, 2


def tells_where(head: bytes) -> bool:
    """Whether the beginning of a file is that of a JPEG photo with a latitude."""
    try:
        return any(_has_latitude(part) for part in _parts(head) if part.startswith(_EXIF))
    except (struct.error, KeyError):  # cut off or damaged: nobody else could read it either
        return False


def _parts(head: bytes) -> Iterator[bytes]:
    """Yield what the segments before the picture itself hold."""
    at = 2 if head.startswith(b"\xff\xd8") else len(head)
    while head[at : at + 1] == b"\xff" and head[at + 1 : at + 2] != b"\xda":
        (size,) = struct.unpack_from(">H", head, at + 2)
        yield head[at + 4 : at + 2 + size]
        at += 2 + size


def _has_latitude(part: bytes) -> bool:
    tiff = part[len(_EXIF) :]
    order = _ORDERS[tiff[:4]]
    (first,) = struct.unpack_from(f"{order}I", tiff, 4)
    position = _entries(tiff, first, order).get(_GPS)
    return position is not None and _LATITUDE in _entries(tiff, position, order)


def _entries(tiff: bytes, at: int, order: str) -> dict[int, int]:
    """Return a directory of the format: by tag, the value or where it stands."""
    (number,) = struct.unpack_from(f"{order}H", tiff, at)
    found = (struct.unpack_from(f"{order}HHII", tiff, at + 2 + 12 * n) for n in range(number))
    return {tag: value for tag, _, _, value in found}
