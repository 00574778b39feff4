"""References from one record to another, and to attachments, that lead nowhere."""

from collections.abc import Iterator
from difflib import get_close_matches
from posixpath import dirname, normpath
from typing import Any

from djledger.law import LOGIC
from djledger.ledger.branch import Branch
from djledger.ledger.documents import Document
from djledger.ledger.folder import join
from djledger.ledger.layout import part_of
from djledger.rules.integrity.walking import Found, references_in
from djledger.rules.rule import Problem, Severity, problem, rule

ENDINGS = ("", ".yaml", ".yml")


@rule(
    code="LED104",
    name="record-not-found",
    title="所引用的台账记录不存在",
    severity=Severity.ERROR,
    basis=[LOGIC["引用须有所指"]],
    covers=("LED-03",),
)
def record_not_found(document: Document[Any], branch: Branch) -> Iterator[Problem]:
    """Every reference to a record of the ledger finds its file."""
    for node, at, path in _missing(document, branch):
        if not _is_record(path):
            continue
        close = get_close_matches(_bare(path), _known(branch), n=1, cutoff=0.6)
        hint = f"是不是 {close[0]}？" if close else ""
        yield problem(
            node,
            *at,
            found=f"引用的记录“{path}”不存在，",
            expected="写明的记录应当在台账中能找到。",
            remedy=f"{hint}核对路径；路径从支部文件夹写起，如 meetings/2026/2026-03-05-支委会。",
        )


@rule(
    code="LED105",
    name="attachment-not-found",
    title="所列附件不存在",
    severity=Severity.WARNING,
    basis=[LOGIC["引用须有所指"]],
    covers=("LED-03",),
)
def attachment_not_found(document: Document[Any], branch: Branch) -> Iterator[Problem]:
    """Every attachment finds its file or folder, below the branch or beside the record."""
    for node, at, path in _missing(document, branch):
        if not _is_record(path):
            yield problem(
                node,
                *at,
                found=f"附件“{path}”在支部文件夹和本记录所在文件夹中都找不到，",
                expected="列出的附件应当随台账保存。",
                remedy="核对文件名，或把文件放到所写的位置；确实没有的，从附件中删去。",
            )


def _missing(document: Document[Any], branch: Branch) -> tuple[Found, ...]:
    return branch.derived(_all_missing).get(document.path, ())


def _all_missing(branch: Branch) -> dict[str, tuple[Found, ...]]:
    """Return by path what each document refers to in vain, for those that do."""
    result: dict[str, tuple[Found, ...]] = {}
    for document in branch.all_documents():
        found = [f for f in references_in(document) if not _leads_somewhere(f[2], document, branch)]
        if found:
            result[document.path] = tuple(found)
    return result


def _leads_somewhere(path: str, document: Document[Any], branch: Branch) -> bool:
    """Whether a path is a web address or is found; out of the repository nothing is."""
    if "://" in path:
        return True
    folders = (branch.path,) if _is_record(path) else (branch.path, dirname(document.path))
    places = [normpath(join(folder, path)) for folder in folders]
    files = [
        place + ending
        for place in places
        if place != ".." and not place.startswith(("../", "/"))
        for ending in ENDINGS
    ]
    return not branch.derived(_read).isdisjoint(files) or any(map(branch.exists, files))


def _read(branch: Branch) -> frozenset[str]:
    """Return the paths of the branch's own records; of these it is known that they are there."""
    return frozenset(document.path for document in branch.all_documents())


def _is_record(path: str) -> bool:
    return part_of(".", path) is not None


def _bare(path: str) -> str:
    return path.removesuffix(".yaml").removesuffix(".yml")


def _known(branch: Branch) -> list[str]:
    start = 0 if branch.path == "." else len(branch.path) + 1
    return [_bare(document.path[start:]) for document in branch.all_documents()]
