"""Scores of everybody a scheme is for, as plain data: lines, vetoes, totals, grades and ranks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from djledger.scoring.facts import Facts, Refusal, Window
from djledger.scoring.marks import MarkBook
from djledger.scoring.reckoning import ZERO, Line, Reckoner, targets_of
from djledger.scoring.rounding import plain
from djledger.scoring.scheme import Scheme, Target, Veto
from djledger.scoring.stages import Course, course
from djledger.scoring.standing import Place, graded


@dataclass(frozen=True, slots=True)
class Vetoed:
    """A condition of veto: whether it holds (None: not established), and what that rests on."""

    name: str
    holds: bool | None
    said: str
    grade: str | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """What a scheme gives one branch or member; without total or grade, ``refusals`` say why."""

    who: str
    branch: str
    path: str
    line: Line
    vetoes: tuple[Vetoed, ...]
    total: Decimal | None
    grade: str | None = None
    rank: int | None = None
    note: str = ""
    stages: Course | None = None

    @property
    def refusals(self) -> tuple[str, ...]:
        """Everything that stands in the way of a conclusion; nothing does where a veto decides."""
        if any(veto.holds for veto in self.vetoes):
            return ()
        open_ = tuple(f"{v.name}：{v.said}" for v in self.vetoes if v.holds is None)
        undecided = (self.note,) if self.note and self.grade is None else ()
        return (*self.line.refusals, *open_, *undecided)


@dataclass(frozen=True, slots=True)
class Table:
    """The scores of all who take part, and who does not and why."""

    scheme: Scheme
    window: Window
    scores: tuple[Score, ...]
    left_out: tuple[str, ...] = ()

    @property
    def provisional(self) -> bool:
        """Whether the time that is scored is not over."""
        return not self.window.over


def table(
    scheme: Scheme,
    facts: Iterable[Facts],
    window: Window,
    marks: MarkBook | None,
    *,
    everybody: bool = True,
) -> Table:
    """Score everybody; facts of branches that the scheme is not for are listed as left out.

    Members are ranked within their branch, branches among each other; not ``everybody`` where
    that is one branch taken by itself.
    """
    scores: list[Score] = []
    left_out: list[str] = []
    for one in facts:
        found = targets_of(scheme, one)
        if not found:
            left_out.append(one.branch.profile.name)
        scores += [_score(scheme, target, marks) for target in found]
    groups: dict[str, list[Score]] = {}
    for score in scores:
        groups.setdefault(score.path if scheme.target is Target.MEMBER else "", []).append(score)
    whole = everybody or scheme.target is Target.MEMBER
    placed = (score for group in groups.values() for score in _placed(group, scheme, whole))
    return Table(scheme, window, tuple(placed), tuple(left_out))


def strangers(scored: Table, marks: MarkBook | None) -> list[str]:
    """Return whom raters named and nobody is: mistyped, or not below the folder."""
    entries = (*marks.marks, *marks.rulings, *marks.stages) if marks else ()
    named = dict.fromkeys(entry.who for entry in entries if entry.who is not None)
    known = {score.who for score in scored.scores}
    return [name for name in named if name not in known]


def _score(scheme: Scheme, facts: Facts, marks: MarkBook | None) -> Score:
    reckoner = Reckoner(scheme, facts, marks)
    line = reckoner.total()
    vetoes = tuple(_vetoed(veto, reckoner, line, facts, marks) for veto in scheme.vetoes)
    total = line.score
    if any(veto.holds and veto.grade is None for veto in vetoes):
        total = ZERO
    grade = next((veto.grade for veto in vetoes if veto.holds and veto.grade), None)
    branch = facts.branch.profile.name
    stages = _course(scheme, facts, marks)
    return Score(facts.who, branch, facts.branch.path, line, vetoes, total, grade, stages=stages)


def _vetoed(
    veto: Veto, reckoner: Reckoner, line: Line, facts: Facts, marks: MarkBook | None
) -> Vetoed:
    if veto.manual:
        return _ruled(veto, facts, marks)
    if veto.item is not None:
        found = line.find(veto.item)
        if found is None or found.score is None:
            return Vetoed(veto.name, None, f"“{veto.item}”没有得分", veto.grade)
        return Vetoed(
            veto.name, veto.holds(found.score), f"{veto.item} {plain(found.score)} 分", veto.grade
        )
    answer = reckoner.answer(veto.measure, veto.rules, None)
    if isinstance(answer, Refusal):
        return Vetoed(veto.name, None, answer.reason, veto.grade)
    low, high = veto.holds(answer.low), veto.holds(answer.high)
    if low and high and _too_few(veto) and not (facts.whole and facts.window.over):
        said = f"{answer.inputs}，{facts.window}没有结束或者{facts.who}不满期，还不能认定"
        return Vetoed(veto.name, None, said, veto.grade, answer.evidence)
    holds = low if low is high else None
    said = answer.inputs if holds is not None else answer.doubt
    return Vetoed(veto.name, holds, said, veto.grade, answer.evidence)


def _too_few(veto: Veto) -> bool:
    """Whether it is a matter of too little, which more time could mend."""
    return veto.below is not None or veto.at_most is not None


def _ruled(veto: Veto, facts: Facts, marks: MarkBook | None) -> Vetoed:
    entries = marks.rulings if marks else ()
    branch = facts.branch.profile.name
    found = [r for r in entries if r.veto == veto.name and r.concerns(facts.who, branch)]
    own = [ruling for ruling in found if ruling.who is not None] or found
    if len({ruling.holds for ruling in own}) != 1:
        said = "认定前后不一" if own else "没有认定"
        return Vetoed(veto.name, None, said, veto.grade)
    return Vetoed(veto.name, own[0].holds, own[0].evidence, veto.grade)


def _course(scheme: Scheme, facts: Facts, marks: MarkBook | None) -> Course | None:
    if scheme.stages is None:
        return None
    branch = facts.branch.profile.name
    records = [r for r in (marks.stages if marks else ()) if r.concerns(facts.who, branch)]
    return course(records, scheme.stages.every, facts.window.as_of)


def _placed(scores: Sequence[Score], scheme: Scheme, everybody: bool) -> list[Score]:
    """Rank and grade; whose veto is not established has no conclusion and no rank."""
    places = [Place(_settled_total(s), fixed=s.grade is not None, grade=s.grade) for s in scores]
    return [
        _with_place(score, place, scheme)
        for score, place in zip(scores, graded(places, scheme, everybody=everybody), strict=True)
    ]


def _with_place(score: Score, place: Place, scheme: Scheme) -> Score:
    """Take over grade and rank; a review passed below the grade that naming asks for is said."""
    wanted = scheme.stages.grade if scheme.stages else None
    stages = score.stages
    if wanted and stages and stages.state == "评审通过" and place.grade not in {None, wanted}:
        fault = f"评审记为通过，本年等次却是“{place.grade}”，没有达到“{wanted}”"
        stages = replace(stages, faults=(*stages.faults, fault))
    return replace(score, grade=place.grade, rank=place.rank, note=place.note, stages=stages)


def _settled_total(score: Score) -> Decimal | None:
    open_ = any(veto.holds is None for veto in score.vetoes)
    return None if open_ else score.total
