"""From a count to those elected, and the thresholds on the way; pure arithmetic.

Two readings of the majority are in use: more than half of those present (the rule for base
organisations) and more than half of those entitled. The caller chooses by the base it passes.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

LENIENT_QUORUM = date(2020, 7, 13)
"""From this day exactly four fifths are enough; before, more than four fifths had to come."""


class Decision(NamedTuple):
    """What a count means.

    ``elected``: by votes, most first. ``tied``: those level at the last post, of whom
    ``tied_posts`` are still to be elected by another ballot among them. ``vacant``: posts for
    which nobody passed.
    """

    elected: tuple[str, ...]
    tied: tuple[str, ...] = ()
    tied_posts: int = 0
    vacant: int = 0


def passes(votes: int, base: int) -> bool:
    """Whether votes in favour are more than half of the base; exactly half is not."""
    return votes * 2 > base


def least_votes(base: int) -> int:
    """Return the least number of votes that is more than half of the base."""
    return base // 2 + 1


def decide(votes: Mapping[str, int], posts: int, base: int) -> Decision:
    """Return who is elected to at most ``posts`` posts by more than half of ``base``."""
    passed = {name: number for name, number in votes.items() if passes(number, base)}
    return _highest(passed, posts)


def decide_tie(votes: Mapping[str, int], posts: int) -> Decision:
    """Return who is elected in another ballot among those tied: the most votes, no majority."""
    return _highest(votes, posts)


def _highest(votes: Mapping[str, int], posts: int) -> Decision:
    ranked = sorted(votes, key=lambda name: -votes[name])
    if len(ranked) <= posts:
        return Decision(tuple(ranked), vacant=posts - len(ranked))
    if posts == 0:
        return Decision(())
    edge = votes[ranked[posts - 1]]
    if votes[ranked[posts]] < edge:
        return Decision(tuple(ranked[:posts]))
    above = tuple(name for name in ranked if votes[name] > edge)
    level = tuple(name for name in ranked if votes[name] == edge)
    return Decision(above, level, posts - len(above))


def enough_present(present: int, due: int, day: date) -> bool:
    """Whether an election may be held: four fifths of those due, by the edition of the day."""
    return present * 5 >= due * 4 if day >= LENIENT_QUORUM else present * 5 > due * 4


def least_present(due: int, day: date) -> int:
    """Return the least number of voters who must come."""
    return next(number for number in range(due + 2) if enough_present(number, due, day))


def least_candidates(posts: int) -> int:
    """Return the least number of candidates: a fifth more than posts, rounded up."""
    return posts + -(-posts // 5)
