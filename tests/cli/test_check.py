"""``djledger check`` from end to end: what is printed, and with what code it leaves."""

import errno
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from djledger import __version__, cli
from djledger.checking import policy
from djledger.cli import scoping
from djledger.rules.table import BOOK
from djledger.yamltext.excerpting import display_width

BRANCH = "名称: 测试单位第一党支部\n类型: 机关\n台账启用: 2026-03-01\n"
MEMBERS = """党员:
  - {姓名: 王建国, 入党: 2001-06-28, 转正: 2002-06-28}
  - {姓名: 李秀兰, 入党: 2005-06-28, 转正: 2006-06-28}
  - {姓名: 孙志远, 入党: 2010-06-28, 转正: 2011-06-28}
"""
MEETING = "类型: 党员大会\n日期: 2026-03-12\n地点: 三楼会议室\n"
BAD_DAY = "类型: 党员大会\n日期: 三月底\n"
MEETING_PATH = "meetings/2026/2026-03-12-党员大会.yaml"
FORMAT_ONLY = ("--select", "格式", "--as-of", "2026-03-31")


@pytest.fixture
def branch(tmp_path, monkeypatch):
    """A branch in the working folder, without a fault in its text."""
    write(tmp_path, "branch.yaml", BRANCH)
    write(tmp_path, "members.yaml", MEMBERS)
    write(tmp_path, MEETING_PATH, MEETING)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder, path, content):
    target = Path(folder, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content if isinstance(content, bytes) else content.encode())


def check(*words, **env):
    return CliRunner().invoke(cli.app, ["check", *words], env=env, prog_name="djledger")


def concise(*words):
    """The lines of findings, without the closing one."""
    return check("--format", "concise", *words).stdout.splitlines()[:-1]


# --- exit codes ------------------------------------------------------------------------------


def test_0_when_nothing_is_found(branch):
    done = check("--select", "格式", "--as-of", "2026-05-01")
    assert done.exit_code == 0
    closing = "1 个组织，3 个文件：错误 0，警告 0，提示 0。年度 2026，截至 2026-05-01"
    assert done.stdout == f"{closing}，djledger {__version__}。\n"


def test_in_spring_the_year_that_has_ended_is_pointed_to(branch):
    """What a year owed as a whole is told only when it is over, and by then another is judged."""
    said = "全年事项用 --year 2025 检查"
    assert said in check("--as-of", "2026-01-01").stdout
    assert said in check("--as-of", "2026-04-30").stdout
    assert said not in check("--as-of", "2026-05-01").stdout
    assert said not in check("--as-of", "2026-04-30", "--year", "2025").stdout


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (MEETING.replace("\n", "\r\n"), {"hint": 1, "warning": 0, "error": 0}),
        (MEETING.replace("2026-03-12", "2026.3.12"), {"hint": 1, "warning": 1, "error": 0}),
        (BAD_DAY, {"hint": 1, "warning": 1, "error": 1}),
    ],
)
def test_1_when_something_is_as_grave_as_fail_on_says(branch, content, codes):
    write(branch, MEETING_PATH, content)
    for fail_on, code in {**codes, "never": 0}.items():
        assert check(*FORMAT_ONLY, "--fail-on", fail_on).exit_code == code
    assert check(*FORMAT_ONLY).exit_code == codes["warning"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["没有的文件夹"], "没有“没有的文件夹”这个文件"),
        (["--select", "MTG999"], "没有叫“MTG999”的规则。是不是 MTG"),
        (["--ignore", "assembly-quarter-mised"], "是不是 assembly-quarter-missed？"),
        (["--format", "html"], "没有“html”这种格式，可用：text、concise、json"),
        (["--fail-on", "all"], "--fail-on 可用：error"),
        (["--as-of", "26/3/1"], "“26/3/1”不是日期"),
        (["--as-of", "2026-02-29"], "“2026-02-29”不是日期"),
        (["--year", "26"], "“26”不是年度"),
        (["--year", "20260"], "“20260”不是年度"),
    ],
)
def test_2_when_the_command_line_is_wrong(branch, words, said):
    done = check(*words)
    assert done.exit_code == 2
    assert said in done.stderr
    assert done.stdout == ""


