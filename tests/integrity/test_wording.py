"""The quick look over a whole file never misses what the closer look would find."""

import pytest

from djledger.rules.integrity.terms import SET_TERMS
from djledger.rules.integrity.wording import GAP, MISSPELT, PROMISE, UNFINISHED

GAPS = [
    "XX",
    "xxx",
    "ＸＸ",
    "××",
    "某某",
    "___",
    "＿＿",
    "【】",
    "【 】",
    "（）",
    "（ ）",
    "（　）",
]
GAPS += ["年 月 日", "年　月　日"]
PROMISES = ["待补", "（待补充）", "待填写", "待完善。", "待定", "TODO", "todo", "TBD"]


@pytest.mark.parametrize("gap", GAPS)
def test_every_gap_is_noticed(gap):
    assert GAP.search(f"前{gap}后")
    assert UNFINISHED.search(f"前{gap}后")


@pytest.mark.parametrize("promise", PROMISES)
def test_a_promise_is_noticed_only_when_it_stands_alone(promise):
    assert PROMISE.fullmatch(promise)
    assert UNFINISHED.search(promise)
    assert not PROMISE.fullmatch(f"等{promise}选")


@pytest.mark.parametrize("text", ["a.xlsx", "XXL", "某单位", "2026年3月12日", "【学习】", "一×二"])
def test_sound_text_holds_no_gap(text):
    assert not GAP.search(text)


@pytest.mark.parametrize(("wrong", "right"), SET_TERMS.items())
def test_no_term_is_held_to_be_its_own_mistake(wrong, right):
    assert MISSPELT.search(wrong)
    assert not MISSPELT.search(right)
