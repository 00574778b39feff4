"""Ledgers as tables: what each row is, and the engine that answers questions in SQL."""
