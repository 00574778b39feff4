"""The ledger's files as an import would leave them: read once, edited, never yet written."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import unified_diff
from typing import TYPE_CHECKING, Any

from djledger.yamltext import Append, EditError, Set, edit, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from djledger.yamltext import Change, Route


class DraftError(ValueError):
    """A file that cannot be edited; the message names it and says why."""


@dataclass(slots=True)
class Draft:
    """One file: its bytes and text before, and the changes to be made."""

    path: str
    before: bytes | None
    text: str
    data: dict[str, Any]
    changes: list[Change] = field(default_factory=list)

    def after(self) -> str:
        """Return the text after all changes."""
        try:
            return edit(self.text, _gathered(self.changes, self.data))
        except EditError as error:
            raise DraftError(f"{self.path}：{error}。") from None


@dataclass(slots=True)
class Drafts:
    """The files of one branch folder that an import looks at or changes."""

    folder: Path
    known: dict[str, Draft] = field(default_factory=dict)

    def open(self, path: str) -> Draft:
        """Return a file of the branch, a blank one if there is none."""
        if path not in self.known:
            self.known[path] = self._read(path)
        return self.known[path]

    def _read(self, path: str) -> Draft:
        full = self.folder / path
        if not full.exists():
            return Draft(path, None, "", {})
        if not full.resolve().is_relative_to(self.folder.resolve()):
            raise DraftError(f"{path} 是指向支部文件夹之外的链接，不改动。")
        raw = full.read_bytes()
        reading = read(raw)
        if reading.data is None:
            raise DraftError(f"{path} 有书写错误，读不懂；先用 djledger check 查看并改正。")
        return Draft(path, raw, reading.text, reading.data)

    def paths(self, folder: str) -> Iterator[str]:
        """Yield the YAML files below a folder of the branch, in order."""
        for full in sorted((self.folder / folder).rglob("*.yaml")):
            yield full.relative_to(self.folder).as_posix()

    def changed(self) -> dict[str, tuple[bytes | None, bytes]]:
        """Return what each changed file held before and is to hold."""
        return {
            draft.path: (draft.before, draft.after().encode())
            for draft in self.known.values()
            if draft.changes
        }


def _gathered(changes: Iterable[Change], data: dict[str, Any]) -> Iterator[Change]:
    """Write the first items of a list that is missing or blank in one go."""
    pending: dict[Any, list[Any]] = {}
    for change in changes:
        if isinstance(change, Append) and not _stands(data, change.route):
            pending.setdefault(change.route, []).append(change.value)
        else:
            yield change
    yield from (Set(route, items) for route, items in pending.items())


def _stands(data: Any, route: Route) -> bool:
    """Whether there is something at a route."""
    for step in route:
        data = data.get(step) if isinstance(data, dict) else data[step] if data else None
    return bool(data)


def diff(changed: dict[str, tuple[bytes | None, bytes]]) -> str:
    """Return a unified diff of the files as text."""
    pieces: list[str] = []
    for path, (before, after) in changed.items():
        old = (before or b"").decode(errors="replace").splitlines(keepends=True)
        new = after.decode().splitlines(keepends=True)
        pieces += unified_diff(old, new, path if before is not None else "（新文件）", path)
    return "".join(piece if piece.endswith("\n") else piece + "\n" for piece in pieces)
