"""The output formats by name; a format's module is imported when it is used."""

from importlib import import_module

from djledger.findings.outcome import Outcome, Writer


def _lazily(module: str, function: str = "write") -> Writer:
    def write(outcome: Outcome) -> str:
        chosen = getattr(import_module(f"djledger.findings.{module}"), function)
        written: str = chosen(outcome)
        return written

    return write


WRITERS: dict[str, Writer] = {
    "text": _lazily("text"),
    "concise": _lazily("concise"),
    "json": _lazily("jsons"),
    "jsonl": _lazily("jsons", "write_lines"),
    "markdown": _lazily("markdown"),
    "sarif": _lazily("sarif"),
    "sarif-upload": _lazily("sarif", "write_upload"),
    "github": _lazily("github"),
    "gitlab": _lazily("gitlab"),
    "junit": _lazily("junit"),
}
