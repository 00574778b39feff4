"""Rules about how a branch or an upper organisation is set up and led."""

from djledger.rules.organisation import (
    approvals,
    contact,
    founding,
    groups,
    officers,
    posts,
    seats,
    setup,
    temporary,
    term,
    upper,
    vacancies,
)

_MODULES = (
    setup, founding, temporary, seats, posts, vacancies, officers, approvals,
    term, groups, contact, upper,
)  # fmt: skip
RULES = tuple(
    sorted((rule for module in _MODULES for rule in module.RULES), key=lambda rule: rule.code)
)
