"""How sure we are of what a provision says."""

from __future__ import annotations

from enum import Enum


class Certainty(Enum):
    """How a provision was read, surest first; the value is the word that users see."""

    FULL = "正文核实"
    EXCERPT = "正文摘录"
    SECONDARY = "转引（未核实）"
    MEMORY = "未核实"
    PRACTICE = "地方或惯例"

    @property
    def settled(self) -> bool:
        """Say whether the provision's own words were seen, so that a rule may rest on it."""
        return self in (Certainty.FULL, Certainty.EXCERPT)

    @property
    def doubt(self) -> int:
        """Return a rank for comparing: 0 is surest, higher is less sure."""
        return list(Certainty).index(self)
