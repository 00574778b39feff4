"""Generates docs/ from models, rules and law; with --check it only says which pages are stale."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from docgen import columns, lawbook, readme, reference, rulebook, terms  # noqa: E402

MODULES = (rulebook, lawbook, reference, terms, readme, columns)
OWNED = (ROOT / rulebook.FOLDER,)
"""Folders in which nothing stands but generated pages."""


def wanted() -> dict[Path, str]:
    """Return every generated page, by its path."""
    return {ROOT / path: text for module in MODULES for path, text in module.files()}


def strangers(pages: dict[Path, str]) -> list[Path]:
    """Return the pages that nothing generates any more."""
    return [path for folder in OWNED for path in folder.glob("*") if path not in pages]


def is_stale(path: Path, text: str) -> bool:
    """Whether a page on disk is missing or differs."""
    return not path.is_file() or path.read_text(encoding="utf-8") != text


def main(arguments: list[str]) -> int:
    """Write what is stale, or with --check name it and fail."""
    pages = wanted()
    stale = [path for path, text in pages.items() if is_stale(path, text)]
    gone = strangers(pages)
    for path in (*stale, *gone):
        print(path.relative_to(ROOT).as_posix())
    if "--check" in arguments:
        if stale or gone:
            print("以上文档不是最新的，请运行 make docs。", file=sys.stderr)
        return 1 if stale or gone else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(pages[path], encoding="utf-8", newline="\n")
    for path in gone:
        path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
