"""``djledger query``: what the tables hold, how answers are written, what a query cannot do."""

import csv
import io
import json
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from djledger.cli import app
from djledger.tables.catalog import TABLES

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
QUERIES = re.findall(r"```sql\n(.*?)```", (ROOT / "docs/查询.md").read_text("utf-8"), re.DOTALL)

MEMBERS = """党员:
  - {姓名: 王建国, 性别: 男, 出生: 1976-08, 入党: 2001-06-28, 转正: 2002-06-28}
  - {姓名: 李秀兰, 入党: 2005-06-28, 转正: 2006-06-28, 转出: {日期: 2026-03-01, 去向: 别处}}
  - {姓名: 孙志远, 入党: 2025-12-01}
"""
MEETING = """类型: [党员大会, 党课]
日期: 2026-02-10
名称: "=1+1"
缺席: {孙志远: 出差}
补学: {孙志远: 2026-02-12}
议题:
  - {标题: 甲, 事项: 重要事项, 表决: {应到: 2, 实到: 2, 赞成: 1, 反对: 0, 弃权: 1, 结果: 未通过}}
"""
DUES = """年度: 2026
核定:
  日期: 2026-01-05
  名单:
    - {姓名: 王建国, 类别: 机关, 月交: 105.10}
    - {姓名: 孙志远, 类别: 机关, 月交: 10.00}
交纳:
  - {月份: 2026-01, 日期: 2026-01-10}
  - {月份: 2026-02, 日期: 2026-02-10, 未交: [孙志远]}
"""
DEVELOPMENT = """姓名: 何雨晴
申请: {日期: 2024-03-15, 谈话日期: 2024-04-02}
积极分子: {确定日期: 2024-10-08, 备案: {报送: 2024-10-10}}
终止: {日期: 2026-01-12, 原因: 本人提出暂缓}
"""
ELECTION = """类别: 换届
届次: 第五届
大会:
  日期: 2026-01-20
  投票:
    - 轮次: 1
      选举: 书记
      应选: 1
      实到: 2
      候选人: [王建国, 李秀兰]
      得票: [{姓名: 王建国, 赞成: 2, 不赞成: 0, 弃权: 0}]
      另选他人: [{姓名: 孙志远, 票数: 1}]
      当选: [王建国]
"""


@pytest.fixture
def home(tmp_path):
    files = {
        "djledger.yaml": "",
        "甲/branch.yaml": "名称: 甲支部\n类型: 机关\n成立: {日期: 2015-04-20}\n",
        "甲/members.yaml": MEMBERS,
        "甲/meetings/2026/2026-02-10-党员大会.yaml": MEETING,
        "甲/dues/2026.yaml": DUES,
        "甲/development/何雨晴.yaml": DEVELOPMENT,
        "甲/elections/2026-换届.yaml": ELECTION,
    }
    for path, text in files.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return tmp_path


def run(*words):
    return CliRunner().invoke(app, ["query", *map(str, words)])


def asked(sql, home, as_of="2026-03-15"):
    done = run(sql, home, "--format", "json", "--as-of", as_of)
    assert done.exit_code == 0, done.output
    return [tuple(row.values()) for row in json.loads(done.stdout)]


# --- what the tables hold -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "here", "full"),
    [("2026-02-28", 3, 2), ("2026-03-02", 2, 1)],
)
def test_members_stand_as_on_the_day_asked_about(home, as_of, here, full):
    sql = "SELECT sum(在册::INT)::INT, sum(正式党员::INT)::INT FROM 党员"
    assert asked(sql, home, as_of) == [(here, full)]


def test_a_meeting_is_one_row_with_all_its_kinds(home):
    sql = "SELECT 支部, 文件夹, 文件, 日期, 类型, 应到, 实到, 议题数, 签字核对 FROM meetings"
    path = "甲/meetings/2026/2026-02-10-党员大会.yaml"
    assert asked(sql, home) == [
        ("甲支部", "甲", path, "2026-02-10", "党员大会、党课", 3, 2, 1, None)
    ]


def test_attendance_tells_who_came_and_why_not(home):
    assert asked("SELECT 姓名, 应到, 情况, 原因, 补学 FROM 到会 ORDER BY 姓名", home) == [
        ("孙志远", True, "缺席", "出差", "2026-02-12"),
        ("李秀兰", True, "到会", None, None),
        ("王建国", True, "到会", None, None),
    ]


