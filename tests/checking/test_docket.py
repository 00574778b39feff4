"""Rules are called for just the entries that they say they concern, a group at a time."""

from datetime import date

import pytest

from djledger.checking.docket import docket
from djledger.checking.finding import SiteReport
from djledger.checking.judging import judge_into
from djledger.checking.request import Request
from djledger.checking.subjects import Subjects
from djledger.ledger.committee import Committee
from djledger.ledger.documents import fit
from djledger.ledger.folder import load, survey
from djledger.ledger.organisation import CommitteeProfile
from djledger.ledger.period import Period
from djledger.ledger.source import MemorySource
from djledger.rules.rule import Severity, rule
from djledger.rules.table import BOOK

PERIOD = Period(2026, date(2027, 1, 15))
TALK = "类型: 谈心谈话\n日期: 2026-05-06\n"
ASSEMBLY = "类型: [党员大会, 党课]\n日期: 2026-03-12\n主持人: 王建国\n缺席: {}\n"
MEMBERS = """党员:
  - 姓名: 王建国
  - {姓名: 孙志远, 处分: [{种类: 警告, 日期: 2026-02-03}]}
  - {姓名: 何雨晴, 限期改正: [{起: 2026-02-03}], 处分: []}
"""
FILES = {
    "branch.yaml": "名称: 测试党支部\n类型: 机关\n",
    "members.yaml": MEMBERS,
    "meetings/2026/1.yaml": ASSEMBLY,
    "meetings/2026/2.yaml": TALK,
}


def the_branch():
    source = MemorySource({path: text.encode() for path, text in FILES.items()})
    (site,) = survey(source).branches
    return load(source, site).branch


def concerns(group, one):
    """Say by the declaration alone whether an entry concerns the rules of a group."""
    of_kind = not group.kinds or any(kind in group.kinds for kind in one.kinds)
    return of_kind and (not group.when or any(getattr(one, name) for name in group.when))


@pytest.mark.parametrize("level", ["meeting", "member"])
def test_a_group_gets_the_entries_that_it_concerns_in_order(level):
    branch, rules = the_branch(), docket(BOOK, True)
    entries = branch.meetings if level == "meeting" else branch.roster.members
    for group in rules.groups:
        if group.level == level:
            expected = [one for one in entries if concerns(group, one)]
            assert list(Subjects(branch, PERIOD, rules).of(group)) == expected


def test_every_rule_with_a_check_is_in_one_group():
    grouped = [rule.code for group in docket(BOOK, True).groups for rule in group.rules]
    assert sorted(grouped) == sorted(rule.code for rule in BOOK if rule.check is not None)


def test_an_upper_organisation_is_not_asked_what_only_a_branch_can_answer():
    document = fit(CommitteeProfile, {"名称": "机关党委", "类别": "机关党委"}, "committee.yaml")
    report = SiteReport(".")
    judge_into(report, Committee(".", document), Request(PERIOD, BOOK))
    assert report.defects == []
    rules = [rule for group in docket(BOOK, False).groups for rule in group.rules]
    assert rules
    assert not any("branch" in rule.takes for rule in rules)


def test_a_rule_that_fails_hides_nothing_that_the_others_find():
    @rule(code="ORG999", name="broken", title="坏", severity=Severity.ERROR, basis=[])
    def broken(branch):
        yield 1 // 0

    report = SiteReport(".")
    found = judge_into(report, the_branch(), Request(PERIOD, (broken, *BOOK)))
    assert found
    (defect,) = report.defects
    assert defect.startswith("ORG999 .: ZeroDivisionError")
