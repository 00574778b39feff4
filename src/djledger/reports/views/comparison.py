"""The year's key figures beside those of the year before."""

from dataclasses import dataclass
from decimal import Decimal

from djledger.ledger.branch import Part
from djledger.ledger.meetings import MeetingKind
from djledger.reports.model import Audience, Cell, Column, Kind, Share, Table, Value, View
from djledger.reports.views import attendance, dues, movement
from djledger.reports.views.duties import duties
from djledger.reports.views.findings import counts
from djledger.reports.views.subject import BranchYear
from djledger.rules.rule import Severity

COMPARED = (
    MeetingKind.MEMBER_ASSEMBLY,
    MeetingKind.COMMITTEE_MEETING,
    MeetingKind.GROUP_MEETING,
    MeetingKind.PARTY_LECTURE,
    MeetingKind.THEME_DAY,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure of a year, and the records that it rests on."""

    label: str
    value: Value
    evidence: tuple[str, ...] = ()


def has_ledger(subject: BranchYear) -> bool:
    """Whether the branch kept a ledger in the year at all."""
    year = subject.period.year
    return bool(subject.meetings) or any(d.year == year for d in subject.branch.records(Part.DUES))


def figures(subject: BranchYear) -> list[Figure]:
    """Return the key figures of one year, always the same and in the same order."""
    roster = subject.part(Part.MEMBERS)
    moves = movement.moves(subject)
    owed = list(duties(subject.branch, subject.period))
    met = sum(bool(duty.held) for duty in owed)
    known = attendance.counted(subject)
    sheet = dues.sheet_of(subject)
    answers = subject.paths(meeting for duty in owed for meeting in duty.held)
    attended = subject.paths(meeting for meeting, _ in known)
    paid = dues.paths_of(subject) if sheet else ()
    members = len(subject.branch.roster.members_on(subject.last_day))
    return [
        Figure("期末党员", members, roster),
        Figure("增加", sum(m.sense == movement.GAIN for m in moves), roster),
        Figure("减少", sum(m.sense == movement.LOSS for m in moves), roster),
        *(_held(subject, kind) for kind in COMPARED),
        Figure("组织生活完成率", Share(met, len(owed)) if owed else None, answers),
        Figure("到会率", attendance.share_of(known) if known else None, attended),
        Figure("党费实交（元）", sheet.paid if sheet else None, paid),
        Figure("党费欠交（元）", sheet.lacking if sheet else None, paid),
    ]


def _held(subject: BranchYear, kind: MeetingKind) -> Figure:
    held = [meeting for meeting in subject.meetings if kind in meeting.kinds]
    return Figure(f"{kind}（次）", len(held), subject.paths(held))


def view(subject: BranchYear, checked_before: "BranchYear") -> View:
    """Return this year beside the year before, which is given with its own check."""
    now, year = figures(subject), subject.period.year
    before = figures(checked_before) if has_ledger(checked_before) else []
    now += _findings(subject)
    before += _findings(checked_before) if before else []
    values = {figure.label: figure for figure in before}
    rows = tuple(_row(figure, values.get(figure.label)) for figure in now)
    columns = (
        Column("项目"),
        Column(f"{year - 1} 年", Kind.NUMBER),
        Column(f"{year} 年", Kind.NUMBER),
        Column("增减", Kind.NUMBER),
    )
    table = Table("figures", "主要数据", columns, rows, Audience.SUPERIOR)
    note = "" if before else f"{year - 1} 年没有台账记录，不作比较。"
    return View("comparison", "与上年比较", (), (table,), (), (note,) if note else ())


def _findings(subject: BranchYear) -> list[Figure]:
    found = counts(subject.checked)
    kept = (Severity.ERROR, Severity.WARNING)
    return [Figure(f"检查{severity.label}（处）", found[severity]) for severity in kept]


def _row(now: Figure, before: Figure | None) -> tuple[Cell, ...]:
    past = before.value if before else None
    return (
        Cell(now.label),
        Cell(past, before.evidence if before else ()),
        Cell(now.value, now.evidence),
        Cell(difference(now.value, past)),
    )


def difference(now: Value, before: Value) -> str | None:
    """Write how much a figure has risen or fallen; None where there is nothing to compare."""
    if isinstance(now, Share) and isinstance(before, Share):
        if now.ratio is None or before.ratio is None:
            return None
        return f"{((now.ratio - before.ratio) * 100).quantize(Decimal('0.1')):+}个百分点"
    if isinstance(now, int | Decimal) and isinstance(before, int | Decimal):
        return f"{now - before:+}"
    return None
