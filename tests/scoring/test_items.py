"""Each way of reckoning an item, and each way in which it refuses to conclude."""

from datetime import date
from decimal import Decimal
from unittest.mock import Mock

import pytest

from djledger.checking.finding import Finding, Place, SiteReport, SuppressedBy, Suppression
from djledger.rules.rule import Severity
from djledger.scoring import of_branch
from djledger.scoring.facts import Facts, Window
from scoring_ledgers import branch, only, scored

ASSEMBLY = "党员大会"
FOUR = [(f"2026-{month}-12", ASSEMBLY, "缺席: {}") for month in ("03", "06", "09", "12")]


def item(text):
    return f"项目:\n  - {{名称: 甲, {text}}}\n"


def points(tmp_path, text, *meetings, **given):
    return only(scored(tmp_path, item(text), branch("一支部", *meetings, **given))).total


@pytest.mark.parametrize(
    ("text", "meetings", "expected"),
    [
        ("方式: 起评, 分值: 60", [], "60"),
        ("方式: 加分, 取数: 党员大会次数, 每次: 1.5", FOUR, "6"),
        ("方式: 加分, 取数: 党员大会次数, 每次: 1.5, 封顶: 5", FOUR, "5"),
        ("方式: 加分, 取数: 党员大会次数, 每次: 1.5, 封顶: 6", FOUR, "6"),
        ("方式: 扣分, 取数: 党员大会次数, 每次: 2", FOUR, "-8"),
        ("方式: 扣分, 取数: 党员大会次数, 每次: 2, 保底: -6", FOUR, "-6"),
        ("方式: 扣分, 取数: 党员大会次数, 每次: 2, 分值: 10", FOUR, "2"),
        ("方式: 扣分, 取数: 党员大会次数, 每次: 3, 分值: 10", FOUR, "0"),
        ("方式: 不少于, 取数: 党员大会次数, 标准: 4, 分值: 8, 每次: 3", FOUR, "8"),
        ("方式: 不少于, 取数: 党员大会次数, 标准: 4, 分值: 8, 每次: 3", FOUR[:3], "5"),
        ("方式: 不少于, 取数: 党员大会次数, 标准: 4, 分值: 8, 每次: 3", [], "0"),
        ("方式: 比例, 取数: 党员大会按季完成率, 分值: 10", FOUR[:3], "7.5"),
        ("方式: 有无, 取数: 党员大会次数, 分值: 5", FOUR[:1], "5"),
        ("方式: 有无, 取数: 党员大会次数, 分值: 5", [], "0"),
    ],
)
def test_item_gives(tmp_path, text, meetings, expected):
    assert points(tmp_path, text, *meetings) == Decimal(expected)


def test_material_is_present_or_not(tmp_path):
    text = "方式: 有无, 材料: 附件/计划.pdf, 分值: 5"
    assert points(tmp_path, text) == 0
    files = branch("一支部") | {"一支部/附件/计划.pdf": ""}
    assert only(scored(tmp_path, item(text), files)).total == 5


def test_a_line_shows_formula_inputs_and_evidence(tmp_path):
    text = item("方式: 不少于, 取数: 党员大会次数, 标准: 4, 分值: 8, 每次: 2")
    (line,) = only(scored(tmp_path, text, branch("一支部", *FOUR[:3]))).line.lines
    assert line.formula == "8 − 少 1×2（标准 4） → 6"
    assert line.inputs == "党员大会 3 次"
    assert line.evidence[0] == "一支部/meetings/2026/2026-03-12-党员大会.yaml"
    assert len(line.evidence) == 3


@pytest.mark.parametrize(
    ("absent", "expected"), [("{}", "10"), ("{孙志远: 出差}", "7.5"), ("[孙志远]", None)]
)
def test_attendance_is_by_name(tmp_path, absent, expected):
    meeting = ("2026-03-12", ASSEMBLY, f"缺席: {absent}")
    total = points(tmp_path, "方式: 比例, 取数: 到会率, 分值: 10", meeting)
    assert total == (None if expected is None else Decimal(expected))


def test_findings_of_named_rules_are_deducted(tmp_path):
    text = "方式: 扣分, 取数: 检查发现数, 规则: [MTG301], 分值: 10, 每次: 3"
    assert points(tmp_path, text, *FOUR) == 10
    assert points(tmp_path, text, *FOUR[:3]) == 7


REFUSED = {
    "没有可以计算的对象": ("方式: 比例, 取数: 到会率, 分值: 10", {}),
    "没有 2026 年度的任务台账": ("方式: 比例, 取数: 任务按期完成率, 分值: 10", {}),
    "分母为 0": ("方式: 比例, 取数: 问题销号率, 分值: 10", {"tasks": "重点任务: []\n"}),
    "没有 2026 年度的党费台账": ("方式: 比例, 取数: 党费交清率, 分值: 10", {}),
    "没有评分": ("方式: 评分, 分值: 10", {}),
}


