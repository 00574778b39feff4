"""``djledger check --staged``: what a commit would take in, before it does."""

import subprocess

import pytest
from typer.testing import CliRunner

from djledger import cli
from djledger.rules.standins import standins
from ledger.test_photos import exif, photo

MEETING = "类型: 党员大会\n日期: 2026-03-12\n"


def git(*words):
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *words], check=True)


def check(*words):
    return CliRunner().invoke(cli.app, ["check", "--staged", "--select", "PRV", *words])


@pytest.fixture
def branch(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("branch.yaml").write_text("名称: 甲\n类型: 机关\n", encoding="utf-8")
    tmp_path.joinpath("meetings").mkdir()
    git("init", "-q")
    git("add", ".")
    return tmp_path


def write(branch, name, note):
    text = f"{MEETING}说明: {note}\n"
    branch.joinpath("meetings", name).write_text(text, encoding="utf-8")


def test_what_is_staged_is_checked_not_what_is_on_disk(branch):
    write(branch, "a.yaml", standins()["〈身份证号〉"])
    assert check().exit_code == 0
    git("add", ".")
    write(branch, "a.yaml", "已删去")
    done = check("--format", "concise")
    assert done.exit_code == 1
    assert "meetings/a.yaml:3" in done.stdout and "PRV101" in done.stdout


def test_what_the_last_commit_had_already_is_not_listed(branch):
    write(branch, "a.yaml", standins()["〈身份证号〉"])
    git("add", ".")
    git("commit", "-qm", "a")
    write(branch, "b.yaml", standins()["〈手机号码〉"])
    git("add", ".")
    said = check("--format", "concise").stdout
    assert "PRV103" in said and "PRV101" not in said


def test_it_goes_with_no_other_revision(branch):
    assert check("--since", "HEAD").exit_code == 2


def test_texts_beside_the_ledger_are_checked_as_they_are_staged(branch):
    beside = branch / "附件" / "名单.md"
    beside.parent.mkdir()
    beside.write_text(f"# 名单\n\n{standins()['〈手机号码〉']}\n", encoding="utf-8")
    assert check().exit_code == 0
    git("add", ".")
    beside.write_text("# 名单\n", encoding="utf-8")
    assert "附件/名单.md:3:1: PRV103" in check("--format", "concise").stdout
    git("commit", "-qm", "a")
    git("add", ".")
    assert check().exit_code == 0


def test_a_photo_is_looked_at_as_it_is_staged(branch):
    home = branch / "附件" / "走访.jpg"
    home.parent.mkdir()
    home.write_bytes(photo(exif()))
    git("add", ".")
    home.write_bytes(photo())
    assert "附件/走访.jpg:1:1: PRV303" in check("--format", "concise").stdout
    git("add", ".")
    assert check().exit_code == 0


def test_a_private_file_that_was_forced_in_is_stopped_and_told_once(branch):
    branch.joinpath("dues").mkdir()
    branch.joinpath("dues", "2026.private.yaml").write_text("年度: 2026\n", encoding="utf-8")
    assert check().exit_code == 0
    git("add", "-f", ".")
    assert "dues/2026.private.yaml:1:1: PRV302" in check("--format", "concise").stdout
    git("commit", "-qm", "a")
    assert check().exit_code == 0
