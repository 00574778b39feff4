"""``djledger check --output``: several formats from one run, into files and to the screen."""

import json
import subprocess

import pytest
from typer.testing import CliRunner

from djledger.cli import app
from djledger.cli.outputs import write_file
from djledger.findings import formats
from outcomes import BRANCH, GOOD, MEETING, MEMBERS

AS_OF = ("--as-of", "2026-03-31", "--select", "格式")


@pytest.fixture
def branch(tmp_path, monkeypatch):
    """A branch with one fault, in the working folder."""
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    files = {"branch.yaml": BRANCH, "members.yaml": MEMBERS, MEETING: GOOD + "主侍人: 王建国\n"}
    for path, text in files.items():
        target = tmp_path / "台账" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "台账")
    return tmp_path / "台账"


def check(*words):
    return CliRunner().invoke(app, ["check", *AS_OF, *words])


def test_one_run_writes_every_format(branch):
    words = [f"--output={name}=out/{name}" for name in formats.WRITERS]
    done = check(*words)
    assert done.exit_code == 1
    assert "FMT201" in done.stdout and "主侍人" in done.stdout
    assert {file.name for file in (branch / "out").iterdir()} == set(formats.WRITERS)
    alone = check("--format", "json").stdout
    assert (branch / "out" / "json").read_text(encoding="utf-8") == alone


def test_a_dash_means_the_screen(branch):
    assert json.loads(check("--output", "json=-").stdout)["summary"]["error"] == 1
    done = check("--format", "concise", "--output", "json=a.json")
    assert done.stdout.startswith(f"{MEETING}:3:1: FMT201")
    assert json.loads((branch / "a.json").read_text(encoding="utf-8"))["findings"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--output", "json"], "“json”应写成 格式=文件"),
        (["--output", "json="], "“json=”应写成 格式=文件"),
        (["--output", "sarf=x"], "没有“sarf”这种格式，可用：text、concise、json"),
        (["--output", "json=-", "--format", "text"], "标准输出只能写一种格式"),
        (["--output", "json=branch.yaml/x"], "写不进“branch.yaml/x”"),
    ],
)
def test_what_cannot_be_written_is_said(branch, words, said):
    done = check(*words)
    assert done.exit_code == 2 and said in done.stderr


def test_a_file_is_replaced_whole_or_left_as_it_was(branch, monkeypatch):
    write_file(branch / "a.json", "旧")
    monkeypatch.setattr("pathlib.Path.replace", lambda *_: (_ for _ in ()).throw(OSError(28, "满")))
    assert check("--output", "json=a.json").exit_code == 2
    assert (branch / "a.json").read_text(encoding="utf-8") == "旧"
    assert [file.name for file in branch.glob(".*.tmp")] == []


def test_github_gets_its_summary_as_well(branch, monkeypatch):
    summary = branch / "summary.md"
    summary.write_text("前一步\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    done = check("--format", "github")
    assert done.stdout.startswith(f"::error file={MEETING},line=3,")
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("前一步\n# 台账检查结果") and "FMT201" in text


def test_services_are_given_paths_from_the_top_of_the_repository(branch):
    (branch / "djledger.yaml").write_text("", encoding="utf-8")
    subprocess.run(["git", "init", "-q", branch.parent], check=True)
    assert check("--format", "github").stdout.startswith(f"::error file=台账/{MEETING},line=3,")
    assert (
        json.loads(check("--format", "gitlab").stdout)[0]["location"]["path"] == f"台账/{MEETING}"
    )