@pytest.mark.parametrize("reason", REFUSED)
def test_without_evidence_there_is_no_conclusion(tmp_path, reason):
    text, given = REFUSED[reason]
    score = only(scored(tmp_path, item(text), branch("一支部", **given)))
    assert score.total is None and score.grade is None and score.rank is None
    assert reason in "".join(score.refusals)


def test_what_was_not_fully_read_gives_no_conclusion(tmp_path):
    broken = branch("一支部", ("2026-03-12", ASSEMBLY, "地点: [未闭合"))
    score = only(scored(tmp_path, item("方式: 加分, 取数: 党员大会次数, 每次: 1"), broken))
    assert score.total is None and "没有全部读懂" in score.refusals[0]


def test_rules_that_could_not_judge_give_no_conclusion(tmp_path):
    broken = branch("一支部", ("2026-03-12", ASSEMBLY, "地点: [未闭合"))
    text = item("方式: 扣分, 取数: 检查发现数, 规则: [MTG301], 每次: 1")
    assert "MTG301 没有判定" in only(scored(tmp_path, text, broken)).refusals[0]


def test_excused_findings_are_not_deducted():
    excuse = Suppression(next(iter(SuppressedBy)), "防汛抢险")
    plain, excused = finding(None), finding(excuse)
    facts = Facts(Mock(), Window(2026, date(2027, 1, 15)), lambda: REPORT, frozenset({"MTG301"}))
    REPORT.findings = [plain, excused]
    assert of_branch.findings(facts, ["MTG301"]).low == 1


REPORT = SiteReport("一支部")


def finding(excuse):
    words = ("一支部", Place("一支部/branch.yaml"), "名称", "缺一次，", "应有一次。", "补上。")
    return Finding("MTG301", Severity.WARNING, *words, suppression=excuse)


def test_a_rule_that_is_off_gives_no_conclusion(tmp_path):
    text = item("方式: 扣分, 取数: 检查发现数, 规则: [TSK105], 每次: 1")
    assert "TSK105 没有打开" in only(scored(tmp_path, text, branch("一支部"))).refusals[0]


def test_a_branch_founded_within_the_year_is_not_held_to_the_year_s_number(tmp_path):
    text = item("方式: 不少于, 取数: 党员大会次数, 标准: 4, 分值: 8, 每次: 2")
    young = branch("一支部", *FOUR[2:])
    young["一支部/branch.yaml"] = young["一支部/branch.yaml"].replace("2015-04-20", "2026-07-01")
    score = only(scored(tmp_path, text, young))
    assert score.total is None and "不满期" in score.refusals[0]


MARK = "{项目: 甲, 得分: %s, 依据: 现场查看, 认定人: 考核组}"


@pytest.mark.parametrize(
    ("scores", "total", "reason"),
    [
        (["10"], "10", ""),
        (["8", "8"], "8", ""),
        (["10.01"], None, "超过满分 10"),
        (["8", "9"], None, "几个不同的得分"),
    ],
)
def test_marks(tmp_path, scores, total, reason):
    marks = f"评分: [{', '.join(MARK % score for score in scores)}]\n"
    text = item("方式: 评分, 分值: 10")
    score = only(scored(tmp_path, text, branch("一支部"), marks=marks))
    assert score.total == (None if total is None else Decimal(total))
    assert reason in "".join(score.refusals)


def test_a_cap_holds_before_the_weight(tmp_path):
    text = """汇总: 加权
项目:
  - {名称: 甲, 方式: 加分, 取数: 党员大会次数, 每次: 40, 封顶: 100, 权重: 70%}
  - {名称: 乙, 方式: 起评, 分值: 50, 权重: 30%}
"""
    score = only(scored(tmp_path, text, branch("一支部", *FOUR)))
    assert score.total == 100 * Decimal("0.7") + 50 * Decimal("0.3")
    assert score.line.formula == "100×70% + 50×30% = 85"


def test_a_quarter_counts_its_own_days(tmp_path):
    text = "周期: 季度\n" + item("方式: 加分, 取数: 党员大会次数, 每次: 1")
    spring = [("2026-03-31", ASSEMBLY), ("2026-04-01", ASSEMBLY), ("2026-06-30", ASSEMBLY)]
    files = branch("一支部", *spring)
    assert only(scored(tmp_path, text, files, quarter=1)).total == 1
    assert only(scored(tmp_path, text, files, quarter=2)).total == 2


def test_what_is_still_to_come_does_not_count(tmp_path):
    text = item("方式: 加分, 取数: 党员大会次数, 每次: 1")
    result = scored(tmp_path, text, branch("一支部", *FOUR), as_of="2026-09-12")
    assert only(result).total == 3 and result.provisional


