"""A hostile workbook is refused in plain words before anything is read from it."""

import io
import zipfile

import pytest

from djledger.excel import opening
from djledger.excel.opening import WorkbookError, read_sheets
from excel.books import book, branch, bring


@pytest.fixture
def sound(tmp_path):
    return book(tmp_path / "a.xlsx", ["姓名", "性别"], ["王建国", "男"]).read_bytes()


def with_part(content, name, data):
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", 8) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part.filename, old.read(part))
        new.writestr(name, data)
    return buffer.getvalue()


def refusal(content):
    with pytest.raises(WorkbookError) as caught:
        read_sheets(content)
    return str(caught.value)


def test_a_sound_workbook_is_read(sound):
    (sheet,) = read_sheets(sound)
    assert sheet.at(2, 1).text == "王建国"


def test_a_zip_bomb(sound):
    assert "压缩比过高" in refusal(with_part(sound, "xl/media/a.bin", b"0" * 5_000_000))


def test_too_much_in_all(sound, monkeypatch):
    monkeypatch.setattr(opening, "MAX_UNPACKED", 1_000)
    assert "压缩炸弹" in refusal(sound)


def test_links_to_other_files(sound):
    part = "xl/externalLinks/externalLink1.xml"
    assert "链接到别的文件" in refusal(with_part(sound, part, b"<externalLink/>"))


def test_macros(sound):
    assert "宏" in refusal(with_part(sound, "xl/vbaProject.bin", b"x"))


@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
def test_entities(sound, code):
    text = '<!DOCTYPE a [<!ENTITY b "c">]><sst/>'
    assert "XML" in refusal(with_part(sound, "xl/sharedStrings.xml", text.encode(code)))


def test_an_old_or_locked_workbook():
    assert ".xls" in refusal(b"\xd0\xcf\x11\xe0" + b"0" * 100)


@pytest.mark.parametrize("content", [b"", b"name,sex", b"PK\x03\x04"])
def test_what_is_no_workbook(content):
    assert "不是 .xlsx" in refusal(content)


def test_a_broken_part(sound):
    assert "损坏" in refusal(with_part(sound, "xl/workbook.xml", b"<workbook"))


def test_a_cell_far_away(tmp_path):
    path = book(tmp_path / "a.xlsx", ["姓名"])
    from openpyxl import load_workbook

    made = load_workbook(path)
    made.active.cell(1_000_000, 1, "x")
    made.save(path)
    assert "20000 行" in refusal(path.read_bytes())


def test_the_command_says_so(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0")
    done = bring(path, branch(tmp_path))
    assert done.exit_code == 2 and "另存为不加密的 .xlsx" in done.stderr
