"""What ``djledger rule`` does once its options are known."""

import json
from collections.abc import Callable, Sequence

from djledger import __version__
from djledger.checking.select import UnknownRuleError, matching
from djledger.cli.common import fail, known_format
from djledger.rules.page import RulePage, as_data, page_of
from djledger.rules.rule import Rule
from djledger.rules.table import BOOK
from djledger.rules.writing import listing, markdown, text

FORMAT = "djledger.rules/1"


def explain(words: Sequence[str], output: str, *, every: bool) -> str:
    """Return the pages of the rules asked for; a listing of all if none is."""
    write = WRITERS[known_format(output, WRITERS)]
    if not words and not every and output == "text":
        return listing(BOOK)
    return write([page_of(rule) for rule in (_named(words) if words else BOOK)])


def _named(words: Sequence[str]) -> tuple[Rule, ...]:
    try:
        wanted = {rule.code for word in words for rule in matching(BOOK, word)}
    except UnknownRuleError as error:
        fail(str(error))
    return tuple(rule for rule in BOOK if rule.code in wanted)


def _text(pages: list[RulePage]) -> str:
    return f"\n{'─' * 40}\n".join(text(page) for page in pages)


def _markdown(pages: list[RulePage]) -> str:
    return "\n".join(markdown(page) for page in pages)


def _json(pages: list[RulePage]) -> str:
    data = {"format": FORMAT, "version": __version__, "rules": as_data(pages)}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


WRITERS: dict[str, Callable[[list[RulePage]], str]] = {
    "text": _text,
    "markdown": _markdown,
    "json": _json,
}
