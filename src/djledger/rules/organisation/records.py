"""What election records say of a branch: who has been elected since a day."""

from collections.abc import Iterator
from datetime import date

from djledger.elections.course import ballots
from djledger.ledger.branch import Branch, Part
from djledger.ledger.elections import Election, ElectionKind
from djledger.rules.elections.reading import WHOLE

PARTIAL = frozenset(ElectionKind) - WHOLE
"""Elections that fill seats of a term already running."""


def elected_since(branch: Branch, kinds: frozenset[ElectionKind], day: date, until: date) -> bool:
    """Whether a record of some kinds tells of people elected after a day and up to another.

    That ``branch.yaml`` does not have them yet is another rule's.
    """
    return any(
        election.kind in kinds and any(day < held <= until for held in _filled_on(election, branch))
        for election in branch.records(Part.ELECTIONS)
    )


def _filled_on(election: Election, branch: Branch) -> Iterator[date]:
    """Yield the days of the ballots that elected somebody."""
    return (b.day for b in ballots(election, branch) if b.round.elected and b.day is not None)
