"""The newcomer's path of ``docs/新手上路.md``: three sheets of Excel to a report, step by step."""

import re
from pathlib import Path

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner

from djledger.cli import app

PAGE = Path(__file__).parents[1] / "docs" / "新手上路.md"
ROSTER = [
    ["某局第一党支部党员名册"],
    ["序号", "姓名", "性别", "出生年月", "入党时间", "转正时间"],
    [1, "王建国", "男", "1975.03", "2001-06-28", "2002-06-28"],
    [2, "李秀兰", "女", "1979.11", "2005-06-28", "2006-06-28"],
    [3, "孙志远", "男", "1986.05", "2010-06-28", "2011-06-28"],
]
MEETINGS = [
    ["会议类型", "会议名称", "实际会议时间", "地点", "主持人", "记录人", "请假人员", "内容"],
    ["党员大会", "第一季度党员大会", "2026-03-12", "活动室", "王建国", "李秀蓝", "孙志远",
     "王建国通报一季度工作，李秀兰提出走访安排，会议同意每月上旬走访。"],
]  # fmt: skip
DUES = [
    ["2026年党费收缴台账"],
    ["序号", "姓名", "月应缴", "1月", "2月", "3月"],
    [1, "王建国", 25, 25, 25, 25],
    [2, "李秀兰", 22, 22, 22, 22],
    [3, "孙志远", 18, 18, 18, 18],
]


def workbook(path, rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def commands():
    """The commands that the page tells a newcomer to type, in order."""
    blocks = re.findall(r"^```sh\n(.*?)^```", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    lines = [line.partition("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line.split()[1:] for line in lines if line.startswith("djledger ")]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    for name, rows in (("名册", ROSTER), ("会议", MEETINGS), ("党费", DUES)):
        workbook(tmp_path / f"{name}.xlsx", rows)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_page_leads_from_sheets_to_a_report_in_under_ten_commands(desk):
    typed = commands()
    assert 5 <= len(typed) < 10
    said = {}
    for words in typed:
        done = CliRunner().invoke(app, words)
        said.setdefault(words[0], []).append(done.output)
        wanted = {0, 1} if words[0] == "check" else {0}
        assert done.exit_code in wanted, (words, done.output)
        if words[0] == "check" and len(said["check"]) == 1:
            assert "李秀蓝" in done.output
            record = next(desk.glob("支部/meetings/2026/*.yaml"))
            text = record.read_text("utf-8").replace("李秀蓝", "李秀兰")
            record.write_text(text, "utf-8")
    assert "李秀蓝" not in said["check"][-1]
    assert list(desk.glob("报告/*.html"))
