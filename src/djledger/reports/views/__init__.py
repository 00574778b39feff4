"""The views of a report: one module a subject, each a pure function from ledgers to data."""
