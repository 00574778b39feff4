"""What is answered from memory is what a check would say, and only while nothing changed."""

import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from platformdirs import user_cache_path
from typer.testing import CliRunner

from checking.trees import BRANCH, MEETING, MEETING_PATH, plant, write
from djledger import cli
from djledger.cli.effort import CACHE_FOLDER, cache_folder
from djledger.findings.formats import WRITERS
from ledger.test_photos import exif, photo

SOURCES = Path(__file__).parents[2] / "src"
WORDS = ["--as-of", "2026-07-15", "--fail-on", "never"]
FIRST = "第00支部"
SETTINGS = "不用: [MTG101]\n另用: [LED201]\n例外:\n  - {规则: MEM301, 处理: 提示, 理由: 试点}\n"
WAIVED = MEETING + "豁免:\n  - {规则: MTG110, 理由: 已报上级, 批准: 机关党委}\n"


@pytest.fixture
def top(tmp_path, monkeypatch):
    """A repository whose settings, waivers and files beside the ledger all have a say."""
    folder = plant(tmp_path / "台账", 3)
    write(folder, "djledger.yaml", SETTINGS)
    write(folder, f"{FIRST}/{MEETING_PATH}", WAIVED)
    write(folder, f"{FIRST}/没有的.yaml", "a: 1\n")
    write(folder, f"{FIRST}/dues/2026.private.yaml", "年度: 2026\n")
    write(folder, "名单.xlsx", "表")
    write(folder, "说明.txt", "年度说明\n")
    (folder / "走访.jpg").write_bytes(photo())
    (folder / "送慰问.jpg").write_bytes(photo())
    git(folder, "init", "-q")
    git(folder, "add", "-A", "--", ".", ":!*.private.yaml")
    git(folder, "commit", "-q", "-m", "记录")
    (folder / "送慰问.jpg").write_bytes(photo(exif(tags=())))
    monkeypatch.setenv(CACHE_FOLDER, str(tmp_path / "缓存"))
    monkeypatch.chdir(folder)
    return folder


