"""``djledger baseline`` from the outside: the ratchet that lets old findings only become fewer."""

import json
import subprocess

import pytest
from typer.testing import CliRunner

from djledger.cli import app
from outcomes import BRANCH, GOOD, MEETING, MEMBERS

SETTINGS = "只用: FMT201\n"
FILE = "djledger-baseline.jsonl"
AS_OF = ("--as-of", "2026-03-31")


@pytest.fixture
def ledger(tmp_path, monkeypatch):
    """A repository with a branch that has two faults, in the working folder."""
    git(tmp_path, "init", "-q")
    files = {"djledger.yaml": SETTINGS, "甲支部/branch.yaml": BRANCH}
    for path, text in {**files, "甲支部/members.yaml": MEMBERS}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    keys(tmp_path, "甲", "乙")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def git(folder, *words):
    person = ["-c", "user.name=某人", "-c", "user.email=someone@example.org"]
    subprocess.run(["git", *person, *words], cwd=folder, check=True, capture_output=True)


def commit(folder):
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "更新")


def keys(folder, *names):
    """Give the meeting these keys that there are not."""
    place = folder / "甲支部" / MEETING
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(GOOD + "".join(f"{name}: 1\n" for name in names), encoding="utf-8")


def run(*words):
    return CliRunner().invoke(app, [*words, *AS_OF])


def baseline(*words):
    return run("baseline", *words)


def entities(folder, name=FILE):
    lines = (folder / name).read_text(encoding="utf-8").splitlines()[1:]
    return [json.loads(line)["对象"] for line in lines]


def test_written_once_the_check_is_clean_and_new_faults_count(ledger):
    assert run("check").exit_code == 1
    done = baseline("write")
    assert done.exit_code == 0 and "共 2 项，新列入 2 项" in done.stdout
    assert run("check").exit_code == 0 and "基线 2 项" in run("check").stdout
    keys(ledger, "甲", "乙", "丙")
    done = run("check", "甲支部", "--format", "concise")
    assert done.exit_code == 1 and "丙" in done.stdout and "“乙”" not in done.stdout


def test_every_kind_of_output_counts_what_is_on_record(ledger):
    baseline("write")
    assert json.loads(run("check", "--format", "json").stdout)["summary"]["suppressed"] == 2
    for name in ("text", "concise", "markdown", "github"):
        assert "基线 2 项" in run("check", "--format", name).stdout
    first = run("check", "--format", "jsonl").stdout.splitlines()[0]
    assert json.loads(first)["summary"]["suppressed"] == 2
    assert run("check", "--format", "sarif").stdout.count('"suppressions"') == 2
    assert f"基线：已列入 {FILE}" in run("check", "--format", "junit").stdout


def test_prune_takes_off_what_is_put_right_and_adds_nothing(ledger):
    baseline("write")
    before = (ledger / FILE).read_bytes()
    assert "去掉已改正的 0 项" in baseline("prune").stdout
    assert (ledger / FILE).read_bytes() == before
    keys(ledger, "乙", "丙")
    assert "去掉已改正的 1 项，还有 1 项" in baseline("prune").stdout
    assert entities(ledger) == ["乙"]
    assert set((ledger / FILE).read_bytes().splitlines()) < set(before.splitlines())


def test_what_an_unknown_key_may_stand_for_is_not_taken_as_put_right(ledger):
    (ledger / "djledger.yaml").write_text("只用: [FMT201, MTG603]\n", encoding="utf-8")
    keys(ledger)
    assert "共 1 项，新列入 1 项" in baseline("write").stdout
    keys(ledger, "甲")
    assert "去掉已改正的 0 项，还有 1 项" in baseline("prune").stdout


def test_check_fails_while_something_put_right_is_still_on_record(ledger):
    baseline("write")
    commit(ledger)
    assert baseline("check").exit_code == 0
    keys(ledger, "乙")
    done = baseline("check")
    assert done.exit_code == 1 and "djledger baseline prune" in done.stdout
    assert f"FMT201 甲支部/{MEETING}（甲） 不认识的键" in done.stdout
    baseline("prune")
    assert baseline("check").exit_code == 0


def test_check_fails_when_the_record_has_grown(ledger):
    baseline("write")
    commit(ledger)
    keys(ledger, "甲", "乙", "丙")
    assert "新列入 1 项" in baseline("write").stdout
    done = baseline("check")
    assert done.exit_code == 1 and "同 HEAD 比较多出 1 项" in done.stdout and "丙" in done.stdout
    commit(ledger)
    assert baseline("check").exit_code == 0
    assert baseline("check", "--against", "HEAD~1").exit_code == 1


def test_the_first_record_is_no_growth(ledger):
    commit(ledger)
    baseline("write")
    done = baseline("check")
    assert done.exit_code == 0 and "首次列入" in done.stdout


def test_settings_name_the_file(ledger):
    (ledger / "djledger.yaml").write_text(SETTINGS + "基线: 旧账/2026.jsonl\n", encoding="utf-8")
    done = run("check")
    assert done.exit_code == 2 and "旧账/2026.jsonl" in done.stderr
    baseline("write")
    assert set(entities(ledger, "旧账/2026.jsonl")) == {"甲", "乙"}
    assert run("check").exit_code == 0


def test_an_option_names_the_file(ledger):
    assert baseline("write", "--baseline", "别的.jsonl").exit_code == 0
    assert run("check").exit_code == 1
    assert run("check", "--baseline", "别的.jsonl").exit_code == 0
    assert baseline("prune", "--baseline", "没有.jsonl").exit_code == 2


def test_only_the_uppermost_settings_can_name_it(ledger):
    (ledger / "甲支部" / "djledger.yaml").write_text("基线: x.jsonl\n", encoding="utf-8")
    done = run("check")
    assert done.exit_code == 2 and "只写在最上层的 djledger.yaml" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "--against", "没有的版本"), "没有“没有的版本”这个版本"),
        (("check", "没有的文件夹"), "没有“没有的文件夹”这个文件"),
    ],
)
def test_what_cannot_be_compared_is_said(ledger, words, said):
    baseline("write")
    commit(ledger)
    done = baseline(*words)
    assert done.exit_code == 2 and said in done.stderr


def test_a_conflict_left_in_the_file_is_said(ledger):
    baseline("write")
    with (ledger / FILE).open("a", encoding="utf-8") as file:
        file.write("<<<<<<< HEAD\n")
    for done in (run("check"), baseline("prune"), baseline("write")):
        assert done.exit_code == 2 and "第 4 行读不懂" in done.stderr


def test_an_earlier_revision_is_checked_with_the_baseline_that_it_had(ledger):
    commit(ledger)
    baseline("write")
    assert run("check").exit_code == 0
    assert run("check", "--at", "HEAD").exit_code == 1
    commit(ledger)
    assert run("check", "--at", "HEAD").exit_code == 0
