"""What may stand in YAML without quotes, narrowly: patterns for reading and writing alike.

A text that matches is plain text to every reader; one that does not match may still be so. First
characters that mean something to YAML, or that may be a slip of the pen, are left out.
"""

from __future__ import annotations

MAX_DEPTH = 64
MAX_NODES = 200_000
"""How deep a file may nest, and how many values it may hold."""

NULLS = frozenset(("", "~", "null", "Null", "NULL"))
"""Plain scalars that mean "nothing written"."""

FIRST = r"[^\s\-－?:：,，、\[\]{}#&*!|>'\"%@`<.]"

KEY = rf"{FIRST}[^:：#\n]{{0,60}}(?<![ ])"
"""A key in block style."""

PLAIN = rf"{FIRST}[^:#\n]*(?::[^\s:#][^:#\n]*)*"
"""A value behind a key, such as 19:30 or 会议强调：要抓好落实."""

ITEM = rf"{FIRST}[^:：#\n]*"
"""An item of a list in block style."""

WORD = rf"{FIRST}[^,，、\[\]{{}}:：#?'\"\n]*"
"""A key or list item within brackets."""

PHRASE = rf"{FIRST}[^,\[\]{{}}:：#?'\"\n]*"
"""A value behind a key within brackets."""
