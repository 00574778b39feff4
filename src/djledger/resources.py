"""Where the files that travel with djledger are found, installed or in a source checkout."""

from pathlib import Path
from typing import Literal

Kind = Literal["templates", "rules"]

_PACKAGE = Path(__file__).parent
_CHECKOUT: dict[Kind, str] = {"templates": "templates", "rules": "tests/rules"}


def resource(kind: Kind, name: str = "", package: Path = _PACKAGE) -> Path:
    """Return the shipped file or folder ``name`` of a kind; FileNotFoundError if there is none."""
    shipped = package / "_data"
    base = shipped / kind if shipped.is_dir() else package.parents[1] / _CHECKOUT[kind]
    found = base / name
    if not found.exists():
        raise FileNotFoundError(found)
    return found
