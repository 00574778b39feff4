"""Spread over processes, a check finds the same in the same order."""

import gc
import pickle
import weakref
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

import pytest

from checking.trees import plant, request, surveyed
from djledger.checking import run
from djledger.checking.cache import examine_all
from djledger.checking.edition import edition
from djledger.checking.run import check_site
from djledger.checking.spreading import Task, WorkerError
from djledger.findings.lines import Lines
from djledger.ledger.folder import load
from djledger.ledger.source import DiskSource


@pytest.fixture
def tree(tmp_path):
    return surveyed(plant(tmp_path, 20))


def test_two_processes_report_what_one_does_in_the_same_order(tree):
    source, sites = tree[0], tree[1].branches
    alone = list(examine_all(source, sites, request()))
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert list(examine_all(source, sites, request(), pool)) == alone
    assert [one.report for one in alone] == [check_site(source, s, request()) for s in sites]
    assert alone[0].report.findings


def test_spans_that_come_along_are_those_that_reading_finds(tree):
    source, sites = tree[0], tree[1].branches
    (examined,) = examine_all(source, sites[:1], request())
    assert examined.spans
    assert all(Lines(source).span(place) == span for place, span in examined.spans)


def test_a_request_travels_with_the_very_rules_of_the_book():
    asked = request("MTG", "LED")
    assert pickle.loads(pickle.dumps(asked)) == asked


def test_a_rule_that_is_not_of_the_book_does_not_travel():
    asked = request("MTG301")
    strange = replace(asked, rules=(replace(asked.rules[0], title="另一条"),))
    with pytest.raises(pickle.PicklingError):
        pickle.dumps(strange)


def test_a_worker_with_another_edition_refuses(tree):
    with pytest.raises(WorkerError, match="不是同一个版本"):
        Task(tree[0], request(), edition() + "x")(tree[1].branches)


def test_a_worker_that_does_not_see_the_folder_refuses(tree, tmp_path):
    elsewhere = DiskSource(tmp_path / "没有挂载")
    with ThreadPoolExecutor(1) as pool, pytest.raises(WorkerError, match="共用的存储"):
        list(examine_all(elsewhere, tree[1].branches, request(), pool))


def test_nothing_of_a_branch_outlives_its_report(tree, monkeypatch):
    branches = []

    def noted(source, site):
        loaded = load(source, site)
        branches.append(weakref.ref(loaded.branch))
        return loaded

    monkeypatch.setattr(run, "load", noted)
    gc.disable()  # a branch that something points back to would wait for the collector
    try:
        check_site(tree[0], tree[1].branches[0], request())
        assert [branch() for branch in branches] == [None]
    finally:
        gc.enable()
