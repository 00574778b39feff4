"""Every rule's case file: its good ledgers are silent, its bad ones speak where marked."""

import pytest

from casebook import pages, run

CASES = [
    pytest.param(page, case, id=f"{page.code}-{case.title}")
    for _, page in pages()
    for case in page.cases
]


@pytest.mark.parametrize(("page", "case"), CASES)
def test_case(page, case):
    report, told = run(page.code, case)
    places = sorted((one.file, one.line) for one in told)
    assert places == sorted((one.file, one.line) for one in case.expected), told
    for one in case.expected:
        assert any(
            (one.file, one.line) == (other.file, other.line) and one.text in other.text
            for other in told
        ), told
    assert bool(report.unjudged) == case.unjudged


@pytest.mark.parametrize(("page", "case"), CASES)
def test_case_means_what_its_heading_says(page, case):
    assert case.good != bool(case.expected)
