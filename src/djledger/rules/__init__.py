"""The rule book: pure rules, each with its law, and the one table that lists them."""
