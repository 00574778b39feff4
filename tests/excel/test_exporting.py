"""What is exported comes back the same; a superior's template keeps its look."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font, PatternFill

from djledger.excel.vocabulary import kinds
from excel.books import book, branch, bring, ledger, run

MEMBERS = """党员:
  - {姓名: 王建国, 性别: 男, 出生: 1976-08, 入党: 2001-06-28, 转正: 2002-06-28}
  - {姓名: 李娜, 性别: 女, 入党: 2005-06-28, 转正: 2006-06-28, 备注: =1+1}
"""


@pytest.fixture
def home(tmp_path):
    made = branch(tmp_path)
    (made / "members.yaml").write_text(MEMBERS, encoding="utf-8")
    return made


def test_days_are_days_and_text_is_never_a_formula(tmp_path, home):
    done = run("export", "roster", "--branch", home, "-o", tmp_path / "out.xlsx")
    assert done.exit_code == 0, done.stderr
    page = load_workbook(tmp_path / "out.xlsx")["党员名册"]
    assert [cell.value for cell in page[1]] == ["姓名", "性别", "出生", "入党", "转正", "备注"]
    assert page["D2"].is_date and page["D2"].value.date() == date(2001, 6, 28)
    assert page["F3"].value == "=1+1" and page["F3"].data_type == "s" and page["F3"].quotePrefix


def template(path):
    made = Workbook()
    page = made.active
    page.append(["党员花名册"])
    page.merge_cells("A1:D1")
    page.append(["序号", "姓名", "入党时间", "联系电话"])
    page["B3"].font = Font(name="楷体", size=12)
    page["C3"].number_format = 'yyyy"年"m"月"d"日"'
    page["A4"], page["C4"] = "合计", "=COUNTA(B3:B3)"
    page.merge_cells("A4:B4")
    page["A4"].fill = PatternFill("solid", fgColor="FFFFFF00")
    made.save(path)
    return path


def test_a_template_is_filled_below_its_headings_and_keeps_its_styles(tmp_path, home):
    form = template(tmp_path / "模板.xlsx")
    untouched = form.read_bytes()
    out = tmp_path / "out.xlsx"
    done = run("export", "roster", "--branch", home, "--into", form, "-o", out)
    assert done.exit_code == 0, done.stderr
    page = load_workbook(out).active
    assert [[cell.value for cell in row][:2] for row in page["A3:B4"]] == [
        [1, "王建国"],
        [2, "李娜"],
    ]
    assert page["B4"].font.name == "楷体"
    assert page["C4"].number_format == 'yyyy"年"m"月"d"日"'
    assert page["D3"].value is None
    assert page["A5"].value == "合计" and page["A5"].fill.fgColor.rgb == "FFFFFF00"
    assert "A5:B5" in {str(area) for area in page.merged_cells.ranges}
    assert "模板没有“性别”一栏" in done.stderr
    assert form.read_bytes() == untouched


def test_a_template_that_is_in_use_is_refused(tmp_path, home):
    form = book(tmp_path / "a.xlsx", ["姓名", "入党时间"], ["孙志远", "2010-06-28"])
    done = run("export", "roster", "--branch", home, "--into", form, "-o", tmp_path / "out.xlsx")
    assert done.exit_code == 2 and "A2 已有内容" in done.stderr


def test_the_template_itself_is_not_overwritten(tmp_path, home):
    form = template(tmp_path / "模板.xlsx")
    assert run("export", "roster", "--branch", home, "--into", form, "-o", form).exit_code == 2


def test_lines_for_everybody_are_told_apart_by_person(tmp_path, home):
    (home / "dues").mkdir()
    (home / "dues/2026.yaml").write_text(
        "年度: 2026\n核定:\n  名单: [{姓名: 王建国, 类别: 机关, 月交: 105.00}, "
        "{姓名: 李娜, 类别: 机关, 月交: 15.00}]\n"
        "交纳:\n  - {月份: 2026-01, 日期: 2026-01-10, 未交: 李娜}\n",
        encoding="utf-8",
    )
    out = tmp_path / "out.xlsx"
    assert run("export", "dues", "--branch", home, "-o", out).exit_code == 0
    rows = list(load_workbook(out).active.iter_rows(min_row=2, values_only=True))
    assert [(row[0], row[2], row[5]) for row in rows] == [
        ("王建国", "2026-01", 105),
        ("李娜", None, None),
    ]
    before = (home / "dues/2026.yaml").read_bytes()
    assert bring(out, home).exit_code == 0
    assert (home / "dues/2026.yaml").read_bytes() == before


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.name)
def test_no_two_columns_share_a_name(kind):
    names = [name for column in kind.columns for name in column.names]
    assert len(names) == len(set(names)) == len(kind.by_name)


# --- import, export, import is the identity -------------------------------------------------

SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴", "建国秀兰志远晓明雅琴德茂"
PEOPLE = st.text(GIVEN, min_size=1, max_size=2).flatmap(
    lambda given: st.sampled_from(SURNAMES).map(lambda family: family + given)
)
DAYS = st.dates(date(1950, 1, 1), date(2030, 12, 31)).map(date.isoformat)
MONTHS = DAYS.map(lambda day: day[:7])
WORDS = st.text("学习讨论工作计划研究=+-@,.:#'\"[]{}A1", min_size=1, max_size=12).map(str.strip)
TEXTS = WORDS.filter(lambda text: text and text.strip("#!?A1=-") and "1." not in text)
BY_SHAPE = {
    "text": TEXTS,
    "name": PEOPLE,
    "day": DAYS,
    "birth": MONTHS | DAYS,
    "month": MONTHS,
    "count": st.integers(0, 99999).map(str),
    "hours": st.integers(0, 99).map(str),
    "amount": st.decimals("0.01", "9999", places=2).map(str),
    "yes_no": st.sampled_from("是否"),
    "times": st.sampled_from(["09:00", "14:30-16:00"]),
    "names": st.lists(PEOPLE, min_size=1, max_size=3, unique=True).map("、".join),
    "texts": st.lists(PEOPLE, min_size=1, max_size=3, unique=True).map("、".join),
    "entries": st.lists(PEOPLE, min_size=1, max_size=3, unique=True),
    "absences": st.dictionaries(
        PEOPLE, st.sampled_from(["", "（出差）", "（病假、住院）"]), min_size=1
    ),
}


def cells(column):
    shape = column.shape
    if shape.name == "choice":
        return st.sampled_from([str(choice) for choice in shape.choices])
    found = BY_SHAPE[shape.name]
    if shape.name == "entries":
        return found.map(("\n" if shape.entry_key == "标题" else "、").join)
    if shape.name == "absences":
        return found.map(lambda told: "、".join(name + why for name, why in told.items()))
    return found


@st.composite
def sheets(draw, kind):
    """A sheet of some of a kind's columns, with rows that differ in what names them."""
    columns = [c for c in kind.columns if "·".join(c.at) in kind.key or draw(st.booleans())]
    number = draw(st.integers(1, 3))
    rows = [[draw(cells(c) if _always(c, kind) else st.none() | cells(c)) for c in columns]
            for _ in range(number)]  # fmt: skip
    key = [n for n, c in enumerate(columns) if "·".join(c.at) in kind.key]
    unique = {tuple(row[n] for n in key): row for row in rows}
    return [[c.heading for c in columns], *unique.values()]


