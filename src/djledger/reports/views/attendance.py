"""Who was due at meetings and who came; only what the records tell for sure is counted."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from djledger.ledger.attendance import Attendance, attendance
from djledger.ledger.meetings import Meeting, MeetingKind
from djledger.reports.model import (
    Audience,
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
from djledger.reports.views.subject import BranchYear

LOW = Decimal("0.8")
Told = tuple[Meeting, Attendance]


@dataclass(slots=True)
class Presence:
    """One member's year: the meetings that counted, by what became of them."""

    due: list[Meeting] = field(default_factory=list)
    came: list[Meeting] = field(default_factory=list)
    excused: list[Meeting] = field(default_factory=list)
    unexcused: list[Meeting] = field(default_factory=list)
    made_up: list[Meeting] = field(default_factory=list)

    @property
    def share(self) -> Share:
        """Meetings attended of those at which the member was due."""
        return Share(len(self.came), len(self.due))

    def note(self, meeting: Meeting, told: Attendance, name: str) -> None:
        """Take over what a meeting tells of the member."""
        self.due.append(meeting)
        if name in (told.present or ()):
            self.came.append(meeting)
        else:
            (self.excused if told.absent.get(name) else self.unexcused).append(meeting)
            if name in meeting.made_up:
                self.made_up.append(meeting)


def counted(subject: BranchYear) -> tuple[Told, ...]:
    """Return the meetings whose attendance is told by name."""
    asked = (m for m in subject.meetings if set(m.kinds) != {MeetingKind.HEART_TALK})
    told = ((meeting, attendance(meeting, subject.branch)) for meeting in asked)
    return tuple(
        (meeting, one) for meeting, one in told if one.present is not None and one.expected.sure
    )


def presences(subject: BranchYear) -> dict[str, Presence]:
    """Return everybody who was surely due at some meeting, in the order of the roster."""
    found = {member.name: Presence() for member in subject.branch.roster.members}
    for meeting, told in counted(subject):
        for member in told.expected.sure:
            found.setdefault(member.name, Presence()).note(meeting, told, member.name)
    return {name: one for name, one in found.items() if one.due}


def share_of(meetings: Iterable[Told]) -> Share:
    """Return attendances of those due, over several meetings."""
    part = whole = 0
    for _, told in meetings:
        came = set(told.present or ())
        part += sum(member.name in came for member in told.expected.sure)
        whole += len(told.expected.sure)
    return Share(part, whole)


def view(subject: BranchYear) -> View:
    """Return the year's attendance as a whole, by month and by member."""
    known = counted(subject)
    total = share_of(known)
    paths = subject.paths(meeting for meeting, _ in known)
    silent = [
        meeting
        for meeting in subject.meetings
        if set(meeting.kinds) != {MeetingKind.HEART_TALK}
        and not any(meeting is one for one, _ in known)
    ]
    facts = (
        Fact("应到人次", Cell(total.whole, paths), audience=Audience.PUBLIC),
        Fact("实到人次", Cell(total.part, paths), audience=Audience.PUBLIC),
        Fact("到会率", Cell(total, paths, tone_of(total)), Kind.SHARE, Audience.PUBLIC),
        Fact("到会情况不明的会议", Cell(len(silent), subject.paths(silent))),
    )
    notes = ("只计算名单明确的会议和当日确定应到的党员；流动、失联、免除参会等不计入应到。",)
    return View("attendance", "到会情况", facts, (_members(subject),), (_months(known),), notes)


def tone_of(share: Share) -> Tone:
    """Return a warning where fewer than eight in ten came."""
    return Tone.WARN if share.ratio is not None and share.ratio < LOW else Tone.PLAIN


def _members(subject: BranchYear) -> Table:
    columns = (
        Column("姓名"),
        Column("应到", Kind.NUMBER),
        Column("实到", Kind.NUMBER),
        Column("请假", Kind.NUMBER),
        Column("未说明原因", Kind.NUMBER),
        Column("补学", Kind.NUMBER),
        Column("到会率", Kind.SHARE),
    )
    rows = (_row(subject, name, one) for name, one in presences(subject).items())
    return Table("members", "逐人到会", columns, tuple(rows), empty="没有逐人到会的记录。")


def _row(subject: BranchYear, name: str, one: Presence) -> Row:
    unexcused = Tone.WARN if one.unexcused else Tone.PLAIN
    return (
        Cell(name),
        Cell(len(one.due), subject.paths(one.due)),
        Cell(len(one.came), subject.paths(one.came)),
        Cell(len(one.excused), subject.paths(one.excused)),
        Cell(len(one.unexcused), subject.paths(one.unexcused), unexcused),
        Cell(len(one.made_up), subject.paths(one.made_up)),
        Cell(one.share, subject.paths(one.due), tone_of(one.share)),
    )


def _months(known: tuple[Told, ...]) -> Trend:
    points = []
    for month in range(1, 13):
        share = share_of(one for one in known if one[0].day.month == month)
        points.append((f"{month}月", share.ratio))
    return Trend("months", "各月到会率", tuple(points), Audience.PUBLIC)