def test_3_when_there_is_no_branch(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = check()
    assert done.exit_code == 3
    assert "没有支部：支部文件夹里应有 branch.yaml" in done.stderr


def failing(branch):
    raise RuntimeError("秘密")
    yield


def test_1_when_a_ledger_lacks_its_branch_file(tmp_path, monkeypatch):
    write(tmp_path, f"第一支部/{MEETING_PATH}", MEETING)
    monkeypatch.chdir(tmp_path)
    done = check(*FORMAT_ONLY)
    assert done.exit_code == 1 and "FMT304" in done.stdout


def test_an_upper_organisation_below_the_folder_is_judged_with_its_branches(tmp_path, monkeypatch):
    write(tmp_path, "机关党委/committee.yaml", "名称: 机关党委\n类别: 机关党委\n设纪委: 是\n")
    write(tmp_path, "机关党委/第一支部/branch.yaml", BRANCH)
    write(tmp_path, "机关党委/第一支部/members.yaml", MEMBERS)
    monkeypatch.chdir(tmp_path)
    (line,) = concise("--select", "ORG6")
    assert "ORG601" in line and "committee.yaml:2" in line and "3 人" in line
    monkeypatch.chdir(tmp_path / "机关党委" / "第一支部")
    assert concise("--select", "ORG6") == []


def test_70_when_a_rule_fails_and_the_others_still_speak(branch, monkeypatch):
    broken = replace(BOOK[0], code="XXX999", check=failing, takes=("branch",), needs=(), faults=())
    monkeypatch.setattr(policy, "BOOK", (*BOOK, broken))
    write(branch, MEETING_PATH, BAD_DAY)
    done = check("--as-of", "2026-03-31")
    assert done.exit_code == 70
    assert "FMT203" in done.stdout
    assert "自身有缺陷" in done.stderr and "XXX999" in done.stderr


def test_70_when_all_fails_and_no_ledger_text_is_told(branch, monkeypatch, capsys):
    def broken(*_):
        raise RuntimeError("王建国")

    monkeypatch.setattr(scoping, "survey", broken)
    monkeypatch.setattr(sys, "argv", ["djledger", "check"])
    with pytest.raises(SystemExit) as left:
        cli.main()
    said = capsys.readouterr().err
    assert left.value.code == 70
    assert "RuntimeError" in said and f"djledger {__version__}" in said
    assert "王建国" not in said


# --- what is checked -------------------------------------------------------------------------


def two_branches(folder):
    for name, meeting in (("第一党支部", BAD_DAY), ("第二党支部", "类型: [党课\n")):
        write(folder, f"{name}/branch.yaml", BRANCH)
        write(folder, f"{name}/members.yaml", MEMBERS)
        write(folder, f"{name}/{MEETING_PATH}", meeting)
    write(folder, "djledger.yaml", "")


def test_a_broken_file_in_one_branch_hides_nothing_of_the_others(tmp_path, monkeypatch):
    two_branches(tmp_path)
    monkeypatch.chdir(tmp_path)
    found = concise(*FORMAT_ONLY)
    assert [line.split(":")[0].split("/")[0] for line in found] == ["第一党支部", "第二党支部"]
    assert ["FMT203" in found[0], "FMT134" in found[1]] == [True, True]


@pytest.mark.parametrize(
    "place",
    ["第二党支部", "第二党支部/meetings", "第二党支部/meetings/2026", f"第二党支部/{MEETING_PATH}"],
)
def test_any_place_within_a_branch_means_that_branch(tmp_path, monkeypatch, place):
    two_branches(tmp_path)
    monkeypatch.chdir(tmp_path)
    (line,) = concise(place, *FORMAT_ONLY)
    assert line.startswith(f"第二党支部/{MEETING_PATH}:1:")


def test_paths_are_shown_from_where_the_user_stands(tmp_path, monkeypatch):
    two_branches(tmp_path)
    monkeypatch.chdir(tmp_path / "第二党支部" / "meetings")
    (line,) = concise(*FORMAT_ONLY)
    assert line.startswith("2026/2026-03-12-党员大会.yaml:1:")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xef\xbb\xbf" + MEETING.encode(), "FMT101"),
        (MEETING.replace("\n", "\r\n"), "FMT102"),
        (MEETING.encode("gbk"), "FMT103"),
    ],
)
def test_files_as_old_editors_save_them_are_read_and_named(branch, content, code):
    write(branch, MEETING_PATH, content)
    write(
        branch,
        "meetings/2026/2026-03-13-党课.yaml",
        "类型: 党课\n日期: 2026-03-13\n主侍人: 王建国\n",
    )
    first, second = concise(*FORMAT_ONLY)
    assert f" {code} " in first
    assert " FMT201 " in second


