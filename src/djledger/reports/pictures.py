"""Charts as pictures in a Word document: the SVG itself, and a plain bitmap for old readers.

The bitmap is painted from the SVG's own shapes, without words: whoever cannot show the SVG still
sees bars and fields, and the words stand below the picture.
"""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

from djledger.reports.charts import svg
from djledger.reports.model import Chart

SCALE = 2
WHITE = (255, 255, 255)
SVG_SPACE = "{http://www.w3.org/2000/svg}"
EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
DRAWING = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
WIDTH_MM = 120

Pixels = list[bytearray]
Box = tuple[float, float, float, float, tuple[int, ...]]


def add_picture(made: Any, chart: Chart, words: str) -> None:
    """Add a chart to a document, with its content in words as the alternative text."""
    from docx.shared import Mm

    drawn = svg(chart)
    paragraph = made.add_paragraph()
    paragraph.alignment = 1
    inline = paragraph.add_run().add_picture(BytesIO(png(drawn)), width=Mm(WIDTH_MM))
    inline._inline.docPr.set("descr", f"{chart.title}：{words}")
    _attach(made, inline, drawn)


def _attach(made: Any, inline: Any, drawn: str) -> None:
    """Put the SVG beside the bitmap; readers that know it show it instead."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    number = len(made.inline_shapes)
    name = PackURI(f"/word/media/chart{number}.svg")
    part = Part(name, "image/svg+xml", drawn.encode(), made.part.package)
    link = made.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    told = (
        f'<a:extLst {nsdecls("a", "r")}><a:ext uri="{EXTENSION}">'
        f'<asvg:svgBlip xmlns:asvg="{DRAWING}" r:embed="{link}"/></a:ext></a:extLst>'
    )
    (blip,) = inline._inline.iter(qn("a:blip"))
    blip.append(parse_xml(told))


def png(drawn: str) -> bytes:
    """Return the shapes of one of our charts as a PNG, without its words."""
    root = ElementTree.fromstring(drawn)  # our own text, made a moment ago
    width, height = (int(float(v)) * SCALE for v in root.attrib["viewBox"].split()[2:])
    pixels: Pixels = [bytearray(WHITE * width) for _ in range(height)]
    for left, top, right, bottom, colour in _boxes(root):
        _paint(pixels, (left, top, right, bottom), colour)
    return _encoded(width, height, pixels)


def _boxes(root: ElementTree.Element) -> Iterator[Box]:
    """Yield rectangles, and dots as small squares, with the colour they have on white."""
    for shape in root.iter():
        told = shape.attrib
        if shape.tag == f"{SVG_SPACE}rect":
            x, y = float(told["x"]), float(told["y"])
            colour = _on_white(told["fill"], float(told.get("fill-opacity", "1")))
            yield x, y, x + float(told["width"]), y + float(told["height"]), colour
        elif shape.tag == f"{SVG_SPACE}circle":
            x, y, r = (float(told[key]) for key in ("cx", "cy", "r"))
            yield x - r, y - r, x + r, y + r, _on_white(told["fill"], 1)
        elif shape.tag == f"{SVG_SPACE}polyline":
            yield from _line(told["points"], _on_white(told["stroke"], 1))


def _line(points: str, colour: tuple[int, ...]) -> Iterator[Box]:
    """Yield a line as a row of small squares, one every half unit across."""
    ends = [tuple(map(float, point.split(","))) for point in points.split()]
    for (x1, y1), (x2, y2) in pairwise(ends):
        steps = max(int((x2 - x1) * SCALE), 1)
        for step in range(steps):
            x, y = x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps
            yield x, y - 0.75, x + 1, y + 0.75, colour


def _on_white(colour: str, opacity: float) -> tuple[int, ...]:
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return tuple(round(255 - (255 - part) * opacity) for part in parts)


def _paint(pixels: Pixels, box: tuple[float, float, float, float], colour: tuple[int, ...]) -> None:
    left, top, right, bottom = (max(0, round(side * SCALE)) for side in box)
    right = min(right, len(pixels[0]) // 3)
    if right <= left:
        return
    for line in pixels[top:bottom]:
        line[left * 3 : right * 3] = bytes(colour) * (right - left)


def _encoded(width: int, height: int, pixels: Pixels) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        mark = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", mark)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = b"".join(b"\0" + bytes(line) for line in pixels)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body
