"""Thought reports: signed by the person, and not copied from somebody else's."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from djledger.law import LOGIC, PRACTICE
from djledger.ledger.branch import Branch, Part
from djledger.ledger.development import DevelopmentFile, ThoughtReport
from djledger.rules.rule import Param, Problem, Related, Severity, problem, rule

STOPS = "，。；！？：\n "
SHORTEST = 6
"""Clauses of fewer characters are too common to tell anything."""
LOOK_BACK = 8
"""How many earlier reports a clause leads to."""


@dataclass(frozen=True, slots=True)
class Written:
    """A report as a set of clauses; ``length`` counts their characters."""

    owner: DevelopmentFile
    index: int
    report: ThoughtReport
    clauses: frozenset[str]
    length: int

    def likeness(self, other: "Written", shared: int) -> int:
        """Return how much of the two texts is shared by both, in whole percent."""
        return 2 * shared * 100 // (self.length + other.length)


class Alike(NamedTuple):
    """A report, the earlier one most like it, and how like it is in percent."""

    one: Written
    near: Written
    degree: int


def _clauses(text: str) -> frozenset[str]:
    for stop in STOPS:
        text = text.replace(stop, "，")
    return frozenset(clause for clause in text.split("，") if len(clause) >= SHORTEST)


def _written(branch: Branch) -> tuple[Written, ...]:
    found = []
    for person in branch.records(Part.DEVELOPMENT):
        for index, report in enumerate(person.activist.reports if person.activist else ()):
            clauses = _clauses(report.text or "")
            length = sum(map(len, clauses))
            if length:
                found.append(Written(person, index, report, clauses, length))
    return tuple(found)


@rule(
    code="DEV901",
    name="thought-reports-alike",
    title="思想汇报与别人的或前一篇雷同",
    severity=Severity.HINT,
    basis=[PRACTICE["思想汇报雷同"]],
    params=(
        Param("percent", 60, "相同的内容占两篇的百分之多少算雷同"),
        Param("chars", 40, "正文至少多少字才比较"),
    ),
    covers=("DEV-P26",),
    when=("activist",),
)
def thought_reports_alike(
    person: DevelopmentFile, branch: Branch, percent: int, chars: int
) -> Iterator[Problem]:
    """Each report is compared with the earlier ones of all; the later one is reported."""
    for found in branch.derived(_alike):
        one, near = found.one, found.near
        if one.owner is not person or found.degree < percent:
            continue
        if min(one.length, near.length) >= chars:
            yield problem(
                person,
                *("activist", "reports", one.index, "text"),
                found=f"与{near.owner.name} {near.report.day} 的思想汇报有 {found.degree}% 相同，",
                expected="思想汇报应当由本人结合自己的实际写。",
                remedy="同本人核对是否照抄；确是照抄的，批评教育，由本人重写并注明重写日期。",
                day=one.report.day,
                related=(Related(near.report, ("text",), "相同的思想汇报"),),
            )


def _alike(branch: Branch) -> tuple[Alike, ...]:
    """Find for each report the most like one before it; a clause leads to the latest with it."""
    seen: dict[str, deque[Written]] = defaultdict(lambda: deque(maxlen=LOOK_BACK))
    found = []
    for one in sorted(_written(branch), key=lambda one: (one.report.day, one.owner.name)):
        shared: Counter[int] = Counter()
        others: dict[int, Written] = {}
        for clause in one.clauses:
            for other in seen[clause]:
                shared[id(other)] += len(clause)
                others[id(other)] = other
            seen[clause].append(one)
        degrees = [
            (one.likeness(other, shared[key]), other.report.day, other.owner.name, other.index, key)
            for key, other in others.items()
        ]
        if degrees:
            degree, *_, key = max(degrees)
            found.append(Alike(one, others[key], degree))
    return tuple(found)


@rule(
    code="DEV902",
    name="signed-by-another",
    title="思想汇报的落款不是本人",
    severity=Severity.ERROR,
    basis=[LOGIC["落款与本人一致"]],
    covers=("DEV-P24",),
    when=("activist",),
)
def signed_by_another(person: DevelopmentFile) -> Iterator[Problem]:
    """A report is signed by who wrote it."""
    for index, report in enumerate(person.activist.reports if person.activist else ()):
        if report.signer is not None and report.signer != person.name:
            yield problem(
                person,
                *("activist", "reports", index, "signer"),
                found=f"{person.name} {report.day} 的思想汇报落款是{report.signer}，",
                expected="落款应是本人姓名。",
                remedy="对照原件核对；确是他人代写代签的，由本人重写并注明重写日期。",
                day=report.day,
            )
