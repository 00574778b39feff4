"""``djledger elect`` and ``djledger paper`` from the outside."""

import pytest
from typer.testing import CliRunner

from djledger.cli import app

NAMES = ("王建国", "李秀兰", "孙志远", "周立新", "吴小燕", "郑晓明", "冯雅琴", "陈国华")
ELECTION = """\
类别: 换届
研究日期: 2026-04-02
请示: {日期: 2026-04-08, 批复日期: 2026-04-20}
大会:
  日期: 2026-05-12
  投票:
    - 轮次: 1
      选举: 委员
      应选: 3
      候选人: [王建国, 李秀兰, 孙志远, 周立新]
      应到: 8
      实到: 8
"""
COUNTED = """\
      发出: 8
      收回: 8
      有效: 8
      无效: 0
      得票:
        - {姓名: 王建国, 赞成: 8, 不赞成: 0, 弃权: 0}
        - {姓名: 李秀兰, 赞成: 7, 不赞成: 1, 弃权: 0}
        - {姓名: 孙志远, 赞成: 4, 不赞成: 4, 弃权: 0}
        - {姓名: 周立新, 赞成: 3, 不赞成: 4, 弃权: 1}
      当选: [王建国, 李秀兰]
"""


@pytest.fixture
def ledger(tmp_path):
    members = "".join(f"  - {{姓名: {n}, 入党: 2010-06-28, 转正: 2011-06-28}}\n" for n in NAMES)
    files = {
        "djledger.yaml": "",
        "branch.yaml": "名称: 甲支部\n类型: 机关\n上级: 机关党委\n"
        "届次:\n  - {届次: 第四届, 当选日期: 2023-06-12, 成员: [{姓名: 王建国, 职务: 书记}]}\n",
        "members.yaml": f"党员:\n{members}",
        "elections/2026-换届.yaml": ELECTION + COUNTED,
    }
    for path, text in files.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def record(ledger):
    return ledger / "elections" / "2026-换届.yaml"


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


def test_plan_reads_an_extension_from_the_record_of_the_election(ledger, record):
    granted = "类别: 换届\n延期: {批准日期: 2026-05-20, 至: 2026-12-12}\n"
    record.write_text(granted, encoding="utf-8")
    told = run("elect", "plan", ledger, "--as-of", "2026-06-20").output
    assert "2026-12-12 届满（经批准延期）" in told
    record.write_text(granted.replace("2026-12-12", "2026-05-12"), encoding="utf-8")
    told = run("elect", "plan", ledger, "--as-of", "2026-06-20").output
    assert "2026-06-12 届满。" in told


def test_plan_counts_backwards_from_the_end_of_the_term(ledger):
    result = run("elect", "plan", ledger, "--as-of", "2026-04-25")
    assert result.exit_code == 0, result.output
    assert "第四届 2023-06-12 当选，2026-06-12 届满" in result.output
    assert "逾期 最迟 2025-12-12　上级提醒换届" in result.output
    assert "已办 2026-04-20　取得上级批复" in result.output
    assert "待办 最迟 2026-06-12　人选报上级审查同意" in result.output
    assert "到会不少于 7 人" in result.output
    assert "待办 最迟 2026-06-12　召开党员大会选举" in result.output  # its day is still to come


def test_plan_says_when_there_is_no_term(ledger):
    (ledger / "branch.yaml").write_text("名称: 甲支部\n类型: 机关\n", encoding="utf-8")
    assert run("elect", "plan", ledger).exit_code == 3


def test_count_says_for_each_person_why(record):
    result = run("elect", "count", record)
    assert result.exit_code == 0, result.output
    assert "过半数须 5 票" in result.output
    assert "李秀兰 7 票　当选" in result.output
    assert "孙志远 4 票　没有超过半数，不当选" in result.output
    assert "还差 1 人：另行选举" in result.output
    assert "第二十八条" in result.output


def test_count_refuses_what_does_not_add_up(record):
    record.write_text(record.read_text("utf-8").replace("赞成: 8", "赞成: 9"), "utf-8")
    result = run("elect", "count", record)
    assert result.exit_code == 1
    assert "没有计算结果" in result.output and "ELE404" in result.output


