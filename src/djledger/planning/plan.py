"""All that is due in a branch, in order of time."""

from collections.abc import Iterable
from datetime import date

from djledger.ledger.branch import Branch
from djledger.planning import duties, life, people
from djledger.planning.due import Due

DAYS = 60
"""How far ahead to look unless told otherwise."""


def plan(branches: Iterable[Branch], as_of: date, days: int = DAYS) -> list[Due]:
    """Return what is overdue, open or coming within so many days, the most urgent first."""
    found = [due for branch in branches for due in _all(branch, as_of, days)]
    shown = {due.uid: due for due in found if due.within(as_of, days)}
    return sorted(shown.values(), key=lambda one: (one.due, one.branch, one.key))


def _all(branch: Branch, as_of: date, days: int) -> list[Due]:
    if branch.owes_until < as_of:
        return []
    return [
        *people.dues(branch, as_of),
        *life.dues(branch, as_of, days),
        *duties.elections(branch, as_of),
        *duties.tasks(branch),
    ]
