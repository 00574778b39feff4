"""``djledger doctor``: a line each, and 1 when something is wrong."""

import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from djledger.cli import app
from djledger.cli.examining import EXTRAS, Health, calendar_sign, encoding_sign, fonts_sign
from djledger.cli.fonts import ALIASES, families, lacking
from djledger.law.workdays import calendar_of

ROOT = Path(__file__).parents[2]
BRANCH = "名称: 甲支部\n类型: 机关\n"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A repository with one branch, on a machine where nothing else is wrong."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / "djledger.yaml").write_text("", encoding="utf-8")
    (tmp_path / "甲").mkdir()
    (tmp_path / "甲/branch.yaml").write_text(BRANCH, encoding="utf-8")
    monkeypatch.setattr("djledger.cli.examining._console_encoding", lambda: "UTF-8")
    monkeypatch.setattr("djledger.cli.examining.day_of", lambda _: date(2026, 6, 1))
    return tmp_path


def doctor(folder):
    done = CliRunner().invoke(app, ["doctor", str(folder)])
    return done.exit_code, dict(line.split("：", 1) for line in done.stdout.splitlines())


def test_a_sound_machine_is_said_to_be_so(home):
    code, said = doctor(home / "甲")
    assert code == 0
    assert {"✓ 程序", "✓ git", "✓ 仓库", "✓ 编码", "✓ 工作日历"} <= set(said)
    assert said["✓ 设置"] == "djledger.yaml"
    assert said["✓ 台账"] == "1 个支部"
    assert not any(about.startswith("✗") for about in said)


def test_broken_settings_are_wrong(home):
    (home / "djledger.yaml").write_text("没有这一项: 1\n", encoding="utf-8")
    code, said = doctor(home)
    assert code == 1 and "djledger.yaml:1:1" in said["✗ 设置"]


def test_a_folder_outside_git_is_worth_a_note(home, tmp_path_factory):
    code, said = doctor(tmp_path_factory.mktemp("别处"))
    assert code == 0
    assert "不在 git 仓库里" in said["○ 仓库"] and "没有支部" in said["○ 台账"]


def test_a_repository_that_git_refuses_is_wrong(home, monkeypatch):
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    code, said = doctor(home)
    assert code == 1 and "safe.directory" in said["✗ 仓库"]


def test_a_machine_without_git_is_told(home, monkeypatch):
    monkeypatch.setenv("PATH", "")
    code, said = doctor(home)
    assert code == 1 and "没有安装 git" in said["✗ git"]


def test_a_missing_folder_is_a_mistake_of_usage(tmp_path):
    assert doctor(tmp_path / "没有")[0] == 2


@pytest.mark.parametrize(
    ("name", "health"),
    [
        ("UTF-8", Health.RIGHT),
        ("utf8", Health.RIGHT),
        ("cp65001", Health.RIGHT),
        ("cp936", Health.WRONG),
        ("ANSI_X3.4-1968", Health.WRONG),
    ],
)
def test_a_console_that_garbles_chinese_is_wrong(name, health):
    assert encoding_sign(name).health is health


def test_the_calendar_is_right_to_its_last_known_day():
    last = calendar_of(2026).known_through
    assert calendar_sign(last).health is Health.RIGHT
    assert calendar_sign(last.fromordinal(last.toordinal() + 1)).health is Health.WRONG
    assert "2013" in calendar_sign(date(2013, 6, 1)).said


def test_fonts_are_known_by_any_of_their_names():
    others = frozenset(names[0] for names in ALIASES.values())
    assert lacking(others) == () == lacking(frozenset(ALIASES))
    assert lacking(others - {"SimHei"}) == ("黑体",)
    assert [fonts_sign(known).health for known in (others, frozenset(), None)] == [
        Health.RIGHT,
        Health.NOTE,
        Health.NOTE,
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_the_font_list_is_read_with_all_names_of_a_family(tmp_path, monkeypatch):
    program = tmp_path / "fc-list"
    program.write_text("#!/bin/sh\nprintf 'SimSun,宋体\\nKaiTi\\n'\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert families() == {"SimSun", "宋体", "KaiTi"}
    program.unlink()
    assert families() is None


def test_every_extra_is_looked_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {name for name, _, _ in EXTRAS} == set(project["optional-dependencies"])
