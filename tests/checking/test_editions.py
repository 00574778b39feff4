"""A finding names the edition and the article in force on the day of the event."""

from datetime import date

import pytest

from djledger.checking.request import Request
from djledger.checking.run import check
from djledger.checking.select import matching
from djledger.ledger.period import Period
from djledger.ledger.source import MemorySource
from djledger.rules.table import BOOK

FILES = {"branch.yaml": "名称: 一支部\n类型: 机关\n", "members.yaml": "党员: []\n"}


def law_of(code, text):
    files = {**FILES, "development/何雨晴.yaml": f"姓名: 何雨晴\n{text}\n"}
    source = MemorySource({path: words.encode() for path, words in files.items()})
    request = Request(Period(2026, date(2027, 1, 15)), tuple(matching(BOOK, code)))
    (found,) = check(source, request).findings
    return found.law


@pytest.mark.parametrize(
    ("day", "edition"),
    [("2026-05-10", "（2014）第十三条"), ("2026-05-11", "（2026）第十三条")],
)
def test_the_edition_changes_on_the_day_of_issue(day, edition):
    (law,) = law_of("DEV301", f"积极分子: {{确定日期: 2025-12-01}}\n发展对象: {{确定日期: {day}}}")
    assert law.endswith(edition)


def test_articles_are_renumbered_between_the_editions():
    text = "接收: {审批: {日期: %s, 机关类别: 党总支}}"
    assert law_of("DEV506", text % "2026-05-10")[0].endswith("（2014）第二十三条")
    assert law_of("DEV506", text % "2026-05-11")[0].endswith("（2026）第二十二条")


def test_what_was_not_yet_law_is_not_cited_beside_what_was():
    text = "申请: {日期: %s}\n积极分子: {确定日期: %s}"
    (logic,) = law_of("DEV201", text % ("2014-05-27", "2014-05-26"))
    rules, again = law_of("DEV201", text % ("2014-05-29", "2014-05-28"))
    assert again == logic and rules.endswith("（2014）第八条")