def test_select_ignore_and_extend_choose_the_rules(branch):
    write(branch, MEETING_PATH, MEETING.replace("日期: ", "日期：") + "主侍人: 王建国\n")
    codes = [
        re.findall(r" (FMT\d+) ", "\n".join(concise("--as-of", "2026-03-31", *words)))
        for words in (
            ["--select", "FMT"],
            ["--select", "FMT201"],
            ["--select", "unknown-key", "--select", "FMT111"],
            ["--select", "格式", "--ignore", "FMT201"],
            ["--select", "MTG301", "--extend-select", "FMT111"],
        )
    ]
    assert codes == [["FMT111", "FMT201"], ["FMT201"], ["FMT111", "FMT201"], ["FMT111"], ["FMT111"]]


def test_year_and_as_of_decide_what_is_due(branch):
    quarters = ("--select", "MTG301", "--format", "concise")
    assert "第 2 季度" not in check(*quarters, "--as-of", "2026-06-30").stdout
    assert "第 2 季度" in check(*quarters, "--as-of", "2026年7月1日").stdout
    late = check(*quarters, "--as-of", "2027-02-01", "--year", "2026").stdout
    assert [f"第 {n} 季度" in late for n in (1, 2, 3, 4)] == [False, True, True, True]
    assert "年度 2027，截至 2027-02-01" in check(*quarters, "--as-of", "2027-02-01").stdout


# --- output ----------------------------------------------------------------------------------


def test_text_shows_place_line_caret_remedy_and_law(branch):
    write(branch, MEETING_PATH, BAD_DAY)
    lines = check(*FORMAT_ONLY).stdout.splitlines()
    assert lines[0].startswith("测试单位第一党支部 ")
    assert lines[1] == MEETING_PATH
    assert lines[2] == "  2:5  FMT203 错误  值的写法读不懂"
    assert lines[3:5] == ["     2 │ 日期: 三月底", "       │       ^^^^^^"]
    assert lines[5].strip() == "“三月底”不是日期。"
    assert lines[6].strip() == "办法：这里应写日期，写成 2026-03-12。"
    assert lines[7].strip().startswith("依据：")
    assert "错误 1" in lines[-1]


def test_concise_is_a_line_a_finding(branch):
    write(branch, MEETING_PATH, BAD_DAY)
    (line,) = concise(*FORMAT_ONLY)
    assert line == f"{MEETING_PATH}:2:5: FMT203 错误: “三月底”不是日期。"


def test_json_is_versioned_and_whole(branch):
    write(branch, MEETING_PATH, BAD_DAY)
    done = check("--format", "json", *FORMAT_ONLY)
    data = json.loads(done.stdout)
    assert done.exit_code == 1
    assert (data["format"], data["version"]) == ("djledger.findings/1", __version__)
    assert (data["year"], data["as_of"]) == (2026, "2026-03-31")
    assert data["summary"]["error"] == 1
    (finding,) = data["findings"]
    assert finding["code"] == "FMT203"
    assert (finding["file"], finding["line"], finding["column"]) == (MEETING_PATH, 2, 5)
    assert finding["law"] and finding["remedy"] and finding["fingerprint"]


def test_the_fingerprint_outlives_a_change_of_lines(branch):
    def fingerprint():
        data = json.loads(check("--format", "json", *FORMAT_ONLY).stdout)
        return [(one["line"], one["fingerprint"]) for one in data["findings"]]

    write(branch, MEETING_PATH, MEETING + "主侍人: 王建国\n")
    ((before, mark),) = fingerprint()
    write(branch, MEETING_PATH, "# 补记\n\n" + MEETING + "主侍人: 王建国\n")
    assert fingerprint() == [(before + 2, mark)]


