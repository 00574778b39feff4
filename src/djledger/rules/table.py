"""The one registry: every rule of the book, in the order in which listings show them."""

from functools import cache

from djledger.rules import (
    development,
    dues,
    elections,
    integrity,
    meetings,
    members,
    organisation,
    privacy,
    review,
    tasks,
    waivers,
)
from djledger.rules import format as format_rules
from djledger.rules.rule import Rule

BOOK: tuple[Rule, ...] = (
    *format_rules.RULES,
    *organisation.RULES,
    *members.RULES,
    *meetings.RULES,
    *review.RULES,
    *dues.RULES,
    *development.RULES,
    *elections.RULES,
    *tasks.RULES,
    *integrity.RULES,
    *privacy.RULES,
    *waivers.RULES,
)


@cache
def by_code() -> dict[str, Rule]:
    """Return the rules of the book by their codes."""
    return {rule.code: rule for rule in BOOK}


def find(word: str) -> Rule | None:
    """Return the rule with this code or name, in any case of letters."""
    wanted = word.strip()
    for rule in BOOK:
        if wanted.upper() == rule.code or wanted.lower() == rule.name:
            return rule
    return None