def test_nobody_is_held_present_of_whom_the_record_says_nothing(home):
    (home / "甲/meetings/2026/2026-02-10-党员大会.yaml").write_text(
        "类型: 党员大会\n日期: 2026-02-10\n", encoding="utf-8"
    )
    assert asked("SELECT DISTINCT 情况 FROM 到会", home) == [("不明",)]


def test_a_vote_stands_as_it_was_written(home):
    sql = "SELECT 序号, 标题, 赞成, 反对, 弃权, 发出, 结果 FROM 表决"
    assert asked(sql, home) == [(1, "甲", 1, 0, 1, None, "未通过")]


def test_dues_are_exact_and_told_month_by_month(home):
    sql = "SELECT 月份, 应交, 实交, 欠交, 情况 FROM 党费 WHERE 姓名 = '{}' AND 月份 < 4 ORDER BY 1"
    assert asked(sql.format("王建国"), home) == [
        (1, "105.10", "105.10", "0.00", "已交"),
        (2, "105.10", "105.10", "0.00", "已交"),
        (3, "105.10", "0.00", "0.00", "未到期"),
    ]
    assert asked(sql.format("孙志远"), home)[1] == (2, "10.00", "0.00", "10.00", "未交")


def test_a_month_is_unpaid_from_the_day_after_its_last(home):
    sql = "SELECT 情况, 欠交 FROM 党费 WHERE 姓名 = '孙志远' AND 月份 = 2"
    assert asked(sql, home, "2026-02-28") == [("未到期", "0.00")]
    assert asked(sql, home, "2026-03-01") == [("未交", "10.00")]


def test_only_steps_with_a_day_of_their_own_have_a_row(home):
    assert asked("SELECT 阶段, 步骤, 日期 FROM 发展 ORDER BY 序号", home) == [
        ("申请", "递交入党申请书", "2024-03-15"),
        ("申请", "申请后谈话", "2024-04-02"),
        ("积极分子", "确定为入党积极分子", "2024-10-08"),
        ("积极分子", "积极分子报备案", "2024-10-10"),
        ("终止", "终止", "2026-01-12"),
    ]


def test_an_election_is_a_row_a_person_a_ballot(home):
    assert asked("SELECT 姓名, 来源, 赞成, 当选 FROM 选举 ORDER BY 姓名", home) == [
        ("孙志远", "另选他人", 1, False),
        ("李秀兰", "候选人", None, False),
        ("王建国", "候选人", 2, True),
    ]


def test_findings_are_those_of_a_check(home):
    checked = CliRunner().invoke(
        app, ["check", str(home), "--year", "2026", "--as-of", "2026-03-15", "--format", "json"]
    )
    codes = sorted(finding["code"] for finding in json.loads(checked.stdout)["findings"])
    rows = asked("SELECT 代码 FROM 问题 WHERE 不计 IS NULL ORDER BY 1", home)
    assert codes and [code for (code,) in rows] == codes


# --- how answers are written ----------------------------------------------------------------


@pytest.mark.parametrize("sql", QUERIES, ids=lambda sql: re.search(r"FROM (\w+)", sql)[1])
def test_every_question_of_the_manual_has_an_answer(sql):
    done = run(sql, EXAMPLES, "--year", "2025", "--as-of", "2025-12-31", "--format", "csv")
    assert done.exit_code == 0, done.output
    assert len(done.stdout.splitlines()) > 1


def test_the_manual_asks_of_every_table():
    assert {re.search(r"FROM (\w+)", sql)[1] for sql in QUERIES} == {one.title for one in TABLES}


def test_the_screen_aligns_wide_characters(home):
    done = run(
        "SELECT 姓名, 性别, 在册 FROM 党员 ORDER BY 入党 LIMIT 2", home, "--as-of=2026-02-10"
    )
    assert done.stdout == (
        "姓名    性别  在册\n──────  ────  ────\n王建国  男    是\n李秀兰        是\n（2 行）\n"
    )


def test_csv_makes_no_formula_of_text(home):
    done = run("SELECT 名称, -1 AS 数 FROM 会议", home, "--format", "csv")
    assert list(csv.reader(io.StringIO(done.stdout))) == [["名称", "数"], ["'=1+1", "-1"]]


