"""The rules of a request, put together by what they are called for.

Most rules concern few of the entries at their level: a rule on transfers only those who moved.
The rule declares it (``when``, ``kinds``), and what concerns nobody in a branch is passed over
a group at a time; calling thousands of rules that leave at once would be most of a check's time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from djledger.ledger.meetings import MeetingKind
from djledger.rules.rule import Rule


class Group(NamedTuple):
    """Rules of one level and narrowing: they are called for the same entries."""

    level: str
    kinds: frozenset[MeetingKind]
    when: tuple[str, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Docket:
    """Rules as they are judged: in groups, with those apart that need a look beforehand.

    ``fields`` are those by which some group narrows the entries of a level. The rules that are
    ``gapped`` can tell what they could not see; ``historic`` ones need the repository's memory.
    """

    groups: tuple[Group, ...]
    fields: Mapping[str, frozenset[str]]
    gapped: tuple[Rule, ...]
    historic: tuple[Rule, ...]


@lru_cache(maxsize=64)
def docket(rules: tuple[Rule, ...], whole: bool) -> Docket:
    """Group rules; an upper organisation is not a branch ``whole``, which some of them ask for."""
    groups: dict[tuple[str, frozenset[MeetingKind], tuple[str, ...]], list[Rule]] = {}
    for rule in rules:
        if rule.check is not None and (whole or "branch" not in rule.takes):
            groups.setdefault((rule.level, rule.kinds, rule.when), []).append(rule)
    return Docket(
        tuple(Group(*about, tuple(some)) for about, some in groups.items()),
        {
            level: frozenset(name for at, _, when in groups for name in when if at == level)
            for level, _, _ in groups
        },
        tuple(rule for rule in rules if rule.gaps is not None),
        tuple(rule for rule in rules if rule.historic),
    )
