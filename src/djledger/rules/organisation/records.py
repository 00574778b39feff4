"""What election records say of terms of a branch: put off with leave, or already succeeded."""

from datetime import date

from djledger.elections.course import elected_members, elected_to, held_on
from djledger.ledger.branch import Branch, Part
from djledger.ledger.elections import Election, ElectionKind, Extended, Stage
from djledger.ledger.organisation import Extension, Term
from djledger.rules.elections.reading import WHOLE, earlier_term


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


def elected_since(branch: Branch, day: date, until: date) -> bool:
    """Whether a record tells of a whole new election after a day and up to another.

    That ``branch.yaml`` does not have its term yet is another rule's.
    """
    return any(
        _filled(election) and (held := held_on(election, branch)) and day < held <= until
        for election in branch.records(Part.ELECTIONS)
    )


def _filled(election: Election) -> bool:
    elected = elected_members(election) or elected_to(election, Stage.SECRETARY)
    return election.kind in WHOLE and bool(elected)
