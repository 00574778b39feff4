"""The rungs of the ladder and where a branch stands on it, in words that need no rule."""

from enum import StrEnum
from typing import NamedTuple

from djledger.rules.severity import Severity


class Profile(StrEnum):
    """The rungs of the ladder, lowest first: how much is checked."""

    BASIC = "基本"
    STANDARD = "规范"
    EXEMPLARY = "示范"

    @property
    def least(self) -> Severity:
        """The mildest severity of the rules that the rung takes in."""
        order = (Severity.ERROR, Severity.WARNING, Severity.HINT)
        return order[list(Profile).index(self)]


BELOW = "未达基本"
UNSURE = "未判定"
LABELS = (*(profile.value for profile in reversed(Profile)), BELOW, UNSURE)
"""All that may be said of a branch, the best first."""


class Standing(NamedTuple):
    """Where a branch stands: the rung reached, the next one up, and by code what it lacks.

    ``rung`` is None below the lowest, ``aim`` on the highest. ``unmet`` are the rules with
    findings that count, ``unjudged`` those of which nothing can be said.
    """

    rung: Profile | None
    aim: Profile | None = None
    unmet: tuple[str, ...] = ()
    unjudged: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What users see: the rung's name, or that there is none or that it is not known."""
        return self.rung.value if self.rung else BELOW if self.unmet else UNSURE
