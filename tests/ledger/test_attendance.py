"""Who was due and who came, from the short and the long way of writing it."""

import pytest

from djledger.ledger.attendance import attendance
from djledger.ledger.folder import load, sites
from djledger.ledger.source import MemorySource

BRANCH = """
名称: 测试支部
类型: 机关
届次:
  - 当选日期: 2024-06-12
    成员:
      - {姓名: 甲一, 职务: 书记}
      - {姓名: 乙二, 职务: 组织委员}
      - {姓名: 册外, 职务: 宣传委员}
党小组: [{名称: 一组}, {名称: 二组}]
"""
MEMBERS = """
党员:
  - {姓名: 甲一, 入党: 2001-06-28, 转正: 2002-06-28, 党小组: 一组}
  - {姓名: 乙二, 入党: 2001-06-28, 转正: 2002-06-28, 党小组: 二组}
  - {姓名: 丙三, 入党: 2001-06-28, 转正: 2002-06-28, 党小组: 一组}
  - {姓名: 丁四, 入党: 2001-06-28, 转正: 2002-06-28, 党小组: 一组, 流动: [{起: 2026-01-10}]}
"""


def attended(record):
    """Return the attendance of one meeting of the test branch."""
    files = {
        "branch.yaml": BRANCH.encode(),
        "members.yaml": MEMBERS.encode(),
        "meetings/2026/1.yaml": f"日期: 2026-03-12\n{record}".encode(),
    }
    source = MemorySource(files)
    (site,) = sites(source, "")
    branch = load(source, site).branch
    return attendance(branch.meetings[0], branch)


def names(members):
    return [member.name for member in members]


def test_short_way_takes_the_rest_for_present():
    told = attended("类型: 党员大会\n缺席: {乙二: 出差}\n")
    assert names(told.expected.sure) == ["甲一", "乙二", "丙三"]
    assert told.present == ("甲一", "丙三")
    assert told.absent == {"乙二": "出差"}
    assert told.unknown == ("丁四",) and told.number is None


def test_short_way_counts_once_every_open_place_is_told():
    told = attended("类型: 党员大会\n缺席: {乙二: 出差, 丁四: 在外}\n")
    assert told.unknown == () and told.number == 2


def test_long_way_takes_the_rest_for_absent():
    told = attended("类型: 党员大会\n到会: [甲一, 丁四]\n缺席: {丙三: 病假}\n")
    assert told.present == ("甲一", "丁四")
    assert told.absent == {"乙二": None, "丙三": "病假"}
    assert told.number == 2


def test_nothing_written_says_nothing():
    told = attended("类型: 党员大会\n")
    assert told.present is None and told.absent == {} and told.number is None


def test_written_number_stands():
    assert attended("类型: 党员大会\n实到: 3\n缺席: {}\n").number == 3


def test_committee_is_who_holds_office_even_when_missing_from_the_roster():
    told = attended("类型: 支委会\n缺席: {}\n")
    assert told.present == ("甲一", "乙二", "册外") and told.number == 3


@pytest.mark.parametrize("kind", ["党小组会", "组织生活会", "[党小组会, 党课]"])
def test_group_meeting_is_the_groups(kind):
    told = attended(f"类型: {kind}\n党小组: 一组\n缺席: {{丙三: 病假}}\n")
    assert names(told.expected.sure) == ["甲一", "丙三"]
    assert told.present == ("甲一",) and told.unknown == ("丁四",)


@pytest.mark.parametrize("record", ["类型: 党小组会\n缺席: {}\n", "类型: 谈心谈话\n缺席: {}\n"])
def test_a_meeting_of_nobody_known_has_no_attendance(record):
    told = attended(record)
    assert told.expected.high == 0 and told.present is None


def test_excluded_members_are_not_due():
    told = attended("类型: 党员大会\n不计入应到: [{姓名: 丙三, 情形: 4}]\n缺席: {}\n")
    assert told.present == ("甲一", "乙二")