def git(folder, *words):
    who = ["-c", "user.name=记录人", "-c", "user.email=recorder@example.org"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def check(*words):
    return CliRunner().invoke(cli.app, ["check", *WORDS, *words], prog_name="djledger")


def remembered(done):
    """Whether all was remembered, according to what a run with -v says."""
    number, hits = re.search(r"(\d+) 个支部：(\d+) 个没有变化", done.stderr).groups()
    return number == hits


@pytest.mark.parametrize("shown", WRITERS)
def test_every_format_says_the_same_from_memory(top, shown):
    words = ["--format", shown]
    plain = check("--no-cache", *words)
    first, second = check("-v", *words), check("-v", *words)
    assert (remembered(first), remembered(second)) == (False, True)
    assert first.stdout == second.stdout == plain.stdout
    assert plain.exit_code == second.exit_code == 0


CHANGES = {
    "a meeting": lambda top: write(
        top, f"{FIRST}/{MEETING_PATH}", MEETING.replace("03-12", "03-13")
    ),
    "a new branch": lambda top: write(top, "新支部/branch.yaml", BRANCH.format(n=9)),
    "a branch gone": lambda top: (top / "第01支部/branch.yaml").unlink(),
    "the committee": lambda top: write(
        top, "committee.yaml", "名称: 另一个\n类别: 机关党委\n多余: 1\n"
    ),
    "settings": lambda top: write(top, "djledger.yaml", "不用: [MEM301]\n"),
    "settings of a branch": lambda top: write(top, f"{FIRST}/djledger.yaml", "不用: [MTG301]\n"),
    "an attachment": lambda top: write(top, f"{FIRST}/附件/签到表.jpg", "图"),
    "a spreadsheet gone": lambda top: (top / "名单.xlsx").unlink(),
    "a spreadsheet ignored": lambda top: write(top, ".git/info/exclude", "*.xlsx\n"),
    "a text": lambda top: write(top, "说明.txt", f"联系电话 138{0:08}\n"),
    "a photo": lambda top: (top / "走访.jpg").write_bytes(photo(exif())),
    "a photo changed once more": lambda top: (top / "送慰问.jpg").write_bytes(photo(exif())),
    "a private file put into git": lambda top: git(top, "add", "-A"),
    "a commit": lambda top: git(top, "commit", "-q", "--allow-empty", "-m", "空"),
}


@pytest.mark.parametrize("folder", [".", FIRST])
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_nothing_is_answered_from_memory_that_is_no_longer_so(top, change, folder):
    check(folder)
    assert remembered(check("-v", folder))
    change(top)
    plain = check("--no-cache", folder)
    assert check(folder).stdout == plain.stdout
    assert check(folder).stdout == plain.stdout


def test_settings_and_organisations_above_a_branch_count(top):
    assert check("-v", FIRST).exit_code == 0
    for path, text in {
        "committee.yaml": "名称: 另一个\n类别: 机关党委\n",
        "djledger.yaml": "不用: [MEM301]\n",
    }.items():
        assert remembered(check("-v", FIRST))
        write(top, path, text)
        assert not remembered(check("-v", FIRST))


def test_another_question_is_not_answered_by_an_earlier_one(top):
    check()
    for words in (["--select", "MTG"], ["--year", "2025"], ["--ignore", "MEM"], [FIRST]):
        assert not remembered(check("-v", *words))
        assert remembered(check("-v", *words))


def test_a_baseline_is_read_afresh(top):
    before = check().stdout
    assert "基线" not in before
    CliRunner().invoke(cli.app, ["baseline", "write", "--as-of", "2026-07-15"])
    settled = check("-v")
    assert "基线" in settled.stdout
    assert settled.stdout == check("--no-cache").stdout
    (top / "djledger-baseline.jsonl").unlink()
    assert check().stdout == before


def test_where_one_stands_shows_in_the_paths(top, monkeypatch):
    check("--format", "concise")
    monkeypatch.chdir(top / FIRST)
    found = check("-v", "--format", "concise", "..")
    assert remembered(found)
    assert found.stdout == check("--no-cache", "--format", "concise", "..").stdout


def test_a_damaged_memory_is_noted_and_rebuilt(top, tmp_path):
    plain = check().stdout
    (path,) = (tmp_path / "缓存").rglob("*.run")
    whole = path.read_bytes()
    dice = random.Random(5)
    for _ in range(6):
        place = dice.randrange(len(whole))
        flipped = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        for damaged in (flipped, whole[:place]):
            path.write_bytes(damaged)
            done = check("-v")
            assert done.stdout == plain
            assert "已作废重建" in done.stderr and not remembered(done)
            assert remembered(check("-v"))


def test_mistakes_are_told_whatever_is_remembered(top):
    check()
    assert check("--jobs", "0").exit_code == 2
    assert check("--executor", "别处").exit_code == 2


def test_an_answer_from_memory_needs_neither_rules_nor_models(top):
    check("--format", "concise")
    told = "import sys; from djledger.cli import app\ntry: app()\nexcept SystemExit: pass\n"
    told += "print(*(name for name in sys.modules if name.startswith('djledger')), file=sys.stderr)"
    words = ["check", *WORDS, "--format", "concise"]
    done = subprocess.run(
        [sys.executable, "-c", told, *words],
        env={"PYTHONPATH": str(SOURCES), CACHE_FOLDER: str(top.parent / "缓存")},
        capture_output=True,
        check=True,
    )
    loaded = set(done.stderr.decode().split())
    assert "djledger.checking.memory" in loaded
    heavy = ("law", "rules.table", "ledger.branch", "ledger.node", "yamltext.reading")
    assert loaded.isdisjoint(f"djledger.{name}" for name in heavy)


@pytest.mark.parametrize("told", [None, "", " ", "/某处/缓存"])
def test_caches_are_where_the_system_wants_them(monkeypatch, told):
    monkeypatch.delenv(CACHE_FOLDER, raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    if told is not None:
        monkeypatch.setenv("XDG_CACHE_HOME", told)
    assert cache_folder() == user_cache_path("djledger", appauthor=False) / "checks"
