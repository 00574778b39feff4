"""Rules about how a branch is set up and led."""

from djledger.rules.organisation import setup

RULES = (setup.too_few_full_members,)
