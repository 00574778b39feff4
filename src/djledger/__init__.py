"""djledger: the work ledgers of Party branches, written in YAML and checked against the rules."""

__version__ = "0.1.0"
