"""Folders to branches: the tree of folders is the tree of organisations."""

from djledger.ledger.branch import Part
from djledger.ledger.folder import load, part_of, sites
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
    assert load(tree, one).strangers == ["meetings.yaml", "member.yaml"]


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
