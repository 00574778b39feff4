"""``djledger dues`` from the outside: what it prints, writes and says when it cannot."""

import pytest
from typer.testing import CliRunner

from djledger.cli import app

FILES = {
    "djledger.yaml": "",
    "甲支部/branch.yaml": "名称: 甲支部\n类型: 机关\n",
    "甲支部/members.yaml": "党员:\n  - {姓名: 王建国, 入党: 2001-06-28}\n",
    "甲支部/dues/2026.yaml": (
        "年度: 2026\n核定:\n  名单:\n    - {姓名: 王建国, 类别: 机关, 月交: 90.00}\n"
        "交纳:\n  - {月份: 2026-01, 日期: 2026-01-10}\n"
    ),
    "甲支部/dues/2026.private.yaml": "年度: 2026\n基数:\n  - {姓名: 王建国, 基数: 6000.00}\n",
    "乙支部/branch.yaml": "名称: 乙支部\n类型: 机关\n",
    "乙支部/members.yaml": "党员:\n  - {姓名: 李秀兰, 入党: 2005-06-28}\n",
}
AS_OF = ("--as-of", "2026-03-05")


@pytest.fixture
def ledger(tmp_path):
    for path, text in FILES.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return tmp_path


def dues(*args):
    return CliRunner().invoke(app, ["dues", *map(str, args)])


def test_who_owes_what_below_a_folder(ledger):
    result = dues("due", ledger, *AS_OF)
    assert result.exit_code == 0
    assert "甲支部" in result.output and "2月" in result.output and "90.00" in result.output


def test_a_reckoning_uses_the_private_file(ledger):
    result = dues("explain", "王建国", ledger / "甲支部", *AS_OF)
    assert "6000.00 × 1.5% = 90" in result.output and "相符" in result.output


def test_an_unknown_name_gets_the_nearest_one(ledger):
    result = dues("explain", "王健国", ledger, *AS_OF)
    assert result.exit_code == 2 and "是不是“王建国”" in result.output


@pytest.mark.parametrize("name", ["台账.xlsx", "台账.md"])
def test_the_sheet_is_written_to_a_file(ledger, name):
    target = ledger / name
    assert dues("sheet", ledger, *AS_OF, "-o", target).exit_code == 0
    assert target.stat().st_size > 100


def test_other_endings_are_refused(ledger):
    result = dues("sheet", ledger, *AS_OF, "-o", ledger / "台账.pdf")
    assert result.exit_code == 2 and not (ledger / "台账.pdf").exists()


def test_the_notice_has_no_base(ledger):
    result = dues("notice", ledger, *AS_OF)
    assert result.exit_code == 0 and "王建国" in result.output
    assert "6000" not in result.output and "机关" not in result.output


def test_a_year_without_a_ledger_is_said(ledger):
    result = dues("sheet", ledger, "--year", "2024", *AS_OF)
    assert result.exit_code == 3 and "2024" in result.output


def test_a_file_not_read_in_full_is_said(ledger):
    path = ledger / "甲支部/dues/2026.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "  - {月份: 二月}\n", encoding="utf-8")
    result = dues("due", ledger, *AS_OF)
    assert result.exit_code == 0 and "没有全部读懂" in result.output


@pytest.mark.parametrize(("public", "code"), [("是", 1), ("否", 0)])
def test_a_base_in_a_public_repository_is_found(ledger, public, code):
    (ledger / "djledger.yaml").write_text(f"公开: {public}\n", encoding="utf-8")
    path = ledger / "甲支部/dues/2026.yaml"
    inline = "基数:\n  - {姓名: 王建国, 基数: 6000.00}\n"
    path.write_text(path.read_text(encoding="utf-8") + inline, encoding="utf-8")
    words = ["check", str(ledger), *AS_OF, "--select", "DUE601"]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == code and ("DUE601" in result.output) == (public == "是")
