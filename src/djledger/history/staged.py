"""What is about to be committed: the files as they stand in git's index."""

from pathlib import Path
from typing import Any

from djledger import git
from djledger.history.blobs import Blobs
from djledger.history.source import GitSource


class IndexSource(GitSource):
    """The files below a folder as they are staged; unlike those on disk, what a commit takes."""

    def __init__(self, root: Path, tree: str | None = None) -> None:
        """Look below ``root``; git.GitError if there is no repository or a merge is unfinished."""
        self.root = root
        self.commit = tree or git.run(root, "write-tree").decode().strip()
        self._blobs = Blobs(root)

    @property
    def revision(self) -> str:
        """The last commit, upon which the next one comes."""
        return "HEAD"

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel as folder and tree."""
        return IndexSource, (self.root, self.commit)


def staged(root: Path) -> frozenset[str]:
    """Return the files below a folder that the next commit adds, changes or removes."""
    changed = git.run(root, "diff", "--cached", "--name-only", "--no-renames", "--relative", "-z")
    return frozenset(git.fields(changed))


def has_commits(root: Path) -> bool:
    """Whether anything was committed yet."""
    try:
        git.commit_id(root, "HEAD")
    except git.GitError:
        return False
    return True