THEME = [(f"2026-{month:02}-10", "主题党日", "缺席: {周立新: 出差}") for month in range(1, 8)]


def test_a_member_is_scored_by_what_was_attended(tmp_path):
    text = """名称: 测试
对象: 党员
项目:
  - {名称: 甲, 方式: 加分, 取数: 参加主题党日次数, 每次: 2}
等次:
  - {名称: 合格, 不低于: 0}
  - {名称: 不合格, 低于: 0}
一票否决:
  - {名称: 不足六次, 取数: 参加主题党日次数, 低于: 6, 等次: 不合格}
"""
    result = scored(tmp_path, text, branch("一支部", *THEME))
    told = {score.who: (score.total, score.grade) for score in result.scores}
    assert told["王建国"] == (14, "合格") and told["周立新"] == (0, "不合格")
    six = scored(tmp_path, text, branch("一支部", *THEME[:6]))
    assert {score.who: score.grade for score in six.scores}["王建国"] == "合格"


def test_a_meeting_without_attendance_leaves_a_member_s_count_open(tmp_path):
    text = """名称: 测试
对象: 党员
项目:
  - {名称: 甲, 方式: 加分, 取数: 参加主题党日次数, 每次: 2, 封顶: 10}
"""
    silent = ("2026-08-10", "主题党日", "到会: [王建国]")
    members = """党员:
  - {姓名: 王建国, 转正: 2002-06-28}
  - {姓名: 李秀兰, 转正: 2006-06-28, 免除参会: [{起: 2026-01-01}]}
"""
    result = scored(tmp_path, text, branch("一支部", silent, members=members))
    told = {score.who: score for score in result.scores}
    assert told["王建国"].total == 2
    assert told["李秀兰"].total is None and "看不出本人是否到会" in told["李秀兰"].refusals[0]


SIX = """名称: 测试
对象: 党员
项目: [{名称: 甲, 方式: 起评, 分值: 70}]
等次: [{名称: 合格, 不低于: 60}, {名称: 不合格, 低于: 60}]
一票否决: [{名称: 不足六次, 取数: 参加主题党日次数, 低于: 6, 等次: 不合格}]
"""


def test_too_few_is_not_concluded_before_the_year_is_over(tmp_path):
    early = scored(tmp_path, SIX, branch("一支部", *THEME[:3]), as_of="2026-12-31")
    assert {score.grade for score in early.scores} == {None}
    late = scored(tmp_path, SIX, branch("一支部", *THEME[:3]), as_of="2027-01-01")
    assert {score.grade for score in late.scores} == {"不合格"}


@pytest.mark.parametrize(("day", "grade"), [("2026-01-01", "不合格"), ("2026-01-02", None)])
def test_who_came_during_the_year_is_not_held_to_its_number(tmp_path, day, grade):
    members = f"党员: [{{姓名: 王建国, 转正: 2002-06-28, 转入: {{日期: {day}}}}}]\n"
    files = branch("一支部", *THEME[3:6], members=members)
    assert only(scored(tmp_path, SIX, files)).grade == grade


@pytest.mark.parametrize(("as_of", "total"), [("2026-06-30", None), ("2026-07-01", 0)])
def test_a_task_counts_from_the_day_after_its_deadline(tmp_path, as_of, total):
    tasks = "重点任务: [{事项: 修订制度, 期限: 2026-06-30}]\n"
    text = item("方式: 比例, 取数: 任务按期完成率, 分值: 10")
    score = only(scored(tmp_path, text, branch("一支部", tasks=tasks), as_of=as_of))
    assert score.total == total


@pytest.mark.parametrize(("done", "total"), [("2026-06-30", 10), ("2026-07-01", 0)])
def test_a_task_is_in_time_on_its_last_day(tmp_path, done, total):
    tasks = f"重点任务: [{{事项: 修订制度, 期限: 2026-06-30, 完成: {done}}}]\n"
    text = item("方式: 比例, 取数: 任务按期完成率, 分值: 10")
    assert only(scored(tmp_path, text, branch("一支部", tasks=tasks))).total == total


def test_volunteering_is_not_due_of_everybody(tmp_path):
    text = """名称: 测试
对象: 党员
项目: [{名称: 甲, 方式: 比例, 取数: 到会率, 分值: 10}]
"""
    helped = ("2026-05-05", "志愿服务", "到会: [王建国]")
    result = scored(tmp_path, text, branch("一支部", *THEME[:2], helped))
    assert {score.who: score.total for score in result.scores} == {
        "王建国": 10, "李秀兰": 10, "孙志远": 10, "周立新": 0,
    }  # fmt: skip
