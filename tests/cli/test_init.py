"""``djledger init --ci``: kits that their services accept and whose commands run."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner
from yaml import safe_load

from djledger import __version__
from djledger.cli import app
from djledger.cli.kits import KITS, kit
from outcomes import BRANCH, GOOD, MEETING, MEMBERS

ROOT = Path(__file__).parents[2]
COMMAND = re.compile(
    r"(?<![\w\"-])(?:\.venv/bin/)?djledger ((?:check|baseline).*?)(?='?$)", re.MULTILINE
)
VARIABLES = re.compile(r'"[^"]*\$\w+"')


def init(*words):
    return CliRunner().invoke(app, ["init", *map(str, words)])


def commands(text):
    """The djledger commands of a kit, with the words of each."""
    joined = re.sub(r"\n\s+(?=--)", " ", text.replace("djledger check\n", "djledger check \n"))
    found = COMMAND.findall(joined.replace(" \n", " "))
    return [shlex.split(VARIABLES.sub("HEAD", line)) for line in found]


@pytest.fixture
def ledger(tmp_path, monkeypatch):
    """A repository with a sound branch, the working folder."""
    for path, text in {"branch.yaml": BRANCH, "members.yaml": MEMBERS, MEETING: GOOD}.items():
        target = tmp_path / "甲支部" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    (tmp_path / "djledger.yaml").write_text("只用: 格式\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "建账"]):
        person = ["-c", "user.name=某人", "-c", "user.email=someone@example.org"]
        subprocess.run(["git", *person, *words], cwd=tmp_path, check=True)
    return tmp_path


@pytest.mark.parametrize("kind", KITS)
def test_a_kit_goes_where_its_service_looks_for_it(ledger, kind):
    done = init("--ci", kind)
    assert done.exit_code == 0 and KITS[kind][1] in done.stdout
    text = (ledger / KITS[kind][1]).read_text(encoding="utf-8")
    assert text == kit(kind)
    assert f"djledger=={__version__}" in text and "@" + "VERSION@" not in text


@pytest.mark.parametrize("kind", KITS)
def test_the_commands_of_a_kit_run(ledger, kind):
    lines = commands(kit(kind))
    assert any(words[0] == "check" for words in lines)
    assert CliRunner().invoke(app, ["baseline", "write"]).exit_code == 0
    for words in lines:
        done = CliRunner().invoke(app, words)
        assert done.exit_code == 0, (words, done.output)


@pytest.mark.parametrize("kind", ["github", "gitlab"])
def test_a_kit_keeps_to_the_schema_of_its_service(tmp_path, kind):
    file = tmp_path / "kit.yml"
    file.write_text(kit(kind), encoding="utf-8")
    schema = {"github": "vendor.github-workflows", "gitlab": "vendor.gitlab-ci"}[kind]
    words = ["--builtin-schema", schema, str(file)]
    if kind == "gitlab":
        words = ["--data-transform", "gitlab-ci", *words]
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", *words],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_other_kits_are_whole():
    gitee = safe_load(kit("gitee"))
    (stage,) = gitee["stages"]
    (step,) = stage["steps"]
    assert step["step"] == "build@python" and len(step["commands"]) == 2
    jenkins = kit("jenkins")
    assert jenkins.count("{") == jenkins.count("}")
    (repository,) = safe_load(kit("pre-commit"))["repos"]
    (hook,) = repository["hooks"]
    assert repository["repo"] == "local" and hook["pass_filenames"] is False


def test_the_hooks_that_we_offer_run(ledger):
    hooks = safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert CliRunner().invoke(app, ["baseline", "write"]).exit_code == 0
    for hook in hooks:
        assert {"id", "name", "entry", "language", "files"} <= hook.keys()
        assert re.search(hook["files"], f"甲支部/{MEETING}")
        program, *words = shlex.split(hook["entry"])
        assert program == "djledger"
        assert CliRunner().invoke(app, words).exit_code == 0


def test_a_file_of_the_user_is_left_alone(ledger):
    (ledger / "Jenkinsfile").write_text("// 自己的\n", encoding="utf-8")
    done = init("--ci", "jenkins", "--ci", "github")
    assert done.exit_code == 2 and "已经有 Jenkinsfile" in done.stderr
    assert not (ledger / ".github").exists()
    assert init("--ci", "jenkins", "--ci", "github", "--force").exit_code == 0
    assert init("--ci", "jenkins").exit_code == 0
    assert (ledger / "Jenkinsfile").read_text(encoding="utf-8") == kit("jenkins")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--ci", "gitub"], "是不是 github？"),
        (["--ci", "x"], "可用：github、gitlab、gitee、jenkins、pre-commit"),
        (["没有", "--ci", "github"], "没有“没有”这个文件夹"),
    ],
)
def test_what_cannot_be_done_is_said(ledger, words, said):
    done = init(*words)
    assert done.exit_code == 2 and said in done.stderr
