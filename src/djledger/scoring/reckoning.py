"""One item of a scheme for one branch or member: its points, with formula and evidence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from djledger.scoring import of_branch
from djledger.scoring.facts import Answer, Facts, Measured, Refusal, exactly
from djledger.scoring.marks import Mark, MarkBook
from djledger.scoring.measures import FINDINGS, MEASURES
from djledger.scoring.rounding import percent, plain, rounded
from djledger.scoring.scheme import Item, Method, Scheme, Target

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Line:
    """An item as reckoned. ``score`` is None where there is no conclusion; ``refusal`` says why."""

    name: str
    score: Decimal | None
    formula: str
    inputs: str = ""
    evidence: tuple[str, ...] = ()
    refusal: str = ""
    lines: "tuple[Line, ...]" = ()

    @property
    def refusals(self) -> tuple[str, ...]:
        """Why there is no conclusion, item by item."""
        inner = tuple(reason for line in self.lines for reason in line.refusals)
        return inner or ((f"{self.name}：{self.refusal}",) if self.refusal else ())

    def find(self, name: str) -> "Line | None":
        """Return the line of this name at any depth."""
        if self.name == name:
            return self
        return next((found for line in self.lines if (found := line.find(name))), None)


class Reckoner:
    """Reckons the items of a scheme for one branch or member."""

    def __init__(self, scheme: Scheme, facts: Facts, marks: MarkBook | None) -> None:
        """Take the scheme, whom it is for, and what raters entered."""
        self._scheme = scheme
        self._facts = facts
        self._marks = marks

    def total(self) -> Line:
        """Return the whole scheme's line."""
        return self.line(self._scheme.whole)

    def line(self, item: Item) -> Line:
        """Reckon an item and what is below it."""
        if item.method in {Method.SUM, Method.WEIGHTED}:
            return self._group(item)
        if item.method is Method.BASE:
            return self._done(item, item.points or ZERO, "起评分", None)
        if item.method is Method.MANUAL:
            return self._marked(item)
        answer = self.answer(item.measure, item.rules, item.material)
        if isinstance(answer, Refusal):
            return Line(item.name, None, "", refusal=answer.reason)
        return self._measured(item, answer)

    def answer(self, measure: str | None, rules: Sequence[str], material: str | None) -> Answer:
        """Take a number from the ledger."""
        facts = self._facts
        if material is not None:
            return _material(facts, material)
        if measure == FINDINGS:
            return of_branch.findings(facts, rules)
        return MEASURES[self._scheme.target][measure or ""].of(facts)

    def _measured(self, item: Item, answer: Measured) -> Line:
        short = item.method is Method.AT_LEAST and answer.high < (item.threshold or ZERO)
        if short and not self._facts.whole:
            reason = f"{self._facts.who}在 {self._facts.window}不满期，次数标准由考核单位确定"
            return Line(item.name, None, "", answer.inputs, answer.evidence, reason)
        points = _POINTS[item.method]
        low, high = points(item, answer.low), points(item, answer.high)
        if self._round(low[0]) != self._round(high[0]):
            doubt = answer.doubt or "数值没有定"
            return Line(item.name, None, "", answer.inputs, answer.evidence, doubt)
        return self._done(item, low[0], low[1], answer)

    def _done(self, item: Item, score: Decimal, formula: str, answer: Measured | None) -> Line:
        value, said = _clamped(item, score, formula)
        value = self._round(value)
        inputs, evidence = (answer.inputs, answer.evidence) if answer else ("", ())
        return Line(item.name, value, f"{said} → {plain(value)}", inputs, evidence)

    def _round(self, value: Decimal) -> Decimal:
        return rounded(value, self._scheme.places, self._scheme.rounding)

    def _group(self, item: Item) -> Line:
        lines = tuple(self.line(inner) for inner in item.items)
        refused = sum(line.score is None for line in lines)
        if refused:
            reason = f"{refused} 项没有结论"
            return Line(item.name, None, "", refusal=reason, lines=lines)
        scores = [line.score or ZERO for line in lines]
        if item.method is Method.WEIGHTED:
            shares = [inner.weight or ZERO for inner in item.items]
            total = sum((s * w for s, w in zip(scores, shares, strict=True)), ZERO)
            terms = [f"{plain(s)}×{percent(w)}" for s, w in zip(scores, shares, strict=True)]
        else:
            total, terms = sum(scores, ZERO), [plain(score) for score in scores]
        value, said = _clamped(item, total, " + ".join(terms))
        value = self._round(value)
        return Line(item.name, value, f"{said} = {plain(value)}", lines=lines)

    def _marked(self, item: Item) -> Line:
        entries = self._marks.marks if self._marks else ()
        branch = self._facts.branch.profile.name
        found = [m for m in entries if m.item == item.name and m.concerns(self._facts.who, branch)]
        reason = _unusable(item, found)
        if reason:
            return Line(item.name, None, "", refusal=reason)
        mark = found[0]
        said = f"{mark.by or '评分人'}评 {plain(mark.score)}（满分 {plain(item.points or ZERO)}）"
        return self._done(item, mark.score, said, exactly(mark.score, mark.evidence))


