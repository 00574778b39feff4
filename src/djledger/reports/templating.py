"""The Jinja2 templates of reports: shipped, or a repository's own in their place.

A user's template is data like the ledger: it runs in the sandbox, sees only plain data, and
what it prints is escaped.
"""

from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, select_autoescape
from jinja2.sandbox import ImmutableSandboxedEnvironment

from djledger.reports.markdown import escaped
from djledger.reports.model import shown
from djledger.resources import resource


def environment(folder: Path | None = None) -> ImmutableSandboxedEnvironment:
    """Return the environment; templates found in ``folder`` stand in for the shipped ones."""
    places = [folder, resource("templates", "report")]
    found = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(place) for place in places if place is not None]),
        autoescape=select_autoescape(("html.j2", "html")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters |= {"shown": shown, "md": _markdown, "css_string": css_string}
    return found


def _markdown(value: Any) -> str:
    return escaped(str(value))


def css_string(text: str) -> str:
    """Return text as it may stand between quotes in a style sheet."""
    return "".join(
        letter if letter.isalnum() or letter in " ·.:-（）" else f"\\{ord(letter):x} "
        for letter in text
    )
