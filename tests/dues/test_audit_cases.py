"""The two audit cases of the examples: 19.82 and 23.84 yuan too little, found to the cent."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from djledger.checking.request import Request
from djledger.checking.run import check
from djledger.checking.select import matching
from djledger.ledger.period import Period
from djledger.ledger.source import DiskSource
from djledger.rules.table import BOOK

BRANCH = Path(__file__).parents[2] / "examples" / "高新区党工委" / "园区企业联合党支部"
PERIOD = Period(2025, date(2026, 4, 15))


@pytest.mark.parametrize(
    ("code", "people", "lost"),
    [
        ("DUE104", ("柯俊", "佟伟"), "19.82"),
        ("DUE122", ("冉秀芳", "滕志刚", "麦晓燕"), "23.84"),
    ],
)
def test_an_audit_finds_nothing_that_was_not_said(code, people, lost):
    report = check(DiskSource(BRANCH), Request(PERIOD, tuple(matching(BOOK, code))))
    said = [f"{finding.found}{finding.expected}" for finding in report.findings]
    assert len(said) == len(people)
    assert all(any(text.startswith(name) for text in said) for name in people)
    sums = [Decimal(re.search(r"共少收 (\d+\.\d\d) 元", text)[1]) for text in said]
    assert sum(sums) == Decimal(lost)
    assert all("×" in text for text in said)
