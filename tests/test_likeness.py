"""Copied minutes: the quick look at what has been said before misses no pair that is alike."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from djledger.ledger.branch import Branch, Part
from djledger.ledger.documents import fit
from djledger.ledger.meetings import Meeting
from djledger.ledger.period import Period
from djledger.rules.meetings.likeness import minutes_copied

CLAUSES = [f"第{word}句话说得比较具体" for word in "甲乙丙丁戊己庚辛"]
PERIOD = Period(2026, date(2027, 1, 15))
BODIES = st.lists(st.frozensets(st.sampled_from(CLAUSES), min_size=1), min_size=1, max_size=6)


def branch_of(bodies):
    """Return a branch with one study session a day, each with these clauses."""
    documents = []
    for number, clauses in enumerate(bodies):
        day = date(2026, 3, 1) + timedelta(days=number)
        content = "。".join(sorted(clauses))
        data = {"类型": "集中学习", "日期": day.isoformat(), "内容": content}
        documents.append(fit(Meeting, data, f"meetings/2026/{day}.yaml"))
    return Branch(".", {Part.MEETINGS: tuple(documents)})


def copied(bodies, percent):
    """Return the places of the records that the rule finds copied."""
    days = [meeting.day for meeting in branch_of(bodies).meetings]
    found = minutes_copied.check(branch_of(bodies), PERIOD, percent, 1)
    return [days.index(problem.day) for problem in found]


@given(BODIES, st.integers(1, 100))
def test_a_record_is_copied_when_some_earlier_one_is_like_enough(bodies, percent):
    expected = []
    for number, body in enumerate(bodies):
        shares = [200 * len(body & other) // (len(body) + len(other)) for other in bodies[:number]]
        if any(share >= percent for share in shares):
            expected.append(number)
    assert copied(bodies, percent) == expected


def test_the_nearest_record_is_named():
    first, second, third = set(CLAUSES[:6]), set(CLAUSES[2:]), set(CLAUSES[3:])
    (problem,) = minutes_copied.check(branch_of([first, second, third]), PERIOD, 80, 1)
    assert problem.related[0].subject.day == date(2026, 3, 2)
