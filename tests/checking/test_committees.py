"""Upper organisations: read and judged once the branches below them are known."""

from datetime import date

import pytest

from djledger.checking.request import Request
from djledger.checking.run import check
from djledger.law import LOGIC
from djledger.ledger.branch import Part
from djledger.ledger.period import Period
from djledger.ledger.source import MemorySource
from djledger.rules.rule import Severity, problem, rule
from djledger.rules.table import BOOK

BRANCH = "名称: 第一支部\n类型: 机关\n".encode()
COMMITTEE = "名称: 机关党委\n类别: 机关党委\n".encode()
ROSTER = "党员:\n  - {姓名: 甲, 入党: 2001-06-28, 转正: 2002-06-28}\n".encode()
PERIOD = Period(2026, date(2027, 1, 15))


@rule(
    code="ORG999",
    name="counted",
    title="数一数",
    severity=Severity.HINT,
    basis=[LOGIC["数一数"]],
    needs=(Part.MEMBERS,),
)
def counted(committee, period):
    found = f"{len(committee.branches)} 个支部 {committee.members} 人，"
    yield problem(committee.profile, "name", found=found, expected="数。", remedy="无。")


def judged(files, prefix=""):
    return check(MemorySource(files), Request(PERIOD, (counted,)), prefix)


def test_a_committee_sees_all_branches_below_and_none_beside():
    report = judged(
        {
            "委/committee.yaml": COMMITTEE,
            "委/一/branch.yaml": BRANCH,
            "委/一/members.yaml": ROSTER,
            "委/总支/committee.yaml": COMMITTEE,
            "委/总支/二/branch.yaml": BRANCH,
            "委/总支/二/members.yaml": ROSTER,
            "委员/branch.yaml": BRANCH,
            "委员/members.yaml": ROSTER,
        }
    )
    assert {finding.branch: finding.found for finding in report.findings} == {
        "委": "2 个支部 2 人，",
        "委/总支": "1 个支部 1 人，",
    }
    assert [site.path for site in report.sites] == sorted(site.path for site in report.sites)


def test_a_committee_above_the_checked_folder_is_not_judged():
    files = {
        "委/committee.yaml": COMMITTEE,
        "委/一/branch.yaml": BRANCH,
        "委/一/members.yaml": ROSTER,
    }
    assert judged(files, "委/一").findings == []


@pytest.mark.parametrize("roster", [b"a: [", None])
def test_counts_are_not_judged_when_a_roster_below_is_not_known(roster):
    files = {"委/committee.yaml": COMMITTEE, "委/一/branch.yaml": BRANCH}
    report = judged(files if roster is None else {**files, "委/一/members.yaml": roster})
    assert report.findings == []
    assert [(item.branch, item.code) for item in report.unjudged] == [("委", "ORG999")]
    assert "委/一" in report.unjudged[0].reason


def test_members_of_a_dissolved_branch_no_longer_count():
    gone = BRANCH + "撤销: {日期: 2026-12-31}\n".encode()
    files = {"committee.yaml": COMMITTEE, "一/branch.yaml": gone, "一/members.yaml": ROSTER}
    (finding,) = judged(files).findings
    assert finding.found == "1 个支部 0 人，"


def test_faults_in_committee_yaml_are_reported_where_they_are():
    files = {"委/committee.yaml": COMMITTEE + "書记: 甲\n".encode(), "委/一/branch.yaml": BRANCH}
    report = check(MemorySource(files), Request(PERIOD, BOOK))
    (finding,) = (f for f in report.findings if f.code == "FMT201")
    assert (finding.branch, finding.place.file) == ("委", "委/committee.yaml")


def test_a_rule_for_committees_cannot_ask_for_a_branch():
    with pytest.raises(TypeError, match="branch"):
        rule(code="ORG998", name="x", title="x", severity=Severity.HINT, basis=[])(
            lambda committee, branch: iter(())
        )
