"""Each kind of meeting against what was due, and the year's calendar of them."""

from collections.abc import Iterable

from djledger.ledger.branch import Part
from djledger.ledger.meetings import Meeting, MeetingKind
from djledger.reports.model import (
    Audience,
    Cell,
    Column,
    Fact,
    Heat,
    Kind,
    Row,
    Share,
    Table,
    Tone,
    View,
)  # fmt: skip
from djledger.reports.views.duties import Duty, duties
from djledger.reports.views.subject import BranchYear

PUBLIC = Audience.PUBLIC
MONTHS = tuple(f"{month}月" for month in range(1, 13))


def view(subject: BranchYear) -> View:
    """Return held against due by kind, what was missed, and the calendar."""
    owed = list(duties(subject.branch, subject.period))
    met = [duty for duty in owed if duty.held]
    share = Share(len(met), len(owed))
    evidence = subject.paths(meeting for duty in met for meeting in duty.held)
    facts = (
        Fact("会议和活动", Cell(len(subject.meetings), subject.paths(subject.meetings)),
             audience=PUBLIC),
        Fact("应开（期）", Cell(len(owed), subject.part(Part.BRANCH)), audience=PUBLIC),
        Fact("已开（期）", Cell(len(met), evidence), audience=PUBLIC),
        Fact("完成率", Cell(share, evidence, tone_of(share)), Kind.SHARE, PUBLIC),
    )  # fmt: skip
    notes = (
        "“应开”只算截至日前已经届满、支部整期存在的月、季和年度；党课、谈心谈话等全国没有"
        "规定次数的，只列已开。一次会议可以同时计入几类。",
    )
    return View(
        "meetings", "组织生活", facts, (_by_kind(subject, owed),), (_calendar(subject),), notes
    )


def tone_of(share: Share) -> Tone:
    """Return good news for the whole, bad for less than eight tenths, a warning between."""
    if share.ratio is None:
        return Tone.PLAIN
    if share.part >= share.whole:
        return Tone.GOOD
    return Tone.WARN if share.part * 10 >= share.whole * 8 else Tone.BAD


def _by_kind(subject: BranchYear, owed: Iterable[Duty]) -> Table:
    columns = (
        Column("类型"),
        Column("次数", Kind.NUMBER),
        Column("应开（期）", Kind.NUMBER),
        Column("已开（期）", Kind.NUMBER),
        Column("完成率", Kind.SHARE),
        Column("缺的期"),
    )
    by_kind: dict[MeetingKind, list[Duty]] = {}
    for duty in owed:
        by_kind.setdefault(duty.kind, []).append(duty)
    rows = (_row(subject, kind, by_kind.get(kind, [])) for kind in MeetingKind)
    return Table("kinds", "各类会议应开与已开", columns, tuple(rows), PUBLIC)


def _row(subject: BranchYear, kind: MeetingKind, owed: list[Duty]) -> Row:
    held = [meeting for meeting in subject.meetings if kind in meeting.kinds]
    met = [duty for duty in owed if duty.held]
    missed = "、".join(duty.label for duty in owed if not duty.held)
    count = Cell(len(held), subject.paths(held))
    if not owed:
        return (Cell(str(kind)), count, Cell(), Cell(), Cell(), Cell())
    answers: list[Meeting] = [meeting for duty in met for meeting in duty.held]
    share = Share(len(met), len(owed))
    paths = subject.paths(answers)
    return (
        Cell(str(kind)),
        count,
        Cell(len(owed), subject.part(Part.BRANCH)),
        Cell(len(met), paths),
        Cell(share, paths, tone_of(share)),
        Cell(missed or None, (), Tone.BAD if missed else Tone.PLAIN),
    )


def _calendar(subject: BranchYear) -> Heat:
    rows = []
    for kind in MeetingKind:
        counts = [0] * 12
        for meeting in subject.meetings:
            if kind in meeting.kinds:
                counts[meeting.day.month - 1] += 1
        rows.append((str(kind), tuple(_seen(subject, month, n) for month, n in enumerate(counts))))
    return Heat("calendar", "各月各类会议次数", MONTHS, tuple(rows), audience=PUBLIC)


def _seen(subject: BranchYear, index: int, count: int) -> int | None:
    """Leave blank the months that the report does not reach."""
    return count if index < subject.last_day.month or subject.period.over else None
