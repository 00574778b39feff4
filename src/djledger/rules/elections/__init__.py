"""Rules about elections of branches (换届选举、补选), from the request to the filing."""

from djledger.rules.elections import (
    absent,
    aftermath,
    conduct,
    figures,
    leaders,
    preparing,
    standing,
    voters,
    winners,
)

_MODULES = (preparing, voters, absent, standing, conduct, figures, winners, leaders, aftermath)
RULES = tuple(
    sorted((rule for module in _MODULES for rule in module.RULES), key=lambda rule: rule.code)
)
