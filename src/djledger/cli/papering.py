"""What the commands that write papers do once their options are known."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from djledger.cli.common import fail
from djledger.cli.records import Opened, open_record
from djledger.disk import why
from djledger.ledger.branch import Part
from djledger.papers.filling import BadTemplateError
from djledger.papers.kinds import BY_NAME, ELECTION, KINDS, Kind, make


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where to write, by whose templates, and whether over what is there."""

    out: Path
    templates: Path | None
    force: bool


def listing() -> str:
    """Return the kinds of paper and what each is made from."""
    rows = [f"  {kind.name}　（{kind.part.value}）" for kind in KINDS]
    return "\n".join(["公文种类（及据以生成的记录）：", *rows]) + "\n"


def write(name: str, record: Path | None, wanted: Wanted) -> str:
    """Write one paper; return what to tell the user."""
    kind = BY_NAME.get(name)
    if kind is None:
        close = get_close_matches(name, BY_NAME, n=1, cutoff=0.4)
        hint = f"是不是“{close[0]}”？" if close else f"可用：{'、'.join(BY_NAME)}。"
        fail(f"没有“{name}”这种公文。{hint}")
    if record is None:
        fail(f"请写明据以生成的{kind.part.value}文件。")
    return _write([kind], open_record(record, kind.part), wanted)


def write_all(record: Path, wanted: Wanted) -> str:
    """Write every paper of an election; return what to tell the user."""
    return _write(ELECTION, open_record(record, Part.ELECTIONS), wanted)


def _write(kinds: Iterable[Kind], opened: Opened, wanted: Wanted) -> str:
    if wanted.templates is not None and not wanted.templates.is_dir():
        fail(f"没有“{wanted.templates}”这个模板文件夹。")
    return "".join(f"{_one(kind, opened, wanted)}\n" for kind in kinds)


def _one(kind: Kind, opened: Opened, wanted: Wanted) -> str:
    assert opened.document is not None
    path = wanted.out / f"{Path(opened.document.path).stem}-{kind.name}.docx"
    try:
        made = make(kind, opened.record, opened.branch, wanted.templates)
    except BadTemplateError as fault:
        fail(f"{kind.name}的模板有误，没有生成：{fault}")
    try:
        return _put(path, made, force=wanted.force)
    except OSError as error:
        fail(f"写不进“{path}”：{why(error)}。")


def _put(path: Path, made: bytes, *, force: bool) -> str:
    """Write a file; one that somebody has edited since is not written over unasked."""
    if path.exists():
        if path.read_bytes() == made:
            return f"没有变化：{path}"
        if not force:
            fail(f"“{path}”已经存在而且内容不同；确要覆盖，加 --force。")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(made)
    return f"已生成：{path}"
