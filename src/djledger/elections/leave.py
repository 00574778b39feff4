"""Leave to hold an election early or late: in the term's own entry or in the election's record."""

from datetime import date

from djledger.elections.course import held_on
from djledger.ledger.branch import Branch, Part
from djledger.ledger.elections import Election, ElectionKind, Extended
from djledger.ledger.organisation import Extension, Term


def earlier_term(election: Election, branch: Branch) -> Term | None:
    """Return the term that the election is to end: the latest one elected before it."""
    day = held_on(election, branch)
    terms = [t for t in branch.profile.terms if day is None or t.elected_on < day]
    return max(terms, key=lambda term: term.elected_on, default=None)


def leave_of(branch: Branch, term: Term) -> Extension | Extended | None:
    """Return the leave to hold the election early or late, wherever it is written."""
    return term.extension or branch.derived(_leaves).get(id(term))


def extended_to(branch: Branch, term: Term) -> date | None:
    """Return until when the election of a term was put off; None if it was not."""
    leave = leave_of(branch, term)
    until = leave.until if leave is not None else None
    return until if until is not None and until > branch.due_on(term) else None


def _leaves(branch: Branch) -> dict[int, Extended]:
    found: dict[int, Extended] = {}
    for election in branch.records(Part.ELECTIONS):
        term = earlier_term(election, branch) if election.extension else None
        if term is not None and election.kind is ElectionKind.TERM:
            found.setdefault(id(term), election.extension)
    return found
