"""A committee's picture of all its branches, from their summaries."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from djledger.checking.standing import LABELS as RUNGS
from djledger.ledger.meetings import MeetingKind
from djledger.reports.model import (
    Audience,
    Bars,
    Cell,
    Column,
    Fact,
    Kind,
    Row,
    Share,
    Table,
    Tone,
    Trend,
    View,
)  # fmt: skip
from djledger.reports.views import meetings
from djledger.reports.views.summary import Summary, added
from djledger.rules.rule import Severity

SUPERIOR = Audience.SUPERIOR
MOST_OVERDUE = 1000
"""Up to how many overdue items are listed; the report of 1,600 branches is to stay small."""
KINDS = (
    MeetingKind.MEMBER_ASSEMBLY,
    MeetingKind.COMMITTEE_MEETING,
    MeetingKind.GROUP_MEETING,
    MeetingKind.THEME_DAY,
    MeetingKind.ORGANISATION_LIFE,
    MeetingKind.APPRAISAL,
)


@dataclass(frozen=True)
class Rollup:
    """The branches below an organisation, those that could not be read among them."""

    branches: Sequence[Summary]

    @property
    def readable(self) -> list[Summary]:
        """The branches that could be reported on."""
        return [one for one in self.branches if one.readable]

    @property
    def paths(self) -> tuple[str, ...]:
        """The folders of all branches: what a total rests on."""
        return tuple(one.path for one in self.branches)

    def count(self, severity: Severity) -> int:
        """Return how many findings of all branches are of this severity."""
        return sum(one.count(severity) for one in self.branches)


def overview(rollup: Rollup) -> View:
    """Return the totals and the trend through the year."""
    known, paths = rollup.readable, rollup.paths
    total = added(one.total for one in known)
    came = added(one.came for one in known)
    unreadable = tuple(one.path for one in rollup.branches if not one.readable)
    unread = len(unreadable)
    facts = (
        Fact("党支部", Cell(len(rollup.branches), paths), audience=Audience.PUBLIC),
        Fact("党员", Cell(sum(one.members for one in known), paths), audience=Audience.PUBLIC),
        Fact("正式党员", Cell(sum(one.full for one in known), paths), audience=Audience.PUBLIC),
        Fact("组织生活完成率", _coloured(total, paths), Kind.SHARE, Audience.PUBLIC),
        Fact("到会率", Cell(came, paths), Kind.SHARE, Audience.PUBLIC),
        *(_severity(rollup, severity) for severity in reversed(Severity)),
        Fact("逾期事项", Cell(sum(len(one.overdue) for one in known), paths)),
        Fact("读不懂的支部", Cell(unread, unreadable, Tone.BAD if unread else Tone.PLAIN)),
    )
    return View(
        "overview", "总体情况", facts, (), (_trend(known), _pipeline(known), _rungs(rollup))
    )


def _coloured(share: Share, paths: tuple[str, ...]) -> Cell:
    return Cell(share, paths, meetings.tone_of(share))


def _severity(rollup: Rollup, severity: Severity) -> Fact:
    where = tuple(one.path for one in rollup.branches if one.count(severity))
    return Fact(f"检查{severity.label}", Cell(rollup.count(severity), where))


def _trend(known: Sequence[Summary]) -> Trend:
    points = []
    for index in range(12):
        share = added(one.monthly[index] for one in known)
        points.append((f"{index + 1}月", share.ratio))
    return Trend("trend", "各月应开会议的完成率", tuple(points), Audience.PUBLIC)


def _pipeline(known: Sequence[Summary]) -> Bars:
    stages = dict.fromkeys(stage for one in known for stage in one.pipeline)
    bars = tuple(
        (stage, Decimal(sum(one.pipeline.get(stage, 0) for one in known))) for stage in stages
    )
    return Bars("pipeline", "发展党员各阶段人数", bars, unit="人")


def _rungs(rollup: Rollup) -> Bars:
    reached = Counter(one.rung for one in rollup.branches)
    bars = tuple((label, Decimal(reached[label])) for label in RUNGS)
    return Bars("rungs", "各档次的党支部", bars, unit="个")


def completion(rollup: Rollup) -> View:
    """Return every branch's completion by kind of meeting, dues and findings."""
    columns = (
        Column("党支部"),
        Column("党员", Kind.NUMBER),
        *(Column(str(kind), Kind.SHARE) for kind in KINDS),
        Column("合计", Kind.SHARE),
        Column("到会率", Kind.SHARE),
        Column("党费欠交", Kind.MONEY),
        Column("档次"),
        Column("错误", Kind.NUMBER),
        Column("警告", Kind.NUMBER),
        Column("没读懂的文件", Kind.NUMBER),
    )
    rows = tuple(_branch(one) for one in rollup.branches)
    table = Table("branches", "各支部完成情况", columns, rows, SUPERIOR, "没有党支部。")
    return View("completion", "完成情况", tuple(_total(rollup, kind) for kind in KINDS), (table,))


def _total(rollup: Rollup, kind: MeetingKind) -> Fact:
    share = added(one.held.get(str(kind), Share(0, 0)) for one in rollup.readable)
    return Fact(str(kind), _coloured(share, rollup.paths), Kind.SHARE, Audience.PUBLIC)


def _branch(one: Summary) -> Row:
    shares = (one.held.get(str(kind)) for kind in KINDS)
    lacking = one.dues[2] if one.dues else None
    errors, warnings = one.count(Severity.ERROR), one.count(Severity.WARNING)
    own = (one.path,)
    return (
        Cell(one.name, own),
        Cell(one.members if one.readable else None, own),
        *(Cell(s, own if s else (), meetings.tone_of(s) if s else Tone.PLAIN) for s in shares),
        Cell(one.total, own, meetings.tone_of(one.total)),
        Cell(one.came, own),
        Cell(lacking, own if one.dues else (), Tone.BAD if lacking else Tone.PLAIN),
        Cell(one.rung, own),
        Cell(errors, own, Tone.BAD if errors else Tone.PLAIN),
        Cell(warnings, own, Tone.WARN if warnings else Tone.PLAIN),
        Cell(one.unread, own if one.unread else (), Tone.BAD if one.unread else Tone.PLAIN),
    )


def overdue(rollup: Rollup) -> View:
    """Return everything whose day has passed, the longest overdue first."""
    found = [(one, item) for one in rollup.branches for item in one.overdue]
    found.sort(key=lambda pair: (-pair[1].days, pair[0].path))
    columns = (
        Column("党支部"),
        Column("事项"),
        Column("期限", Kind.DAY),
        Column("逾期天数", Kind.NUMBER),
    )
    rows = tuple(
        (Cell(one.name), Cell(item.what, item.evidence), Cell(item.due), Cell(item.days))
        for one, item in found[:MOST_OVERDUE]
    )
    table = Table("overdue", "逾期事项", columns, rows, SUPERIOR, "没有逾期事项。")
    facts = (Fact("逾期事项", Cell(len(found), rollup.paths if found else ())),)
    more = len(found) - MOST_OVERDUE
    notes = (f"只列逾期最久的 {MOST_OVERDUE} 项，另有 {more} 项见各支部报告。",) if more > 0 else ()
    return View("overdue", "逾期事项", facts, (table,), (), notes)
