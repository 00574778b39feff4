"""One meeting entered twice, one code given twice."""

from collections import defaultdict
from collections.abc import Hashable, Iterator

from djledger.law import LOGIC
from djledger.ledger.branch import Branch
from djledger.ledger.committee import Committee
from djledger.ledger.meetings import Meeting
from djledger.ledger.period import Period
from djledger.rules.meetings.material import SERVICE, TALK, kinds_text
from djledger.rules.rule import Problem, Related, Severity, problem, rule
from djledger.rules.wording import listed


@rule(
    code="LED106",
    name="same-meeting-twice",
    title="同一次会议登记了两遍",
    severity=Severity.WARNING,
    basis=[LOGIC["一事一记"]],
    on_absence=True,
    covers=("LED-04",),
)
def same_meeting_twice(branch: Branch, period: Period) -> Iterator[Problem]:
    """Same kinds, day, group and title; a different starting time or place tells them apart."""
    seen: dict[Hashable, list[Meeting]] = defaultdict(list)
    for meeting in branch.meetings:
        if meeting.day not in period or not _distinct_by_day(meeting):
            continue
        same = seen[frozenset(meeting.kinds), meeting.day, meeting.group, meeting.title]
        earlier = next((other for other in same if _may_be_one(meeting, other)), None)
        same.append(meeting)
        if earlier is not None:
            yield _twice(meeting, earlier)


def _distinct_by_day(meeting: Meeting) -> bool:
    """Whether two of this kind on one day would be odd: talks and services are often many."""
    return meeting.title is not None or not (SERVICE | {TALK}).intersection(meeting.kinds)


def _may_be_one(one: Meeting, other: Meeting) -> bool:
    if one.times and other.times and one.times.start != other.times.start:
        return False
    pairs = ((one.place, other.place), (one.number, other.number))
    return all(a is None or b is None or a == b for a, b in pairs)


def _twice(meeting: Meeting, earlier: Meeting) -> Problem:
    title = f"《{meeting.title}》" if meeting.title else ""
    return problem(
        meeting,
        "day",
        found=f"{meeting.day} 的{kinds_text(meeting)}{title}已有一份相同的记录，",
        expected="一次会议只登记一份。",
        remedy="核对后并为一份；如确是两次会议，写明各自的时间或名称。",
        day=meeting.day,
        related=(Related(earlier, ("day",), "另一份记录"),),
    )


@rule(
    code="LED111",
    name="code-given-twice",
    title="两个党组织的代码相同",
    severity=Severity.ERROR,
    basis=[LOGIC["一个组织一个代码"]],
    covers=("LED-04",),
)
def code_given_twice(committee: Committee) -> Iterator[Problem]:
    """The codes of an upper organisation and of all branches below it differ."""
    holders: dict[str, list[str]] = defaultdict(list)
    if committee.profile.code:
        holders[committee.profile.code].append(committee.profile.name)
    for branch in committee.branches:
        if branch.code:
            holders[branch.code].append(branch.name)
    for code, names in holders.items():
        if len(names) > 1:
            yield problem(
                committee.profile,
                "code" if committee.profile.code == code else "name",
                found=f"代码 {code} 同时用于{listed(names)}，",
                expected="每个党组织的代码应当不同。",
                remedy="与党内统计系统核对，改正写错的那一个。",
            )
