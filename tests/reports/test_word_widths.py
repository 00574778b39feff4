"""The columns of tables in Word: all room used, no number, code or short word broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from djledger.reports.word_layout import Box
from djledger.reports.word_widths import SIDES, widths

TEXTS = st.text(alphabet="党支部会议2026-.%DUE", max_size=60)
ROWS = st.integers(1, 16).flatmap(
    lambda n: st.lists(st.lists(TEXTS, min_size=n, max_size=n), min_size=2, max_size=6)
)


def boxes(texts):
    return [Box(text) for text in texts]


@given(ROWS, st.sampled_from([156.0, 225.0]))
def test_a_table_fills_its_room(rows, room):
    shared = widths(boxes(rows[0]), [boxes(row) for row in rows[1:]], room)
    assert sum(shared) == pytest.approx(room)
    assert all(width > 0 for width in shared)


def test_a_code_stays_whole_beside_long_texts():
    head = boxes(["规则", "程度", "现状", "应当", "办法"])
    row = boxes(["DUE308", "错误", "字" * 80, "字" * 80, "字" * 80])
    code, degree, *long = widths(head, [row], 156)
    assert code >= 6 * 2.2 + SIDES and degree >= 2 * 3.7 + SIDES
    assert min(long) == pytest.approx(max(long)) and min(long) > 35


def test_a_wide_table_keeps_names_readable_and_shares_whole():
    head = boxes(["党支部", *["主题党日"] * 9, *["错误"] * 3])
    row = [Box("高新区园区企业联合党支部"), *[Box("100.0%", mark=6)] * 9, *boxes(["8"] * 3)]
    name, *rest = widths(head, [row], 225)
    assert name >= 4 * 3.7 and rest[0] >= 6 * 1.9
