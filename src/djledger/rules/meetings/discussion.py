"""Whether a record tells what people said, or only that all agreed."""

import re
from collections.abc import Iterator

from djledger.law import BRANCH_REGULATIONS, PRACTICE
from djledger.ledger.meetings import AgendaItem, Matter, Meeting, MeetingKind
from djledger.rules.meetings.material import body_of, kinds_text
from djledger.rules.rule import Param, Problem, Severity, problem, rule

DISCUSSING = frozenset({MeetingKind.MEMBER_ASSEMBLY, MeetingKind.COMMITTEE_MEETING})
POINTS = re.compile(r"[，。；、！,.;!\s]+")
STOCK = re.compile(
    r"((与会|全体|参会)?(人员|同志|党员|委员)|大家|会议)?(经过?(充分|认真|热烈)?(讨论|研究|审议)后?)?"
    r"((都|均|一致|完全|都一致|纷纷)?(表示|认为)?(都|一致|完全)?"
    r"(同意|赞成|拥护|无异议|没有异议|没有意见|无意见|没意见|通过|认为|表示)(该?议题|上述意见)?)?"
)
"""One clause that says no more than that all discussed and agreed."""
LONG = 80
"""A text of more characters surely says something."""


@rule(
    code="MTG605",
    name="discussion-empty",
    title="没有讨论情况，或发言只有“一致同意”",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[11], PRACTICE["会议记录要素"]],
    on_absence=True,
    covers=("MTG-26",),
    when=("agenda",),
)
def discussion_empty(meeting: Meeting) -> Iterator[Problem]:
    """Each item of a deliberating meeting tells what was discussed.

    One account for the whole meeting will do. Elections are by ballot, not by discussion; where
    the meeting was also something else, only the items that were voted on are its business.
    """
    if DISCUSSING.isdisjoint(meeting.kinds) or _says_something(meeting.content):
        return
    joint = not DISCUSSING.issuperset(meeting.kinds)
    assembly = MeetingKind.MEMBER_ASSEMBLY in meeting.kinds
    for item in meeting.agenda:
        if item.matter is Matter.ELECTION or (joint and item.vote is None):
            continue
        if not (_discussed(item) or (not assembly and _says_something(item.decision))):
            yield _empty(item, meeting)


def _discussed(item: AgendaItem) -> bool:
    return _says_something(item.summary) or any(
        _says_something(remark.content) for remark in item.remarks
    )


def _says_something(text: str | None) -> bool:
    if text is None or len(text) > LONG:
        return text is not None
    clauses = [clause for clause in POINTS.split(text) if clause]
    return any(STOCK.fullmatch(clause) is None for clause in clauses)


def _empty(item: AgendaItem, meeting: Meeting) -> Problem:
    written = item.summary or (item.remarks[0].content if item.remarks else None)
    what = f"只写了“{written}”，" if written else "没有写讨论情况，"
    at = ("summary",) if item.summary else ("remarks", 0, "content") if item.remarks else ("title",)
    return problem(
        item,
        *at,
        found=f"议题《{item.title}》{what}",
        expected="记录应写出讨论的要点和各人的意见，议题经充分讨论再作决定。",
        remedy="按原始笔记补写发言要点；确实没有讨论的，如实说明，不要补造。",
        day=meeting.day,
    )


@rule(
    code="MTG607",
    name="minutes-too-short",
    title="会议记录过于简单",
    severity=Severity.HINT,
    basis=[PRACTICE["会议记录要素"]],
    params=(Param("chars", 100, "正文少于多少字算简单"),),
    optional=True,
    on_absence=True,
    covers=("MTG-28",),
)
def minutes_too_short(meeting: Meeting, chars: int) -> Iterator[Problem]:
    """The texts of a record together reach a local minimum length, in characters."""
    length = sum(map(len, body_of(meeting)))
    if 0 < length < chars:
        yield problem(
            meeting,
            "kinds",
            found=f"{meeting.day} 的{kinds_text(meeting)}正文只有 {length} 字，",
            expected=f"记录一般不少于 {chars} 字。",
            remedy="按原始笔记补充议题、发言要点和决定；不要为凑字数而编造。",
            day=meeting.day,
        )
