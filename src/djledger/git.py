"""Git as a program: the one place that runs it, and plain words when it cannot answer."""

import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path


class GitError(RuntimeError):
    """Git is missing, this is no repository, or it refused; the message is for the user."""


def run(folder: Path, *words: str, fed: bytes = b"", silent: bool = False) -> bytes:
    """Return what a git command prints when run in a folder; GitError if it fails.

    ``fed`` is what it reads: lists of paths that may be longer than a command line. With
    ``silent`` it also fails if git has anything to warn of.
    """
    try:
        done = subprocess.run(
            command(*words), cwd=folder, env=environment(), input=fed, capture_output=True,
            check=False,
        )  # fmt: skip
    except FileNotFoundError:
        raise GitError("这台电脑上没有安装 git，查不了提交历史。") from None
    if done.returncode or (silent and done.stderr):
        raise GitError(_reason(done.stderr.decode("utf-8", "replace")))
    return done.stdout


def command(*words: str) -> list[str]:
    """Return the command line: paths as they are written, no pager, no colour."""
    return ["git", "-c", "core.quotePath=false", "--no-pager", *words]


def environment() -> dict[str, str]:
    """Return an environment in which git neither takes locks nor asks nor translates."""
    quiet = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    return {**os.environ, **quiet}


def fields(raw: bytes) -> Iterator[str]:
    """Yield the entries of a listing that git ended with zero bytes each."""
    return (os.fsdecode(field) for field in raw.split(b"\0") if field)


def ignored(folder: Path, paths: Sequence[str]) -> frozenset[str]:
    """Return which paths below a folder git is told to ignore; none where there is no git."""
    if not paths:
        return frozenset()
    try:
        fed = b"".join(os.fsencode(path) + b"\0" for path in paths)
        return frozenset(fields(run(folder, "check-ignore", "--stdin", "-z", fed=fed)))
    except GitError:  # none is ignored, or there is no git to ask
        return frozenset()


def tracked(folder: Path, endings: Iterable[str]) -> frozenset[str]:
    """Return the files below a folder that git keeps whose names so end; none without git."""
    try:
        listed = run(folder, "ls-files", "--cached", "-z", "--", *(f"*{end}" for end in endings))
    except GitError:
        return frozenset()
    return frozenset(fields(listed))


def commit_id(folder: Path, revision: str) -> str:
    """Return the full id of the commit that a revision names; GitError if there is none."""
    try:
        found = run(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    except GitError as error:
        if str(error):
            raise
        raise GitError(_unknown(folder, revision)) from None
    return found.decode().strip()


def is_shallow(folder: Path) -> bool:
    """Whether only the latest part of the history was cloned."""
    return run(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"


def _unknown(folder: Path, revision: str) -> str:
    if revision == "HEAD":
        return "仓库里还没有提交。"
    shallow = "这是浅克隆，较早的提交不在本地；用 git fetch --unshallow 取回后再试。"
    return f"git 里没有“{revision}”这个版本。" + (shallow if is_shallow(folder) else "")


_KNOWN = (
    ("not a git repository", "这个文件夹不在 git 仓库里，没有提交历史。"),
    (
        "dubious ownership",
        "git 因文件夹属于别的用户而拒绝读取；"
        "请运行 git config --global --add safe.directory 加上这个文件夹。",
    ),
)


def _reason(said: str) -> str:
    return next((words for mark, words in _KNOWN if mark in said), _first(said.splitlines()))


def _first(lines: Iterable[str]) -> str:
    return next((f"git 没有完成：{line}" for line in lines if line.strip()), "")
