"""Which edition of the program this is: a mark that changes with any of its files."""

import sys
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from djledger import __version__

PACKAGE = Path(__file__).parents[1]
LIBRARIES = ("pydantic", "PyYAML")
"""What reads and types a ledger besides our own files."""


@cache
def edition() -> str:
    """Return a mark of the rules, the law, the reader, and what they run on."""
    running = (__version__, sys.version, *map(version, LIBRARIES))
    total = sha256(repr(running).encode())
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix != ".pyc" and path.is_file():
            total.update(f"{path.relative_to(PACKAGE)}\0{path.stat().st_size}\0".encode())
            total.update(path.read_bytes())
    return total.hexdigest()
