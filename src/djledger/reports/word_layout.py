"""The page and styles of an official paper (GB/T 9704-2012), and the XML that Word needs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

TITLE, HEADING, BODY, FIRST, SECOND, CELL, SMALL = (
    "公文标题", "公文单位", "公文正文", "公文一级", "公文二级", "公文表格", "公文附注",
)  # fmt: skip

SONG, FANG, HEI, KAI = "宋体", "仿宋", "黑体", "楷体"
TITLE_FONT = "方正小标宋简体"
"""As the standard suggests; where it is not installed Word falls back on 宋体 (altName)."""

STYLES = (
    (TITLE, TITLE_FONT, 22, 0, "center"),
    (HEADING, KAI, 16, 0, "center"),
    (BODY, FANG, 16, 2, "both"),
    (FIRST, HEI, 16, 2, "left"),
    (SECOND, KAI, 16, 2, "left"),
    (CELL, FANG, 10.5, 0, "left"),
    (SMALL, FANG, 9, 0, "left"),
)
"""Style, font, size in points, first-line indent in characters, alignment."""

OWN = "report.docx"
"""The document in a folder of templates whose styles are taken over."""

PORTRAIT, LANDSCAPE = 156, 225
"""The width of the type area in mm, standing and lying."""

CELL_ID = "djCell"

LINE = 28.95
"""Line pitch in points: 22 lines fill the 225 mm of the type area."""


def new_document(folder: Path | None = None) -> Any:
    """Return an empty document: a unit's own as far as it is there, else to the standard."""
    from docx import Document
    from docx.oxml.ns import qn

    own = None if folder is None else folder / OWN
    if own is None or not own.is_file():
        made = Document()
        _page(made)
        _fonts(made.styles["Normal"], FANG, 16)
    else:
        made = _emptied(own)
    known = {style.name for style in made.styles}
    for name, font, size, indent, align in STYLES:
        if name not in known:
            _style(made, name, font, size)
            _paragraphs(made.styles[name], name, indent, align, size)
    made.styles[CELL].element.set(qn("w:styleId"), CELL_ID)
    return made


def _emptied(own: Path) -> Any:
    """Open a unit's own document and take out its text and pictures; page and styles stay."""
    from docx import Document
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.exceptions import PackageNotFoundError
    from jinja2 import TemplateError

    try:
        made = Document(str(own))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise TemplateError(f"{own.name} 不是 Word 文件（.docx）") from error
    for part in list(made.element.body)[:-1]:
        made.element.body.remove(part)
    links = made.part.rels
    for name in [n for n, link in links.items() if link.reltype == RELATIONSHIP_TYPE.IMAGE]:
        del links[name]
    return made


def _page(made: Any) -> None:
    """Set A4 and the margins 37/35/28/26 mm."""
    from docx.shared import Mm

    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)


def _style(made: Any, name: str, font: str, size: float) -> None:
    from docx.enum.style import WD_STYLE_TYPE

    style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = made.styles["Normal"]
    _fonts(style, font, size)


def _fonts(style: Any, font: str, size: float) -> None:
    """Set a font for Chinese text too: the library sets it for Latin letters alone."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style.font.size = Pt(size)
    style.font.name = font
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(kind), font)


def _paragraphs(style: Any, name: str, indent: int, align: str, size: float) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.oxml.ns import qn
    from docx.shared import Pt

    shape = style.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.alignment = {
        "center": WD_ALIGN_PARAGRAPH.CENTER,
        "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
        "left": WD_ALIGN_PARAGRAPH.LEFT,
    }[align]
    if size >= 16:
        shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        shape.line_spacing = Pt(LINE if size == 16 else 36)
    else:
        shape.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
        shape.line_spacing = Pt(size * 1.4)
    shape.keep_with_next = name in {FIRST, SECOND}
    if indent:
        shape.first_line_indent = Pt(indent * size)
        ind = style.element.get_or_add_pPr().get_or_add_ind()
        ind.set(qn("w:firstLineChars"), str(indent * 100))


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a table as Word shows it; ``mark`` is a number set high behind the text."""

    text: str
    colour: str = ""
    mark: int | None = None
    fill: str = ""
    right: bool = False


def add_table(
    made: Any,
    widths: Sequence[float],
    head: Sequence[Box],
    rows: Iterable[Sequence[Box]],
    *,
    small: bool = False,
) -> None:
    """Add a bordered table; ``widths`` in mm. The head repeats on every page.

    A ``small`` one is set in 小五. Written as XML in one go: by the library's objects a thousand
    rows take half a minute.
    """
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    twips = [round(width * 56.7) for width in widths]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    size = '<w:sz w:val="18"/>' if small else ""
    body = "".join(_row(row, twips, "", size) for row in rows)
    told = (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(twips)}" w:type="dxa"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>{_SIDES}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{_row(head, twips, '<w:tblHeader/>', size)}{body}</w:tbl>"
    )
    paragraph = made.add_paragraph(style=SMALL)
    paragraph._p.addprevious(parse_xml(told))


_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


_SIDES = (
    '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
)


def _row(row: Sequence[Box], twips: Sequence[int], more: str, size: str) -> str:
    cells = "".join(_cell(box, width, size) for box, width in zip(row, twips, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{cells}</w:tr>"


def _cell(box: Box, width: int, size: str) -> str:
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{box.fill}"/>' if box.fill else ""
    side = '<w:jc w:val="right"/>' if box.right else ""
    colour = f'<w:color w:val="{box.colour}"/>' if box.colour else ""
    shape = f"<w:rPr>{colour}{size}</w:rPr>" if colour or size else ""
    high = f'<w:rPr>{size}<w:vertAlign w:val="superscript"/></w:rPr>'
    mark = "" if box.mark is None else f"<w:r>{high}<w:t>{box.mark}</w:t></w:r>"
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}</w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{CELL_ID}"/>{side}</w:pPr><w:r>{shape}'
        f'<w:t xml:space="preserve">{escape(box.text)}</w:t></w:r>{mark}</w:p></w:tc>'
    )


def turn(made: Any) -> None:
    """Begin a new page that lies across, or stands again."""
    from docx.enum.section import WD_ORIENT, WD_SECTION

    last = made.sections[-1]
    wide = last.orientation == WD_ORIENT.LANDSCAPE
    section = made.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.PORTRAIT if wide else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = last.page_height, last.page_width
    margins = (last.top_margin, last.right_margin, last.bottom_margin, last.left_margin)
    turned = margins[1:] + margins[:1] if wide else margins[-1:] + margins[:-1]
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = turned


def page_numbers(made: Any) -> None:
    """Number the pages — 1 —, in 四号宋体, odd at the right and even at the left, one 字 in."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    made.settings.odd_and_even_pages_header_footer = True
    section = made.sections[0]
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = side
        shape = paragraph.paragraph_format
        shape.left_indent = shape.right_indent = Pt(14)
        for kind, text in (("", "— "), ("field", "PAGE"), ("", " —")):
            run = paragraph.add_run() if kind else paragraph.add_run(text)
            _fonts_of_run(run)
            if kind:
                _field(run, text)


def _fonts_of_run(run: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run.font.size, run.font.name = Pt(14), SONG
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), SONG)


def _field(run: Any, code: str) -> None:
    """Add a field that Word computes: its beginning, instruction and end."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("begin", "", "end"):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.set(qn("xml:space"), "preserve")
            mark.text = f" {code} "
        run._r.append(mark)
