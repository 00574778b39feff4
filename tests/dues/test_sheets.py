"""The year's sheet and its relatives: right sums, no base where none belongs, inert cells."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from djledger.dates import Month
from djledger.dues.sheet import Mark, year_sheet
from djledger.excel.dues_sheet import workbook
from djledger.ledger.folder import load, sites
from djledger.ledger.source import MemorySource
from djledger.reports.dues import due_markdown, notice_markdown, sheet_markdown
from djledger.reports.dues_explained import explained
from djledger.reports.markdown import escaped, table

NAME = "测试单位第一党支部"
BASE = "7654.32"
MEMBERS = """\
党员:
  - {姓名: 王建国, 入党: 2001-06-28}
  - {姓名: 李秀兰, 入党: 2005-06-28}
  - {姓名: 孙志远, 入党: 2010-06-28, 转出: {日期: 2026-08-15}}
  - {姓名: 何雨晴, 入党: 2026-06-28}
"""
DUES = f"""\
年度: 2026
上年结转: 10.00
核定:
  日期: 2026-01-08
  名单:
    - {{姓名: 王建国, 类别: 机关, 月交: 114.81}}
    - {{姓名: 李秀兰, 类别: 机关, 月交: 30.10}}
    - {{姓名: 李秀兰, 类别: 机关, 月交: 40.00, 自: 2026-07, 原因: 晋升}}
    - {{姓名: 孙志远, 类别: 机关, 月交: 50.00}}
    - {{姓名: 何雨晴, 类别: 机关, 月交: 20.00, 自: 2026-06}}
基数:
  - {{姓名: 王建国, 基数: {BASE}}}
交纳:
  - {{月份: 2026-01至2026-03, 日期: 2026-03-10}}
  - {{月份: 2026-04, 日期: 2026-04-10, 未交: 李秀兰}}
  - {{月份: 2026-04, 日期: 2026-06-20, 姓名: 李秀兰, 补交原因: 出差}}
  - {{月份: 2026-05至2026-11, 日期: 2026-11-10, 未交: 王建国}}
  - {{月份: 2026-06, 日期: 2026-06-30, 姓名: 王建国, 金额: 200.00, 性质: 自愿多交}}
减免:
  - {{姓名: 李秀兰, 自: 2026-09, 至: 2026-10, 月交: 0, 原因: 重病, 支部研究: 2026-08-20}}
上缴:
  - {{日期: 2026-12-01, 金额: 100.00}}
"""
AS_OF = date(2026, 12, 5)


def branch_of(dues=DUES, members=MEMBERS, name=NAME):
    files = {
        "branch.yaml": f"名称: '{name}'\n类型: 机关\n",
        "members.yaml": members,
        "dues/2026.yaml": dues,
    }
    source = MemorySource({path: text.encode() for path, text in files.items()})
    loaded = load(source, sites(source)[0])
    assert not loaded.faults, loaded.faults
    return loaded.branch


def sheet_of(with_base=False, **more):
    return year_sheet(branch_of(**more), 2026, AS_OF, with_base=with_base)


def row_of(name, **more):
    return next(row for row in sheet_of(**more).rows if row.name == name)


def test_a_year_with_transfer_relief_and_back_payment_adds_up():
    sheet = sheet_of()
    by_name = {row.name: (row.due, row.paid, row.lacking) for row in sheet.rows}
    eleven = Decimal("114.81") * 11
    paid = Decimal("114.81") * 4
    assert by_name["王建国"] == (eleven, paid, eleven - paid)
    li = Decimal("30.10") * 6 + 40 * 3
    assert by_name["李秀兰"] == (li, li, 0)
    assert by_name["孙志远"] == (350, 350, 0)
    assert by_name["何雨晴"] == (120, 120, 0)
    assert sheet.paid == sum(sheet.month_total(index) for index in range(12))
    assert sheet.due - sheet.paid == sheet.lacking == eleven - paid


def test_money_paid_ahead_or_beyond_makes_up_for_no_other_month():
    """December is paid ahead; what is lacking for May to November stays lacking."""
    ahead = "  - {月份: 2026-12, 日期: 2026-11-30, 姓名: 王建国, 金额: 803.67, 收款人: 李秀兰}\n"
    dues = DUES.replace("交纳:\n", f"交纳:\n{ahead}", 1)
    wang = row_of("王建国", dues=dues)
    assert (wang.lacking, len(wang.unpaid)) == (Decimal("803.67"), 7)
    assert sheet_of(dues=dues).lacking == Decimal("803.67")


def test_each_month_shows_what_became_of_it():
    li, sun = row_of("李秀兰"), row_of("孙志远")
    assert li.cells[8:] == (Mark.EXEMPT, Mark.EXEMPT, Decimal("40.00"), Mark.BLANK)
    assert sun.cells[6:9] == (Decimal("50.00"), Mark.BLANK, Mark.NOT_OWED)
    assert row_of("王建国").cells[4] is Mark.UNPAID
    assert row_of("王建国").unpaid == tuple(Month(2026, n) for n in range(5, 12))
    assert row_of("何雨晴").cells[4:6] == (Mark.NOT_OWED, Decimal("20.00"))


def test_remarks_tell_what_the_figures_cannot():
    assert row_of("李秀兰").remark == (
        "7月起 40.00 元（晋升）；9月至10月减免（重病）；6月20日补交4月（出差）"
    )
    assert row_of("孙志远").remark == "8月15日转出"
    assert "自愿多交 200.00 元" in row_of("王建国").remark


def test_the_account_counts_voluntary_money_too():
    balance = sheet_of().balance
    assert balance.collected == sheet_of().paid + 200
    assert balance.closing == 10 + balance.collected - 100


UNFIXED = """\
年度: 2026
交纳:
  - {月份: 2026-01至2026-03, 日期: 2026-03-10, 未交: 李秀兰}
  - {月份: 2026-04, 日期: 2026-04-10, 姓名: 王建国, 金额: 90.00}
