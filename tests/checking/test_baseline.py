"""The baseline: what it sets aside, what has been put right, and its file."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from djledger.checking.baseline import (
    BaselineError,
    Entry,
    added,
    current,
    parse_baseline,
    pruned,
    settle,
    settled,
    written,
)
from djledger.checking.finding import SuppressedBy, Unjudged
from djledger.ledger.period import Period
from outcomes import MEETING, judged, suppressed, with_unknown_keys

YEAR = 2026


def recorded(outcome):
    return current(outcome.report, outcome.rules, YEAR)


def gone(baseline, outcome, year=YEAR):
    return settled(baseline, outcome.report, outcome.rules, year)


def test_what_is_on_record_does_not_count_and_is_still_listed():
    baseline = recorded(judged(with_unknown_keys(2)))
    outcome = judged(with_unknown_keys(3))
    settle(outcome.report, baseline, "旧账")
    assert [finding.entity for finding in outcome.findings()] == ["没有的键2"]
    reasons = {(f.suppression.by, f.suppression.reason) for f in outcome.report.suppressed}
    assert reasons == {(SuppressedBy.BASELINE, "已列入 旧账")}
    assert "错误 1，警告 0，提示 0；基线 2 项。" in outcome.closing()


def test_a_finding_is_known_again_when_lines_move():
    baseline = recorded(judged(with_unknown_keys(1)))
    moved = with_unknown_keys(1)[MEETING].replace("类型", "# 补记\n\n类型")
    outcome = judged({MEETING: moved})
    settle(outcome.report, baseline, "旧账")
    assert outcome.findings() == []


def test_a_second_finding_of_the_same_kind_in_the_same_place_is_new():
    outcome = judged(with_unknown_keys(1))
    baseline = recorded(outcome)
    (finding,) = outcome.report.sites[0].findings
    outcome.report.sites[0].findings.append(finding._replace(repeat=1))
    settle(outcome.report, baseline, "旧账")
    assert [one.repeat for one in outcome.findings()] == [1]


def test_a_month_missed_later_is_new_even_if_an_earlier_one_is_put_right():
    def missed(*months, year=2026):
        held = {
            f"meetings/{year}/{n}.yaml": theme_day(year, n) for n in set(range(1, 13)) - {*months}
        }
        return judged(
            {"branch.yaml": "名称: 第一党支部\n类型: 机关\n", **held},
            ["MTG304"],
            period=Period(year, date(year + 1, 1, 31)),
        )

    baseline = recorded(missed(2, 5))
    assert [entry.entity for entry in baseline.values()] == ["名称（2026-02）", "名称（2026-05）"]
    outcome = missed(5, 7)
    settle(outcome.report, baseline, "旧账")
    assert [finding.entity for finding in outcome.findings()] == ["名称（2026-07）"]
    assert [entry.entity for entry in gone(baseline, missed(5, 7))] == ["名称（2026-02）"]
    next_year = missed(2, year=2027)
    settle(next_year.report, baseline, "旧账")
    assert len(next_year.findings()) == 1


def theme_day(year, month):
    return f"类型: 主题党日\n日期: {year}-{month:02d}-10\n"


def test_what_is_put_right_is_told_and_taken_off():
    baseline = recorded(judged(with_unknown_keys(3)))
    left = gone(baseline, judged(with_unknown_keys(1)))
    assert sorted(entry.entity for entry in left) == ["没有的键1", "没有的键2"]
    assert [entry.entity for entry in pruned(baseline, left).values()] == ["没有的键0"]


def test_what_is_waived_needs_no_place_on_record():
    baseline = recorded(judged(with_unknown_keys(1)))
    outcome = suppressed(judged(with_unknown_keys(1)))
    assert recorded(outcome) == {}
    assert gone(baseline, outcome) == list(baseline.values())


def test_what_was_not_judged_this_time_stays():
    baseline = recorded(judged(with_unknown_keys(1)))
    assert gone(baseline, judged({}), YEAR + 1) == []
    assert gone(baseline, judged({MEETING: "类型: [党课\n"})) == []
    assert len(gone(baseline, judged({}))) == 1
    (entry,) = baseline.values()
    outcome = judged({})
    outcome.report.sites[0].unjudged.append(Unjudged(entry.code, entry.branch, "缺名册"))
    assert gone(baseline, outcome) == []


def test_entries_of_a_branch_that_is_no_more_are_put_right():
    baseline = recorded(judged(with_unknown_keys(1), folder="甲支部/"))
    assert len(gone(baseline, judged({}, folder="乙支部/"))) == 1


def test_growth_is_what_was_not_there_before():
    before = recorded(judged(with_unknown_keys(1)))
    after = recorded(judged(with_unknown_keys(2)))
    assert [entry.entity for entry in added(after, before)] == ["没有的键1"]
    assert added(before, after) == []


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
entries = st.builds(Entry, texts, st.integers(1900, 2099), *[texts] * 5)


@given(st.lists(entries, unique_by=lambda entry: entry.fingerprint))
def test_a_baseline_is_read_as_it_was_written(listed):
    baseline = {entry.fingerprint: entry for entry in listed}
    text = written(baseline)
    assert parse_baseline(text.encode()) == baseline
    assert written(dict(reversed(baseline.items()))) == text


def test_an_entry_is_a_line_that_people_can_read():
    text = written(recorded(judged(with_unknown_keys(2), folder="甲支部/")))
    head, first, second = text.splitlines()
    assert "只许减少" in head
    for word in ("FMT201", "甲支部", MEETING, "没有的键0", "不认识的键"):
        assert word in first
    assert "没有的键1" in second


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("<<<<<<< HEAD", "第 2 行读不懂"),
        ("[]", "第 2 行读不懂"),
        ('{"规则": "MTG301"}', "第 2 行没有指纹"),
        ('{"指纹": "x", "年度": "二〇二六"}', "第 2 行没有指纹或年度"),
    ],
)
def test_a_file_that_is_no_baseline_is_refused(line, said):
    raw = written({}).encode() + line.encode() + b"\n"
    with pytest.raises(BaselineError, match=said):
        parse_baseline(raw)
