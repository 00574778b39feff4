"""Small trees of branches on disk, for tests of how a check is run."""

from datetime import date
from pathlib import Path

from djledger.checking.request import Request
from djledger.checking.select import selected
from djledger.ledger.folder import survey
from djledger.ledger.period import Period
from djledger.ledger.source import DiskSource
from djledger.rules.table import BOOK

BRANCH = "名称: 测试单位第{n}党支部\n类型: 机关\n台账启用: 2026-01-01\n"
MEMBERS = """党员:
  - {姓名: 王建国, 入党: 2001-06-28, 转正: 2002-06-28}
  - {姓名: 李秀兰, 入党: 2005-06-28, 转正: 2006-06-28}
  - {姓名: 孙志远, 入党: 2010-06-28, 转正: 2011-06-28}
"""
MEETING = "类型: 党员大会\n日期: 2026-03-12\n地点: 三楼会议室\n附件: [附件/签到表.jpg]\n"
MEETING_PATH = "meetings/2026/2026-03-12-党员大会.yaml"


def write(folder, path, text):
    target = Path(folder, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="")


def plant(folder, number):
    """Write so many branches, each lacking an attachment and most of its meetings."""
    write(folder, "committee.yaml", "名称: 中共测试单位机关委员会\n类别: 机关党委\n")
    for n in range(number):
        write(folder, f"第{n:02}支部/branch.yaml", BRANCH.format(n=n))
        write(folder, f"第{n:02}支部/members.yaml", MEMBERS)
        write(folder, f"第{n:02}支部/{MEETING_PATH}", MEETING)
    return folder


def request(*select, as_of=date(2026, 7, 15)):
    return Request(Period(2026, as_of), selected(BOOK, select))


def surveyed(folder):
    source = DiskSource(folder)
    return source, survey(source)
