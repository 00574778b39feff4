"""The page and styles of GB/T 9704-2012, as a python-docx document.

Page A4 with margins 37/35/28/26 mm; 22 lines of 28 characters; body 三号仿宋, title 二号小标宋,
first level 黑体, second 楷体; page number 四号宋体 between dashes, right on odd pages and left on
even ones. Names of fonts that a machine may lack carry alternatives in the table of fonts.
"""

from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, Twips

FANGSONG, SONG_TITLE, HEI, KAI, SONG = "仿宋", "方正小标宋简体", "黑体", "楷体", "宋体"
OTHERWISE = {
    FANGSONG: "仿宋_GB2312,FangSong,华文仿宋",
    SONG_TITLE: "小标宋,华文中宋,宋体,SimSun",
    HEI: "SimHei,华文黑体",
    KAI: "楷体_GB2312,KaiTi,华文楷体",
    SONG: "SimSun,华文宋体",
}
SIZE = {"二号": 22, "三号": 16, "小三": 15, "四号": 14, "小四": 12}
LINE_PITCH = 579
"""Twips: 22 lines fill the 225 mm of the type area; 580 would leave room for 21 only."""
SPACING = -5
"""Twentieths of a point: 28 characters of 16 pt are 448 pt, the type area is 442 pt wide.

A grid of characters would say the same, but LibreOffice then gives two cells to a character that
is wider than one. For the same reason lines have the exact pitch of the grid: substitute fonts
are often taller than 仿宋, and would push a page to fewer than 22 lines.
"""

PITCH = {"二号": 700, "四号": 440}
"""Twips from line to line where it is not that of the grid: titles and notes."""
NEXT_PAGE = "公文换页标题"
LEFT, CENTRE, RIGHT = (
    WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT,
)  # fmt: skip
Look = tuple[str, str, Any, int, int]
STYLES: dict[str, Look] = {
    # name: font, size, alignment, first line in characters, right indent in characters
    "公文标题": (SONG_TITLE, "二号", CENTRE, 0, 0),
    NEXT_PAGE: (SONG_TITLE, "二号", CENTRE, 0, 0),
    "公文文号": (FANGSONG, "三号", CENTRE, 0, 0),
    "公文主送": (FANGSONG, "三号", LEFT, 0, 0),
    "公文正文": (FANGSONG, "三号", WD_ALIGN_PARAGRAPH.JUSTIFY, 2, 0),
    "公文一级": (HEI, "三号", LEFT, 2, 0),
    "公文二级": (KAI, "三号", LEFT, 2, 0),
    "公文附件": (FANGSONG, "三号", LEFT, 2, 0),
    "公文署名": (FANGSONG, "三号", RIGHT, 0, 2),
    "公文成文": (FANGSONG, "三号", RIGHT, 0, 4),
    "公文说明": (FANGSONG, "四号", LEFT, 2, 0),
    "表头": (HEI, "小四", CENTRE, 0, 0),
    "表文": (FANGSONG, "小四", CENTRE, 0, 0),
    "表左": (FANGSONG, "小四", LEFT, 0, 0),
    "大表头": (HEI, "四号", CENTRE, 0, 0),
    "大表文": (FANGSONG, "四号", CENTRE, 0, 0),
}


def blank_paper() -> Paper:
    """Return an empty document with the page, the styles and the page numbers."""
    paper = Document()
    _fonts(paper)
    _chinese(paper)
    normal = paper.styles["Normal"]
    _font(normal, FANGSONG, 16)
    normal.paragraph_format.space_after = Pt(0)
    for name, look in STYLES.items():
        _style(paper, name, look)
    character = paper.styles.add_style("条标", 2)
    _font(character, HEI, 16)
    _page(paper)
    _numbers(paper)
    return paper


def _font(style: Any, name: str, size: int) -> None:
    style.font.name = name
    style.font.size = Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in [key for key in fonts.attrib if "Theme" in key]:
        del fonts.attrib[attribute]
    for kind in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(kind), name)


def _style(paper: Paper, name: str, look: Look) -> None:
    font, size, alignment, first, right = look
    style = paper.styles.add_style(name, 1)
    style.base_style = paper.styles["Normal"]
    _font(style, font, SIZE[size])
    layout = style.paragraph_format
    layout.alignment = alignment
    indent = style.element.get_or_add_pPr().get_or_add_ind()
    for attribute, characters in (("firstLine", first), ("right", right)):
        if characters:
            indent.set(qn(f"w:{attribute}Chars"), str(characters * 100))
            indent.set(qn(f"w:{attribute}"), str(characters * 316))
    if name.startswith("公文"):
        layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        layout.line_spacing = Twips(PITCH.get(size, LINE_PITCH))
    if size == "三号":
        _squeeze(style)
    else:
        _off_grid(style)
    layout.page_break_before = name == NEXT_PAGE or None


def _squeeze(style: Any) -> None:
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(SPACING))
    properties = style.element.get_or_add_rPr()
    properties.insert_element_before(spacing, "w:w", "w:kern", "w:position", "w:sz", "w:szCs")


def _off_grid(style: Any) -> None:
    """Let lines of another size keep their own height."""
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(snap, "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def _chinese(paper: Paper) -> None:
    """Declare the text Chinese, for line breaking and proofing."""
    defaults = paper.styles.element.find(qn("w:docDefaults"))
    for lang in defaults.iter(qn("w:lang")):
        lang.set(qn("w:eastAsia"), "zh-CN")


def _page(paper: Paper) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(21.5)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(LINE_PITCH))


def _numbers(paper: Paper) -> None:
    paper.settings.odd_and_even_pages_header_footer = True
    section = paper.sections[0]
    for footer, alignment, side in (
        (section.footer, RIGHT, "right"),
        (section.even_page_footer, LEFT, "left"),
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = alignment
        indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
        indent.set(qn(f"w:{side}Chars"), "100")
        indent.set(qn(f"w:{side}"), "280")
        for piece in ("— ", None, " —"):
            run = paragraph.add_run(piece or "")
            _font_of_run(run)
            if piece is None:
                run._r.addnext(_field())


def _font_of_run(run: Any) -> None:
    run.font.size = Pt(14)
    run.font.name = SONG
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), SONG)


def _field() -> Any:
    return parse_xml(
        f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:rPr>'
        f'<w:rFonts w:ascii="{SONG}" w:hAnsi="{SONG}" w:eastAsia="{SONG}"/>'
        '<w:sz w:val="28"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple>'
    )


def _fonts(paper: Paper) -> None:
    """Write the alternatives of each font into the table of fonts."""
    rows = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/>'
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, others in OTHERWISE.items()
    )
    part = paper.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    text = f"<w:fonts {nsdecls('w')}>{rows}</w:fonts>"
    declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    part._blob = (declared + text).encode()
