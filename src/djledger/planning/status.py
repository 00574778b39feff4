"""Where a branch or a committee stands, as plain data: what is done, what is due, what is wrong."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from djledger.checking.finding import Finding, Report, SiteReport
from djledger.ledger.branch import Branch
from djledger.ledger.period import Period
from djledger.planning.due import Due
from djledger.planning.plan import DAYS, plan
from djledger.rules.rule import Severity
from djledger.scoring.facts import Facts, Measured, Window
from djledger.scoring.measures import MEASURES
from djledger.scoring.scheme import Target

SHARES = (
    "党员大会按季完成率", "主题党日按月完成率", "党费交清率", "任务按期完成率", "问题销号率",
)  # fmt: skip
"""What a status looks at: the shares that a branch is asked for most often."""


@dataclass(frozen=True, slots=True)
class Share:
    """One of the shares as measured; ``met`` when nothing is missing."""

    name: str
    said: str
    met: bool


@dataclass(frozen=True, slots=True)
class BranchState:
    """A branch on the day: its people, its shares, what was found and what is overdue."""

    path: str
    name: str
    members: int
    full: int
    secretary: str | None
    term_ends: date | None
    shares: tuple[Share, ...]
    findings: tuple[Finding, ...]
    unjudged: int
    overdue: int

    def count(self, severity: Severity) -> int:
        """Return how many findings are of this severity."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def burden(self) -> tuple[int, int, int, int]:
        """What orders branches by how much is wrong: errors, warnings, overdue, hints."""
        found = [self.count(severity) for severity in (Severity.ERROR, Severity.WARNING)]
        return (found[0], found[1], self.overdue, self.count(Severity.HINT))

    @property
    def clean(self) -> bool:
        """Whether there is no error, warning or overdue matter."""
        return not any(self.burden[:3])


@dataclass(frozen=True, slots=True)
class Status:
    """A branch, or the branches below a folder, on a day of a year.

    ``due`` holds what is overdue, open or coming soon, the most urgent first.
    """

    name: str
    period: Period
    branches: tuple[BranchState, ...]
    due: tuple[Due, ...]
    others: tuple[Finding, ...] = ()

    @property
    def findings(self) -> list[Finding]:
        """All findings, the gravest first; those of the organisations above come last."""
        found = [finding for state in self.branches for finding in state.findings]
        return sorted([*found, *self.others], key=lambda finding: -finding.severity)

    def count(self, severity: Severity) -> int:
        """Return how many findings are of this severity."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def overdue(self) -> int:
        """How many matters are past their day."""
        return sum(one.overdue(self.period.as_of) for one in self.due)

    def spread(self) -> list[tuple[str, int, int]]:
        """Return rules by how many branches they find fault with: code, branches, findings."""
        total = Counter(finding.code for finding in self.findings)
        pairs = {(finding.code, finding.branch) for finding in self.findings}
        branches = Counter(code for code, _ in pairs)
        listed = [(code, branches[code], total[code]) for code in total]
        return sorted(listed, key=lambda one: (-one[1], -one[2], one[0]))


def status(
    name: str, branches: Sequence[Branch], report: Report, period: Period, days: int = DAYS
) -> Status:
    """Put together where things stand; ``report`` is what checking the same folder found."""
    sites = {site.path: site for site in report.sites}
    due = plan(branches, period.as_of, days)
    states = tuple(_state(branch, sites[branch.path], period, due) for branch in branches)
    own = {branch.path for branch in branches}
    others = tuple(f for site in report.sites if site.path not in own for f in site.findings)
    return Status(name, period, states, tuple(due), others)


def _state(branch: Branch, site: SiteReport, period: Period, due: Iterable[Due]) -> BranchState:
    day = period.last_day
    term = branch.term_on(day)
    secretary = branch.secretary_on(day)
    return BranchState(
        branch.path,
        branch.profile.name,
        len(branch.roster.members_on(day)),
        len(branch.roster.full_on(day)),
        secretary.name if secretary else None,
        branch.due_on(term) if term else None,
        tuple(_shares(branch, site, period)),
        tuple(site.findings),
        len(site.unjudged),
        sum(one.branch == branch.path and one.overdue(period.as_of) for one in due),
    )


def _shares(branch: Branch, site: SiteReport, period: Period) -> Iterable[Share]:
    """Yield the shares that can be measured; what cannot is left to the findings."""
    facts = Facts(branch, Window(period.year, period.as_of), lambda: site, frozenset())
    for name in SHARES:
        answer = MEASURES[Target.BRANCH][name].of(facts)
        if isinstance(answer, Measured):
            yield Share(name, answer.inputs, answer.low == 1)
