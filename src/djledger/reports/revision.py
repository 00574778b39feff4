"""Which state of the data a report was made from, as git tells it."""

from pathlib import Path

from djledger.git import GitError, run

UNKNOWN = "未入 git"
QUIET = ("-c", "core.fsmonitor=false")
"""A repository's own settings must not start a program."""


def revision_of(root: Path) -> str:
    """Return the short commit of a repository, marked if there are changes since."""
    try:
        head = run(root, *QUIET, "rev-parse", "--short=10", "HEAD").decode().strip()
        changed = run(root, *QUIET, "status", "--porcelain", "--", ".").strip()
    except GitError:
        return UNKNOWN
    return f"{head}（有未提交的修改）" if changed else head
