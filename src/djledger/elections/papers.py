"""Ballot papers as they come out of the box, one a line, and counting them.

A line has a mark for each candidate in the order of the ballot (○ for, × against, △ abstaining),
then the names that the voter put instead. A paper that chooses more people than there are posts,
or names more others than it has crosses, is invalid.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum


class Mark(Enum):
    """What a voter says of a candidate."""

    YES = "○"
    NO = "×"
    ABSTAIN = "△"


_WAYS = {
    Mark.YES: "○〇ＯOo0√✓",
    Mark.NO: "×✕xX",
    Mark.ABSTAIN: "△-－_",
}
_READ = {sign: mark for mark, signs in _WAYS.items() for sign in signs}


class PaperError(ValueError):
    """A line that cannot be read as a ballot paper; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One ballot: a mark a candidate, and the people named instead."""

    marks: tuple[Mark, ...]
    others: tuple[str, ...] = ()

    @property
    def chosen(self) -> int:
        """How many people it chooses."""
        return self.marks.count(Mark.YES) + len(self.others)

    def is_valid(self, posts: int) -> bool:
        """Whether it counts: not more people than posts, others only in place of crosses."""
        return self.chosen <= posts and len(self.others) <= self.marks.count(Mark.NO)


@dataclass(slots=True)
class Count:
    """The sum of all papers."""

    valid: int = 0
    invalid: int = 0
    marks: dict[str, Counter[Mark]] = field(default_factory=dict)
    others: Counter[str] = field(default_factory=Counter)

    @property
    def votes(self) -> dict[str, int]:
        """Votes in favour by person, those written in included."""
        return {**{name: found[Mark.YES] for name, found in self.marks.items()}, **self.others}


def read_paper(line: str, candidates: Sequence[str]) -> Paper:
    """Read ``○○×○ 陈国华``; PaperError if it is not one mark a candidate."""
    marks, *others = line.split() or [""]
    unknown = [sign for sign in marks if sign not in _READ]
    if unknown:
        raise PaperError(f"“{unknown[0]}”不是选票记号，可用 ○ 赞成、× 不赞成、△ 弃权")
    if len(marks) != len(candidates):
        raise PaperError(f"有 {len(marks)} 个记号，候选人有 {len(candidates)} 人")
    if len(set(others)) < len(others):
        raise PaperError("另选的人写了两次")
    if standing := set(others).intersection(candidates):
        raise PaperError(f"{'、'.join(sorted(standing))}是候选人，不是另选他人")
    return Paper(tuple(_READ[sign] for sign in marks), tuple(others))


def count_papers(papers: Iterable[Paper], candidates: Sequence[str], posts: int) -> Count:
    """Count the papers of one ballot; invalid ones give nobody anything."""
    total = Count(marks={name: Counter() for name in candidates})
    for paper in papers:
        if not paper.is_valid(posts):
            total.invalid += 1
            continue
        total.valid += 1
        for name, mark in zip(candidates, paper.marks, strict=True):
            total.marks[name][mark] += 1
        total.others.update(paper.others)
    return total