def test_count_shows_where_the_record_declares_others(record):
    text = record.read_text("utf-8").replace("当选: [王建国, 李秀兰]", "当选: [王建国, 孙志远]")
    record.write_text(text, "utf-8")
    assert (
        "注意：记录里的“当选”与此不同，涉及孙志远、李秀兰" in run("elect", "count", record).output
    )


def test_count_says_that_too_few_came(record):
    record.write_text(record.read_text("utf-8").replace("应到: 8", "应到: 11"), "utf-8")
    result = run("elect", "count", record)
    assert "须 9 人到会，选举无效" in result.output and "当选" not in result.output.split("依据")[0]


def test_count_says_where_the_other_reading_elects_others(record):
    text = record.read_text("utf-8").replace("应到: 8", "应到: 10")
    record.write_text(text.replace("赞成: 4, 不赞成: 4", "赞成: 5, 不赞成: 3"), "utf-8")
    shown = run("elect", "count", record).output
    assert "孙志远 5 票　当选" in shown
    assert "若以应到会 10 人的半数为准，当选的是王建国、李秀兰" in shown
    strict = run("elect", "count", record, "--base", "应到会").output
    assert "孙志远 5 票　没有超过半数，不当选" in strict


@pytest.fixture
def papers(ledger):
    path = ledger / "选票.txt"
    lines = ["○○○×"] * 5 + ["○×△× 吴小燕", "○○○○", "○○△△"]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_papers_typed_in_are_counted_and_written_as_the_ledger_has_them(record, papers):
    record.write_text(ELECTION, encoding="utf-8")
    result = run("elect", "count", record, "--ballots", papers)
    assert result.exit_code == 0, result.output
    assert "王建国 7 票　当选" in result.output  # the paper that chooses four is invalid
    assert "孙志远 5 票　当选" in result.output
    assert "无效: 1" in result.output
    assert "- {姓名: 王建国, 赞成: 7, 不赞成: 0, 弃权: 0}" in result.output
    assert "- {姓名: 吴小燕, 票数: 1}" in result.output


def test_what_is_printed_for_the_record_passes_the_rules_on_figures(record, papers):
    record.write_text(ELECTION, encoding="utf-8")
    printed = run("elect", "count", record, "--ballots", papers).output.split("写入记录：\n")[1]
    record.write_text(ELECTION + "      发出: 8\n" + printed, encoding="utf-8")
    rules = ("--select", "ELE4", "--select", "ELE5")
    assert run("check", record.parent.parent, "--as-of", "2026-06-01", *rules).exit_code == 0


def test_more_papers_than_voters_are_refused(record, papers):
    record.write_text(ELECTION, encoding="utf-8")
    papers.write_text("○○○×\n" * 9, encoding="utf-8")
    result = run("elect", "count", record, "--ballots", papers)
    assert result.exit_code == 1 and "选举无效" in result.output


def test_a_paper_that_cannot_be_read_is_named_by_its_line(record, papers):
    papers.write_text("○○○×\n○○?×\n", encoding="utf-8")
    result = run("elect", "count", record, "--ballots", papers)
    assert result.exit_code == 2 and "第 2 行" in result.output


def test_all_papers_of_an_election_are_written_once(record, tmp_path):
    out = tmp_path / "out"
    first = run("elect", "papers", record, "-o", out)
    assert first.exit_code == 0, first.output
    assert len(list(out.glob("*.docx"))) == 7
    assert run("elect", "papers", record, "-o", out).output.count("没有变化") == 7


def test_a_paper_that_somebody_edited_is_not_written_over(record, tmp_path):
    words = ("paper", "选票", record, "-o", tmp_path)
    assert run(*words).exit_code == 0
    made = tmp_path / "2026-换届-选票.docx"
    made.write_bytes(b"edited")
    refused = run(*words)
    assert refused.exit_code == 2 and "--force" in refused.output
    assert made.read_bytes() == b"edited"
    assert run(*words, "--force").exit_code == 0


def test_kinds_of_paper_are_listed_and_guessed(record):
    assert "会议记录" in run("paper").output
    wrong = run("paper", "会议纪录", record)
    assert wrong.exit_code == 2 and "是不是“会议记录”？" in wrong.output
    other = run("paper", "会议记录", record)
    assert other.exit_code == 2 and "不是会议记录" in other.output
