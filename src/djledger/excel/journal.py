"""Writing an import as one change, and taking it back.

What the files held before is written down first. If the machine stops half way, the next run
finds the note and puts everything back; ``undo`` uses the same note.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from djledger.yamltext import write_atomic

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from djledger.excel.merging import Told

FOLDER = ".djledger"
"""A hidden folder of the branch, kept out of git by its own .gitignore."""
Changed = dict[str, tuple[bytes | None, bytes]]


class JournalError(RuntimeError):
    """An import cannot be taken back; the message says why."""


@dataclass(frozen=True, slots=True)
class Journal:
    """The note of the last import into a branch folder."""

    folder: Path

    @property
    def _note(self) -> Path:
        return self.folder / FOLDER / "import.json"

    @property
    def _memory(self) -> Path:
        return self.folder / FOLDER / "told.json"

    def told(self) -> Told:
        """Return what earlier imports told the ledger."""
        return _load(self._memory)

    def write(self, changed: Changed, told: Mapping[str, Any]) -> None:
        """Write all files or none."""
        before = self.told()
        files = [
            {"path": path, "before": _packed(old), "after": _digest(new)}
            for path, (old, new) in changed.items()
        ]
        note = {"done": False, "files": files, "told": before}
        self._save(self._note, note)
        try:
            for path, (_, new) in changed.items():
                target = self.folder / path
                target.parent.mkdir(parents=True, exist_ok=True)
                write_atomic(target, new)
            self._save(self._memory, {**before, **told})
            self._save(self._note, {**note, "done": True})
        except BaseException:
            self.recover()
            raise

    def recover(self) -> list[str]:
        """Put back what an interrupted import had begun; return the files."""
        note = _load(self._note)
        if not note or note["done"]:
            return []
        return self._put_back(note)

    def undo(self) -> list[str]:
        """Take back the last import; return the files. JournalError if they changed since."""
        note = _load(self._note)
        if not note:
            raise JournalError("没有可以撤销的导入；只能撤销最近一次，更早的用 git 恢复。")
        touched = [
            one["path"]
            for one in note["files"]
            if note["done"] and _digest(_content(self.folder / one["path"])) != one["after"]
        ]
        if touched:
            raise JournalError(
                f"导入之后又改过 {'、'.join(touched)}，不能整个撤销；请用 git 核对。"
            )
        return self._put_back(note)

    def _put_back(self, note: dict[str, Any]) -> list[str]:
        for one in note["files"]:
            target, before = self.folder / one["path"], one["before"]
            now = _content(target)
            if now is None or _digest(now) != one["after"]:
                continue
            if before is None:
                target.unlink()
            else:
                write_atomic(target, base64.b64decode(before))
        self._save(self._memory, note["told"])
        self._note.unlink()
        return [one["path"] for one in note["files"]]

    def _save(self, path: Path, data: dict[str, Any]) -> None:
        path.parent.mkdir(exist_ok=True)
        ignore = path.parent / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
        write_atomic(path, json.dumps(data, ensure_ascii=False).encode())


def _load(path: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    return found


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _digest(content: bytes | None) -> str | None:
    return None if content is None else hashlib.sha256(content).hexdigest()


def _packed(content: bytes | None) -> str | None:
    return None if content is None else base64.b64encode(content).decode()
