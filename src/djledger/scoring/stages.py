"""Naming in stages: application, review, naming, re-review, exit; each rests on the one before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from djledger.dates import add_years
from djledger.scoring.marks import StageRecord
from djledger.scoring.scheme import StageName

BEFORE = {
    StageName.REVIEW: StageName.APPLICATION,
    StageName.NAMING: StageName.REVIEW,
    StageName.REREVIEW: StageName.NAMING,
    StageName.EXIT: StageName.NAMING,
}
"""What must have been passed, no later, before a stage."""


@dataclass(frozen=True, slots=True)
class Course:
    """How far the naming has come on a day.

    ``state`` is a word for it; ``review_due`` the last day for the next re-review, while named;
    ``faults`` are steps that rest on none.
    """

    state: str
    since: date | None = None
    review_due: date | None = None
    overdue: bool = False
    faults: tuple[str, ...] = ()

    @property
    def named(self) -> bool:
        """Whether the name is held."""
        return self.state == "已命名"


def course(records: Iterable[StageRecord], every: int, as_of: date) -> Course:
    """Follow the stages that were recorded by a day; ``every`` is the years between re-reviews."""
    known = sorted((r for r in records if r.day <= as_of), key=_order)
    faults = tuple(_faults(known))
    state = Course("未申报")
    for record in known:
        state = _next(state, record, every)
    overdue = state.review_due is not None and state.review_due < as_of
    return Course(state.state, state.since, state.review_due, overdue, faults)


def _order(record: StageRecord) -> tuple[date, int]:
    return record.day, list(StageName).index(record.stage)


def _next(now: Course, record: StageRecord, every: int) -> Course:
    """Return where a record leads from where things stood; a fault leads nowhere."""
    due = add_years(record.day, every)
    if record.stage is StageName.APPLICATION and not now.named:
        return Course("已申报" if record.passed else "申报未受理", record.day)
    if record.stage is StageName.REVIEW and now.state == "已申报":
        return Course("评审通过" if record.passed else "评审未通过", record.day)
    if record.stage is StageName.NAMING and now.state == "评审通过" and record.passed:
        return Course("已命名", record.day, due)
    if now.named and record.stage is StageName.REREVIEW:
        return Course("已命名", now.since, due) if record.passed else Course("复审退出", record.day)
    if now.named and record.stage is StageName.EXIT:
        return Course("已退出", record.day)
    return now


def _faults(known: Sequence[StageRecord]) -> Iterable[str]:
    passed: set[StageName] = set()
    for record in known:
        needed = BEFORE.get(record.stage)
        if needed is not None and needed not in passed:
            yield f"{record.day} {record.stage}之前没有通过{needed}"
        if record.stage is StageName.EXIT or (
            record.stage is StageName.REREVIEW and not record.passed
        ):
            passed.clear()
        elif record.passed:
            passed.add(record.stage)
