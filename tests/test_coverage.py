"""The catalogue of error patterns: each id is answered by a rule or listed with a reason."""

import re

import pytest

from djledger.rules.table import BOOK
from djledger.rules.uncovered import UNCOVERED

COVERED = {entry for rule in BOOK for entry in rule.covers}
SIZES = {"ELE": 37, "MTG": 45, "REV": 13, "MEM": 20, "LED": 15}
"""The parts of the catalogue that are worked through, and how many entries each has."""


def test_ids_are_those_of_the_catalogue():
    known = r"(DEV-[TP]|(MTG|REV|DUE|ELE|MEM|LED)-)\d\d"
    assert not [entry for entry in COVERED | set(UNCOVERED) if not re.fullmatch(known, entry)]


def test_what_is_answered_is_not_listed_as_unanswered():
    assert not COVERED & set(UNCOVERED)


def test_every_reason_is_a_sentence():
    assert all(reason.endswith("。") for reason in UNCOVERED.values())


@pytest.mark.parametrize(("part", "size"), SIZES.items())
def test_nothing_is_forgotten(part, size):
    listed = {f"{part}-{number:02}" for number in range(1, size + 1)}
    assert listed <= COVERED | set(UNCOVERED)
