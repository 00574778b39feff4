"""Spreadsheets among the ledgers: rosters with every column, put there and forgotten."""

from collections.abc import Iterator, Sequence
from posixpath import dirname

from djledger import git
from djledger.checking.faults import fault_findings
from djledger.checking.finding import SiteReport
from djledger.checking.request import Request
from djledger.checking.waiving import Aside
from djledger.ledger.folder import FileFault, ups
from djledger.ledger.privacy import Leak, LeakFault
from djledger.ledger.source import DiskSource, Source

_FOUND = "台账里放着一份表格文件，里面常有身份证号、手机号码和收入，程序不会逐格检查。"
_REMEDY = "需要的内容导入台账后移走；确需留在本机的，写进 .gitignore，不要提交。"


def report_sheets(
    source: Source, sheets: Sequence[str], reports: list[SiteReport], request: Request
) -> None:
    """Add findings on spreadsheets to the reports of the organisations whose they are."""
    homes = {"" if report.path == "." else report.path: report for report in reports}
    for path in _kept(source, sheets):
        home = next((homes[up] for up in ups(dirname(path)) if up in homes), None)
        if home is None:
            home = homes.setdefault(dirname(path), SiteReport(dirname(path) or "."))
            reports.append(home)
        wanted = request.at(home.path)
        fault = FileFault(path, LeakFault(Leak.SPREADSHEET, _FOUND, _REMEDY))
        home.findings += Aside(wanted, home.path, (), {})(
            fault_findings([fault], home.path, wanted)
        )


def _kept(source: Source, sheets: Sequence[str]) -> Iterator[str]:
    """Yield the spreadsheets that git would take in; without git, all."""
    ignored: set[str] = set()
    if sheets and isinstance(source, DiskSource):
        try:
            listed = git.run(source.root, "check-ignore", "--", *sheets)
            ignored = set(listed.decode("utf-8", "surrogateescape").splitlines())
        except git.GitError:  # none is ignored, or there is no git to ask
            ignored = set()
    return (path for path in sheets if path not in ignored)
