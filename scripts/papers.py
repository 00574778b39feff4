"""Generates templates/paper/ from texts and layout, then the papers of the example election.

An office does not need this: it edits copies of the templates in Word.
"""

import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from docx.document import Document as Paper  # noqa: E402
from docx.enum.table import WD_TABLE_ALIGNMENT  # noqa: E402
from docx.oxml.ns import qn  # noqa: E402
from docx.shared import Mm  # noqa: E402

from djledger.cli.papering import Wanted, write_all  # noqa: E402
from djledger.papers.filling import steady  # noqa: E402
from papergen.layout import NEXT_PAGE, blank_paper  # noqa: E402
from papergen.texts import PAPERS, Pairs, Table  # noqa: E402

FOLDER = ROOT / "templates" / "paper"
EXAMPLE = ROOT / "examples" / "高新区党工委" / "机关党委" / "综合党支部"
_MARKS = {
    "# ": "公文标题",
    "#> ": NEXT_PAGE,
    "## ": "公文文号",
    "@ ": "公文主送",
    "$ ": "公文署名",
    "$$ ": "公文成文",
    "* ": "公文说明",
}


def made(pieces: Sequence[str | Table | Pairs]) -> bytes:
    """Return the bytes of one template."""
    paper = blank_paper()
    for piece in pieces:
        if isinstance(piece, str):
            line(paper, piece)
        elif isinstance(piece, Table):
            rows(paper, piece)
        else:
            pairs(paper, piece)
    out = BytesIO()
    paper.save(out)
    return steady(out.getvalue())


def line(paper: Paper, text: str) -> None:
    """Add one paragraph in the style that its beginning asks for."""
    for mark, style in _MARKS.items():
        if text.startswith(mark):
            paper.add_paragraph(text.removeprefix(mark), style)
            return
    head, space, rest = text.partition("　")
    if space and head.startswith("第") and head.endswith("条"):
        paragraph = paper.add_paragraph(style="公文正文")
        paragraph.add_run(head + space, "条标")
        paragraph.add_run(rest)
        return
    paper.add_paragraph(text, _style_of(text))


def _style_of(text: str) -> str:
    if text[:2] in {"一、", "二、", "三、", "四、"}:
        return "公文一级"
    if text.startswith("{{ 中文数"):
        return "公文一级"
    if text.startswith("（{{ 中文数"):
        return "公文二级"
    return "公文附件" if text.startswith(("附件", "　　　")) else "公文正文"


def _grid(paper: Paper, number: int, widths: Sequence[int]) -> Any:
    table = paper.add_table(number, len(widths), "Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        _whole(row)
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
            cell.vertical_alignment = 1
    return table


def _whole(row: Any) -> None:
    """Keep a row on one page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn("w:cantSplit"), {}))


def _write(cell: Any, text: str, style: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    paragraph.add_run(text)


def rows(paper: Paper, table: Table) -> None:
    """Add a table with a head, repeated on each page, and a row for each entry of a list."""
    grid = _grid(paper, 4, [width for *_, width in table.columns])
    size = "大" if table.large else ""
    _write(grid.rows[1].cells[0], f"{{%tr for {table.rows} %}}", "表文")
    _write(grid.rows[3].cells[0], "{%tr endfor %}", "表文")
    for place, (head, cell, _) in enumerate(table.columns):
        _write(grid.rows[0].cells[place], head, f"{size}表头")
        _write(grid.rows[2].cells[place], cell, f"{size}表文")
    head = grid.rows[0]._tr.get_or_add_trPr()
    head.append(head.makeelement(qn("w:tblHeader"), {}))
    for row in (grid.rows[0], grid.rows[2]):
        row.height = Mm(9)


def pairs(paper: Paper, table: Pairs) -> None:
    """Add a table of labels and values."""
    grid = _grid(paper, len(table.rows), table.widths)
    for row, cells in zip(grid.rows, table.rows, strict=True):
        row.height = Mm(9)
        for place, text in enumerate(cells):
            style = "表左" if place % 2 and len(cells) == 2 else "表文" if place % 2 else "表头"
            _write(row.cells[place], text, style)


def main() -> None:
    """Write every template."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, pieces in PAPERS.items():
        (FOLDER / f"{name}.docx").write_bytes(made(pieces))
    write_all(EXAMPLE / "elections" / "2023-换届.yaml", Wanted(EXAMPLE / "附件", None, True))


if __name__ == "__main__":
    main()
