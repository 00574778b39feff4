"""One check of one organisation, with the settings, the history and the baseline that hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from djledger.checking.baseline import DEFAULT, parse_baseline, settle
from djledger.checking.finding import Finding, Report
from djledger.checking.policies import Policies
from djledger.checking.request import Request
from djledger.checking.run import check_site, check_tree
from djledger.checking.settings import load_settings
from djledger.findings.lines import Lines
from djledger.history.log import GitHistory
from djledger.ledger.folder import Tree, survey
from djledger.ledger.period import Period
from djledger.ledger.source import Source
from djledger.lsp.places import Home


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found, by the path of the file, and what turns places into lines."""

    findings: Mapping[str, list[Finding]]
    lines: Lines
    rule_site: str | None = None


@dataclass
class Engine:
    """Checks as ``djledger check`` does; ``day`` tells the day that a check judges by.

    SettingsError and BaselineError say why nothing could be checked.
    """

    day: Callable[[], date]
    _histories: dict[Path, GitHistory] = field(default_factory=dict)

    def check(self, home: Home, texts: Mapping[Path, bytes]) -> Checked:
        """Check an organisation as it stands in the editor."""
        source = home.source(texts)
        tree = survey(source, home.prefix)
        request = self._request(home, source, tree)
        reports = [check_site(source, site, request) for site in tree.branches]
        report = check_tree(source, tree, request, reports)
        _settle(report, source, request)
        found: dict[str, list[Finding]] = {}
        for finding in report.findings:
            found.setdefault(finding.place.file, []).append(finding)
        return Checked(found, Lines(source), request.plain("规则网址"))

    def _request(self, home: Home, source: Source, tree: Tree) -> Request:
        policies = Policies(load_settings(source, tree.settings))
        day = self.day()
        period, rules = Period(day.year, day), policies.at("").rules
        return Request(period, rules, policies=policies, history=self._history(home.root))

    def _history(self, root: Path) -> GitHistory:
        """Return the history, read again only when there is a new commit."""
        known, now = self._histories.get(root), GitHistory(root)
        if known is not None and known.mark == now.mark:
            return known
        self._histories[root] = now
        return now


def _settle(report: Report, source: Source, request: Request) -> None:
    setting = request.plain("基线")
    name = setting or DEFAULT
    if setting is not None or source.exists(name):
        settle(report, parse_baseline(source.read(name)), name)