def test_columns_of_the_same_name_do_not_hide_each_other(home):
    done = run("SELECT 1 AS 甲, 2 AS 甲 FROM 会议", home, "--format", "json")
    assert json.loads(done.stdout) == [{"甲": 1, "甲_2": 2}]


def test_control_characters_do_not_reach_the_terminal(home):
    assert "\x1b" not in run("SELECT '\x1b[31m' || 姓名 FROM 党员", home).stdout


def test_parquet_keeps_every_table_and_its_types(home, tmp_path):
    folder = tmp_path / "它's"
    done = run("--parquet", folder, "SELECT 1 AS 一", home)
    assert done.exit_code == 0, done.output
    assert {path.name for path in folder.iterdir()} == {f"{one.name}.parquet" for one in TABLES}
    path = str(folder / "dues.parquet")
    rows = duckdb.sql("SELECT max(应交) FROM read_parquet($path)", params={"path": path})
    assert rows.fetchall() == [(Decimal("105.10"),)]


def test_parquet_needs_no_question(home, tmp_path):
    done = run("--parquet", tmp_path / "out", home)
    assert (done.exit_code, done.stdout) == (0, "")
    assert (tmp_path / "out/members.parquet").is_file()


def test_a_folder_that_cannot_be_written_is_said(home):
    done = run("--parquet", home / "djledger.yaml", home)
    assert done.exit_code == 2 and "写不进" in done.stderr


def test_json_stays_json(home):
    done = run("SELECT 1 / 0 AS 甲, [DATE '2026-01-01'] AS 乙 FROM 会议", home, "--format", "json")
    assert json.loads(done.stdout) == [{"甲": None, "乙": ["2026-01-01"]}]


def test_an_answer_without_rows_still_names_its_columns(home):
    assert run("SELECT 姓名 FROM 党员 WHERE false", home).stdout == "姓名\n────\n（0 行）\n"


def test_the_listing_names_every_column():
    said = run("--tables").stdout
    for table in TABLES:
        section = said.partition(f"{table.title}（{table.name}）")[2].partition("\n\n")[0]
        assert all(f"\n  {column.name}（" in section for column in table.columns)


# --- what a query cannot do -----------------------------------------------------------------


@pytest.mark.parametrize(
    "sql",
    [
        "COPY 党员 TO '{}/out.csv'",
        "SELECT * FROM read_text('{}/甲/members.yaml')",
        "SELECT * FROM '{}/甲/x.csv'",
        "ATTACH '{}/x.db'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "SELECT * FROM table_of_python",
    ],
)
def test_a_query_is_shut_in(home, sql):
    before = sorted(home.rglob("*"))
    done = run(sql.format(home), home)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "查询不成" in done.stderr
    assert sorted(home.rglob("*")) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["SELECT 姓 FROM 党员"], "姓名"),
        (["FROM 人员"], "可用的表：党员、会议"),
        ([], "请写出查询语句"),
        ([" "], "请写出查询语句"),
        (["FROM 党员", "没有的文件夹"], "没有“没有的文件夹”这个文件"),
        (["FROM 党员", "--format", "xml"], "可用：table、csv、json"),
    ],
)
def test_a_mistake_is_explained(home, monkeypatch, words, said):
    monkeypatch.chdir(home)
    done = run(*words)
    assert done.exit_code == 2
    assert said in done.stderr


@pytest.mark.parametrize("table", ["党员", "问题"])
def test_a_folder_without_branches_is_said(tmp_path, table):
    done = run(f"FROM {table}", tmp_path)
    assert done.exit_code == 3 and "没有支部" in done.stderr


def test_without_duckdb_the_way_to_get_it_is_said(home, monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    done = run("FROM 党员", home)
    assert done.exit_code == 2 and "djledger[query]" in done.stderr


def test_the_engine_does_not_complain_of_what_is_left_at_the_end():
    words = [sys.executable, "-m", "djledger", "query", "SELECT 1 FROM members LIMIT 1"]
    done = subprocess.run([*words, EXAMPLES], capture_output=True, text=True, check=True)
    assert "1" in done.stdout and "leak" not in done.stderr
