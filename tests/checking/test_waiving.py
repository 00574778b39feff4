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
    left = {file for code, file in said(report.findings) if code == "FMT206"}
    assert left == {MEETING, OTHER} - silent
    assert (("WVR107", "djledger.yaml") in said(report.findings)) is not bool(silent)
    assert {one.suppression.by for one in report.suppressed} <= {SuppressedBy.SETTING}


def test_an_exception_may_be_for_an_entity_and_only_change_the_severity():
    members = (
        "党员:\n  - {姓名: 王建国, 入党: 2001年6月28日}\n  - {姓名: 李秀兰, 入党: 2005年6月28日}\n"
    )
    settings = "例外:\n  - {规则: 格式, 对象: '入党', 处理: 提示, 理由: 旧档案}\n"
    report = judged({"members.yaml": members}, settings)
    assert [one.severity for one in report.findings] == [Severity.HINT] * 2
    assert not report.suppressed


def unused(settings, files, **given):
    found = judged(files, settings, **given).findings
    return [(one.place.route, one.found, one.remedy) for one in found if one.code == "WVR107"]


def excepting(**terms):
    said = "".join(f"    {key}: {value}\n" for key, value in terms.items())
    return f"例外:\n  - 规则: FMT206\n{said}    处理: 提示\n    理由: 旧档案\n"


def test_an_exception_for_a_path_that_is_not_there_asks_for_the_one_that_was_meant():
    ((route, found, remedy),) = unused(excepting(路径="甲/meeting/**"), {MEETING: LOOSE})
    assert route == ("例外", 0, "路径")
    assert "“甲/meeting/**”下没有文件" in found and remedy == "是不是“甲/meetings”？"


def test_an_exception_for_somebody_who_is_not_there_asks_for_who_was_meant():
    settings = excepting(对象="王建园").replace("FMT206", "MEM104")
    files = {"members.yaml": "党员:\n  - 姓名: 王建国\n"}
    ((route, _, remedy),) = unused(settings, files, select=("MEM104", "WVR"))
    assert (route, remedy) == (("例外", 0, "对象"), "是不是“王建国”？")


def test_an_exception_of_which_another_took_the_place_is_of_use():
    both = excepting(路径="甲") + "  - {规则: FMT206, 处理: 不报, 理由: 誊抄}\n"
    assert unused(both, {MEETING: LOOSE}) == []


def test_an_exception_is_of_use_to_what_is_waived_as_well():
    assert unused(excepting(), {MEETING: LOOSE + "豁免: [{规则: FMT206, 理由: 誊抄}]\n"}) == []


def test_of_an_exception_for_what_was_not_judged_nothing_is_said():
    clean = {MEETING: LOOSE.replace("2026年3月12日", "2026-03-12")}
    assert len(unused(excepting(), clean)) == 1
    assert unused(excepting(), clean, select=("FMT111", "WVR")) == []
    several = excepting().replace("FMT206", "[FMT206, FMT111]")
    assert unused(several, clean, select=("FMT206", "WVR")) == []
    assert len(unused(several, clean, select=("FMT206", "FMT111", "WVR"))) == 1


def test_an_exception_for_rules_that_lacked_what_they_need_is_not_called_unused():
    settings = "例外:\n  - {规则: MTG301, 处理: 提示, 理由: 防汛}\n"
    broken = {MEETING: "类型: 党员大会\n日期: [\n"}
    assert unused(settings, broken, select=("MTG301", "WVR")) == []