def _always(column, kind):
    return "·".join(column.at) in kind.key


def imported(folder, path, *options):
    folder.mkdir()
    made = branch(folder)
    done = bring(path, made, *options)
    assert done.exit_code == 0, done.stderr
    return made


def records(home):
    paths = sorted(p.relative_to(home).as_posix() for p in home.rglob("*.yaml"))
    return {path: ledger(home, path) for path in paths}


@pytest.mark.parametrize("name", ["roster", "meetings", "development", "candidates"])
@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(data=st.data())
def test_import_export_import_is_the_identity(name, data):
    rows = data.draw(sheets(kinds()[name]))
    options = ("--kind", name, "--election", "2026-换届")
    with TemporaryDirectory() as folder:
        base = Path(folder)
        first = imported(base / "1", book(base / "a.xlsx", *rows, formulas=False), *options)
        assert run("export", name, "--branch", first, "-o", base / "b.xlsx").exit_code == 0
        second = imported(base / "2", base / "b.xlsx", *options)
        assert records(second) == records(first)
        again = bring(base / "b.xlsx", first, *options)
        assert "新增 0 条，修改 0 条" in again.stderr
        assert records(first) == records(second)


@settings(
    max_examples=5,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(data=st.data())
def test_dues_come_back_the_same(data):
    people = data.draw(st.lists(PEOPLE, min_size=1, max_size=3, unique=True))
    sums = BY_SHAPE["amount"]
    rows = [
        [
            name,
            2026,
            f"2026-{month:02}",
            "机关",
            data.draw(sums),
            data.draw(sums),
            f"2026-{month:02}-10",
        ]
        for name in people
        for month in range(1, data.draw(st.integers(2, 4)))
    ]
    heads = ["姓名", "年度", "月份", "类别", "月交", "金额", "日期"]
    with TemporaryDirectory() as folder:
        base = Path(folder)
        first = imported(base / "1", book(base / "a.xlsx", heads, *rows, title="党费"))
        assert run("export", "dues", "--branch", first, "-o", base / "b.xlsx").exit_code == 0
        second = imported(base / "2", base / "b.xlsx")
        assert records(second) == records(first)


def test_a_sheet_is_ready_to_print(tmp_path, home):
    target = tmp_path / "a.xlsx"
    assert run("export", "roster", "--branch", home, "-o", target).exit_code == 0
    page = load_workbook(target).worksheets[0]
    assert page.page_setup.orientation == "landscape" and page.page_setup.fitToHeight == 0
    assert page.sheet_properties.pageSetUpPr.fitToPage and page.print_title_rows == "$1:$1"
    assert page["A2"].border.left.style == "thin"


def test_candidates_of_each_election_come_back_to_it(tmp_path, home):
    for year, name in ((2023, "王建国"), (2026, "李娜")):
        path = home / f"elections/{year}-换届.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"类别: 换届\n人选:\n  - {{姓名: {name}, 职务: 科长}}\n", encoding="utf-8")
    target = tmp_path / "a.xlsx"
    assert run("export", "candidates", "--branch", home, "-o", target).exit_code == 0
    assert load_workbook(target).sheetnames == ["2023-换届 候选人", "2026-换届 候选人"]
    for path in (home / "elections").iterdir():
        path.unlink()
    assert bring(target, home).exit_code == 0
    assert ledger(home, "elections/2023-换届.yaml")["人选"][0]["姓名"] == "王建国"
    assert ledger(home, "elections/2026-换届.yaml")["人选"][0]["姓名"] == "李娜"
    both = run(
        "export", "candidates", "--branch", home, "-o", target, "--into", tmp_path / "无.xlsx"
    )
    assert both.exit_code == 2 and "--year" in both.stderr


def test_candidates_of_another_year_do_not_go_to_the_only_election(tmp_path, home):
    (home / "elections").mkdir()
    (home / "elections/2023-换届.yaml").write_text("类别: 换届\n", encoding="utf-8")
    rows = (["2026年换届候选人"], ["姓名", "现任职务", "得推荐票"], ["王建国", "科长", 12])
    assert bring(book(tmp_path / "a.xlsx", *rows), home).exit_code == 0
    assert ledger(home, "elections/2026-换届.yaml")["人选"] and "人选" not in ledger(
        home, "elections/2023-换届.yaml"
    )
