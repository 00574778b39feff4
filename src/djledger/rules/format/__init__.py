"""Rules about the text and shape of ledger files, which the reader itself enforces."""

from djledger.rules.format import files, shape, text

RULES = (*text.RULES, *shape.RULES, *files.RULES)
