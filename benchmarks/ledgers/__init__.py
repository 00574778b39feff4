"""Made-up ledgers of any size: one module a kind of record, all from one seed."""
