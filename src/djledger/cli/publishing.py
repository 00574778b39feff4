"""What ``djledger schema`` does once its options are known."""

import json
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from djledger.cli.common import fail
from djledger.disk import why
from djledger.ledger.schema import KINDS, Kind, kind_named, modeline, schema_of


def publish(names: Sequence[str], folder: Path | None) -> str:
    """Return one schema or a listing; with a folder, write files and say how to use them."""
    kinds = [_named(name) for name in names]
    if folder is not None:
        kinds = kinds or list(KINDS)
        _write(kinds, folder)
        return "\n".join(_advice(kinds, folder)) + "\n"
    return _json(kinds[0]) if len(kinds) == 1 else _listing(kinds or KINDS)


def _named(name: str) -> Kind:
    kind = kind_named(name)
    if kind is None:
        known = [kind.name for kind in KINDS]
        close = get_close_matches(name, known, n=1, cutoff=0.5)
        hint = f"是不是 {close[0]}？" if close else f"可用：{'、'.join(known)}。"
        fail(f"没有“{name}”这种文件。{hint}")
    return kind


def _listing(kinds: Sequence[Kind]) -> str:
    lines = [f"  {kind.name:<12} {kind.title}，{kind.files}" for kind in kinds]
    return "\n".join(["种类（写出其中一种，或用 --dir 全部写成文件）：", *lines]) + "\n"


def _json(kind: Kind) -> str:
    return json.dumps(schema_of(kind), ensure_ascii=False, indent=2) + "\n"


def _write(kinds: Sequence[Kind], folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for kind in kinds:
            (folder / kind.file_name).write_text(_json(kind), encoding="utf-8", newline="\n")
    except OSError as error:
        fail(f"写不进“{folder}”：{why(error)}。")


def _advice(kinds: Sequence[Kind], folder: Path) -> Iterator[str]:
    places = {kind: (folder / kind.file_name).as_posix() for kind in kinds}
    yield "已写好。在文件第一行加上对应的一行（路径相对于该文件），编辑器就能补全和检查："
    for kind, place in places.items():
        yield f"  {kind.files}\n    {modeline(place)}"
    yield "使用 VS Code 的，也可以不加这一行，在 .vscode/settings.json 里写："
    globs = {place: f"**/{kind.files}" for kind, place in places.items()}
    yield json.dumps({"yaml.schemas": globs}, ensure_ascii=False, indent=2)
