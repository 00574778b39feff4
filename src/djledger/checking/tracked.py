"""What git knows of the files on disk, from one pass of its own over the work tree.

Its word on content counts only where it compares the very bytes on disk, at full strength: not
where it converts files on the way (line ends, filters, partial checkouts) or was told to look
at less than it could. Its word on names counts only where it spells them as the disk does and
looks into every folder that a walk would look into; else the folders must be walked.
"""

import os
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from djledger import git
from djledger.ledger.source import SKIPPED_FOLDERS, YAMLS, DiskSource, is_listed, is_skipped, walked

_PLAIN = frozenset({b"H 100644 ", b"H 100755 "})
"""How the entries of tracked files begin; another letter tells that git does not look at one."""
_PLAIN_TEXT = frozenset(begin.decode() for begin in _PLAIN)
_ID, _PATH = slice(9, 49), slice(52, None)
_GITLINK = b"160000"
_SKIPPING = (b"/.", b"\t.", b"? .", *map(os.fsencode, SKIPPED_FOLDERS))
"""Without any of these in a listing there is no folder in it that a walk passes over."""

_WEAKER = (
    "core.eol",
    "core.attributesfile",
    "core.checkstat",
    "core.trustctime",
    "extensions.objectformat",
)
_WEAKER_IF_ON = ("core.autocrlf", "core.sparsecheckout")
_MISSPELLING = ("core.ignorecase", "core.precomposeunicode")


class Tracked:
    """The files below a folder as git lists them, tracked or not, with the ids it vouches for."""

    def __init__(self, source: DiskSource, listed: bytes, *, spelled: bool, prefix: str) -> None:
        """Understand a listing; ``spelled`` tells that git spells names as the disk does."""
        self._source = source
        self._prefix = prefix
        self._spelled = spelled
        self.listed = listed
        self._entries = listed.split(b"\0")[:-1]
        self._odd = [entry for entry in self._entries if entry[:9] not in _PLAIN]
        odd = dict.fromkeys(map(_path, self._odd))
        self.others = [path for path in odd if is_listed(path)]
        """The files of interest for which git does not vouch; some may be gone."""

    @cached_property
    def names_hold(self) -> bool:
        """Whether a walk would find the files that git lists, and no others."""
        links = any(entry[2:8] == _GITLINK for entry in self._odd)
        folder = self._source.is_folder  # a repository of its own, a link, what was a file
        return self._spelled and not links and not any(map(folder, map(_path, self._odd)))

    @cached_property
    def ids(self) -> dict[str, str]:
        """The ids of the files of interest that are tracked and unchanged."""
        entries = os.fsdecode(self.listed).split("\0")  # all at once, for there are many
        found = {
            entry[_PATH]: entry[_ID]
            for entry in entries
            if entry[:9] in _PLAIN_TEXT and (entry.endswith(YAMLS) or is_listed(entry))
        }
        for path in self.others:
            found.pop(path, None)
        return found

    @property
    def paths(self) -> list[str]:
        """The paths of all files of interest that are there, in the order of a walk."""
        there = filter(self._source.holds, self.others)
        start = len(self._prefix) + 1 if self._prefix else 0
        found = [*self.ids, *there]
        if any(mark in self.listed for mark in _SKIPPING):
            found = [path for path in found if not is_skipped(path[start:])]
        return sorted(found, key=walked)


def _path(entry: bytes) -> str:
    """Return the path of an entry: after a letter and, if tracked, mode, id, stage and a tab."""
    return os.fsdecode(entry[2:] if entry[:1] == b"?" else entry.partition(b"\t")[2])


def tracked(source: DiskSource, prefix: str) -> Tracked | None:
    """Ask git about the files below a folder; None where it cannot tell or is not to be believed.

    One process lists what is tracked, what of it was changed, and what is not tracked.
    """
    below = ("--", f":(literal){prefix}") if prefix else ()
    words = ("ls-files", "-z", "-v", "--stage", "--modified", "--others")
    try:
        settings = _settings(source.root)
        if _converts(source.root, prefix, settings):
            return None
        listed = git.run(source.root, *words, *below, silent=True)
    except git.GitError:
        return None
    if b".gitattributes\0" in listed:
        return None
    spelled = not any(_on(settings, name) for name in _MISSPELLING)
    return Tracked(source, listed, spelled=spelled, prefix=prefix)


def _settings(root: Path) -> dict[str, str]:
    listed = git.run(root, "config", "--list", "-z").decode("utf-8", "replace")
    pairs = (setting.partition("\n") for setting in listed.split("\0"))
    return {name: value for name, _, value in pairs}


def _on(settings: dict[str, str], name: str) -> bool:
    """Whether a setting may be on; unknown words count as yes."""
    return settings.get(name, "false").lower() not in {"false", "no", "off", "0"}


def _converts(root: Path, prefix: str, settings: dict[str, str]) -> bool:
    """Whether git may hold other bytes than the disk, or not notice all that changes."""
    weaker = any(name in settings for name in _WEAKER)
    on = any(_on(settings, name) for name in _WEAKER_IF_ON)
    return weaker or on or _has_attributes(root, prefix)


def _has_attributes(root: Path, prefix: str) -> bool:
    """Whether files that tell git how to convert stand anywhere but below the folder."""
    private = git.run(root, "rev-parse", "--git-path", "info/attributes").decode().strip()
    home = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    known = [Path(root, private), Path(home, "git", "attributes"), Path("/etc/gitattributes")]
    return any(path.exists() for path in (*known, *_attributes_above(Path(root, prefix))))


def _attributes_above(folder: Path) -> Iterable[Path]:
    for above in (folder, *folder.parents):
        yield above / ".gitattributes"
        if (above / ".git").exists():
            break
