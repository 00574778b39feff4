"""Folders to branches: the tree of folders is the tree of organisations."""

import pytest

from djledger.ledger.branch import Part
from djledger.ledger.folder import load, sites, stray, survey
from djledger.ledger.layout import Layout, home_of_stray, part_of, stranger_faults
from djledger.ledger.source import DiskSource, MemorySource

BRANCH = "名称: 第一支部\n类型: 机关\n".encode()
COMMITTEE = "名称: 机关党委\n类别: 机关党委\n".encode()


def test_each_file_belongs_to_the_nearest_branch_above_it():
    tree = MemorySource(
        {
            "委/committee.yaml": COMMITTEE,
            "委/一/branch.yaml": BRANCH,
            "委/一/meetings/2026/a.yaml": b"",
            "委/二/branch.yaml": BRANCH,
        }
    )
    one, two = sites(tree)
    assert (one.path, one.files) == ("委/一", ("委/一/branch.yaml", "委/一/meetings/2026/a.yaml"))
    assert two.uppers == ("委",)


def test_the_organisations_above_are_known_from_within_a_branch():
    tree = MemorySource({"委/committee.yaml": COMMITTEE, "委/一/branch.yaml": BRANCH})
    (one,) = sites(tree, "委/一")
    branch = load(tree, one).branch
    assert branch is not None and branch.uppers[0].document.record.name == "机关党委"


def test_a_branch_at_the_root_has_its_files_without_prefix():
    tree = MemorySource({"branch.yaml": BRANCH, "members.yaml": b""})
    (one,) = sites(tree)
    assert one.path == "." and part_of(one.path, "members.yaml") is Part.MEMBERS


def test_files_that_are_no_part_are_strangers():
    tree = MemorySource({"branch.yaml": BRANCH, "member.yaml": b"", "meetings.yaml": b""})
    (one,) = sites(tree)
    found = [(f.path, f.fault.kind) for f in load(tree, one).faults]
    assert found[:2] == [("meetings.yaml", Layout.STRANGER), ("member.yaml", Layout.STRANGER)]


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("member.yaml", "“members.yaml”"),
        ("Members.yml", "“members.yaml”"),
        ("花名册.yaml", "“members.yaml”"),
        ("会议.yaml", "“meetings/”"),
        ("meetings.yaml", "“meetings/”"),
        ("2026-03-12-党员大会.yaml", "“meetings/2026/”"),
        ("2026.yaml", "“dues/”"),
        ("committee.yaml", "上一级"),
        ("会议/2026/a.yaml", "“meetings/”"),
        ("meeting/2026/a.yaml", "“meetings/”"),
        ("Dues/2026.yaml", "“dues/”"),
        ("其他/a.yaml", "五个文件夹"),
        ("通讯录.yaml", "五个文件夹"),
    ],
)
def test_a_stranger_is_told_where_it_belongs(name, advice):
    ((path, fault),) = stranger_faults([name])
    assert path == name and advice in fault.remedy


def test_a_folder_of_strangers_is_told_once():
    ((path, fault),) = stranger_faults(["会议/a.yaml", "会议/b.yaml"])
    assert path == "会议/a.yaml" and "2 个文件" in fault.found


def test_a_part_whose_files_are_misnamed_is_not_fully_read():
    tree = MemorySource({"branch.yaml": BRANCH, "members.yaml": b"", "会议/a.yaml": b""})
    (one,) = sites(tree)
    assert Part.MEETINGS in load(tree, one).branch.broken


def test_settings_attachments_and_hidden_files_are_not_strangers():
    assert not list(stranger_faults(["djledger.yaml", "附件/清单.yaml", ".pre-commit.yaml"]))


@pytest.mark.parametrize(
    ("path", "home"),
    [
        ("甲/meetings/2026/a.yaml", "甲"),
        ("meetings/a.yaml", ""),
        ("甲/dues/2026.yaml", "甲"),
        ("甲/dues/2026.private.yaml", "甲"),
        ("甲/branch.yml", "甲"),
        ("甲/名册.yaml", "甲"),
        ("roles/web/tasks/main.yaml", None),
        ("甲/清单.yaml", None),
    ],
)
def test_what_looks_like_a_ledger_without_branch(path, home):
    assert home_of_stray(path) == home


def test_a_tree_tells_branches_committees_and_strays_apart():
    tree = MemorySource(
        {
            "djledger.yaml": b"",
            "委/committee.yaml": COMMITTEE,
            "委/一/branch.yaml": BRANCH,
            "委/一/committee.yaml": COMMITTEE,
            "委/二/meetings/a.yaml": b"",
            "委/三/branch.yml": BRANCH,
        }
    )
    found = survey(tree)
    assert [site.path for site in found.branches] == ["委/一"]
    assert [site.path for site in found.committees] == ["委"]
    assert [site.path for site in found.strays] == ["委/三", "委/二"]
    assert "改名为“branch.yaml”" in stray(found.strays[0]).fault.remedy


def test_a_branch_without_roster_says_so_and_judges_nothing_by_it():
    tree = MemorySource({"一/branch.yaml": BRANCH})
    (one,) = sites(tree)
    loaded = load(tree, one)
    assert [(f.path, f.fault.kind) for f in loaded.faults] == [("一/branch.yaml", Layout.NO_ROSTER)]
    assert loaded.branch.broken == {Part.MEMBERS: ("一/members.yaml",)}


def test_an_unreadable_branch_file_leaves_the_other_files_checked():
    tree = MemorySource(
        {
            "branch.yaml": b"a: [",
            "meetings/2026/a.yaml": "类型: 党员大汇\n日期: 2026-03-12\n".encode(),
        }
    )
    (one,) = sites(tree)
    loaded = load(tree, one)
    assert loaded.branch is None
    assert {fault.path for fault in loaded.faults} == {"branch.yaml", "meetings/2026/a.yaml"}


def test_links_out_of_the_tree_are_not_followed(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.yaml").write_bytes(BRANCH)
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "branch.yaml").write_bytes(BRANCH)
    (inside / "leak.yaml").symlink_to(outside / "secret.yaml")
    (inside / "folder").symlink_to(outside)
    assert list(DiskSource(inside).paths()) == ["branch.yaml"]


@pytest.mark.parametrize("size", [0, 1, 65_536, 65_537, 200_000])
def test_a_file_is_read_whole(tmp_path, size):
    written = bytes(range(256)) * (size // 256 + 1)
    (tmp_path / "a.yaml").write_bytes(written[:size])
    assert DiskSource(tmp_path).read("a.yaml") == written[:size]


@pytest.mark.parametrize("path", ["folder", "missing.yaml"])
def test_what_is_no_file_cannot_be_read(tmp_path, path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError):
        DiskSource(tmp_path).read(path)