@pytest.mark.parametrize("output", ["text", "concise"])
def test_what_a_ledger_says_never_drives_the_terminal(branch, output):
    write(branch, MEETING_PATH, MEETING + 'x: "\\e[31m\\e]0;hi\\a\\u202e\\u009b"\n[red]y: z\n')
    printed = check("--format", output, "--select", "格式", "--as-of", "2026-03-31").stdout
    assert "FMT" in printed
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", printed)


def test_markup_in_a_ledger_is_shown_as_it_is(branch):
    write(branch, MEETING_PATH, MEETING + "'[bold]主持[/bold]': 王建国\n")
    assert "[bold]主持[/bold]" in check(*FORMAT_ONLY).stdout


# --- terminals -------------------------------------------------------------------------------


def on_terminal(folder, **env):
    """Run as on a terminal that takes colours."""
    kept = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "COLORTERM"}}
    kept["PYTHONPATH"] = str(Path(cli.__file__).parents[2])
    wanted = {"FORCE_COLOR": "1", "TERM": "xterm-256color", "COLUMNS": "80", **env}
    return subprocess.run(
        [sys.executable, "-m", "djledger", "check", *FORMAT_ONLY],
        cwd=folder,
        env={**kept, **wanted},
        capture_output=True,
        check=False,
    ).stdout.decode()


def without_colour(text):
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def test_colour_on_a_terminal_unless_it_is_not_wanted(branch):
    write(branch, MEETING_PATH, BAD_DAY)
    assert "\x1b[1;31m" in on_terminal(branch)
    plain = on_terminal(branch, NO_COLOR="1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]m", plain)
    assert "\x1b" not in check(*FORMAT_ONLY).stdout


@pytest.mark.parametrize("columns", [40, 60, 100])
def test_lines_fit_the_terminal(branch, columns):
    write(branch, MEETING_PATH, MEETING + "主侍人: " + "王建国" * 40 + "\n")
    shown = without_colour(on_terminal(branch, COLUMNS=str(columns))).splitlines()
    assert len(shown) > 5
    assert [line for line in shown if display_width(line) > columns] == []


def test_output_is_utf8_whatever_the_console(branch):
    write(branch, MEETING_PATH, BAD_DAY)
    shown = on_terminal(branch, PYTHONIOENCODING="gbk", NO_COLOR="1")
    assert "值的写法读不懂" in shown


# --- what a newcomer meets ---------------------------------------------------------------------


def test_findings_of_one_rule_at_one_place_are_told_together(branch):
    shown = check("--select", "MTG304", "--as-of", "2026-07-01").stdout
    assert shown.count("MTG304") == 1 and shown.count("办法：") == 1
    assert "2026 年 3 月没有主题党日的记录；\n" in shown
    assert "2026 年 6 月没有主题党日的记录。\n         主题党日每月开展 1 次。\n" in shown
    assert len(concise("--select", "MTG304", "--as-of", "2026-07-01")) == 4


def test_the_text_says_what_to_do_next(branch):
    assert "djledger fix" not in check(*FORMAT_ONLY).stdout
    write(branch, MEETING_PATH, MEETING.replace(": ", "："))
    done = check(*FORMAT_ONLY)
    assert "写法问题 1 处，djledger fix 可以改正" in done.stdout.splitlines()[-2]
    names = "、".join(f"甲{n}" for n in range(30)).split("、")
    absent = "".join(f"  {name}: 病假\n" for name in names)
    write(branch, MEETING_PATH, f"{MEETING}缺席:\n{absent}")
    assert "djledger status" in check("--as-of", "2026-03-31").stdout.splitlines()[-2]


def test_rules_are_chosen_with_commas_too(branch):
    assert check("--select", "格式,MTG304、MTG301", "--as-of", "2026-07-01").exit_code == 1
    assert check("--select", "格式，XYZ").exit_code == 2


def test_2_when_the_system_refuses_a_folder(branch, monkeypatch):
    def refused(folder):
        raise PermissionError(errno.EACCES, "Permission denied", folder)

    monkeypatch.setattr("djledger.ledger.source.os.scandir", refused)
    done = check()
    assert done.exit_code == 2 and "读写不了：没有权限" in done.stderr
    assert "Permission" not in done.stderr


