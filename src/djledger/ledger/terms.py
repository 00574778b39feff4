"""Terms of office, for branches and upper organisations alike: which runs on a day, who serves."""

from collections.abc import Iterable
from datetime import date

from djledger.ledger.organisation import Officer, Term


def running(terms: Iterable[Term], day: date) -> Term | None:
    """Return the term running on a day: the latest one elected by then, unless it was ended."""
    current = None
    for term in terms:
        if term.elected_on <= day and (current is None or current.elected_on < term.elected_on):
            current = term
    ended = current is not None and current.ended_on is not None and current.ended_on < day
    return None if ended else current


def start_of(officer: Officer, term: Term) -> date:
    """Return the first day in office: as written, else the day of the election."""
    return officer.start or term.elected_on


def serving(term: Term, day: date) -> tuple[Officer, ...]:
    """Return who is in office in a term on a day; the day of leaving no longer counts."""
    elected = term.elected_on
    return tuple(
        [
            officer
            for officer in term.officers
            if (officer.start or elected) <= day and (officer.end is None or day < officer.end)
        ]
    )
