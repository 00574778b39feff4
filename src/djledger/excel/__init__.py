"""Workbooks: from ledgers, and back into them."""
