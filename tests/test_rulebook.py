"""The registry is policed: every rule is named, cited, explained and exampled."""

import re

import pytest

from casebook import pages
from djledger.ledger.development import DevelopmentFile
from djledger.ledger.directives import WaiverFault
from djledger.ledger.documents import Misfit
from djledger.ledger.dues import DuesYear
from djledger.ledger.elections import Election
from djledger.ledger.layout import Layout
from djledger.ledger.meetings import Meeting
from djledger.ledger.members import Member
from djledger.ledger.privacy import Leak
from djledger.ledger.tasks import TaskYear
from djledger.rules.rule import Severity
from djledger.rules.table import BOOK
from djledger.yamltext import FaultKind

RULES = [pytest.param(rule, id=rule.code) for rule in BOOK]
PAGES = {page.code: (path, page) for path, page in pages()}


def test_codes_and_names_are_unique():
    assert len({rule.code for rule in BOOK}) == len({rule.name for rule in BOOK}) == len(BOOK)


@pytest.mark.parametrize("rule", RULES)
def test_rule_is_well_formed(rule):
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
    assert rule.title and not rule.title.endswith("。")
    assert rule.basis


@pytest.mark.parametrize("rule", RULES)
def test_unsettled_law_is_never_an_error_by_default(rule):
    if any(citation.certainty.settled for citation in rule.basis):
        return
    assert rule.optional or rule.params or rule.severity is not Severity.ERROR


@pytest.mark.parametrize("rule", RULES)
def test_every_parameter_has_a_chinese_name_of_its_own(rule):
    labels = [param.label for param in rule.params]
    assert len(set(labels)) == len(labels)
    assert all(re.fullmatch(r"[\u4e00-\u9fff]+", label) for label in labels)


@pytest.mark.parametrize("rule", RULES)
def test_rule_has_a_case_file_with_why_good_and_bad(rule):
    path, page = PAGES[rule.code]
    assert path.stem == f"{rule.code}-{rule.name}" and page.name == rule.name
    assert len(page.why) >= 20
    assert any(case.good for case in page.cases)
    assert any(not case.good for case in page.cases)


def test_every_case_file_has_its_rule():
    assert set(PAGES) == {rule.code for rule in BOOK}


def test_every_fault_of_reading_is_reported_under_one_rule():
    reported = sorted(str(fault) for rule in BOOK for fault in rule.faults)
    assert reported == sorted(map(str, [*FaultKind, *Misfit, *Layout, *WaiverFault, *Leak]))


@pytest.mark.parametrize("rule", RULES)
def test_what_narrows_a_rule_exists_on_its_subject(rule):
    models = {
        "meeting": Meeting, "member": Member, "dues": DuesYear, "person": DevelopmentFile,
        "election": Election, "tasks": TaskYear,
    }  # fmt: skip
    known = models[rule.level].model_fields if rule.when else ()
    assert set(rule.when) <= set(known)
    assert not rule.kinds or rule.level == "meeting"
