"""Two records with nearly the same text: likely that one was copied from the other.

Texts are compared by their clauses, so that a changed date or name spoils one clause and no
more. A clause leads back to the latest records that have it; unlike records never meet.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from djledger.law import PRACTICE
from djledger.ledger.branch import Branch
from djledger.ledger.meetings import Meeting, MeetingKind
from djledger.ledger.period import Period
from djledger.rules.meetings.material import TALK, body_of, kinds_text
from djledger.rules.rule import Param, Problem, Related, Severity, problem, rule

STOPS = "。；！？：\n "
SHORTEST = 6
"""Clauses of fewer characters are too common to tell anything."""
LOOK_BACK = 8
"""How many earlier records a clause leads to."""


@dataclass(frozen=True, slots=True)
class Text:
    """A meeting's text as a set of clauses; ``length`` counts their characters."""

    meeting: Meeting
    clauses: frozenset[str]
    length: int

    def likeness(self, other: "Text", shared: int) -> int:
        """Return how much of the two texts is shared by both, in whole percent."""
        return 2 * shared * 100 // (self.length + other.length)


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
    seen: dict[str, deque[Text]] = defaultdict(lambda: deque(maxlen=LOOK_BACK))
    for text in _texts(branch.meetings, chars):
        if text.meeting.day in period:
            earlier, degree = _nearest(text, seen)
            if earlier is not None and degree >= percent:
                yield _copied(text.meeting, earlier.meeting, degree)
        for clause in text.clauses:
            seen[clause].append(text)


def _texts(meetings: Iterable[Meeting], chars: int) -> Iterator[Text]:
    for meeting in meetings:
        if TALK in meeting.kinds:
            continue
        clauses = frozenset(_clauses("，".join(body_of(meeting))))
        length = sum(map(len, clauses))
        if length and length >= chars:
            yield Text(meeting, clauses, length)


def _clauses(body: str) -> Iterator[str]:
    for stop in STOPS:
        body = body.replace(stop, "，")
    return (clause for clause in body.split("，") if len(clause) >= SHORTEST)


def _nearest(text: Text, seen: dict[str, deque[Text]]) -> tuple[Text | None, int]:
    """Return the earlier text most like this one, and how like it is in percent."""
    shared: Counter[int] = Counter()
    others: dict[int, Text] = {}
    for clause in text.clauses:
        for other in seen.get(clause, ()):
            if _comparable(text.meeting, other.meeting):
                shared[id(other)] += len(clause)
                others[id(other)] = other
    best, degree = None, 0
    for key, other in others.items():
        found = text.likeness(other, shared[key])
        if found > degree:
            best, degree = other, found
    return best, degree


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
