"""No rule on elections and no paper stumbles over a record with anything left out of it."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from djledger.checking.request import Request
from djledger.checking.run import check
from djledger.checking.select import matching
from djledger.ledger.branch import Part
from djledger.ledger.folder import load, sites
from djledger.ledger.period import Period
from djledger.ledger.source import MemorySource
from djledger.papers.electing import words_of_election
from djledger.rules.table import BOOK

FOLDER = Path(__file__).parents[2] / "examples" / "高新区党工委" / "机关党委" / "综合党支部"
RECORD = "elections/2023-换届.yaml"
FILES = {name: (FOLDER / name).read_bytes() for name in ("branch.yaml", "members.yaml", RECORD)}
WHOLE = yaml.load(FILES[RECORD], yaml.BaseLoader)


def routes(value, route=()) -> Iterator[tuple]:
    """Every place in a record, outer ones first."""
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in parts:
        yield (*route, key)
        if isinstance(part, dict | list):
            yield from routes(part, (*route, key))


PLACES = [route for route in routes(WHOLE) if route != ("类别",)]


def without(*places):
    """The record as text, with some places taken out; inner ones go first."""
    record = deepcopy(WHOLE)
    for *outer, last in sorted(places, key=len, reverse=True):
        here = record
        try:
            for part in outer:
                here = here[part]
            del here[last]
        except (IndexError, KeyError):
            continue
    return yaml.safe_dump(record, allow_unicode=True).encode()


def judge(raw):
    source = MemorySource({**FILES, RECORD: raw})
    report = check(source, Request(Period(2023, date(2026, 4, 15)), tuple(matching(BOOK, "ELE"))))
    branch = load(source, sites(source)[0]).branch
    papers = [words_of_election(one, branch) for one in branch.records(Part.ELECTIONS)]
    return report, papers


def test_the_whole_record_is_in_order_but_for_local_custom():
    report, papers = judge(FILES[RECORD])
    settled = [found for found in report.findings if found.severity >= 2]
    assert {found.code for found in settled} <= {"ELE101", "ELE105", "ELE108"}
    assert papers[0]["最少到会"] == 18


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(PLACES), min_size=1, max_size=4))
def test_a_record_with_gaps_is_judged_all_the_same(places):
    report, _ = judge(without(*places))
    assert not report.defects


@pytest.mark.parametrize("key", sorted({route[0] for route in PLACES}))
def test_a_record_without_a_whole_part_is_judged_all_the_same(key):
    report, _ = judge(without((key,)))
    assert not report.defects