"""


def test_sums_that_nobody_fixed_are_not_written_as_nought():
    wang, li = row_of("王建国", dues=UNFIXED), row_of("李秀兰", dues=UNFIXED)
    assert (wang.due, wang.paid, wang.lacking) == (None, None, None)
    assert wang.cells[2:5] == (Mark.PAID, Decimal("90.00"), Mark.UNPAID)
    assert (li.due, li.paid, li.lacking) == (None, 0, None) and li.unpaid[0] == Month(2026, 1)
    sheet = sheet_of(dues=UNFIXED)
    assert (sheet.due, sheet.paid, sheet.lacking) == (None, None, None)
    assert sheet.month_total(2) is None and sheet.month_total(3) == 90
    notice, owed = notice_markdown(sheet), due_markdown(sheet)
    assert "| 1 | 王建国 |  |  | 5月" in notice and "不写数字" in notice
    assert "| 合计 |  |  |" in owed and "不写数字" in owed
    said = explained(branch_of(UNFIXED), "王建国", 2026, AS_OF)
    assert "合计：没有核定月交数额，欠交多少说不清" in said and "0.00 元" not in said


def test_a_workbook_adds_up_only_what_is_known():
    content = workbook([sheet_of(dues=UNFIXED)])
    page = load_workbook(BytesIO(content))[NAME]
    head = [cell.value for cell in page[3]]
    bottom = [page.cell(8, n + 1).value for n in range(len(head))]
    assert bottom[1] == "合计"
    assert bottom[head.index("3月")] is None and bottom[head.index("4月")].startswith("=SUM")
    assert (
        bottom[head.index("欠交")] is None
        and page.cell(4, head.index("实交合计") + 1).value is None
    )


def test_a_year_without_a_ledger_has_no_sheet():
    assert year_sheet(branch_of(), 2025, AS_OF) is None


def test_the_base_is_told_only_when_asked_for():
    assert BASE not in sheet_markdown(sheet_of())
    assert BASE in sheet_markdown(sheet_of(with_base=True))


def test_the_notice_shows_neither_base_nor_category_nor_reason():
    text = notice_markdown(sheet_of())
    assert not any(word in text for word in (BASE, "机关", "重病", "114.81", "1.5%"))
    assert "| 1 | 王建国 | 1262.91 | 459.24 | 5月、6月、7月、8月、9月、10月、11月 |" in text


def test_who_owes_what():
    text = due_markdown(sheet_of())
    assert "王建国" in text and "803.67" in text and "李秀兰" not in text
    settled = DUES.replace("未交: 王建国", "未交: []")
    assert "没有人欠交" in due_markdown(sheet_of(dues=settled))


def test_the_explanation_shows_reckoning_and_provisions():
    text = explained(branch_of(), "王建国", 2026, AS_OF)
    assert "7654.32 × 1.5% = 114.8148，应为每月 114.81 元" in text
    assert "核定数额与计算相符" in text and "第二条" in text
    assert "欠交 803.67 元" in text
    assert explained(branch_of(), "周立新", 2026, AS_OF) is None


def test_the_explanation_says_what_a_wrong_base_has_cost():
    dues = DUES.replace(f"基数: {BASE}", "构成: {职务工资: 7000.00, 级别工资: 2000.00}")
    text = explained(branch_of(dues), "王建国", 2026, AS_OF)
    assert "| 职务工资 | 7000.00 | 计入 | 7000.00 |" in text
    assert "每月少收 20.19 元，已满 11 个月，共 222.09 元" in text


@pytest.fixture(scope="module")
def opened():
    return load_workbook(BytesIO(workbook([sheet_of()])))


def test_the_workbook_is_an_offices_sheet(opened):
    page = opened[NAME]
    assert page["A1"].value == f"{NAME} 2026 年度党费收缴台账"
    head = [cell.value for cell in page[3]]
    assert head[:5] == ["序号", "姓名", "类别", "月交", "1月"] and head[-1] == "备注"
    assert page.page_setup.orientation == "landscape" and page.page_setup.paperSize == 9
    assert page.sheet_properties.pageSetUpPr.fitToPage and page.page_setup.fitToHeight == 0
    assert page.print_title_rows == "$3:$3" and page.freeze_panes == "C4"
    assert all(cell.border.left.style == "thin" for cell in page[4])


def test_the_workbook_adds_up_by_itself():
    content = workbook([sheet_of()])
    formulas = load_workbook(BytesIO(content))[NAME]
    values = load_workbook(BytesIO(content), data_only=True)[NAME]
    head = [cell.value for cell in values[3]]
    paid, first = head.index("实交合计"), head.index("1月")
    assert formulas.cell(8, paid + 1).value == "=SUM(R4:R7)"
    total = values.cell(8, paid + 1).value
    assert total == pytest.approx(float(sheet_of().paid))
    months = [cell.value for row in values.iter_rows(4, 7, first + 1, first + 12) for cell in row]
    assert sum(v for v in months if isinstance(v, int | float)) == pytest.approx(total)


def test_text_in_a_workbook_stays_text():
    name = "=HYPERLINK(1)"
    members = f"党员:\n  - {{姓名: '{name}', 入党: 2001-06-28}}\n"
    dues = f"年度: 2026\n核定:\n  名单:\n    - {{姓名: '{name}', 类别: 学生, 月交: 0.20}}\n"
    page = load_workbook(BytesIO(workbook([sheet_of(dues=dues, members=members)])))[NAME]
    assert page["B4"].value == name and page["B4"].data_type == "s"


def test_worksheet_names_are_allowed_and_unique():
    long = "一" * 40
    sheets = [sheet_of(name=name) for name in (long, long, "甲/乙[丙]", "甲／乙（丙）")]
    names = load_workbook(BytesIO(workbook(sheets))).sheetnames
    assert len({name.casefold() for name in names}) == 4
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


@given(st.text())
def test_nothing_in_a_markdown_cell_is_markup(text):
    lines = table(("甲", "乙"), [(text, "丙")]).splitlines()
    assert len(lines) == 3
    assert lines[2] == f"| {escaped(text)} | 丙 |"
    assert not set("\n\r|") & set(escaped(text).replace(r"\|", ""))


def test_the_explanation_tells_what_a_wrong_deduction_has_cost():
    items = "{职务工资: 7754.32, 单位缴存住房公积金: 100.00}"
    dues = DUES.replace(f"基数: {BASE}", f"基数: {BASE}, 构成: {items}")
    text = explained(branch_of(dues), "王建国", 2026, AS_OF)
    assert "少 100.00 元，恰为“单位缴存住房公积金”" in text
    assert "应为每月 116.31 元：每月少收 1.50 元，已满 11 个月，共 16.50 元" in text
    assert "相符" not in text
