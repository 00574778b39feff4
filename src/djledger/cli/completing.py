"""What the shell offers while a command line is being typed.

Only pressing the completion key pays for what is imported here; no file is read.
"""

from collections.abc import Iterator
from pathlib import Path

MARKS = ("branch.yaml", "committee.yaml", "djledger.yaml")
"""A folder with one of these is worth naming to a command."""
PLAIN = 2
"""How many levels of other folders are looked into below such a one, or from where one stands."""


def rules(incomplete: str) -> list[tuple[str, str]]:
    """Return the rules and their subjects that begin as typed, by code, with their titles."""
    from djledger.rules.rule import Subject
    from djledger.rules.table import BOOK

    subjects = [(subject.letters, f"{subject.label}类") for subject in Subject]
    words = [*subjects, *((rule.code, rule.title) for rule in BOOK)]
    return [(code, title) for code, title in words if code.startswith(incomplete.upper())]


def folders(incomplete: str) -> list[str]:
    """Return the folders of branches and upper organisations that begin as typed.

    The beginning of a name is enough to find one further down. Where there are none, folders
    as they are, so that one can go on to where the ledgers stand.
    """
    head, slash, typed = incomplete.rpartition("/")
    below = Path(head + slash)
    found = [path.as_posix() for path in _organisations(below, PLAIN)]
    begun = [path for path in found if path.startswith(incomplete)]
    named = [path for path in found if path.rpartition("/")[2].startswith(typed)]
    plain = (path.as_posix() for path in _inner(below) if path.name.startswith(typed))
    return begun or named or list(plain)


def _organisations(folder: Path, depth: int) -> Iterator[Path]:
    """Yield the marked folders below one, in order; nothing is looked for inside a branch."""
    for path in _inner(folder) if depth else ():
        marked = any((path / mark).is_file() for mark in MARKS)
        if marked:
            yield path
        if not (path / "branch.yaml").is_file():
            yield from _organisations(path, PLAIN if marked else depth - 1)


def _inner(folder: Path) -> list[Path]:
    try:
        inner = sorted(path for path in folder.iterdir() if path.is_dir())
    except OSError:
        return []
    return [path for path in inner if not path.name.startswith(".") and not path.is_symlink()]
