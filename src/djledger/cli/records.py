"""Finding the branch, and the one record, that a path on the command line means."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from djledger.cli.common import Exit, fail, home_of, prefix_of, root_of
from djledger.ledger.branch import Branch, Part
from djledger.ledger.documents import Document
from djledger.ledger.folder import Site, load, sites
from djledger.ledger.source import DiskSource


@dataclass(frozen=True, slots=True)
class Opened:
    """A branch that was read, where its repository is, and the record asked for, if any."""

    root: Path
    source: DiskSource
    site: Site
    branch: Branch
    document: Document[Any] | None = None

    @property
    def record(self) -> Any:
        """The record of the file; only asked for where one was opened."""
        assert self.document is not None
        return self.document.record


def open_branch(folder: Path) -> Opened:
    """Read the branch that a folder or file is in; leave with a message when there is none."""
    start = folder.resolve()
    if not start.exists():
        fail(f"没有“{folder}”这个文件或文件夹。")
    inside = start if start.is_dir() else start.parent
    root = root_of(inside)
    source = DiskSource(root)
    home = home_of(inside, root)
    found = [site for site in sites(source, prefix_of(home, root)) if _is(site, home, root)]
    branch = load(source, found[0]).branch if found else None
    if branch is None:
        fail(f"“{folder}”不在支部文件夹里，或者 branch.yaml 读不懂。", Exit.NOTHING)
    return Opened(root, source, found[0], branch)


def _is(site: Site, home: Path, root: Path) -> bool:
    return (site.path if site.path != "." else "") == prefix_of(home, root)


def open_record(path: Path, part: Part) -> Opened:
    """Read one record of a part of the ledger; leave with a message when it is not one."""
    opened = open_branch(path)
    wanted = prefix_of(path.resolve(), opened.root)
    documents = opened.branch.documents.get(part, ())
    document = next((one for one in documents if one.path == wanted), None)
    if document is None:
        fail(f"“{path}”不是{part.value}。")
    if document.record is None:
        fail(f"“{path}”读不懂，请先用 djledger check 检查。")
    return Opened(opened.root, opened.source, opened.site, opened.branch, document)
