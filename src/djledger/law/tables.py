"""The TOML tables in `law/data/`, read when a fact or a calendar is first asked for."""

from pathlib import Path
from typing import Any

_DATA = Path(__file__).with_name("data")


def read_table(name: str) -> dict[str, Any] | None:
    """Return the table `name` (a path under `data/` without suffix), or None if there is none."""
    import tomllib  # here, so that importing `djledger.law` stays cheap

    source = _DATA / f"{name}.toml"
    return tomllib.loads(source.read_text(encoding="utf-8")) if source.is_file() else None
