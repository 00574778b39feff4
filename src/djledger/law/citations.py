"""Instruments, their editions, and citations of their articles.

An instrument is a regulation with dated editions. `INSTRUMENT[11]` cites article 11 of the newest
edition; `INSTRUMENT.at({2014: 20, 2026: 19})` cites a provision through a renumbering. Which
edition governs is decided by the date of the event that is judged: `citation.on(day)`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from djledger.law.articles import Fact, facts_of, weakest
from djledger.law.labels import Article, article_label, article_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from djledger.law.certainty import Certainty


class Edition(NamedTuple):
    """One version of an instrument: in force from `in_force` (that day included).

    `number` is the document number where it is known. `date_seen` is False where the date was not
    read in the document; `note` then says what stands in for it.
    """

    year: int
    in_force: date
    number: str | None = None
    note: str = ""
    date_seen: bool = True


@dataclass(frozen=True, slots=True)
class Instrument:
    """A regulation, standard or other source that rules rest on; `editions` are oldest first.

    An instrument without editions is undated: its date was not seen, or it is practice, plain
    logic or our own format. `certainty` is set only where it holds for everything in the
    instrument, and is looked up otherwise. `quoted` tells a document from the other kinds.
    """

    id: str
    title: str
    short: str
    issuer: str
    editions: tuple[Edition, ...] = ()
    unit: str = "条"
    certainty: Certainty | None = None
    quoted: bool = True

    def edition_on(self, day: date) -> Edition | None:
        """Return the edition in force on `day`; None before the first one or if undated."""
        in_force = [edition for edition in self.editions if edition.in_force <= day]
        return in_force[-1] if in_force else None

    def last_day(self, edition: Edition) -> date | None:
        """Return the day before the next edition came into force; None for the newest one."""
        later = [other.in_force for other in self.editions if other.in_force > edition.in_force]
        return min(later) - timedelta(days=1) if later else None

    def edition(self, year: int) -> Edition:
        """Return the edition of `year`; KeyError if there is none."""
        for edition in self.editions:
            if edition.year == year:
                return edition
        raise KeyError(f"{self.id} has no edition of {year}")

    def __getitem__(self, article: Article) -> Citation:
        """Cite an article of the newest edition, as `[11]`, `[26, 1]` (item 1) or `["7.2.5"]`."""
        newest = self.editions[-1].year if self.editions else None
        return Citation(self, ((newest, article_label(article)),))

    def at(self, articles: Mapping[int, Article]) -> Citation:
        """Cite one provision under its number in each edition, by the edition's year."""
        years = sorted(self.edition(year).year for year in articles)
        return Citation(self, tuple((year, article_label(articles[year])) for year in years))


class Citation(NamedTuple):
    """A provision of an instrument: (edition year, article label), oldest edition first."""

    instrument: Instrument
    articles: tuple[tuple[int | None, str], ...]
    override: Certainty | None = None

    def as_(self, certainty: Certainty) -> Citation:
        """Return the citation with its certainty stated, where one fact of several is meant."""
        return self._replace(override=certainty)

    @property
    def newest_article(self) -> tuple[int | None, str]:
        """The year and label in the newest edition that has the provision."""
        return self.articles[-1]

    @property
    def newest(self) -> CitedArticle:
        """The provision in the newest edition that has it."""
        return self._cited(*self.newest_article)

    @property
    def editions(self) -> tuple[CitedArticle, ...]:
        """The provision in every edition that has it, newest first."""
        return tuple(self._cited(year, label) for year, label in reversed(self.articles))

    @property
    def certainty(self) -> Certainty:
        """How sure the newest edition's wording is."""
        return self.newest.certainty

    def on(self, day: date | None = None) -> CitedArticle | None:
        """Return the provision as in force on `day`, or None if it was not law on that day.

        Without a day, and for undated instruments, this is the newest one.
        """
        if day is None or not self.instrument.editions:
            return self.newest
        edition = self.instrument.edition_on(day)
        label = dict(self.articles).get(edition.year) if edition else None
        return None if edition is None or label is None else self._cited(edition.year, label)

    @property
    def supported(self) -> bool:
        """Say whether the data records every article cited, with the certainty stated if any."""
        return all(self._cited(year, label).supported for year, label in self.articles)

    def _cited(self, year: int | None, label: str) -> CitedArticle:
        edition = None if year is None else self.instrument.edition(year)
        return CitedArticle(self.instrument, edition, label, self.override)

    def __str__(self) -> str:
        return self.newest.text


class CitedArticle(NamedTuple):
    """An article of one edition: what a message prints."""

    instrument: Instrument
    edition: Edition | None
    article: str
    override: Certainty | None = None

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What the article says, in our own words."""
        year = None if self.edition is None else self.edition.year
        return facts_of(self.instrument.id, year, self.article)

    @property
    def certainty(self) -> Certainty:
        """The stated certainty, else the instrument's, else that of the article's weakest fact."""
        return self.override or self.instrument.certainty or weakest(self.facts)

    @property
    def supported(self) -> bool:
        """Say whether the data records the article, with the certainty stated if one is."""
        if self.instrument.certainty is not None:
            return self.override in (None, self.instrument.certainty)
        recorded = {fact.certainty for fact in self.facts}
        return self.override in recorded if self.override else bool(recorded)

    @property
    def number_seen(self) -> bool:
        """Say whether the article's number was read, where anything is recorded of it."""
        return not self.facts or any(fact.number_seen for fact in self.facts)

    @property
    def text(self) -> str:
        """The citation in words: 《中国共产党支部工作条例（试行）》（2018）第十一条."""
        return self._written(self.instrument.title)

    @property
    def short(self) -> str:
        """The citation with the instrument's short name: 《支部工作条例》（2018）第十一条."""
        return self._written(self.instrument.short)

    def _written(self, name: str) -> str:
        unit, seen = self.instrument.unit, self.number_seen
        article = article_text(self.article, unit, number_seen=seen)
        if not self.instrument.quoted:
            return f"{name}：{article}"
        year = "" if self.edition is None else f"（{self.edition.year}）"
        return f"《{name}》{year}{article}"

    def __str__(self) -> str:
        return self.text
