"""What the cited articles say: facts in our own words, read from `data/` when first asked for.

Each edition of an instrument has one file, `data/<id>-<year>.toml` (`data/<id>.toml` where the
instrument has no dated edition), so that no edition can borrow another one's provisions. The file
states the certainty with which the edition was read; a fact that differs states its own.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from djledger.law.certainty import Certainty
from djledger.law.labels import parent_label
from djledger.law.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from djledger.law.citations import Citation


class Fact(NamedTuple):
    """One requirement of an article, in our own words.

    `number_seen` is False where the words were read but not the number of the article.
    """

    article: str
    text: str
    certainty: Certainty
    numbers: tuple[str, ...] = ()
    number_seen: bool = True


def facts(citation: Citation) -> tuple[Fact, ...]:
    """Return what the cited article says in the newest edition that the citation names."""
    year, label = citation.newest_article
    return facts_of(citation.instrument.id, year, label)


def facts_of(instrument: str, year: int | None, label: str) -> tuple[Fact, ...]:
    """Return the facts of one article of one edition; citing an article includes its items."""
    return _by_article(instrument, year).get(label, ())


def all_facts(instrument: str, year: int | None) -> tuple[Fact, ...]:
    """Return every fact that is recorded for one edition, in the order of the file."""
    return _edition(instrument, year)


def weakest(found: tuple[Fact, ...]) -> Certainty:
    """Return the least sure certainty among facts; nothing recorded counts as 未核实."""
    return max((fact.certainty for fact in found), key=_doubt, default=Certainty.MEMORY)


def _doubt(certainty: Certainty) -> int:
    return certainty.doubt


@cache
def _by_article(instrument: str, year: int | None) -> Mapping[str, tuple[Fact, ...]]:
    found: dict[str, tuple[Fact, ...]] = {}
    for fact in _edition(instrument, year):
        for label in {fact.article, parent_label(fact.article) or fact.article}:
            found[label] = (*found.get(label, ()), fact)
    return found


@cache
def _edition(instrument: str, year: int | None) -> tuple[Fact, ...]:
    table = read_table(instrument if year is None else f"{instrument}-{year}")
    if table is None:
        return ()
    return tuple(_fact(entry, table["certainty"]) for entry in table["fact"])


def _fact(entry: Mapping[str, Any], default: str) -> Fact:
    return Fact(
        article=str(entry["article"]),
        text=entry["text"],
        certainty=Certainty(entry.get("certainty", default)),
        numbers=tuple(entry.get("numbers", ())),
        number_seen=entry.get("number_seen", True),
    )
