"""Every pattern that the catalogue lists for developing members has an answer."""

from djledger.rules.table import BOOK
from djledger.rules.uncovered import UNCOVERED

PATTERNS = {
    *(f"DEV-T{number:02}" for number in range(1, 61)),
    *(f"DEV-P{number:02}" for number in range(1, 31)),
}


def test_every_pattern_is_covered_by_a_rule_or_explained():
    covered = {pattern for rule in BOOK for pattern in rule.covers}
    assert PATTERNS - covered - set(UNCOVERED) == set()


def test_no_pattern_is_both_covered_and_explained_away():
    covered = {pattern for rule in BOOK for pattern in rule.covers}
    assert covered & set(UNCOVERED) & PATTERNS == set()
