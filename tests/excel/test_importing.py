"""Sheets as offices lay them out come in; what is not understood is refused with its address."""
# ruff: noqa: E501 (a row of a sheet is a line)

import pytest
from openpyxl import Workbook, load_workbook

from excel.books import book, branch, bring, fill, ledger, moment

ROSTER = (
    ["第一党支部党员花名册", None, None, None, None, None, None, None],
    ["制表日期：2026年3月", None, None, None, None, None, None, None],
    ["序号", "姓 名", "性别", "出生\n年月", "身份证号", "入党时间", "转正时间\n（年月日）", "备注"],
    [1, "王建国", "男", 1976.8, "x", moment(2001, 6, 28), "2002.6.28", None],
    [2, "李　娜", "女", "1985年5月", "x", 38531, "２００６年６月２８日", "2006年评优"],
    [None, "合计", "2 人", None, None, None, None, None],
    ["填表人：王建国"],
)
"""B.2, with a title, remarks, blanks within headings and names, and four ways to write a day."""


@pytest.fixture
def home(tmp_path):
    return branch(tmp_path)


def test_roster(tmp_path, home):
    done = bring(book(tmp_path / "a.xlsx", *ROSTER, merged=["A1:H1", "A2:H2"]), home)
    assert done.exit_code == 0, done.stderr
    assert ledger(home, "members.yaml") == {
        "党员": [
            {
                "姓名": "王建国",
                "性别": "男",
                "出生": "1976-08",
                "入党": "2001-06-28",
                "转正": "2002-06-28",
            },
            {
                "姓名": "李娜",
                "性别": "女",
                "出生": "1985-05",
                "入党": "2005-06-28",
                "转正": "2006-06-28",
                "备注": "2006年评优",
            },
        ]
    }
    assert "身份证号：个人敏感信息，台账不保存，没有读入。" in done.stderr


def test_meetings(tmp_path, home):
    rows = (
        ["2026年“三会一课”情况表"],
        ["会议类型", "主持人", "记录人", "会议名称", "计划会议时间", "实际会议时间", "地点", "应到", "实到", "请假人员", "列席人员", "议题", "内容", "决议"],
        ["支部党员大会", "王建国", "李娜", "第一季度党员大会", "2026.3.10", "2026年3月12日 14：30—16：00", "三楼", "20人", 18,
         "周立新（出差、培训）、钱玉梅：病假", "机关党委 韩卫东", "1.审议计划\n2.讨论发展党员", "…", "通过"],
        ["主题党日活动", "王建国", "李娜", None, None, moment(2026, 4, 8, 9, 0), None, 20, 20, "无", None, None, "参观", None],
    )  # fmt: skip
    done = bring(book(tmp_path / "a.xlsx", *rows, merged=["A1:N1"]), home)
    assert done.exit_code == 0, done.stderr
    assert ledger(home, "meetings/2026/2026-03-12-党员大会.yaml") == {
        "类型": "党员大会",
        "名称": "第一季度党员大会",
        "日期": "2026-03-12",
        "时间": "14:30-16:00",
        "筹备": {"计划日期": "2026-03-10"},
        "地点": "三楼",
        "主持人": "王建国",
        "记录人": "李娜",
        "应到": "20",
        "实到": "18",
        "缺席": {"周立新": "出差、培训", "钱玉梅": "病假"},
        "列席": ["机关党委 韩卫东"],
        "议题": [{"标题": "审议计划"}, {"标题": "讨论发展党员"}],
        "内容": "…",
        "决议": "通过",
    }
    theme_day = ledger(home, "meetings/2026/2026-04-08-主题党日.yaml")
    assert theme_day["时间"] == "09:00" and "缺席" not in theme_day


def test_the_title_tells_the_kind_of_meeting(tmp_path, home):
    rows = (
        ["主题党日活动记录"],
        ["活动名称", "实际时间", "记录人"],
        ["清明祭扫", "2026-04-03", "李娜"],
    )
    assert bring(book(tmp_path / "a.xlsx", *rows), home).exit_code == 0
    assert ledger(home, "meetings/2026/2026-04-03-主题党日.yaml")["名称"] == "清明祭扫"


