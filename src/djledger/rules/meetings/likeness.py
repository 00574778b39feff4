"""Two records with nearly the same text: likely that one was copied from the other.

Texts are compared by their clauses, so that a changed date or name spoils one clause and no
more. Only a text most of which has been said before is held against the earlier ones.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from djledger.law import PRACTICE
from djledger.ledger.branch import Branch
from djledger.ledger.meetings import Meeting, MeetingKind
from djledger.ledger.period import Period
from djledger.rules.meetings.material import TALK, body_of, kinds_text
from djledger.rules.rule import Param, Problem, Related, Severity, problem, rule

STOPS = "。；！？：\n "
SHORTEST = 6
"""Clauses of fewer characters are too common to tell anything."""


class Text(NamedTuple):
    """A meeting's text as a set of clauses; ``length`` counts their characters."""

    meeting: Meeting
    clauses: set[str]
    length: int

    def likeness(self, other: "Text") -> int:
        """Return how much of the two texts is shared by both, in whole percent."""
        return 200 * _length(self.clauses & other.clauses) // (self.length + other.length)


@rule(
    code="MTG606",
    name="minutes-copied",
    title="两次会议的记录雷同",
    severity=Severity.WARNING,
    basis=[PRACTICE["记录雷同"]],
    params=(
        Param("percent", 80, "相同的内容占两份记录的百分之多少算雷同"),
        Param("chars", 80, "正文至少多少字才比较"),
    ),
    covers=("MTG-27",),
)
def minutes_copied(branch: Branch, period: Period, percent: int, chars: int) -> Iterator[Problem]:
    """Compare each record with the earlier ones; talks are short and alike by nature."""
    said: set[str] = set()
    earlier: list[Text] = []
    for text in _texts(branch.meetings, chars):
        if text.meeting.day in period:
            again = _length(text.clauses & said)
            if again * (200 - percent) >= percent * text.length:
                yield from _copy(text, earlier, percent)
        said |= text.clauses
        earlier.append(text)


def _copy(text: Text, earlier: list[Text], percent: int) -> Iterator[Problem]:
    comparable = [other for other in earlier if _comparable(text.meeting, other.meeting)]
    nearest = max(comparable, key=text.likeness, default=None)
    if nearest is not None and text.likeness(nearest) >= percent:
        yield _copied(text.meeting, nearest.meeting, text.likeness(nearest))


def _texts(meetings: Iterable[Meeting], chars: int) -> Iterator[Text]:
    for meeting in meetings:
        body = "" if TALK in meeting.kinds else "，".join(body_of(meeting))
        if len(body) < chars:
            continue
        clauses = _clauses(body)
        length = _length(clauses)
        if length and length >= chars:
            yield Text(meeting, clauses, length)


def _clauses(body: str) -> set[str]:
    for stop in STOPS:
        body = body.replace(stop, "，")
    return {clause for clause in body.split("，") if len(clause) >= SHORTEST}


def _length(clauses: Iterable[str]) -> int:
    return sum(map(len, clauses))


def _comparable(one: Meeting, other: Meeting) -> bool:
    """Groups that study the same text record it alike; one group's own records may not be."""
    both_groups = (
        MeetingKind.GROUP_MEETING in one.kinds and MeetingKind.GROUP_MEETING in other.kinds
    )
    return not (both_groups and one.group != other.group)


def _copied(meeting: Meeting, earlier: Meeting, degree: int) -> Problem:
    return problem(
        meeting,
        "content" if meeting.content else "agenda",
        found=f"正文与 {earlier.day} 的{kinds_text(earlier)}有 {degree}% 相同，",
        expected="每次会议应当记录当次的实际情况。",
        remedy="核对是否套用了旧稿；按原始笔记改写当次的内容，确实没有召开的如实说明。",
        day=meeting.day,
        related=(Related(earlier, ("content" if earlier.content else "agenda",), "相同的记录"),),
    )
