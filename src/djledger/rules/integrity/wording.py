"""Words that should not stand in a finished record: placeholders and misspelt set terms.

Each rule first looks for its words in the whole text of a file, which settles nearly every
file; only where something stands does it look for the field.
"""

import re
from collections.abc import Iterator
from typing import Any

from djledger.law import LOGIC, PRACTICE
from djledger.ledger.documents import Document
from djledger.rules.integrity.terms import SET_TERMS
from djledger.rules.integrity.walking import texts_in
from djledger.rules.rule import Problem, Severity, problem, rule

UNFINISHED = re.compile(
    "XX|xx|ＸＸ|××|某某|___|＿＿|【|（ |（　|（）|年 |年　|待补|待填|待完善|待定|TODO|todo|TBD"
)
"""Plain words only, so that the search runs at the speed of reading; the next two decide."""

GAP = re.compile(
    r"(?<![A-Za-z0-9])(X{2,}|x{2,}|Ｘ{2,}|×{2,})(?![A-Za-z0-9])"
    r"|某某+|_{3,}|＿{2,}|【\s*】|（\s*）|年\s+月\s*日"
)
"""What is a gap wherever it stands."""

PROMISE = re.compile(r"[（(【\[]?(待补充?|待填写?|待完善|待定|TODO|todo|TBD)[）)】\]。.…]*")
"""What is a gap when nothing else is written."""

MISSPELT = re.compile("|".join(map(re.escape, SET_TERMS)))
NUMERALS = frozenset("〇零一二三四五六七八九十百千万0123456789")


@rule(
    code="LED107",
    name="placeholder-left",
    title="留有没有填写的占位文字",
    severity=Severity.WARNING,
    basis=[LOGIC["记录应当写完"]],
    covers=("LED-06",),
)
def placeholder_left(document: Document[Any]) -> Iterator[Problem]:
    """No text still says xxxx, 某某, 待补 or an empty bracket."""
    if not UNFINISHED.search(document.text):
        return
    for node, at, text in texts_in(document):
        gap = GAP.search(text) or PROMISE.fullmatch(text.strip())
        if gap is not None:
            yield problem(
                node,
                *at,
                found=f"这里还留有占位文字“{gap[0]}”，",
                expected="记录应当写完整。",
                remedy="据实填写；确实无从查考的，如实说明，不要编造。",
            )


@rule(
    code="LED108",
    name="wrong-term",
    title="固定用语写错",
    severity=Severity.WARNING,
    basis=[PRACTICE["固定用语"]],
    covers=("LED-08",),
)
def wrong_term(document: Document[Any]) -> Iterator[Problem]:
    """Set terms are written as they are set."""
    if not MISSPELT.search(document.text):
        return
    for node, at, text in texts_in(document):
        for wrong in dict.fromkeys(_misspelt(text)):
            yield problem(
                node,
                *at,
                found=f"“{wrong}”是误写，",
                expected=f"规范的写法是“{SET_TERMS[wrong]}”。",
                remedy=f"改为“{SET_TERMS[wrong]}”。",
            )


def _misspelt(text: str) -> Iterator[str]:
    """Yield misspelt terms; one that begins with a numeral must not continue a number."""
    for found in MISSPELT.finditer(text):
        before = text[found.start() - 1 : found.start()]
        if not (found[0][0] in NUMERALS and before in NUMERALS):
            yield found[0]
