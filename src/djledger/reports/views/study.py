"""Hours of study by member."""

from collections.abc import Iterable
from decimal import Decimal

from djledger.ledger.branch import Part
from djledger.ledger.meetings import Meeting
from djledger.reports.model import Audience, Bars, Cell, Column, Fact, Kind, Row, Table, Tone, View
from djledger.reports.views.subject import BranchYear
from djledger.rules.members.presence import may_have_come
from djledger.rules.members.study import study_hours

HOURS = 32
"""党员教育管理工作条例 Art. 20; judged by rule MEM711, shown here only as a mark."""


def view(subject: BranchYear) -> View:
    """Return everybody's hours, held against the year's 32 once the year is over."""
    found = study_hours(subject.branch, subject.period) or {}
    known = {name: hours for name, hours in found.items() if _here(subject, name)}
    lessons = [meeting for meeting in subject.meetings if meeting.hours]
    total = sum(known.values(), Decimal(0))
    average = total / len(known) if known else None
    reached = sum(hours >= HOURS for hours in known.values())
    paths = subject.paths(lessons)
    facts = (
        Fact("登记学时的会议", Cell(len(lessons), paths)),
        Fact("人均学时", Cell(_tenth(average), paths)),
        Fact(f"满 {HOURS} 学时的党员", Cell(reached, paths)),
        Fact("有学时的党员", Cell(len(known), paths)),
    )
    notes = (
        f"学时含会议、补学和本人参加的培训；一般每年不少于 {HOURS} 学时"
        "（党员教育管理工作条例第二十条）。",
    )
    bars = Bars("groups", "学时分布（人）", _spread(known.values()), unit="人")
    return View("study", "集中学习培训", facts, (_table(subject, known, lessons),), (bars,), notes)


def _here(subject: BranchYear, name: str) -> bool:
    member = subject.branch.roster.by_name.get(name)
    return member is not None and member in subject.branch.roster.present_on(subject.last_day)


def _tenth(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(Decimal("0.1"))


def _spread(hours: Iterable[Decimal]) -> tuple[tuple[str, Decimal], ...]:
    known = list(hours)
    steps = ((0, 8), (8, 16), (16, 24), (24, HOURS), (HOURS, 56))
    found = [(f"{low}–{high}", sum(low <= one < high for one in known)) for low, high in steps]
    found.append(("56 及以上", sum(one >= 56 for one in known)))
    return tuple((label, Decimal(count)) for label, count in found)


def _table(subject: BranchYear, known: dict[str, Decimal], lessons: list[Meeting]) -> Table:
    columns = (Column("姓名"), Column("学时", Kind.NUMBER), Column("其中培训", Kind.NUMBER))
    came = {id(meeting): may_have_come(meeting, subject.branch) for meeting in lessons}
    rows: list[Row] = []
    for name, hours in sorted(known.items(), key=lambda one: -one[1]):
        mine = subject.paths(m for m in lessons if name in came[id(m)])
        own = _trained(subject, name)
        evidence = (*mine, *(subject.part(Part.MEMBERS) if own else ()))
        short = subject.period.over and hours < HOURS
        tone = Tone.WARN if short else Tone.PLAIN
        rows.append((Cell(name), Cell(hours, evidence, tone), Cell(own)))
    return Table("members", "逐人学时", columns, tuple(rows), Audience.INTERNAL, "没有登记学时。")


def _trained(subject: BranchYear, name: str) -> Decimal:
    member = subject.branch.roster.by_name[name]
    mine = (t.hours for t in member.training if t.hours and t.day in subject.period)
    return sum(mine, Decimal(0))
