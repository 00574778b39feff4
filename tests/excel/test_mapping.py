"""What the vocabulary does not know of headings the user tells, and mistakes in it are named."""

import pytest

from excel.books import book, branch, bring, ledger

ROSTER = (
    ["党员名册"],
    ["大名", "科室", "组织时间", "转正", "身份证号"],
    ["王建国", "办公室", "2001-06-28", "2002-06-28", "x"],
)
NAMED = ("--map", "大名=姓名")


@pytest.fixture
def home(tmp_path):
    return branch(tmp_path)


@pytest.fixture
def roster(tmp_path):
    return book(tmp_path / "a.xlsx", *ROSTER)


def members(home):
    return ledger(home, "members.yaml")["党员"]


def test_a_heading_is_the_field_that_the_user_names(roster, home):
    told = ("--map", "组织时间=加入党组织日期", "--map", "科室=单位")
    done = bring(roster, home, *NAMED, *told)
    assert done.exit_code == 0, done.stderr
    person = {"姓名": "王建国", "单位": "办公室", "入党": "2001-06-28", "转正": "2002-06-28"}
    assert members(home) == [person]


def test_what_is_left_unknown_is_told_with_the_way_to_map_it(roster, home):
    done = bring(roster, home, *NAMED, "--dry-run")
    assert "大名 → 姓名" in done.stderr
    assert "科室：没有对应的栏目，没有读入。" in done.stderr
    assert "--map '科室=字段'" in done.stderr
    assert "用 --map" in bring(roster, home).stderr  # without a name it is no roster at all


def test_a_field_may_be_named_by_its_route(tmp_path, home):
    rows = (["姓名", "调来"], ["王建国", "2020-01-05"])
    path = book(tmp_path / "a.xlsx", *rows)
    assert bring(path, home, "--kind", "roster", "--map", "调来=转入·日期").exit_code == 0
    assert members(home) == [{"姓名": "王建国", "转入": {"日期": "2020-01-05"}}]


def test_the_word_of_the_user_is_above_that_of_the_vocabulary(tmp_path, home):
    rows = (["姓名", "入党时间", "首次入党"], ["王建国", "2010-01-01", "2001-06-28"])
    path = book(tmp_path / "a.xlsx", *rows)
    done = bring(path, home, "--map", "首次入党=入党")
    assert members(home)[0]["入党"] == "2001-06-28"
    assert "入党时间：与“入党”重复，没有读入。" in done.stderr


def test_headings_are_compared_as_all_are_and_in_two_rows(tmp_path, home):
    rows = (["姓名", "来到本支部", None], [None, "日子", "哪里来"], ["王建国", "2020.1.5", "甲"])
    path = book(tmp_path / "a.xlsx", *rows, merged=["A1:A2", "B1:C1"])
    words = ("--map", "来到本支部 日子=转入日期", "--map", "来到本支部哪里来=转入来自")
    done = bring(path, home, "--kind", "roster", *words)
    assert done.exit_code == 0, done.stderr
    assert members(home)[0]["转入"] == {"日期": "2020-01-05", "来自": "甲"}


def test_mapped_headings_that_are_repeated_lower_down_are_no_person(tmp_path, home):
    path = book(tmp_path / "a.xlsx", *ROSTER, ROSTER[1], ["李秀兰", "", "2005-06-28"])
    done = bring(path, home, *NAMED, "--map", "组织时间=入党")
    assert done.exit_code == 0, done.stderr
    assert [one["姓名"] for one in members(home)] == ["王建国", "李秀兰"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--map", "大名"], ["--map 写成 表头=字段", "“大名”不是"]),
        (["--map", "=姓名"], ["--map 写成 表头=字段"]),
        (["--map", "科室=工作单为"], ["没有“工作单为”这个字段。是不是“工作单位”？", "党员名册："]),
        (["--map", "科室=会议地点", "--kind", "roster"], ["没有“会议地点”这个字段", "党员名册："]),
        (["--map", "科室=会议地点"], ["没有“会议地点”这个字段", "党员名册："]),
        (["--map", "科事=单位"], ["表头里没有“科事”。是不是“科室”？有：大名、科室"]),
        (["--map", "科室=入党", "--map", "组织时间=入党"], ["有两个表头都对应“入党”"]),
        (["--map", "身份证号=备注"], ["“身份证号”是个人敏感信息，台账不保存"]),
    ],
)  # fmt: skip
def test_a_mapping_that_cannot_be_followed_writes_nothing(roster, home, words, said):
    done = bring(roster, home, *NAMED, *words)
    assert done.exit_code == 2
    assert all(one in done.stderr for one in said), done.stderr
    assert not (home / "members.yaml").exists()
