"""Waivers and exceptions set findings aside for what they are about, and never lose one."""

from datetime import date

import pytest

from djledger.checking.finding import SuppressedBy
from djledger.checking.policies import Policies
from djledger.checking.request import Request
from djledger.checking.run import check
from djledger.checking.settings import load_settings
from djledger.ledger.folder import survey
from djledger.ledger.period import Period
from djledger.ledger.source import MemorySource
from djledger.rules.rule import Severity

MEETING = "meetings/2026/a.yaml"
OTHER = "meetings/2026/b.yaml"
LOOSE = "类型: 党员大会\n日期: 2026年3月12日\n"
BRANCH = "名称: 甲\n类型: 机关\n台账启用: 2026-01-01\n"


def judged(files, settings="", select=("FMT206", "WVR")):
    texts = {"甲/branch.yaml": BRANCH, **{f"甲/{path}": text for path, text in files.items()}}
    raw = {path: text.encode() for path, text in {**texts, "djledger.yaml": settings}.items()}
    source = MemorySource(raw)
    policies = Policies(load_settings(source, survey(source).settings), select)
    request = Request(Period(2026, date(2027, 1, 15)), policies.at("").rules, policies=policies)
    report = check(source, request)
    assert not report.defects
    return report


def said(findings):
    return [(finding.code, finding.place.file.removeprefix("甲/")) for finding in findings]


def test_a_waiver_in_a_record_is_for_that_file_and_says_why():
    waiver = "豁免:\n  - {规则: FMT206, 理由: 誊抄, 批准: 机关党委, 至: 2027-12-31}\n"
    report = judged({MEETING: LOOSE + waiver, OTHER: LOOSE})
    assert said(report.findings) == [("FMT206", OTHER)]
    (aside,) = report.suppressed
    why = aside.suppression
    assert (why.by, why.reason, why.approved_by) == (SuppressedBy.WAIVER, "誊抄", "机关党委")
    assert why.until == date(2027, 12, 31)


def test_a_waiver_does_not_change_the_fingerprints_of_the_others():
    twice = "类型: 党员大会\n日期: 2026年3月12日\n登记日期: 2026年3月13日\n"
    before = {one.fingerprint for one in judged({MEETING: twice}).findings}
    after = judged({MEETING: twice.replace("日\n登", "日  # djledger: 豁免[FMT206] 誊抄\n登")})
    marks = {one.fingerprint for one in (*after.findings, *after.suppressed)}
    assert marks == before and len(after.suppressed) == 1


def test_a_waiver_in_the_branch_file_is_for_the_whole_branch():
    waiver = BRANCH + "豁免:\n  - {规则: loose-form, 理由: 统一誊抄}\n"
    report = judged({"branch.yaml": waiver, MEETING: LOOSE, OTHER: LOOSE})
    assert said(report.findings) == []
    assert len(report.suppressed) == 2


def test_a_waiver_of_a_member_is_for_that_member():
    members = (
        "党员:\n"
        "  - {姓名: 王建国, 入党: 2001年6月28日, 豁免: [{规则: FMT206, 理由: 照档案}]}\n"
        "  - {姓名: 李秀兰, 入党: 2005年6月28日}\n"
    )
    report = judged({"members.yaml": members})
    assert [one.place.route[1] for one in report.findings] == [1]
    assert [one.place.route[1] for one in report.suppressed] == [0]


def test_a_comment_in_a_file_that_cannot_be_read_counts():
    text = "类型: 党员大会\n日期: &a 2026-03-12  # djledger: 豁免[refused-yaml] 正在修\n"
    report = judged({MEETING: text}, select=("FMT121", "WVR"))
    assert said(report.findings) == []
    assert said(report.suppressed) == [("FMT121", MEETING)]


def test_an_upper_level_may_forbid_a_waiver():
    waiver = LOOSE + "豁免:\n  - {规则: FMT206, 理由: 誊抄}\n"
    report = judged({MEETING: waiver}, "不得豁免: [格式]\n")
    assert sorted(said(report.findings)) == [("FMT206", MEETING), ("WVR105", MEETING)]
    assert not report.suppressed


@pytest.mark.parametrize(
    ("path", "silent"),
    [
        ("甲/meetings/2026/a.yaml", {MEETING}),
        ("甲/**/a.yaml", {MEETING}),
        ("**/b.yaml", {OTHER}),
        ("甲/meetings/2026/*.yaml", {MEETING, OTHER}),
        ("甲", {MEETING, OTHER}),
        ("甲/meetings/202?", {MEETING, OTHER}),
        ("*/a.yaml", set()),
        ("a.yaml", set()),
    ],
)
def test_an_exception_in_settings_is_for_a_path(path, silent):
    settings = f"例外:\n  - {{规则: FMT206, 路径: '{path}', 处理: 不报, 理由: 旧档案}}\n"
    report = judged({MEETING: LOOSE, OTHER: LOOSE}, settings)
    assert {file for _, file in said(report.suppressed)} == silent
    assert {file for _, file in said(report.findings)} == {MEETING, OTHER} - silent
    assert {one.suppression.by for one in report.suppressed} <= {SuppressedBy.SETTING}


def test_an_exception_may_be_for_an_entity_and_only_change_the_severity():
    members = (
        "党员:\n  - {姓名: 王建国, 入党: 2001年6月28日}\n  - {姓名: 李秀兰, 入党: 2005年6月28日}\n"
    )
    settings = "例外:\n  - {规则: 格式, 对象: '入党', 处理: 提示, 理由: 旧档案}\n"
    report = judged({"members.yaml": members}, settings)
    assert [one.severity for one in report.findings] == [Severity.HINT] * 2
    assert not report.suppressed
