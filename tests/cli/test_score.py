"""``djledger score`` as it is typed."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from djledger.cli import app
from scoring_ledgers import branch

EXAMPLES = Path(__file__).parents[2] / "examples"

SCHEME = """名称: 测试方案
对象: 党支部
项目:
  - {名称: 党员大会, 方式: 加分, 取数: 党员大会次数, 每次: 2.5}
  - {名称: 实效, 方式: 评分, 分值: 10}
"""
MARKS = """方案: 测试方案
年度: 2026
评分: [{对象: 一支部, 项目: 实效, 得分: 8, 依据: 现场查看}]
"""


def run(*words):
    return CliRunner().invoke(app, ["score", *map(str, words)])


@pytest.fixture
def home(tmp_path):
    files = branch("一支部", ("2026-03-12", "党员大会")) | branch("二支部")
    files |= {"scheme.yaml": SCHEME, "marks.yaml": MARKS, "djledger.yaml": ""}
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def asked(home, *more):
    words = (home, "--scheme", home / "scheme.yaml", "--marks", home / "marks.yaml")
    return run(*words, "--year", "2026", "--as-of", "2027-01-15", *more)


def test_scores_show_rank_formula_and_what_is_missing(home):
    result = asked(home)
    assert result.exit_code == 0
    assert "| 1 | 一支部 | 10.5 |" in result.stdout
    assert "实效：没有评分" in result.stdout
    assert "1×2.5 → 2.5" in result.stdout
    assert "meetings/2026/2026-03-12-党员大会.yaml" in result.stdout


def test_json_holds_exact_numbers_as_text(home):
    data = json.loads(asked(home, "--format", "json").stdout)
    first, second = data["scores"]
    assert (first["total"], second["total"]) == ("10.50", None)
    assert first["items"]["items"][0]["evidence"] == [
        "一支部/meetings/2026/2026-03-12-党员大会.yaml"
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--scheme", "堡垒指标"], "是不是“堡垒指数”？"),
        (["--quarter", "1"], "周期为年度，不写 --quarter"),
        (["--format", "xml"], "没有“xml”这种格式"),
        (["--year", "2025"], "评分文件不是2025 年的"),
        (["--marks", "none.yaml"], "打不开“none.yaml”"),
    ],
)
def test_mistakes_are_said(home, words, said):
    result = asked(home, *words)
    assert result.exit_code == 2 and said in result.stderr


def test_an_unsound_scheme_is_refused_with_its_faults(home):
    (home / "scheme.yaml").write_text(SCHEME + "等次: [{名称: 高, 不低于: 90}]\n", encoding="utf-8")
    result = asked(home)
    assert result.exit_code == 2 and "从 90 分起" in result.stderr


def test_schemes_are_listed_and_printed():
    assert "堡垒指数" in run("--list").stdout
    assert run("--print", "--scheme", "先锋指数").stdout.startswith("# 示例方案")


@pytest.mark.parametrize("ending", ["html", "md", "docx", "xlsx"])
def test_scores_are_written_in_every_format_of_reports(home, tmp_path, ending):
    out = tmp_path / "out"
    first = asked(home, "--format", ending, "--out", out)
    (path,) = out.iterdir()
    assert first.exit_code == 0 and first.stdout.strip() == path.as_posix()
    content = path.read_bytes()
    asked(home, "--format", ending, "--out", out)
    assert path.suffix == f".{ending}" and path.read_bytes() == content


def test_a_written_report_shows_formula_and_refusal(home, tmp_path):
    asked(home, "--format", "md", "--out", tmp_path / "out")
    (path,) = (tmp_path / "out").iterdir()
    text = path.read_text(encoding="utf-8")
    assert "1×2.5 → 2.5" in text and "不作结论" in text and "没有评分" in text


def test_a_name_that_takes_no_part_is_said(home):
    marks = MARKS.replace("一支部", "三支部")
    (home / "marks.yaml").write_text(marks, encoding="utf-8")
    assert "“三支部”不在参评对象中" in asked(home).stderr


def test_the_example_marks_fit_the_example_ledgers():
    marks = EXAMPLES / "评分" / "2025-堡垒指数.yaml"
    clock = ("--year", "2025", "--as-of", "2026-04-15")
    result = run(EXAMPLES, "--marks", marks, *clock, "--format", "json")
    assert result.exit_code == 0 and not result.stderr
    totals = {score["who"]: score["total"] for score in json.loads(result.stdout)["scores"]}
    assert sum(total is not None for total in totals.values()) == 2
