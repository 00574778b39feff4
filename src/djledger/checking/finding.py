"""A finding: plain data, about an entity; its line is resolved only when it is shown."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from djledger.rules.severity import Severity
from djledger.yamltext import Route, Span

if TYPE_CHECKING:
    from djledger.ledger.committee import Brief


class Place(NamedTuple):
    """A place in a file: a route, or a span where the text itself is at fault.

    ``on_key`` points at the key rather than its value. Paths are relative to the source.
    """

    file: str
    route: Route = ()
    span: Span | None = None
    label: str = ""
    on_key: bool = False


class SuppressedBy(Enum):
    """What keeps a finding from counting; the value is the word that users see."""

    WAIVER = "豁免"
    SETTING = "设置"
    BASELINE = "基线"


class Suppression(NamedTuple):
    """Why a finding does not count; it is listed all the same."""

    by: SuppressedBy
    reason: str
    approved_by: str | None = None
    until: date | None = None
    place: Place | None = None


class Finding(NamedTuple):
    """What was found where, what was expected, what to do, and the law it rests on."""

    code: str
    severity: Severity
    branch: str
    place: Place
    entity: str
    found: str
    expected: str
    remedy: str
    law: tuple[str, ...] = ()
    related: tuple[Place, ...] = ()
    repeat: int = 0
    suppression: Suppression | None = None

    @property
    def fingerprint(self) -> str:
        """Rule, branch, entity and field: unchanged when lines move or words change."""
        parts = (self.code, self.branch, self.place.file, self.entity, str(self.repeat))
        return sha256("\0".join(parts).encode()).hexdigest()[:20]


class Unjudged(NamedTuple):
    """A rule that could not be judged for a branch, and why."""

    code: str
    branch: str
    reason: str


@dataclass(slots=True)
class SiteReport:
    """What checking one branch or upper organisation gave.

    While it is being checked, ``findings`` holds all; the completed report has those that do
    not count in ``suppressed``, each with its ``suppression``. ``levels`` are those at which
    rules were judged; a folder that could not be made out has none.
    """

    path: str
    name: str = ""
    findings: list[Finding] = field(default_factory=list)
    suppressed: list[Finding] = field(default_factory=list)
    unjudged: list[Unjudged] = field(default_factory=list)
    defects: list[str] = field(default_factory=list)
    files: int = 0
    size: int = 0
    brief: "Brief | None" = None
    levels: tuple[str, ...] = ()


@dataclass(slots=True)
class Report:
    """The whole outcome of a check, in an order that does not depend on how it was run."""

    sites: list[SiteReport] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What must be said about the settings: what they eased, what of them was left out."""
    partial: bool = False
    """Whether findings were left away that were there before; no branch can be placed by it."""

    @property
    def findings(self) -> list[Finding]:
        """All findings, by site and file."""
        return [finding for site in self.sites for finding in site.findings]

    @property
    def suppressed(self) -> list[Finding]:
        """All findings that do not count, by site and file."""
        return [finding for site in self.sites for finding in site.suppressed]

    @property
    def unjudged(self) -> list[Unjudged]:
        """All that could not be judged."""
        return [item for site in self.sites for item in site.unjudged]

    @property
    def defects(self) -> list[str]:
        """Failures of our own, for a report to us."""
        return [item for site in self.sites for item in site.defects]

    @property
    def files(self) -> int:
        """The number of ledger files read."""
        return sum(site.files for site in self.sites)

    def places(self) -> Iterator[Place]:
        """Yield all places of which the report speaks."""
        for finding in (*self.findings, *self.suppressed):
            yield finding.place
            yield from finding.related

    def count(self, severity: Severity) -> int:
        """Return how many findings are of this severity."""
        return sum(finding.severity is severity for finding in self.findings)
