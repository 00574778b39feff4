"""Checking: which rules, over which branches, with what outcome."""
