"""Running the book over a tree of organisations: reading, judging, and plain findings out."""

import gc
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from djledger.checking.beside import report_beside
from djledger.checking.committees import check_committee
from djledger.checking.excepting import report_unused
from djledger.checking.faults import fault_findings
from djledger.checking.finding import Finding, Report, SiteReport
from djledger.checking.grants import all_grants
from djledger.checking.judging import judge_into
from djledger.checking.notes import notes_on
from djledger.checking.request import Request
from djledger.checking.waiving import Aside
from djledger.ledger.branch import Branch, Part
from djledger.ledger.committee import Brief
from djledger.ledger.folder import Loaded, Site, Tree, load, stray, survey
from djledger.ledger.source import Source

__all__ = ["Request", "check", "check_loaded", "check_site", "check_tree", "ordered"]


def check(source: Source, request: Request, prefix: str = "") -> Report:
    """Check everything below a folder of the source."""
    tree = survey(source, prefix)
    return check_tree(
        source, tree, request, [check_site(source, s, request) for s in tree.branches]
    )


def check_tree(
    source: Source, tree: Tree, request: Request, branches: Iterable[SiteReport]
) -> Report:
    """Complete the reports of the branches by what stands above and beside them."""
    reports = list(branches)
    reports += [check_committee(source, site, reports, request) for site in tree.committees]
    reports += [_check_stray(site, request) for site in tree.strays]
    report_beside(source, tree, reports, request)
    report_unused(tree, reports, request)
    notes = notes_on(request.policies, [report.path for report in reports])
    return Report(sorted(map(ordered, reports), key=lambda report: report.path), notes)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep the cycle collector from walking a branch's records again and again.

    A ledger holds no cycles: all of a branch is freed when its report is done.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_collector_paused()
def check_site(source: Source, site: Site, request: Request) -> SiteReport:
    """Check one branch."""
    loaded = load(source, site)
    try:
        return check_loaded(loaded, site, request)
    finally:
        if loaded.branch is not None:
            loaded.branch.forget()


@_collector_paused()
def check_loaded(loaded: Loaded, site: Site, request: Request) -> SiteReport:
    """Check one branch that was read before, for those who need its ledger as well."""
    request = request.at(site.path)
    report = SiteReport(site.path, files=len(site.files), size=loaded.size)
    report.findings = list(fault_findings(loaded.faults, site.path, request))
    if loaded.branch is not None:
        report.name = loaded.branch.profile.name
        report.brief = _brief(loaded.branch, request)
        report.findings += judge_into(report, loaded.branch, request)
    grants = all_grants(loaded.branch, request.period, loaded.directives)
    skipped = frozenset(item.code for item in report.unjudged)
    report.findings = Aside(request, site.path, grants, loaded.texts, skipped)(report.findings)
    return report


def _brief(branch: Branch, request: Request) -> Brief:
    day = request.period.last_day
    alive = branch.owes_until >= day
    return Brief(
        branch.path,
        branch.profile.name,
        branch.profile.kind,
        len(branch.roster.members_on(day)) if alive else 0,
        len(branch.roster.full_on(day)) if alive else 0,
        Part.MEMBERS not in branch.broken,
        branch.profile.code if alive else None,
    )


def _check_stray(site: Site, request: Request) -> SiteReport:
    found = fault_findings([stray(site)], site.path, request.at(site.path))
    return SiteReport(site.path, findings=list(found))


def ordered(report: SiteReport) -> SiteReport:
    """Put the findings of a report in order, and those that are excused apart."""
    numbered = list(_numbered(sorted(report.findings, key=_order)))
    report.findings = [finding for finding in numbered if finding.suppression is None]
    report.suppressed = [finding for finding in numbered if finding.suppression is not None]
    return report


def _order(finding: Finding) -> tuple[Any, ...]:
    place = finding.place
    line = (place.span.line, place.span.column) if place.span else (0, 0)
    return (place.file, line, tuple(map(str, place.route)), finding.code)


def _numbered(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Tell apart several findings of one rule on one entity and field."""
    seen: Counter[str] = Counter()
    for finding in findings:
        mark = finding.fingerprint
        seen[mark] += 1
        yield finding._replace(repeat=seen[mark] - 1)
