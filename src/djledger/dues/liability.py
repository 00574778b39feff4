"""For which months a member owes dues to this branch.

A month is owed only when it is certain. Where the rules do not say who collects (the month of a
transfer, time away with the branch of the place, the month of an exit or of a suspension) it is
*open*: a payment is right, and none is missed. The month of arrival is owed when the paper of the
transfer says that an earlier month was the last one paid. The month in which the assembly admits
somebody is owed, since a probationary member pays from that day.
"""

from datetime import date
from enum import Enum

from djledger.dates import Month, months_of
from djledger.ledger.branch import Branch
from djledger.ledger.members import Member, Spell
from djledger.ledger.organisation import BranchForm
from djledger.ledger.roster import arrived, departed, is_gone


class Liability(Enum):
    """Whether a member owes a month's dues here."""

    OWED = "应交"
    OPEN = "不确定"
    NONE = "不交"


Liabilities = tuple[Liability, ...]
"""Twelve of them, a year's."""


def branch_year(branch: Branch, year: int) -> Liabilities:
    """Return what the branch may collect in each month from a member who is simply there."""
    return tuple(_of_branch(branch, month) for month in months_of(year))


def member_year(member: Member, year: int, of_branch: Liabilities) -> Liabilities:
    """Return whether a member owes each month, given the branch's year (the same one if so)."""
    if _settled_in(member, year):
        return of_branch
    return tuple(
        _least(collected, _of_stay(member, month), _of_spells(member, month))
        for month, collected in zip(months_of(year), of_branch, strict=True)
    )


def _settled_in(member: Member, year: int) -> bool:
    """Whether nothing about the member could bear on a month of the year: the usual case."""
    return not (
        member.home_branch
        or member.transfer_in
        or member.transfer_out
        or member.exit
        or member.suspensions
        or member.mobility
        or member.abroad
        or member.lost
        or (member.joined is not None and member.joined.year >= year)
    )


def _least(*found: Liability) -> Liability:
    if Liability.NONE in found:
        return Liability.NONE
    return Liability.OPEN if Liability.OPEN in found else Liability.OWED


def _of_branch(branch: Branch, month: Month) -> Liability:
    """A temporary branch collects nothing; one of mobile members only what is handed to it."""
    if branch.profile.form is BranchForm.TEMPORARY:
        return Liability.NONE
    if branch.profile.form is BranchForm.MOBILE:
        return Liability.OPEN
    founded, ends = branch.founded_on or date.min, branch.owes_until
    if month.last_day < founded or ends < month.first_day:
        return Liability.NONE
    whole = branch.owes_from <= month.first_day and month.last_day <= ends
    return Liability.OWED if whole else Liability.OPEN


def _of_stay(member: Member, month: Month) -> Liability:
    """Judge by when the member came and left."""
    if member.home_branch:
        return Liability.OPEN if member.mobility else Liability.NONE
    if is_gone(member) and departed(member) is None:
        return Liability.OPEN
    left = departed(member)
    if left is not None and month >= Month.of(left):
        return Liability.OPEN if month == Month.of(left) else Liability.NONE
    return _of_arrival(member, month)


def _of_arrival(member: Member, month: Month) -> Liability:
    came = arrived(member)
    if member.joined is not None and month < Month.of(member.joined):
        return Liability.NONE
    if came is None:
        return Liability.OPEN if member.transfer_in else Liability.OWED
    start = Month.of(came)
    paid_to = member.transfer_in.dues_paid_to if member.transfer_in else None
    if paid_to is not None and month <= paid_to:
        return Liability.NONE
    if member.transfer_in is not None and month <= start:
        certain = month == start and paid_to is not None
        return Liability.OWED if certain else Liability.OPEN
    return Liability.NONE if month < start else Liability.OWED


def _of_spells(member: Member, month: Month) -> Liability:
    if any(_covers(spell, month) for spell in member.suspensions):
        return Liability.NONE
    spells = (*member.suspensions, *member.mobility, *member.abroad, *member.lost)
    return Liability.OPEN if any(_touches(s, month) for s in spells) else Liability.OWED


def _covers(spell: Spell, month: Month) -> bool:
    return spell.start <= month.first_day and (spell.end is None or month.last_day <= spell.end)


def _touches(spell: Spell, month: Month) -> bool:
    return spell.start <= month.last_day and (spell.end is None or month.first_day <= spell.end)