def test_development_with_headings_in_two_rows(tmp_path, home):
    rows = (
        ["发展党员情况总表"],
        ["姓名", "提交书面\n申请书时间", "确定积极分子时间", "积极分子培训", None, None, "培养联系人",
         "确定发展对象时间", "发展对象培训", None, None, "志愿书编号", "入党时间", "当前阶段"],
        [None, None, None, "起", "止", "结业成绩", None, None, "起", "止", "结业成绩", None, None, None],
        ["何雨晴", "2024.3.15", "2024/6/20", "2024-09-01", "2024-09-05", "合格", "孙志远、郑晓明",
         moment(2026, 6, 8), "2026-06-20", "2026-06-24", "优秀", "0007", "2026-07-15", "预备党员"],
    )  # fmt: skip
    merged = ["A1:N1", "D2:F2", "I2:K2", *(f"{c}2:{c}3" for c in "ABCGHLMN")]
    done = bring(book(tmp_path / "a.xlsx", *rows, merged=merged), home)
    assert done.exit_code == 0, done.stderr
    assert ledger(home, "development/何雨晴.yaml") == {
        "姓名": "何雨晴",
        "申请": {"日期": "2024-03-15"},
        "积极分子": {
            "确定日期": "2024-06-20",
            "培养联系人": [{"姓名": "孙志远"}, {"姓名": "郑晓明"}],
            "培训": {"起": "2024-09-01", "止": "2024-09-05", "成绩": "合格"},
        },
        "发展对象": {"确定日期": "2026-06-08"},
        "接收": {
            "短期培训": {"起": "2026-06-20", "止": "2026-06-24", "成绩": "优秀"},
            "志愿书": {"编号": "0007"},
            "支部大会": {"日期": "2026-07-15"},
        },
    }


def test_headings_in_one_row_take_their_meaning_from_the_left(tmp_path, home):
    rows = (
        [
            "姓名",
            "提交书面申请书时间",
            "积极分子培训起",
            "止",
            "成绩",
            "发展对象培训起",
            "止",
            "成绩",
        ],
        [
            "何雨晴",
            "2024-03-15",
            "2024-09-01",
            "2024-09-05",
            "良",
            "2025-09-01",
            "2025-09-03",
            "优",
        ],
    )
    assert bring(book(tmp_path / "a.xlsx", *rows), home).exit_code == 0
    record = ledger(home, "development/何雨晴.yaml")
    assert record["积极分子"]["培训"]["成绩"] == "良"
    assert record["接收"]["短期培训"] == {"起": "2025-09-01", "止": "2025-09-03", "成绩": "优"}


def test_candidates(tmp_path, home):
    rows = (
        ["2026年换届候选人预备人选基本情况表"],
        ["序号", "姓名", "性别", "出生年月", "籍贯", "民族", "入党时间", "职称/职务", "备注"],
        [1, "王建国", "男", "1976.08", "某省某县", "汉族", "2001.06.28", "处长", None],
    )
    done = bring(book(tmp_path / "a.xlsx", *rows, merged=["A1:I1"]), home)
    assert done.exit_code == 0, done.stderr
    assert ledger(home, "elections/2026-换届.yaml") == {
        "类别": "换届",
        "人选": [
            {
                "姓名": "王建国",
                "性别": "男",
                "出生": "1976-08",
                "入党": "2001-06-28",
                "职务": "处长",
            }
        ],
    }
    assert "籍贯：没有对应的栏目" in done.stderr


MONTHS = [f"{n}月" for n in range(1, 13)]


def test_dues_with_month_columns_need_the_day_of_payment(tmp_path, home):
    rows = (
        ["2026年党费收缴台账"],
        ["序号", "姓名", "类别", "月工资收入", "月应缴(元)", *MONTHS, "备注"],
        [1, "王建国", "机关", 9000, 105.0, "105.00", "１０５元", "√", *[None] * 9],
        [2, "李娜", "机关", 3000, "15", 15, "未交", None, *[None] * 9],
    )
    path = book(tmp_path / "a.xlsx", *rows, merged=["A1:R1"])
    refused = bring(path, home)
    assert refused.exit_code == 1
    assert "第 3 行：F3 没有收款日期；用 --pay-day" in refused.stderr
    done = bring(path, home, "--pay-day", "31")
    assert done.exit_code == 0, done.stderr
    record = ledger(home, "dues/2026.yaml")
    assert record["核定"] == {
        "名单": [
            {"姓名": "王建国", "类别": "机关", "月交": "105.00"},
            {"姓名": "李娜", "类别": "机关", "月交": "15.00"},
        ]
    }
    paid = [(one["姓名"], one["月份"], one["日期"], one["金额"]) for one in record["交纳"]]
    assert paid == [
        ("王建国", "2026-01", "2026-01-31", "105.00"),
        ("王建国", "2026-02", "2026-02-28", "105.00"),
        ("王建国", "2026-03", "2026-03-31", "105.00"),
        ("李娜", "2026-01", "2026-01-31", "15.00"),
    ]
    assert "9000" not in (home / "dues/2026.yaml").read_text(encoding="utf-8")


