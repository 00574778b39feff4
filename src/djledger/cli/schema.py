"""``djledger schema``: what editors need for completion and checks while typing."""

import json
from pathlib import Path
from typing import Annotated

import typer

from djledger.cli.common import fail
from djledger.ledger.schema import KINDS, Kind, kind_named, modeline, schema_of


def schema(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="种类", help=f"{'、'.join(kind.name for kind in KINDS)}。"),
    ] = None,
    folder: Annotated[
        Path | None, typer.Option("--dir", metavar="文件夹", help="写成文件，每种一个。")
    ] = None,
) -> None:
    """给编辑器用的 JSON Schema：补全键名，边写边查。"""
    kinds = [_named(name) for name in names or ()]
    if folder is not None:
        _write(kinds or list(KINDS), folder)
    elif len(kinds) == 1:
        typer.echo(_json(kinds[0]), nl=False)
    else:
        typer.echo("种类（写出其中一种，或用 --dir 全部写成文件）：")
        for kind in kinds or KINDS:
            typer.echo(f"  {kind.name:<12} {kind.title}，{kind.files}")


def _named(name: str) -> Kind:
    from difflib import get_close_matches

    known = [kind.name for kind in KINDS]
    close = get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"是不是 {close[0]}？" if close else f"可用：{'、'.join(known)}。"
    return kind_named(name) or fail(f"没有“{name}”这种文件。{hint}")


def _json(kind: Kind) -> str:
    return json.dumps(schema_of(kind), ensure_ascii=False, indent=2) + "\n"


def _write(kinds: list[Kind], folder: Path) -> None:
    """Write the schemas, and say how to tie files to them."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for kind in kinds:
            (folder / kind.file_name).write_text(_json(kind), encoding="utf-8", newline="\n")
    except OSError as error:
        fail(f"写不进“{folder}”：{error.strerror}。")
    typer.echo("已写好。在文件第一行加上对应的一行（路径相对于该文件），编辑器就能补全和检查：")
    for kind in kinds:
        typer.echo(f"  {kind.files}\n    {modeline((folder / kind.file_name).as_posix())}")
    typer.echo("使用 VS Code 的，也可以不加这一行，在 .vscode/settings.json 里写：")
    typer.echo(json.dumps({"yaml.schemas": _mapping(kinds, folder)}, ensure_ascii=False, indent=2))


def _mapping(kinds: list[Kind], folder: Path) -> dict[str, str]:
    return {(folder / kind.file_name).as_posix(): f"**/{kind.files}" for kind in kinds}
