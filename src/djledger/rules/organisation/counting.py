"""Counting for rules about size: full members with room for doubt, and for how long."""

from collections.abc import Callable
from datetime import date, timedelta

from djledger.dates import add_years
from djledger.ledger.branch import Branch
from djledger.ledger.members import Member
from djledger.ledger.roster import Count


def alive(branch: Branch, day: date) -> bool:
    """Whether the branch exists on a day and the ledger answers for it."""
    return branch.owes_from <= day <= branch.owes_until


def is_probationary(member: Member, day: date) -> bool:
    """Whether a member certainly is a probationary one (预备党员) on a day.

    A member whose confirmation is not recorded is one for the first year and any extension.
    """
    if member.confirmed is not None:
        return day < member.confirmed
    extended = member.extended_to is not None and day <= member.extended_to
    return extended or (member.joined is not None and day < add_years(member.joined, 1))


def full_count(branch: Branch, day: date) -> Count:
    """Count the full members; members whose confirmation is merely not recorded are unsure."""
    unsure = (
        member
        for member in branch.roster.members_on(day)
        if member.confirmed is None and not is_probationary(member, day)
    )
    return Count(branch.roster.full_on(day), tuple(unsure))


def lasting(day: date, days: int, holds: Callable[[date], bool]) -> bool:
    """Whether something held on a day and on each of the given number of days before."""
    return all(holds(day - timedelta(n)) for n in range(days + 1))
