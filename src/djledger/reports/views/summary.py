"""A branch's year cut down to what a committee reads of it: small, plain, and done with."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from djledger.checking.finding import SiteReport
from djledger.checking.standing import UNSURE
from djledger.ledger.meetings import MeetingKind
from djledger.reports.model import Share
from djledger.reports.views import attendance, development, dues, elections, tasks
from djledger.reports.views.caution import unread
from djledger.reports.views.duties import Duty, duties
from djledger.reports.views.findings import counts
from djledger.reports.views.subject import BranchYear
from djledger.rules.rule import Severity

YEARLY = frozenset({MeetingKind.ORGANISATION_LIFE, MeetingKind.APPRAISAL})


@dataclass(frozen=True, slots=True)
class Overdue:
    """Something whose day has passed; ``days`` ago."""

    what: str
    due: date
    days: int
    evidence: tuple[str, ...]


@dataclass(slots=True)
class Summary:
    """One branch in a year; ``held`` and ``monthly`` count duties as (met, due)."""

    path: str
    name: str
    members: int = 0
    full: int = 0
    held: dict[str, Share] = field(default_factory=dict)
    monthly: tuple[Share, ...] = ()
    came: Share = field(default_factory=lambda: Share(0, 0))
    dues: tuple[Decimal | None, Decimal | None, Decimal | None] | None = None
    pipeline: dict[str, int] = field(default_factory=dict)
    overdue: tuple[Overdue, ...] = ()
    rules: Counter[str] = field(default_factory=Counter)
    severities: dict[Severity, int] = field(default_factory=dict)
    missed: tuple[str, ...] = ()
    unjudged: int = 0
    rung: str = UNSURE
    unread: int = 0
    readable: bool = True
    names: tuple[str, ...] = ()

    @property
    def total(self) -> Share:
        """All duties of the branch."""
        return added(self.held.values())

    def count(self, severity: Severity) -> int:
        """Return how many findings are of this severity."""
        return self.severities.get(severity, 0)


def added(shares: Iterable[Share]) -> Share:
    """Add parts and wholes."""
    known = list(shares)
    return Share(sum(one.part for one in known), sum(one.whole for one in known))


def with_check(summary: Summary, checked: SiteReport, rung: str) -> Summary:
    """Add what checking gave; ``rung`` is the word for the one that the branch reached."""
    return replace(
        summary,
        rules=Counter(finding.code for finding in checked.findings),
        severities=counts(checked),
        unjudged=len(checked.unjudged),
        rung=rung,
    )


def summarise(subject: BranchYear) -> Summary:
    """Return what a committee reads of a branch's ledger."""
    branch, day = subject.branch, subject.last_day
    owed = list(duties(branch, subject.period))
    sheet = dues.sheet_of(subject)
    return Summary(
        path=branch.path,
        name=branch.profile.name,
        members=len(branch.roster.members_on(day)),
        full=len(branch.roster.full_on(day)),
        held=_by_kind(owed),
        monthly=_by_month(owed),
        came=attendance.share_of(attendance.counted(subject)),
        dues=(sheet.due, sheet.paid, sheet.lacking) if sheet else None,
        pipeline={stage: len(files) for stage, files in development.pipeline(subject).items()},
        overdue=tuple(_overdue(subject)),
        missed=tuple(f"{duty.label}{duty.kind}" for duty in owed if not duty.held),
        unread=unread(subject),
        names=tuple(dict.fromkeys(subject.names())),
    )


def _by_kind(owed: list[Duty]) -> dict[str, Share]:
    whole = Counter(str(duty.kind) for duty in owed)
    part = Counter(str(duty.kind) for duty in owed if duty.held)
    return {kind: Share(part[kind], count) for kind, count in whole.items()}


def _by_month(owed: list[Duty]) -> tuple[Share, ...]:
    periodic = [duty for duty in owed if duty.kind not in YEARLY]
    whole = Counter(duty.month for duty in periodic)
    part = Counter(duty.month for duty in periodic if duty.held)
    return tuple(Share(part[month], whole[month]) for month in range(1, 13))


def _overdue(subject: BranchYear) -> Iterator[Overdue]:
    as_of = subject.period.as_of
    term, due = subject.branch.term_on(subject.last_day), elections.due_of(subject)
    if term is not None and due is not None and due < as_of:
        yield Overdue("换届超期", due, (as_of - due).days, subject.paths([subject.branch.profile]))
    for todo in tasks.todos(subject):
        if todo.state == tasks.OVERDUE and todo.due is not None:
            what = f"{todo.source}：{todo.what}"
            days = (as_of - todo.due).days
            yield Overdue(what, todo.due, days, subject.paths([todo.record]))
