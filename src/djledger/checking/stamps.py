"""What the content of files is now: git's own word for what is unchanged, else their bytes.

Git is believed only where its listing is about the very bytes on disk: not for files that are
changed, untracked or hidden from its sight, and not at all where it converts files on the way
(line ends, filters, partial checkouts). Nothing here looks at a time of modification.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from djledger import git
from djledger.checking.tracing import UNREADABLE, content_id, content_of
from djledger.ledger.source import Source

_ENTRY = re.compile(rb"H \d{6} ([0-9a-f]{40}) 0\t([^\0]+)\0")
_CONVERSIONS = ("core.autocrlf", "core.eol", "core.attributesfile", "core.sparsecheckout")


class Stamps:
    """Answers for a source; ``vouched`` are ids of files known without reading them."""

    def __init__(self, source: Source, vouched: Mapping[str, str]) -> None:
        """Answer for this source."""
        self._source = source
        self._vouched = vouched

    def content(self, paths: Iterable[str]) -> str:
        """Return one mark for the content of the files, as a traced reading of them would."""
        return content_of({path: self._vouched.get(path) or self._read(path) for path in paths})

    def _read(self, path: str) -> str:
        try:
            return content_id(self._source.read(path))
        except OSError:
            return UNREADABLE


def vouched_by_git(root: Path) -> dict[str, str]:
    """Return the ids of the tracked, unchanged YAML files below a folder; empty without git."""
    try:
        if _converts(root):
            return {}
        listed = git.run(root, "ls-files", "--stage", "-v", "-z")
        changed = set(git.fields(git.run(root, "diff-files", "--name-only", "--relative", "-z")))
    except git.GitError:
        return {}
    if b".gitattributes\0" in listed:
        return {}
    return {path: blob for path, blob in _entries(listed) if path not in changed}


def _entries(listed: bytes) -> Iterator[tuple[str, str]]:
    """Yield plain tracked files; other letters than H mean that git does not look at them."""
    for match in _ENTRY.finditer(listed):
        if match[2].endswith((b".yaml", b".yml")):
            yield match[2].decode("utf-8", "surrogateescape"), match[1].decode()


def _converts(root: Path) -> bool:
    """Whether git may hold other bytes than the disk; unknown words count as yes."""
    settings = git.run(root, "config", "--list", "-z").decode("utf-8", "replace").split("\0")
    names = {setting.partition("\n")[0] for setting in settings}
    private = Path(
        root, git.run(root, "rev-parse", "--git-path", "info/attributes").decode().strip()
    )
    return not names.isdisjoint(_CONVERSIONS) or private.exists()
