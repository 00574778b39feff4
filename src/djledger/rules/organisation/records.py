"""What election records say of terms of a branch: put off with leave, or already succeeded."""

from collections.abc import Iterator
from datetime import date

from djledger.elections.course import ballots
from djledger.ledger.branch import Branch, Part
from djledger.ledger.elections import Election, ElectionKind, Extended
from djledger.ledger.organisation import Extension, Term
from djledger.rules.elections.reading import WHOLE, earlier_term

PARTIAL = frozenset(ElectionKind) - WHOLE
"""Elections that fill seats of a term already running."""


def leave_of(branch: Branch, term: Term) -> Extension | Extended | None:
    """Return the leave to hold the election early or late, wherever it is written."""
    return term.extension or branch.derived(_leaves).get(id(term))


def _leaves(branch: Branch) -> dict[int, Extended]:
    found: dict[int, Extended] = {}
    for election in branch.records(Part.ELECTIONS):
        term = earlier_term(election, branch) if election.extension else None
        if term is not None and election.kind is ElectionKind.TERM:
            found.setdefault(id(term), election.extension)
    return found


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
