"""Rules about how a branch is set up and led."""

from djledger.rules.organisation import (
    approvals,
    founding,
    officers,
    posts,
    seats,
    setup,
    temporary,
    term,
    vacancies,
)

_MODULES = (setup, founding, temporary, seats, posts, vacancies, officers, approvals, term)
RULES = tuple(
    sorted((rule for module in _MODULES for rule in module.RULES), key=lambda rule: rule.code)
)
