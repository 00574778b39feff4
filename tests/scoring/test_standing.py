"""Grades, quotas, ties, vetoes and stages."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from djledger.scoring.reading import UnusableFileError, read_scheme, shipped
from djledger.scoring.rounding import quota_places
from djledger.scoring.scheme import Rounding, Scheme
from djledger.scoring.soundness import scheme_faults
from scoring_ledgers import branch, only, scheme_of, scored

ITEM = "项目: [{名称: 甲, 方式: 评分, 分值: 100}]\n"


def bands(*lines):
    return ITEM + "封顶: 100\n保底: 0\n等次:\n" + "".join(f"  - {{{line}}}\n" for line in lines)


INTEGERS = (
    "名称: 四星, 不低于: 90",
    "名称: 三星, 不低于: 80, 不高于: 89",
    "名称: 二星, 不高于: 79",
)


def test_integer_bands_leave_a_gap_for_scores_with_decimals(tmp_path):
    with pytest.raises(UnusableFileError, match=r"89\.01 分不属于任何等次"):
        scheme_of(tmp_path, bands(*INTEGERS))


def test_integer_bands_are_complete_for_whole_scores(tmp_path):
    assert scheme_of(tmp_path, "小数位: 0\n" + bands(*INTEGERS)).bands


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (("名称: 高, 不低于: 90", "名称: 低, 不高于: 90"), "重叠：90"),
        (("名称: 高, 高于: 90", "名称: 低, 低于: 90"), "空档：90.00"),
        (("名称: 高, 不低于: 90", "名称: 低"), "没有写界限"),
        (("名称: 高, 不低于: 90, 低于: 99", "名称: 低, 低于: 90"), "只到 98.99"),
        (("名称: 高, 不低于: 90", "名称: 低, 低于: 90, 高于: 10"), "从 10.01 分起"),
        (("名称: 高, 不低于: 90, 高于: 91", "名称: 低, 低于: 90"), "写了两次"),
    ],
)
def test_bands_are_refused(tmp_path, lines, fault):
    with pytest.raises(UnusableFileError, match=fault):
        scheme_of(tmp_path, bands(*lines))


@given(st.decimals(0, 100, places=2), st.sampled_from([("不低于", "低于"), ("高于", "不高于")]))
def test_sound_bands_take_every_score_once(score, ends):
    low, high = ends
    grades = [
        {"名称": "高", low: "80"},
        {"名称": "中", low: "60", high: "80"},
        {"名称": "低", high: "60"},
    ]
    item = {"名称": "甲", "方式": "评分", "分值": "100"}
    data = {"名称": "测试", "对象": "党支部", "项目": [item], "等次": grades}
    scheme = Scheme.model_validate(data)
    assert not list(scheme_faults(scheme))
    assert sum(band.holds(score) for band in scheme.bands) == 1


@pytest.mark.parametrize(
    ("how", "places"), [(Rounding.DOWN, 2), (Rounding.HALF_UP, 2), (Rounding.UP, 3)]
)
def test_thirty_percent_of_seven(how, places):
    assert quota_places(Decimal("0.3"), 7, how) == places


def test_half_a_place_is_rounded_as_stated():
    shares = {how: quota_places(Decimal("0.5"), 7, how) for how in Rounding}
    assert shares == {Rounding.DOWN: 3, Rounding.UP: 4, Rounding.HALF_UP: 4}


NAMES = ["甲支部", "乙支部", "丙支部", "丁支部", "戊支部", "己支部", "庚支部"]
THREE = bands("名称: 优, 不低于: 90", "名称: 良, 不低于: 60, 低于: 90", "名称: 差, 低于: 60")


def stand(tmp_path, scores, extra="", rulings=""):
    """Score seven branches by marks; None leaves one out."""
    lines = [
        f"  - {{对象: {name}, 项目: 甲, 得分: {score}, 依据: 现场}}"
        for name, score in zip(NAMES, scores, strict=False)
        if score is not None
    ]
    marks = "评分:\n" + "\n".join(lines) + "\n" + rulings
    found = [branch(name) for name, _ in zip(NAMES, scores, strict=False)]
    result = scored(tmp_path, THREE + extra, *found, marks=marks)
    return {score.who: score for score in result.scores}


def grades(told):
    return [told[name].grade for name in NAMES if name in told]


def quota(ties="由组织确定", how="舍去"):
    return f"限额: [{{等次: 优, 比例: 30%, 取整: {how}, 并列: {ties}}}]\n"


@pytest.mark.parametrize(
    ("score", "grade"), [("90", "优"), ("89.99", "良"), ("60", "良"), ("59.99", "差")]
)
def test_a_grade_begins_with_its_own_end(tmp_path, score, grade):
    assert grades(stand(tmp_path, [score])) == [grade]


def test_equal_scores_share_a_rank_and_the_next_is_skipped(tmp_path):
    told = stand(tmp_path, ["95", "91", "95", "80"])
    assert [told[name].rank for name in NAMES[:4]] == [1, 3, 1, 4]


@pytest.mark.parametrize(("how", "best"), [("舍去", 2), ("四舍五入", 2), ("进一", 3)])
def test_whoever_exceeds_the_quota_goes_to_the_next_grade(tmp_path, how, best):
    told = stand(tmp_path, ["99", "98", "97", "96", "70", "70", "50"], quota(how=how))
    assert grades(told) == ["优"] * best + ["良"] * (6 - best) + ["差"]


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        ("都入选", ["优", "优", "优"]),
        ("都不入选", ["优", "良", "良"]),
        ("由组织确定", ["优", None, None]),
    ],
)
def test_ties_at_the_end_of_a_quota(tmp_path, ties, expected):
    told = stand(tmp_path, ["99", "98", "98", "70", "70", "70", "70"], quota(ties))
    assert grades(told)[:3] == expected


def test_a_tie_within_the_quota_is_no_matter(tmp_path):
    told = stand(tmp_path, ["98", "98", "91", "70", "70", "70", "70"], quota())
    assert grades(told)[:3] == ["优", "优", "良"]


def test_who_has_no_score_may_still_take_a_place(tmp_path):
    told = stand(tmp_path, ["99", "98", "97", "70", "70", "70", None], quota())
    assert grades(told) == ["优", None, "良", "良", "良", "良", None]
    assert "还不能定" in told["乙支部"].note


VETO = "一票否决: [{名称: 严重违纪, 人工: 是, 等次: 差}]\n"


def test_a_veto_decides_the_grade_and_takes_no_place(tmp_path):
    rulings = "否决认定:\n  - {情形: 严重违纪, 认定: 否, 依据: 纪委函复}\n"
    rulings += "  - {对象: 甲支部, 情形: 严重违纪, 认定: 是, 依据: 处分决定}\n"
    told = stand(tmp_path, ["99", "98", "80"], VETO, rulings)
    assert grades(told) == ["差", "优", "良"]
    assert [told[name].rank for name in NAMES[:3]] == [None, 1, 2]


def test_a_veto_that_nobody_ruled_on_leaves_no_conclusion(tmp_path):
    told = stand(tmp_path, ["99"], VETO)
    assert told["甲支部"].grade is None and told["甲支部"].rank is None
    assert "严重违纪：没有认定" in told["甲支部"].refusals


def test_a_veto_may_set_the_total_to_nothing(tmp_path):
    extra = "一票否决: [{名称: 低分, 项目: 甲, 低于: 70, 清零: 是}]\n"
    told = stand(tmp_path, ["69.99", "70"], extra)
    assert [told[name].total for name in NAMES[:2]] == [0, 70]


def test_branches_of_other_kinds_are_left_out(tmp_path):
    text = "适用: [村]\n" + ITEM
    result = scored(tmp_path, text, branch("一支部"), branch("二支部", kind="村"))
    assert result.left_out == ("一支部",) and only(result).who == "二支部"


FAULTS = {
    "要写“每次”": "项目: [{名称: 甲, 方式: 加分, 取数: 党员大会次数}]",
    "不用“标准”": "项目: [{名称: 甲, 方式: 加分, 取数: 党员大会次数, 每次: 1, 标准: 4}]",
    "是不是“党员大会次数”": "项目: [{名称: 甲, 方式: 加分, 取数: 党员大会次, 每次: 1}]",
    "是比例，与方式“加分”不合": "项目: [{名称: 甲, 方式: 加分, 取数: 到会率, 每次: 1}]",
    "权重加起来应为 100%": "汇总: 加权\n项目: [{名称: 甲, 方式: 评分, 分值: 9, 权重: 99%}]",
    "没有叫“MTG999”的规则": "项目: [{名称: 甲, 方式: 扣分, 取数: 检查发现数, 规则: MTG999,"
    " 每次: 1}]",
    "要写明“取整”": THREE + "限额: [{等次: 优, 比例: 30%}]",
    "不在“等次”里": THREE + "限额: [{等次: 特优, 名额: 3}]",
    "最低等次": THREE + "限额: [{等次: 差, 名额: 3}]",
    "小数位最多 4 位": "小数位: 5\n" + ITEM,
    "要写范围": THREE + "一票否决: [{名称: 低分, 项目: 甲, 等次: 差}]",
    "只写一种": THREE + "一票否决: [{名称: 低分, 等次: 差, 低于: 6}]",
    "写了 2 次": "项目: [{名称: 甲, 方式: 评分, 分值: 9}, {名称: 甲, 方式: 评分, 分值: 9}]",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_scheme_that_cannot_be_applied_is_refused(tmp_path, fault):
    with pytest.raises(UnusableFileError) as refused:
        scheme_of(tmp_path, FAULTS[fault] + "\n")
    assert fault in str(refused.value)


@pytest.mark.parametrize("name", sorted(shipped()))
def test_shipped_schemes_are_sound_and_say_that_they_are_examples(name):
    scheme = read_scheme(shipped()[name])
    assert "示例" in scheme.name and scheme.bands


STAGES = ITEM + "阶段: {复审间隔: 2}\n"


@pytest.mark.parametrize(
    ("steps", "as_of", "state", "overdue"),
    [
        ("", "2026-12-31", "未申报", False),
        ("申报 2026-03-01 是", "2026-12-31", "已申报", False),
        ("申报 2026-03-01 是,评审 2026-04-01 否", "2026-12-31", "评审未通过", False),
        ("申报 2024-03-01 是,评审 2024-04-01 是,命名 2024-05-10 是", "2026-05-10", "已命名", False),
        ("申报 2024-03-01 是,评审 2024-04-01 是,命名 2024-05-10 是", "2026-05-11", "已命名", True),
        (
            "申报 2024-03-01 是,评审 2024-04-01 是,命名 2024-05-10 是,复审 2026-05-10 是",
            "2026-05-11", "已命名", False,
        ),
        (
            "申报 2024-03-01 是,评审 2024-04-01 是,命名 2024-05-10 是,复审 2026-05-10 否",
            "2026-05-11", "复审退出", False,
        ),
        (
            "申报 2024-03-01 是,评审 2024-04-01 是,命名 2024-05-10 是,退出 2025-05-10 是",
            "2026-05-11", "已退出", False,
        ),
    ],
)  # fmt: skip
def test_stages_lead_from_application_to_exit(tmp_path, steps, as_of, state, overdue):
    result = scored(tmp_path, STAGES, branch("一支部"), marks=_steps(steps), as_of=as_of)
    course = only(result).stages
    assert (course.state, course.overdue, course.faults) == (state, overdue, ())


def _steps(steps):
    listed = [step.split() for step in steps.split(",") if step]
    lines = (
        f"  - {{阶段: {stage}, 日期: {day}, 通过: {passed}, 依据: 文件}}\n"
        for stage, day, passed in listed
    )
    return "阶段:\n" + "".join(lines) if listed else ""


def test_a_naming_without_review_names_nobody(tmp_path):
    steps = _steps("申报 2026-03-01 是,命名 2026-05-10 是")
    result = scored(tmp_path, STAGES, branch("一支部"), marks=steps, as_of="2026-12-31")
    course = only(result).stages
    assert course.state == "已申报"
    assert course.faults == ("2026-05-10 命名之前没有通过评审",)
    assert course.since == date(2026, 3, 1)


def test_one_branch_by_itself_gets_no_grade_that_has_a_quota(tmp_path):
    marks = "评分: [{项目: 甲, 得分: %s, 依据: 现场}]\n"
    best = scored(tmp_path, THREE + quota(), branch("甲支部"), marks=marks % 95, alone=True)
    assert only(best).grade is None and "一起打分才能定" in only(best).note
    good = scored(tmp_path, THREE + quota(), branch("甲支部"), marks=marks % 80, alone=True)
    assert only(good).grade == "良"


def test_members_are_ranked_and_limited_within_their_branch(tmp_path):
    text = "名称: 测试\n对象: 党员\n" + THREE + quota(ties="都入选")
    marks = "评分: [{项目: 甲, 得分: 95, 依据: 评议}]\n"
    result = scored(tmp_path, text, branch("甲支部"), branch("乙支部"), marks=marks)
    assert {score.rank for score in result.scores} == {1}
    assert {score.grade for score in result.scores} == {"优"}
    assert {"限额 1 个" in score.note for score in result.scores} == {True}
