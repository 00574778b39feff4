"""What lies beside the ledgers: spreadsheets put there and forgotten, texts that tell too much."""

from collections.abc import Iterator, Sequence
from posixpath import dirname

from djledger import git
from djledger.checking.faults import fault_findings
from djledger.checking.finding import SiteReport, Unjudged
from djledger.checking.request import Request
from djledger.checking.waiving import Aside
from djledger.ledger.folder import FileFault, ups
from djledger.ledger.privacy import IN_TEXT, Leak, LeakFault, leaks
from djledger.ledger.source import Source, is_sheet, is_text
from djledger.yamltext import FaultKind, decode

_SHEET = LeakFault(
    Leak.SPREADSHEET,
    "台账里放着一份表格文件，里面常有身份证号、手机号码和收入。",
    "需要的内容导入台账后移走；确需留在本机的，写进 .gitignore，不要提交。",
)


def report_beside(
    source: Source, paths: Sequence[str], reports: list[SiteReport], request: Request
) -> None:
    """Add findings on files that are no part of a ledger to the reports of whose they are."""
    homes = {"" if report.path == "." else report.path: report for report in reports}
    for path in _kept(source, paths):
        folder = next((up for up in ups(dirname(path)) if up in homes), dirname(path))
        told = _told(source, path, folder or ".", request)
        if told.findings or told.unjudged:
            if folder not in homes:
                homes[folder] = SiteReport(folder or ".")
                reports.append(homes[folder])
            homes[folder].findings += told.findings
            homes[folder].unjudged += told.unjudged


def _kept(source: Source, paths: Sequence[str]) -> Iterator[str]:
    """Yield the files that git would take in; without git, all."""
    left = git.ignored(source.work_tree, paths) if source.work_tree is not None else ()
    return (path for path in paths if path not in left)


def _told(source: Source, path: str, home: str, request: Request) -> SiteReport:
    """Return what one file adds to the report of an organisation."""
    wanted, report = request.at(home), SiteReport(home)
    faults = [_SHEET] if is_sheet(path) else []
    if is_text(path):
        found, unread = _searched(source, path)
        faults += found
        searching = (rule for rule in wanted.rules if not IN_TEXT.isdisjoint(rule.faults))
        report.unjudged = [Unjudged(rule.code, home, unread) for rule in searching if unread]
    findings = fault_findings([FileFault(path, fault) for fault in faults], home, wanted)
    report.findings = Aside(wanted, home, (), {})(findings)
    return report


def _searched(source: Source, path: str) -> tuple[list[LeakFault], str]:
    """Return what must not stand in a text, or why that cannot be told; binary data is none."""
    try:
        decoded = decode(source.read(path))
    except OSError:
        return [], f"{path} 打不开"
    kinds = {fault.kind for fault in decoded.faults}
    if FaultKind.TOO_LARGE in kinds:
        return [], f"{path} 太大，没有查其中的内容"
    return [] if FaultKind.BINARY in kinds else list(leaks(decoded.text)), ""
