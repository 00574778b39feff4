"""Rules about how a branch is set up and led."""

from djledger.rules.organisation import founding, setup, temporary

RULES = tuple(sorted((*setup.RULES, *founding.RULES, *temporary.RULES), key=lambda rule: rule.code))
