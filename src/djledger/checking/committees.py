"""Checking upper organisations, once the branches below them have been checked."""

from collections.abc import Iterable, Sequence

from djledger.checking.faults import fault_findings
from djledger.checking.finding import SiteReport
from djledger.checking.grants import commented, recorded
from djledger.checking.judging import judge_into
from djledger.checking.request import Request
from djledger.checking.waiving import Aside
from djledger.ledger.branch import Part
from djledger.ledger.committee import Committee
from djledger.ledger.documents import Document
from djledger.ledger.folder import Site, load_committee
from djledger.ledger.organisation import CommitteeProfile
from djledger.ledger.source import Source


def check_committee(
    source: Source, site: Site, reports: Sequence[SiteReport], request: Request
) -> SiteReport:
    """Check one upper organisation; ``reports`` are those of all branches that were checked."""
    request = request.at(site.path)
    document, loaded = load_committee(source, site)
    report = SiteReport(site.path, files=len(site.files), size=loaded.size)
    report.findings = list(fault_findings(loaded.faults, site.path, request))
    if document.record is not None:
        committee = _committee(site, document, [r for r in reports if _below(r.path, site.path)])
        report.name = committee.profile.name
        report.findings += judge_into(report, committee, request)
    grants = [*recorded(document, current=True)]
    for path, found in loaded.directives.items():
        grants += commented(path, found, lambda path: document.record is not None)
    skipped = frozenset(item.code for item in report.unjudged)
    report.findings = Aside(request, site.path, grants, loaded.texts, skipped)(report.findings)
    return report


def _below(path: str, folder: str) -> bool:
    return folder == "." or path.startswith(f"{folder}/")


def _committee(
    site: Site, document: Document[CommitteeProfile], below: Iterable[SiteReport]
) -> Committee:
    """Put an organisation together with the branches below; uncounted ones make it unsure."""
    below = list(below)
    briefs = tuple(report.brief for report in below if report.brief is not None)
    uncounted = tuple(r.path for r in below if r.brief is None or not r.brief.counted)
    broken = {Part.MEMBERS: uncounted} if uncounted else {}
    if not document.whole:
        broken[Part.COMMITTEE] = (document.path,)
    return Committee(site.path, document, briefs, broken)