def test_dues_a_payment_a_row(tmp_path, home):
    rows = (
        [
            "序号",
            "姓名",
            "党组织",
            "年份",
            "月份",
            "缴纳基数",
            "应缴",
            "实缴",
            "缴纳日期",
            "缴纳方式",
            "状态",
        ],
        [1, "王建国", "一支部", 2026, 1, 9000, 105, 105, moment(2026, 1, 10), "微信", "已缴"],
        [2, "王建国", "一支部", 2026, "2-3月", 9000, 105, "210.00", "2026.2.10", "现金", "已缴"],
        [3, "李娜", "一支部", 2026, 1, 3000, 15, None, None, None, "未缴"],
    )
    done = bring(book(tmp_path / "党费台账.xlsx", *rows, title="党费台账"), home)
    assert done.exit_code == 0, done.stderr
    first = {"月份": "2026-01", "日期": "2026-01-10", "姓名": "王建国"}
    second = {"月份": "2026-02至2026-03", "日期": "2026-02-10", "姓名": "王建国"}
    assert ledger(home, "dues/2026.yaml")["交纳"] == [
        {**first, "金额": "105.00", "方式": "线上"},
        {**second, "金额": "210.00", "方式": "现金"},
    ]


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (2026.1, "分不清 1 月和 10 月"),
        ("1976年", "不是出生年月"),
        ("26/3/1", "不是出生年月"),
        ("138" + "00001111", "像是身份证号或手机号"),
        ("=A1+", "公式没有算出的结果"),
        ("#REF!", "公式出错"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_address(tmp_path, home, cell, reason):
    rows = (["姓名", "出生年月", "学历"], ["王建国", cell, "大学"], ["李娜", "1985-05", "大学"])
    path = book(tmp_path / "a.xlsx", *rows)
    done = bring(path, home)
    assert done.exit_code == 1
    assert "第 2 行：B2 " in done.stderr and reason in done.stderr
    assert [one["姓名"] for one in ledger(home, "members.yaml")["党员"]] == ["李娜"]
    marked = load_workbook(tmp_path / "a-未导入.xlsx").active
    assert reason in marked["B2"].comment.text
    assert marked["B3"].comment is None


def test_a_number_that_shows_its_nought_is_october(tmp_path, home):
    path = book(tmp_path / "a.xlsx", ["姓名", "出生年月", "学历"], ["王建国", 1976.1, "大学"])
    made = load_workbook(path)
    made.active["B2"].number_format = "0.00"
    made.save(path)
    assert bring(path, home).exit_code == 0
    assert ledger(home, "members.yaml")["党员"][0]["出生"] == "1976-10"


def test_a_remark_behind_a_day_is_said_not_lost_in_silence(tmp_path, home):
    rows = (["姓名", "入党时间", "转正时间"], ["王建国", "2001.6.28（补登）", "2002-06-28"])
    done = bring(book(tmp_path / "a.xlsx", *rows), home)
    assert ledger(home, "members.yaml")["党员"][0]["入党"] == "2001-06-28"
    assert "B2 的附注“补登”没有写入" in done.stderr


def test_two_rows_of_one_name_are_not_merged(tmp_path, home):
    rows = (["姓名", "性别", "学历"], ["李伟", "男", "大学"], ["李伟", "女", "大学"])
    done = bring(book(tmp_path / "a.xlsx", *rows), home)
    assert done.exit_code == 1 and "第 3 行：A3 “李伟”在表里重复" in done.stderr


def test_several_sheets_come_in_as_one_change(tmp_path, home):
    made = Workbook()
    made.active.title = "花名册"
    fill(made.active, ROSTER, ["A1:H1"])
    fill(made.create_sheet("三会一课"), (["会议类型", "会议时间"], ["党课", "2026-03-01"]))
    fill(made.create_sheet("说明"), (["填表说明：请如实填写"],))
    made.create_sheet("空表")
    made.save(tmp_path / "a.xlsx")
    done = bring(tmp_path / "a.xlsx", home)
    assert done.exit_code == 0, done.stderr
    assert "工作表“说明”认不出是什么表" in done.stderr
    assert (home / "members.yaml").exists()
    assert (home / "meetings/2026/2026-03-01-党课.yaml").exists()


def test_dry_run_shows_mapping_and_diff_and_writes_nothing(tmp_path, home):
    done = bring(book(tmp_path / "a.xlsx", *ROSTER), home, "--dry-run")
    assert done.exit_code == 0
    assert "入党时间 → 入党" in done.stderr
    assert "+  - 姓名: 王建国" in done.stdout
    assert sorted(path.name for path in home.iterdir()) == ["branch.yaml"]


def test_a_number_sign_is_no_error(tmp_path, home):
    rows = (["会议类型", "会议时间", "地点"], ["党课", "2026-03-01", "#A1 楼"])
    assert bring(book(tmp_path / "a.xlsx", *rows), home).exit_code == 0
    assert ledger(home, "meetings/2026/2026-03-01-党课.yaml")["地点"] == "#A1 楼"


def test_names_are_written_as_the_ledger_writes_them(tmp_path, home):
    rows = (
        ["姓名", "性别", "学历"],
        ["李　伟（一）", "男", "大学"],
        ["阿依古丽•买买提", "女", "大学"],
    )
    path = book(tmp_path / "a.xlsx", *rows)
    assert bring(path, home).exit_code == 0
    names = [one["姓名"] for one in ledger(home, "members.yaml")["党员"]]
    assert names == ["李伟(一)", "阿依古丽·买买提"]
    roster = home / "members.yaml"
    roster.write_text(
        roster.read_text(encoding="utf-8").replace("(一)", "（一）"), encoding="utf-8"
    )
    again = bring(path, home)
    assert again.exit_code == 0 and "新增 0 条" in again.stderr


def test_a_namesake_suffix_is_no_reason_for_an_absence(tmp_path, home):
    rows = (
        ["会议类型", "会议日期", "请假人员"],
        ["党员大会", "2026-03-12", "李伟（一）、周立新（病）"],
    )
    assert bring(book(tmp_path / "a.xlsx", *rows), home).exit_code == 0
    absent = ledger(home, "meetings/2026/2026-03-12-党员大会.yaml")["缺席"]
    assert absent == {"李伟(一)": None, "周立新": "病"}


def test_a_probationary_member_has_no_day_of_confirmation_yet(tmp_path, home):
    rows = (["姓名", "入党时间", "转正时间"], ["何雨晴", "2025.9.18", "预备"])
    assert bring(book(tmp_path / "a.xlsx", *rows), home).exit_code == 0
    assert ledger(home, "members.yaml")["党员"] == [{"姓名": "何雨晴", "入党": "2025-09-18"}]


def test_a_line_above_the_headings_is_no_heading(tmp_path, home):
    head = ["序号", "姓名", "性别", "学历"]
    path = book(tmp_path / "a.xlsx", ["花名册"], ["单位：某局"], head, [1, "王建国", "男", "大学"])
    done = bring(path, home)
    assert done.exit_code == 0 and "表头在第 3 行" in done.stderr


def test_many_rows_that_are_not_taken_do_not_fill_the_screen(tmp_path, home):
    rows = [[f"张{chr(0x4E00 + n)}", "坏", "坏"] for n in range(30)]
    path = book(tmp_path / "a.xlsx", ["姓名", "入党时间", "转正时间"], *rows)
    done = bring(path, home)
    assert done.exit_code == 1 and "另有 10 行没有导入" in done.stderr
    assert "第 2 行：B2 不是日期，应写成 2026-03-12；C2 不是日期" in done.stderr
    assert "30 行没有导入" in done.stderr and len(done.stderr.splitlines()) < 30


def test_a_sheet_that_is_not_there_and_a_file_of_another_kind(tmp_path, home):
    path = book(tmp_path / "a.xlsx", ["姓名", "性别"], ["王建国", "男"], title="名册")
    missing = bring(path, home, "--sheet", "会议")
    assert missing.exit_code == 2 and "没有工作表“会议”；有：名册" in missing.stderr
    table = tmp_path / "a.csv"
    table.write_text("姓名,性别\n王建国,男\n", encoding="gbk")
    other = bring(table, home)
    assert other.exit_code == 2 and "另存为 .xlsx" in other.stderr
    nowhere = bring(tmp_path / "无.xlsx", home)
    assert nowhere.exit_code == 2 and "没有这个文件或文件夹" in nowhere.stderr


def test_a_clock_behind_the_day_does_not_cut_off_the_end_of_a_meeting(tmp_path, home):
    rows = (["会议类型", "会议日期", "起止时间"], ["党员大会", "2026-03-12", "14:30-16:00"])
    assert bring(book(tmp_path / "a.xlsx", *rows), home).exit_code == 0
    again = (["会议类型", "会议日期", "会议地点"], ["党员大会", "2026年3月12日 14:30", "三楼"])
    assert bring(book(tmp_path / "b.xlsx", *again), home).exit_code == 0
    record = ledger(home, "meetings/2026/2026-03-12-党员大会.yaml")
    assert record["时间"] == "14:30-16:00" and record["地点"] == "三楼"
    later = (["会议类型", "会议日期"], ["党员大会", "2026年3月12日 15:00"])
    assert bring(book(tmp_path / "c.xlsx", *later), home).exit_code == 0
    assert ledger(home, "meetings/2026/2026-03-12-党员大会.yaml")["时间"] == "15:00"