def _unusable(item: Item, found: Sequence[Mark]) -> str:
    """Say why marks give no conclusion; empty if they do."""
    if not found:
        return "没有评分"
    scores = {mark.score for mark in found}
    if len(scores) > 1:
        return f"有几个不同的得分（{'、'.join(plain(score) for score in sorted(scores))}）"
    if item.points is not None and found[0].score > item.points:
        return f"得分 {plain(found[0].score)} 超过满分 {plain(item.points)}"
    return ""


def _material(facts: Facts, path: str) -> Measured:
    base = "" if facts.branch.path == "." else f"{facts.branch.path}/"
    full = next(
        (f"{base}{path}{end}" for end in _ENDS if facts.branch.exists(f"{base}{path}{end}")), ""
    )
    return exactly(1, f"有 {path}", full) if full else exactly(0, f"没有 {path}")


_ENDS = ("", ".yaml", ".yml")


def _clamped(item: Item, score: Decimal, said: str) -> tuple[Decimal, str]:
    if item.cap is not None and score > item.cap:
        return item.cap, f"{said}，封顶 {plain(item.cap)}"
    if item.floor is not None and score < item.floor:
        return item.floor, f"{said}，保底 {plain(item.floor)}"
    return score, said


Points = tuple[Decimal, str]


def _added(item: Item, value: Decimal) -> Points:
    per, base = item.per or ZERO, item.points or ZERO
    start = f"{plain(base)} + " if base else ""
    return base + per * value, f"{start}{plain(value)}×{plain(per)}"


def _deducted(item: Item, value: Decimal) -> Points:
    per, base = item.per or ZERO, item.points or ZERO
    return _left(item, base, per * value, f"{plain(base)} − {plain(value)}×{plain(per)}")


def _left(item: Item, base: Decimal, lost: Decimal, said: str) -> Points:
    """Take points off; an item with points of its own loses no more than those."""
    if item.points is not None and item.floor is None and lost > base:
        return ZERO, f"{said}，扣完为止"
    return base - lost, said


def _at_least(item: Item, value: Decimal) -> Points:
    wanted, base, per = item.threshold or ZERO, item.points or ZERO, item.per or ZERO
    short = max(ZERO, wanted - value)
    said = f"{plain(base)} − 少 {plain(short)}×{plain(per)}（标准 {plain(wanted)}）"
    return _left(item, base, per * short, said)


def _ratio(item: Item, value: Decimal) -> Points:
    base = item.points or ZERO
    return base * value, f"{plain(base)}×{percent(value)}"


def _present(item: Item, value: Decimal) -> Points:
    return (item.points or ZERO, "有") if value > 0 else (ZERO, "无")


_POINTS: dict[Method, Callable[[Item, Decimal], Points]] = {
    Method.ADD: _added,
    Method.DEDUCT: _deducted,
    Method.AT_LEAST: _at_least,
    Method.RATIO: _ratio,
    Method.PRESENT: _present,
}


def targets_of(scheme: Scheme, facts: Facts) -> list[Facts]:
    """Return whom of a branch the scheme is for: the branch, or its members."""
    if scheme.applies and facts.branch.profile.kind not in scheme.applies:
        return []
    if scheme.target is Target.BRANCH:
        return [facts]
    return [facts.shared(m) for m in facts.branch.roster.members_on(facts.window.last)]
