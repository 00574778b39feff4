"""What every output format is given: the report, its lines, and what was asked."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from djledger import __version__
from djledger.checking.finding import Finding, Report, SiteReport, SuppressedBy
from djledger.checking.memory import Words
from djledger.checking.standing import Standing
from djledger.findings.lines import Lines
from djledger.ledger.period import Period
from djledger.rules.severity import Severity

if TYPE_CHECKING:
    from djledger.checking.request import Request
    from djledger.rules.rule import Rule


@dataclass(frozen=True)
class Outcome:
    """A finished check, ready to be shown.

    ``asked`` makes the request, with settings and rules, for the formats that tell of it.
    ``words`` are what all formats say of rules. ``shown`` turns a source path into one to print,
    ``tracked`` into one relative to the root of the repository, as services that host it want
    them. ``fails_from`` is the severity from which on a finding fails the run.
    """

    report: Report
    words: Words
    lines: Lines
    period: Period
    asked: "Callable[[], Request]"
    shown: Callable[[str], str] = str
    tracked: Callable[[str], str] = str
    fails_from: int = Severity.WARNING

    @cached_property
    def request(self) -> "Request":
        """What was asked, with the settings of the repository."""
        return self.asked()

    @cached_property
    def rules(self) -> "Mapping[str, Rule]":
        """All rules that a finding can be under, by code; settings may turn on any of the book."""
        from djledger.rules.table import BOOK

        return {rule.code: rule for rule in (*BOOK, *self.request.rules)}

    def rules_at(self, path: str) -> "tuple[Rule, ...]":
        """Return the rules that were on for an organisation."""
        return self.request.at(path).rules

    def name(self, code: str) -> str:
        """Return the name of a rule with a finding."""
        return self.words.rules[code][0]

    def title(self, code: str) -> str:
        """Return the title of a rule with a finding."""
        return self.words.rules[code][1]

    def standing(self, site: SiteReport) -> Standing | None:
        """Return the rung that a branch reached; None where too little was looked at to say."""
        return None if self.report.partial else self.words.standings.get(site.path)

    def profiled(self, path: str) -> bool:
        """Whether settings say up to which rung an organisation is checked."""
        return path in self.words.profiled

    def by_line(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return findings in the order in which a reader of the files meets them."""
        return sorted(
            findings, key=lambda one: (one.place.file, self.lines.span(one.place), one.code)
        )

    def findings(self) -> list[Finding]:
        """Return all findings, site by site."""
        return [one for site in self.report.sites for one in self.by_line(site.findings)]

    def worst_first(self) -> list[Finding]:
        """Return all findings, gravest first and else in their usual order."""
        return sorted(self.findings(), key=lambda one: -one.severity)

    def counts(self) -> dict[Severity, int]:
        """Return the number of findings of each severity, gravest first."""
        return {severity: self.report.count(severity) for severity in reversed(Severity)}

    def closing(self) -> str:
        """Return the one line that every human-readable output ends with."""
        counted = "，".join(f"{s.label} {n}" for s, n in self.counts().items())
        period = self.period
        unjudged = len(self.report.unjudged)
        suppressed = Counter(f.suppression.by for f in self.report.suppressed if f.suppression)
        aside = "".join(
            f"；{by.value} {suppressed[by]} 项" for by in SuppressedBy if by in suppressed
        )
        left = f"{aside}；未判定 {unjudged} 项" if unjudged else aside
        return (
            f"{len(self.report.sites)} 个组织，{self.report.files} 个文件：{counted}{left}。"
            f"年度 {period.year}，截至 {period.as_of}，djledger {__version__}。"
        )


Writer = Callable[[Outcome], str]
"""An output format: the whole output as text."""
