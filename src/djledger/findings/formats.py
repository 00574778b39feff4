"""The output formats by name; a format's module is imported when it is used."""

from importlib import import_module

from djledger.findings.outcome import Outcome, Writer


def _lazily(module: str) -> Writer:
    def write(outcome: Outcome) -> str:
        written: str = import_module(f"djledger.findings.{module}").write(outcome)
        return written

    return write


WRITERS: dict[str, Writer] = {
    "text": _lazily("text"),
    "concise": _lazily("concise"),
    "json": _lazily("jsons"),
}


def names() -> str:
    """Return the names of all formats, for messages."""
    return "、".join(WRITERS)
