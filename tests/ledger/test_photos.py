"""Where a photo was taken is read from sound and damaged files alike without a stumble."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from djledger.ledger.photos import tells_where

JFIF = b"\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"


def directory(order, *entries):
    raw = b"".join(struct.pack(f"{order}HHII", *entry) for entry in entries)
    return struct.pack(f"{order}H", len(entries)) + raw + bytes(4)


def exif(order="<", position=True, tags=(0, 1, 2, 3, 4)):
    """Make the part of a photo that tells about it: a directory, and in it that of the place."""
    mark = b"II*\0" if order == "<" else b"MM\0*"
    own = [
        (0x010F, 2, 4, 0x41414141),
        *([(0x8825, 4, 1, 38)] if position else [(0x8769, 4, 1, 38)]),
    ]
    place = directory(order, *((tag, 5, 3, 0) for tag in tags))
    raw = b"Exif\0\0" + mark + struct.pack(f"{order}I", 8) + directory(order, *own) + place
    return b"\xff\xe1" + struct.pack(">H", len(raw) + 2) + raw


def photo(*parts):
    return b"\xff\xd8" + b"".join(parts) + b"\xff\xda\x00\x02" + bytes(50)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("before", [(), (JFIF,), (JFIF, JFIF)])
def test_a_latitude_is_found(order, before):
    assert tells_where(photo(*before, exif(order)))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        photo(JFIF),
        photo(exif(position=False)),
        photo(exif(tags=())),
        photo(exif(tags=(0,))),
        exif(),
        b"\x89PNG" + exif(),
        photo() + exif(),  # after the picture has begun, it is part of the picture
    ],
)
def test_without_one_there_is_nothing(raw):
    assert not tells_where(raw)


@given(st.integers(0, 150), st.binary(max_size=60))
def test_no_bytes_are_too_damaged(cut, rest):
    whole = photo(JFIF, exif())
    tells_where(rest)
    tells_where(b"\xff\xd8" + rest)
    tells_where(whole[:cut] + rest + whole[cut + len(rest) :])
    assert not tells_where(whole[: len(JFIF) + 30])
