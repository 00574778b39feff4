"""What ``djledger init`` does once its options are known."""

import os
from pathlib import Path

import typer

from djledger.authoring.starting import SCHEMAS, NewBranch, branch_files, repository_files
from djledger.cli.asking import asked, chosen, one_of
from djledger.cli.common import day_of, fail, root_of
from djledger.cli.publishing import publish
from djledger.disk import why
from djledger.ledger.layout import SETTINGS
from djledger.ledger.organisation import BranchForm, BranchKind
from djledger.yamltext import write_atomic


def found(
    folder: Path,
    name: str | None,
    kind: str | None,
    form: str | None,
    upper: str | None,
    since: str | None,
    *,
    only_repository: bool,
) -> None:
    """Write the files that are not there yet; nothing that exists is touched."""
    target = folder.resolve()
    files: dict[str, str] = {}
    if not only_repository:
        if (target / "branch.yaml").exists():
            fail(f"“{folder}”里已经有 branch.yaml。")
        branch = NewBranch(
            asked(name, "党支部全称", "--name"),
            chosen(BranchKind, kind, "类型", "--kind", BranchKind.ORGAN),
            one_of(BranchForm, form, "形式") if form else None,
            upper,
            day_of(since) if since else None,
        )
        files = branch_files(branch, _above(target))
    root = _root(target)
    _write(root, repository_files(), quiet=True)
    publish([], root / SCHEMAS)
    _write(target, files)
    typer.echo("下一步：在 members.yaml 写党员名册，然后运行 djledger check。")


def _root(target: Path) -> Path:
    """Return the repository's root; a folder in none becomes one."""
    existing = target
    while not existing.exists():
        existing = existing.parent
    root = root_of(existing)
    marked = (root / SETTINGS).exists() or (root / ".git").exists()
    return root if marked else target


def _above(target: Path) -> str:
    way = os.path.relpath(_root(target), target).replace(os.sep, "/")
    return "" if way == "." else f"{way}/"


def _write(folder: Path, files: dict[str, str], *, quiet: bool = False) -> None:
    for name, text in files.items():
        path = folder / name
        if path.exists():
            continue
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(path, text.encode())
        except OSError as error:
            fail(f"写不进“{path}”：{why(error)}。")
        if not quiet:
            typer.echo(f"已新建 {name}")
