"""What a check is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from djledger.ledger.period import Period
from djledger.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Request:
    """What to judge, by which rules, with which local parameters (by rule code and name)."""

    period: Period
    rules: tuple[Rule, ...]
    params: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
