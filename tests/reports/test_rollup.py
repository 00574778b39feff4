"""The committee's picture: ties, order, and a page that stays small."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from djledger.checking.request import Request
from djledger.ledger.period import Period
from djledger.reports.building import Maker, committee_report
from djledger.reports.html import html
from djledger.reports.model import Share
from djledger.reports.views.ranking import MATRIX_BRANCHES, places, ranking, worst
from djledger.reports.views.rollup import KINDS, Rollup, overdue, overview
from djledger.reports.views.summary import Overdue, Summary
from djledger.rules.rule import Severity
from djledger.rules.table import BOOK

AS_OF = date(2026, 4, 15)
RULES = {rule.code: rule for rule in BOOK}
MAKER = Maker(Request(Period(2025, AS_OF), tuple(BOOK)), "abc123")


def branch(number, errors=0, warnings=0, met=12, overdue=()):
    return Summary(
        path=f"党委/支部{number:04}",
        name=f"测试单位机关委员会第{number}党支部委员会",
        members=20,
        full=19,
        held={str(kind): Share(met, 12) for kind in KINDS},
        monthly=tuple(Share(1, 1) for _ in range(12)),
        came=Share(90, 100),
        dues=(Decimal(100), Decimal(90), Decimal(10)),
        overdue=tuple(overdue),
        rules=Counter({rule.code: 1 for rule in BOOK[number % 7 :: 7][:errors]}),
        severities={Severity.ERROR: errors, Severity.WARNING: warnings},
    )


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ([], []),
        ([3, 1, 2], [3, 1, 2]),
        ([1, 1, 2], [1, 1, 3]),
        ([5, 5, 5], [1, 1, 1]),
        ([2, 1, 2, 1, 3], [3, 1, 3, 1, 5]),
    ],
)
def test_equals_share_a_place_and_the_next_is_left_out(keys, expected):
    assert places(keys) == expected


def test_ranking_compares_errors_then_warnings_then_what_was_held():
    branches = [branch(1, 1, 0), branch(2, 0, 5), branch(3, 0, 0, met=11), branch(4), branch(5)]
    (table,) = ranking(Rollup(branches)).tables
    told = [(row[0].value, row[1].evidence[0][-1]) for row in table.rows]
    assert told == [(1, "4"), (1, "5"), (3, "3"), (4, "2"), (5, "1")]


def test_an_unreadable_branch_is_last_and_counted_apart():
    unread = Summary("党委/坏", "党委/坏", readable=False)
    rollup = Rollup([unread, branch(1, 9, 9)])
    (table,) = ranking(rollup).tables
    assert [row[1].value for row in table.rows][-1] == "党委/坏"
    facts = {fact.label: fact.cell for fact in overview(rollup).facts}
    assert (facts["党支部"].value, facts["党员"].value, facts["读不懂的支部"].value) == (2, 20, 1)
    assert worst(rollup, RULES).tables[0].rows[0][2].value.startswith("branch.yaml")


def test_worst_are_at_most_ten_and_say_why():
    branches = [branch(number, errors=number % 20) for number in range(60)]
    rows = worst(Rollup(branches), RULES).tables[0].rows
    assert len(rows) == 10
    assert all("党费欠交 10.00 元" in row[2].value for row in rows)
    assert worst(Rollup([branch(1)]), RULES).tables[0].rows == ()


def test_overdue_items_come_longest_first():
    items = [Overdue("甲", date(2026, 4, 1), 14, ("a",)), Overdue("乙", date(2026, 1, 1), 104, ())]
    (table,) = overdue(Rollup([branch(1, overdue=items)])).tables
    assert [row[1].value for row in table.rows] == ["乙", "甲"]


def test_totals_add_parts_and_wholes_and_are_not_means_of_shares():
    small, large = branch(1), branch(2)
    small.held = {str(KINDS[0]): Share(0, 1)}
    large.held = {str(KINDS[0]): Share(9, 9)}
    facts = {fact.label: fact.cell.value for fact in overview(Rollup([small, large])).facts}
    assert facts["组织生活完成率"] == Share(9, 10)


def test_the_page_of_sixteen_hundred_branches_is_under_five_megabytes():
    items = [Overdue(f"问题整改：第{n}项整改任务", AS_OF, n, (f"党委/任务{n}",)) for n in range(3)]
    branches = [branch(n, errors=n % 20, warnings=n % 7, overdue=items) for n in range(1600)]
    page = html(committee_report(MAKER, "测试党委", branches))
    assert len(page.encode()) < 5_000_000
    assert page.count("第1599党支部") >= 2
    assert page.count("<rect") < 40 * MATRIX_BRANCHES
