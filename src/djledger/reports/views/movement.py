"""Who came and went in the year: opening, gained, lost, closing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from djledger.ledger.branch import Part
from djledger.ledger.members import Member
from djledger.reports.model import Audience, Cell, Column, Fact, Kind, Table, Tone, View
from djledger.reports.views.subject import BranchYear

GAIN, LOSS, CHANGE = "增加", "减少", "变动"


@dataclass(frozen=True, slots=True)
class Move:
    """A change of the roster on a day."""

    day: date
    name: str
    sense: str
    kind: str
    where: str | None = None


def moves(subject: BranchYear) -> list[Move]:
    """Return the year's moves of the branch's own members, in order of their day."""
    own = (m for m in subject.branch.roster.members if not m.home_branch)
    found = (move for member in own for move in _of(member))
    kept = (m for m in found if m.day in subject.period and m.day <= subject.last_day)
    return sorted(kept, key=lambda move: move.day)


def _of(member: Member) -> Iterator[Move]:
    came, went, left = member.transfer_in, member.transfer_out, member.exit
    if came is not None:
        if came.day is not None:
            yield Move(came.day, member.name, GAIN, "转入", came.source)
    elif member.joined is not None:
        yield Move(member.joined, member.name, GAIN, "接收预备党员")
    if member.confirmed is not None:
        yield Move(member.confirmed, member.name, CHANGE, "转正")
    if went is not None and went.day is not None:
        yield Move(went.day, member.name, LOSS, "转出", went.target)
    if left is not None and (went is None or went.day is None or left.day < went.day):
        yield Move(left.day, member.name, LOSS, left.kind)


def view(subject: BranchYear) -> View:
    """Return the year's count and its moves; a count that does not add up shows as bad."""
    roster, paths = subject.branch.roster, subject.part(Part.MEMBERS)
    found = moves(subject)
    last = date(subject.period.year - 1, 12, 31)
    opening, closing = len(roster.members_on(last)), len(roster.members_on(subject.last_day))
    gained = sum(move.sense == GAIN for move in found)
    lost = sum(move.sense == LOSS for move in found)
    fits = opening + gained - lost == closing
    counts = (("上年底党员", opening), ("本年增加", gained), ("本年减少", lost))
    tone = Tone.PLAIN if fits else Tone.BAD
    facts = (
        *(Fact(label, Cell(count, paths)) for label, count in counts),
        Fact("期末党员", Cell(closing, paths, tone)),
    )
    said = "上年底、增加、减少与期末人数不平：有的党员没有写明转入、入党或离开的日期。"
    return View("movement", "名册变动", facts, (_table(found, paths),), (), () if fits else (said,))


def _table(found: list[Move], paths: tuple[str, ...]) -> Table:
    columns = (
        Column("日期", Kind.DAY),
        Column("姓名"),
        Column("增减"),
        Column("情形"),
        Column("来自或去向"),
    )
    rows = tuple(
        (Cell(m.day, paths), Cell(m.name), Cell(m.sense), Cell(m.kind), Cell(m.where))
        for m in found
    )
    return Table("moves", "逐人变动", columns, rows, Audience.SUPERIOR, "本年没有变动。")
