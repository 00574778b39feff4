"""Where a ledger's repository and a branch begin, seen from a folder on disk."""

from pathlib import Path

SETTINGS = "djledger.yaml"


def root_of(folder: Path) -> Path:
    """Return the root of the repository that a folder is in.

    It is the uppermost folder with settings, looked for up to where git's repository begins;
    without settings that beginning, else the folder itself.
    """
    root = None
    for candidate in (folder, *folder.parents):
        if (candidate / SETTINGS).is_file():
            root = candidate
        if (candidate / ".git").exists():
            return root or candidate
    return root or folder


def home_of(folder: Path, root: Path) -> Path:
    """Return the branch that a folder is part of, else the folder itself."""
    for candidate in (folder, *folder.parents):
        if (candidate / "branch.yaml").is_file():
            return candidate
        if candidate == root:
            break
    return folder


def prefix_of(folder: Path, root: Path) -> str:
    """Return a folder as a path of the source whose root this is."""
    inner = folder.relative_to(root).as_posix()
    return "" if inner == "." else inner
