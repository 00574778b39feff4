"""A rule's page as data: what it asks, why, by which law, and what good and bad look like.

Nothing is written twice: title, law and parameters come from the rule, the prose and the
examples from its case file. ``djledger rule``, the pages in docs/ and other formats that
explain a rule are all made from this.
"""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from djledger.law import CitedArticle
from djledger.resources import resource
from djledger.rules.cases import parse_page
from djledger.rules.rule import Param, Rule

_WRAPPED = re.compile(r"(?<=[^\x00-\xff])\n(?=[^\x00-\xff])")


@dataclass(frozen=True, slots=True)
class Law:
    """A provision in one edition; dates as ``2026-05-11``, empty where there is none.

    ``facts`` say what it asks, in our own words.
    """

    text: str
    issuer: str
    in_force: str
    until: str
    note: str
    certainty: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A section of the case file: its heading, and its body in Markdown."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class RulePage:
    """Everything that there is to say about a rule."""

    rule: Rule
    why: str
    law: tuple[Law, ...]
    bad: tuple[Example, ...]
    good: tuple[Example, ...]


def page_of(rule: Rule) -> RulePage:
    """Return a rule's page; FileNotFoundError if it has no case file."""
    text = resource("rules", f"{rule.code}-{rule.name}.md").read_text(encoding="utf-8")
    page = parse_page(text)
    law = [law_of(cited) for citation in rule.basis for cited in citation.editions]
    return RulePage(
        rule,
        unwrapped(page.why),
        tuple(law),
        tuple(Example(case.title, case.body) for case in page.cases if not case.good),
        tuple(Example(case.title, case.body) for case in page.cases if case.good),
    )


def unwrapped(prose: str) -> str:
    """Undo the wrapping of Chinese prose: a line break inside a sentence is no space."""
    return _WRAPPED.sub("", prose)


def law_of(cited: CitedArticle) -> Law:
    """Return a cited provision with its dates and what it says."""
    edition, until = cited.edition, None
    if edition is not None:
        until = cited.instrument.last_day(edition)
    return Law(
        cited.text,
        cited.instrument.issuer,
        edition.in_force.isoformat() if edition else "",
        until.isoformat() if until else "",
        edition.note if edition else "",
        cited.certainty.value,
        tuple(dict.fromkeys(fact.text for fact in cited.facts)),
    )


def as_data(pages: Iterable[RulePage]) -> list[dict[str, Any]]:
    """Return pages as plain data, for JSON."""
    return [_data(page) for page in pages]


def _data(page: RulePage) -> dict[str, Any]:
    rule = page.rule
    return {
        "code": rule.code,
        "name": rule.name,
        "title": rule.title,
        "subject": rule.subject.label,
        "severity": rule.severity.name.lower(),
        "optional": rule.optional,
        "waivable": rule.waivable,
        "params": [_param(param) for param in rule.params],
        "why": page.why,
        "law": [asdict(law) for law in page.law],
        "bad": [asdict(example) for example in page.bad],
        "good": [asdict(example) for example in page.good],
        "covers": list(rule.covers),
        "since": rule.since,
    }


def _param(param: Param) -> dict[str, Any]:
    return {
        "name": param.name,
        "default": param.shown_default,
        "description": param.description,
    }
