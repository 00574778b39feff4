"""Markdown: what was found and what did not count, with nothing of a ledger taken as markup."""

import pytest

from djledger.findings import markdown
from djledger.findings.safe import markdown_text
from outcomes import GOOD, MEETING, judged, suppressed, with_unknown_keys


def test_it_counts_by_rule_and_lists_by_branch():
    page = markdown.write(judged({**with_unknown_keys(2), "members.yaml": "党员: []\r\n"}))
    assert "| FMT201 | 🔴 错误 | 不认识的键 | 2 |\n| FMT102 | 🔵 提示 |" in page
    assert "## 测试单位第一党支部" in page
    assert f"**FMT201** {MEETING}:3" in page
    assert "错误 2，警告 0，提示 1" in page


def test_what_does_not_count_is_listed_with_its_reason():
    page = markdown.write(suppressed(judged(with_unknown_keys(1))))
    assert "豁免 1 项" in page
    assert "| FMT201 |" in page and "| 豁免：旧账，已报上级，机关党委批准，至 2026-12-31 |" in page


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("<img src=x>", "\\<img src=x\\>"),
        ("[点这里](http://x)", "\\[点这里\\](http://x)"),
        ("*粗* `码` _斜_ a|b", "\\*粗\\* \\`码\\` \\_斜\\_ a\\|b"),
        ("# 题", "\\# 题"),
        ("- 项", "\\- 项"),
        ("1. 项", "1\\. 项"),
        ("2026-03-12 #1", "2026-03-12 #1"),
        ("a\n\n## b", "a ## b"),
        ("\\", "\\\\"),
    ],
)
def test_markup_is_escaped_and_lines_are_joined(text, safe):
    assert markdown_text(text) == safe


def test_nobody_is_mentioned():
    assert "@someone" not in markdown_text("@someone")


def test_a_summary_is_cut_at_a_line_and_says_so():
    outcome = judged(with_unknown_keys(200))
    whole = markdown.write(outcome)
    assert markdown.summary(outcome, 1024 * 1024) == whole
    cut = markdown.summary(outcome, 4000)
    assert len(cut.encode()) <= 4000
    kept, _, notice = cut.partition("\n（内容过长")
    assert notice and whole.startswith(kept)


def test_a_hostile_key_stays_text():
    page = markdown.write(judged({MEETING: GOOD + '"<script>|x": 1\n'}))
    assert "<script>" not in page and "\\<script\\>" in page
