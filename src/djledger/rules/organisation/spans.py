"""Who sat when in a term: the days on which its membership changed, and the numbers then."""

from collections.abc import Iterable
from datetime import date
from itertools import chain

from djledger.ledger.organisation import Officer, Post, Term
from djledger.ledger.terms import serving, start_of


def change_days(term: Term, until: date) -> list[date]:
    """Return the days up to a given one on which somebody took or left office, in order."""
    starts = (start_of(officer, term) for officer in term.officers)
    ends = (officer.end for officer in term.officers if officer.end is not None)
    return sorted({day for day in chain(starts, ends) if day <= until})


def names_on(term: Term, day: date, without: Iterable[Post] = ()) -> frozenset[str]:
    """Return the names of those in office on a day, leaving out holders of some posts."""
    left_out = frozenset(without)
    return frozenset(
        officer.name for officer in serving(term, day) if left_out.isdisjoint(officer.posts)
    )


def most_seats(term: Term, until: date) -> int:
    """Return the greatest number of people in office together."""
    return max((len(names_on(term, day)) for day in change_days(term, until)), default=0)


def overlap(one: Officer, other: Officer, term: Term) -> bool:
    """Whether two times in office share a day."""
    first, second = sorted((one, other), key=lambda officer: start_of(officer, term))
    return first.end is None or start_of(second, term) < first.end


def held(term: Term, until: date) -> frozenset[Post]:
    """Return the posts that anybody held in the term up to a day."""
    return frozenset(
        post
        for officer in term.officers
        if start_of(officer, term) <= until
        for post in officer.posts
    )


def post_words(officer: Officer) -> str:
    """Return an officer's posts for messages."""
    return "、".join(officer.posts)


def term_words(term: Term) -> str:
    """Return what messages call a term."""
    return term.number or f"{term.elected_on} 当选的一届"
