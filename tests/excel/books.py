"""Workbooks as offices make them, a branch to import them into, and reading the result."""

from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from typer.testing import CliRunner

from djledger.cli import app
from djledger.yamltext import read

BRANCH = "名称: 测试单位第一党支部\n类型: 机关\n"


def branch(folder):
    """Make a branch without members."""
    home = Path(folder, "第一党支部")
    home.mkdir()
    (home / "branch.yaml").write_text(BRANCH, encoding="utf-8")
    return home


def book(path, *rows, title="Sheet1", merged=(), formulas=True):
    """Write one sheet; merged ranges by their address; text after = may be meant as text."""
    made = Workbook()
    made.active.title = title
    fill(made.active, rows, merged)
    for cell in () if formulas else (cell for row in made.active for cell in row):
        cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    made.save(path)
    return path


def fill(page, rows, merged=()):
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                page.cell(number, column, value)
    for area in merged:
        page.merge_cells(area)


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


def bring(path, home, *options):
    return run("import", path, "--branch", home, *options)


def ledger(home, path):
    return read((home / path).read_bytes()).data


def moment(*parts):
    """Return a day as a cell holds it."""
    return datetime(*parts)  # noqa: DTZ001 (Excel knows no time zones)
