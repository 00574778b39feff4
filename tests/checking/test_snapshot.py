"""What git says of files is what walking and reading them would say, or it is not believed."""

import os
import subprocess

import pytest

from checking.trees import plant, write
from djledger.checking.snapshot import Snapshot
from djledger.checking.tracing import UNREADABLE, content_id
from djledger.checking.tracked import tracked
from djledger.ledger.source import DiskSource, is_sheet
from ledger.test_photos import exif, photo

BRANCH = "第00支部"
WHO = ["-c", "user.name=记录人", "-c", "user.email=recorder@example.org"]


def git(folder, *words):
    subprocess.run(["git", *WHO, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def folder(tmp_path):
    top = plant(tmp_path / "台账", 3)
    write(top, "说明.md", "年度说明\n")
    write(top, f"{BRANCH}/附件/名单.xlsx", "表")
    git(top, "init", "-q")
    git(top, "add", "-A")
    git(top, "commit", "-q", "-m", "记录")
    return top


def by_walking(folder, prefix=""):
    source = DiskSource(folder)
    return {path: _id(source, path) for path in source.paths(prefix)}


def _id(source, path):
    if is_sheet(path):
        return None
    try:
        return content_id(source.read(path))
    except OSError:
        return UNREADABLE


def by_git(folder, prefix=""):
    """What a snapshot tells that asks git about however few files."""
    return told(Snapshot(DiskSource(folder), prefix, few=0))


def told(snapshot):
    """The ids of all files but of spreadsheets, into which nobody looks."""
    return {path: None if is_sheet(path) else snapshot.id_of(path) for path in snapshot.paths}


def names_hold(folder, prefix=""):
    found = tracked(DiskSource(folder), prefix)
    return found is not None and found.names_hold


def _nested(top):
    inner = plant(top / "别的仓库", 1)
    git(inner, "init", "-q")
    git(inner, "add", "-A")
    git(inner, "commit", "-q", "-m", "记录")


def _nested_tracked(top):
    _nested(top)
    git(top, "add", "-A")


def _moved_behind_a_link(top):
    (top / BRANCH / "meetings").rename(top.parent / "别处")
    (top / BRANCH / "meetings").symlink_to(top.parent / "别处")


def _folder_for_file(top):
    (top / BRANCH / "members.yaml").unlink()
    write(top, f"{BRANCH}/members.yaml/里面.yaml", "a: 1\n")


def _link_for_file(top):
    (top / BRANCH / "members.yaml").unlink()
    (top / BRANCH / "members.yaml").symlink_to("branch.yaml")


def _links(top):
    write(top.parent, "外面.yaml", "a: 1\n")
    for name, target in {"内": "说明.md", "外": "../外面.yaml", "断": "没有.yaml"}.items():
        (top / f"{name}.yaml").symlink_to(target)


def _links_tracked(top):
    _links(top)
    git(top, "add", "-A")


def _ignored(top):
    write(top, ".gitignore", "dues/\n*.csv\n")
    write(top, f"{BRANCH}/dues/2026.yaml", "年度: 2026\n")
    write(top, "名单.csv", "姓名\n")


def _odd_names(top):
    for name in ('引"号', "换\n行", "制\t表", "空 格", "100644 " + "a" * 40 + " 0\t假", "-v"):
        write(top, f"{name}.yaml", "a: 1\n")
        write(top, f"a-{name}/b.yaml", "a: 1\n")
        write(top, f"a/{name}/b.yaml", "a: 1\n")


def _odd_names_tracked(top):
    _odd_names(top)
    git(top, "add", "-A")


def _no_text(top):
    write(top, os.fsdecode(b"\xb5\xb3/\xff.yaml"), "a: 1\n")


def _skipped(top):
    for name in (".隐藏/a.yaml", "node_modules/a.yaml", "甲/__pycache__/a.yaml", "甲/.a.yaml"):
        write(top, name, "a: 1\n")
    git(top, "add", "-A", "-f")


def _merging(top):
    git(top, "checkout", "-q", "-b", "另一支")
    write(top, "说明.md", "甲\n")
    git(top, "commit", "-q", "-a", "-m", "甲")
    git(top, "checkout", "-q", "-")
    write(top, "说明.md", "乙\n")
    git(top, "commit", "-q", "-a", "-m", "乙")
    subprocess.run(["git", *WHO, "merge", "另一支"], cwd=top, capture_output=True, check=False)


CHANGES = {
    "nothing": lambda top: None,
    "content": lambda top: write(top, f"{BRANCH}/branch.yaml", "名称: 另一个\n"),
    "content, staged": lambda top: (write(top, "说明.md", "改\n"), git(top, "add", "-A")),
    "a file gone": lambda top: (top / BRANCH / "members.yaml").unlink(),
    "a file gone from the index": lambda top: git(top, "rm", "-q", "--cached", "说明.md"),
    "a new file, intended to be added": lambda top: (
        write(top, "新.yaml", "a: 1\n"),
        git(top, "add", "-N", "新.yaml"),
    ),
    "a file executable": lambda top: (top / "说明.md").chmod(0o755),
    "a folder for a file": _folder_for_file,
    "a link for a file": _link_for_file,
    "a folder behind a link": _moved_behind_a_link,
    "a link to a folder": lambda top: (top / "快捷").symlink_to(BRANCH),
    "links": _links,
    "links, tracked": _links_tracked,
    "a repository within": _nested,
    "a repository within, tracked": _nested_tracked,
    "ignored files": _ignored,
    "odd names": _odd_names,
    "odd names, tracked": _odd_names_tracked,
    "names that are no text": _no_text,
    "folders that are passed over": _skipped,
    "a merge that is not done": _merging,
    "an empty folder": lambda top: (top / BRANCH / "tasks").mkdir(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_git_and_walking_tell_the_same(folder, change):
    before = Snapshot(DiskSource(folder), few=0).mark
    seen = by_walking(folder)
    change(folder)
    assert by_git(folder) == by_walking(folder)
    assert list(by_git(folder)) == list(by_walking(folder))
    if by_walking(folder) != seen:
        assert Snapshot(DiskSource(folder), few=0).mark != before


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_below_a_folder_they_tell_the_same_too(folder, change):
    change(folder)
    assert by_git(folder, BRANCH) == by_walking(folder, BRANCH)


def test_few_files_are_read_without_asking_git(folder):
    found = Snapshot(DiskSource(folder))
    assert told(found) == by_walking(folder)


def test_a_snapshot_stays_what_it_was(folder):
    found = Snapshot(DiskSource(folder))
    before, mark = found.id_of(f"{BRANCH}/branch.yaml"), found.mark
    write(folder, f"{BRANCH}/branch.yaml", "名称: 另一个\n")
    assert (found.id_of(f"{BRANCH}/branch.yaml"), found.mark) == (before, mark)


# --- where git is not believed -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "holds"),
    [
        ("nothing", True),
        ("odd names, tracked", True),
        ("links", True),
        ("a repository within", False),
        ("a repository within, tracked", False),
        ("a folder behind a link", False),
        ("a folder for a file", False),
    ],
)
def test_names_are_believed_unless_git_may_not_look_everywhere(folder, change, holds):
    CHANGES[change](folder)
    assert names_hold(folder) is holds


@pytest.mark.parametrize(
    ("setting", "value", "trusted", "spelled"),
    [
        ("core.autocrlf", "false", True, True),
        ("core.autocrlf", "input", False, False),
        ("core.checkStat", "minimal", False, False),
        ("core.trustctime", "false", False, False),
        ("core.ignorecase", "true", True, False),
        ("core.ignorecase", "false", True, True),
        ("core.precomposeunicode", "true", True, False),
    ],
)
def test_settings_that_make_git_look_at_less(folder, setting, value, trusted, spelled):
    git(folder, "config", setting, value)
    assert (tracked(DiskSource(folder), "") is not None) is trusted
    assert names_hold(folder) is spelled
    assert by_git(folder) == by_walking(folder)


def test_conversions_ordered_above_the_folder_count(folder):
    write(folder, ".gitattributes", "*.yaml text\n")
    assert tracked(DiskSource(folder), BRANCH) is None
    assert tracked(DiskSource(folder / BRANCH), "") is None


def test_ids_of_another_kind_are_not_taken_for_ours(tmp_path):
    top = plant(tmp_path / "台账", 1)
    git(top, "init", "-q", "--object-format=sha256")
    git(top, "add", "-A")
    assert by_git(top) == by_walking(top)


def test_what_git_warns_of_is_not_believed(folder, monkeypatch):
    monkeypatch.setenv("GIT_TRACE", "1")  # writes to standard error, as a warning does
    assert tracked(DiskSource(folder), "") is None


def test_pipes_are_passed_over(folder):
    os.mkfifo(folder / BRANCH / "管道.yaml")
    assert by_git(folder) == by_walking(folder)
    assert f"{BRANCH}/管道.yaml" not in by_walking(folder)


@pytest.mark.parametrize("few", [0, 1000])
def test_a_photo_that_is_changed_twice_leaves_another_mark_each_time(folder, few):
    home, marks = folder / "走访.jpg", set()
    for content in (photo(), photo(exif(tags=())), photo(exif())):
        home.write_bytes(content)
        git(folder, "add", "走访.jpg") if not marks else None
        marks.add(Snapshot(DiskSource(folder), few=few).mark)
    assert len(marks) == 3