@pytest.fixture
def closed(monkeypatch):
    """Have the system refuse to open a folder, and to tell what is in it."""
    scan, stat = os.scandir, os.stat

    def close(path):
        def refusing(folder):
            if Path(folder) == path:
                raise PermissionError(errno.EACCES, "Permission denied", folder)
            return scan(folder)

        def silent(file, **options):
            if isinstance(file, str) and path in Path(file).parents:
                raise PermissionError(errno.EACCES, "Permission denied", file)
            return stat(file, **options)

        monkeypatch.setattr("djledger.ledger.source.os.scandir", refusing)
        monkeypatch.setattr("djledger.ledger.source.os.stat", silent)

    return close


def test_a_folder_that_cannot_be_opened_hides_nothing_else(branch, closed):
    write(branch, "members.yaml", MEMBERS + "未知: 1\n")
    papers = "申请: {日期: 2026-03-12, 材料: meetings/2026/2026-03-13-党员大会}\n"
    write(branch, "development/周立新.yaml", f"姓名: 周立新\n{papers}")
    assert "LED104" in check("--as-of", "2026-07-01").stdout
    closed(branch / "meetings")
    done = check("--as-of", "2026-07-01")
    assert "LED104" not in done.stdout  # it may be there
    assert done.exit_code == 1, done.stderr
    assert "FMT201" in done.stdout
    assert "meetings/*\n  1:1  FMT302" in done.stdout and "文件夹打不开" in done.stdout
    assert "MTG301" in done.stdout.partition("未判定")[2]  # meetings are not said to be lacking
    assert "MTG301" not in done.stdout.partition("未判定")[0]


def test_a_whole_branch_that_cannot_be_opened_is_said(tmp_path, monkeypatch, closed):
    write(tmp_path, "第一支部/branch.yaml", BRANCH)
    write(tmp_path, "第一支部/members.yaml", MEMBERS)
    write(tmp_path, "第二支部/branch.yaml", BRANCH)
    closed(tmp_path / "第二支部")
    monkeypatch.chdir(tmp_path)
    done = check(*FORMAT_ONLY)
    assert done.exit_code == 1 and "第二支部/*\n  1:1  FMT302" in done.stdout
    assert "第一支部" in check("--format", "json", "--as-of", "2026-03-31").stdout


def test_what_cannot_be_written_is_said_in_chinese(branch):
    done = check(*FORMAT_ONLY, "--output", "json=branch.yaml/此处.json")
    assert done.exit_code == 2 and "写不进" in done.stderr
    assert not re.search("[A-Z][a-z]+ ", done.stderr)


def test_the_same_left_open_in_many_branches_is_one_line(tmp_path, monkeypatch):
    for number in range(7):
        write(tmp_path, f"第{number}支部/branch.yaml", BRANCH.replace("第一", f"第{number}"))
        write(tmp_path, f"第{number}支部/members.yaml", MEMBERS)
        write(tmp_path, f"第{number}支部/{MEETING_PATH}", BAD_DAY)
    monkeypatch.chdir(tmp_path)
    lines = check("--as-of", "2026-07-01").stdout.splitlines()
    told = [line for line in lines if line.startswith("未判定：")]
    assert len(told) == 1 and told[0].startswith("未判定：7 个组织各有 ")


def test_a_record_saved_as_plain_text_or_in_capitals_is_not_lost(branch):
    write(branch, "meetings/2026/甲.yaml.txt", MEETING)
    (line,) = concise(*FORMAT_ONLY)
    assert line.startswith("meetings/2026/甲.yaml.txt:1:1: FMT301 ") and ".txt，没有读入" in line
    (branch / "meetings/2026/甲.yaml.txt").rename(branch / "meetings/2026/甲.YAML")
    (line,) = concise("--select", "LED106", "--as-of", "2026-03-31")
    assert "meetings/2026/甲.YAML" in line or MEETING_PATH in line


def test_an_unresolved_merge_is_called_by_its_name(branch):
    halves = "<<<<<<< HEAD\n日期: 2026-03-12\n=======\n日期: 2026-03-13\n>>>>>>> 别人\n"
    write(branch, MEETING_PATH, f"类型: 党员大会\n{halves}")
    (line,) = concise(*FORMAT_ONLY)
    assert line.startswith(f"{MEETING_PATH}:2:1: ") and "冲突标记" in line
