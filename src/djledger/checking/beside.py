"""What lies beside the ledgers: spreadsheets, texts and photos that tell, files not for git."""

from collections.abc import Iterator, Sequence

from djledger import git
from djledger.checking.faults import fault_findings
from djledger.checking.finding import SiteReport, Unjudged
from djledger.checking.homes import Homes
from djledger.checking.request import Request
from djledger.checking.waiving import Aside
from djledger.ledger.folder import FileFault, Tree
from djledger.ledger.layout import MISNAMED, PRIVATE, LayoutFault, misnamed_fault
from djledger.ledger.photos import HEAD, tells_where
from djledger.ledger.privacy import IN_TEXT, Leak, LeakFault, leaks
from djledger.ledger.source import Source, is_photo, is_sheet, is_text
from djledger.yamltext import FaultKind, decode

_SHEET = LeakFault(
    Leak.SPREADSHEET,
    "台账里放着一份表格文件，里面常有身份证号、手机号码和收入。",
    "需要的内容导入台账后移走；确需留在本机的，写进 .gitignore，不要提交。",
)
_PRIVATE = LeakFault(
    Leak.PRIVATE_FILE,
    "这份文件按名称是不入库的，git 却收了进去。",
    "运行 git rm --cached 加文件名，并在 .gitignore 里写上 *.private.yaml；"
    "已经提交过的，历史里仍然看得到，要连同历史一并清理。",
)
_PHOTO = LeakFault(
    Leak.PHOTO,
    "这张照片里记着拍摄地点的经纬度。",
    "用看图软件去掉位置信息（或者另存一份不带的）再放进来；已经提交过的，要连同历史一并清理。",
)


def report_beside(source: Source, tree: Tree, reports: list[SiteReport], request: Request) -> None:
    """Add findings on files that are no part of a ledger to the reports of whose they are."""
    homes = Homes(reports)
    for path in (*_kept(source, tree.beside), *_in_git(source, tree.private)):
        home = homes.path_of(path)
        told = _told(source, path, home, request)
        homes.add(home, told.findings, told.unjudged)


def _kept(source: Source, paths: Sequence[str]) -> Iterator[str]:
    """Yield the files that git would take in; without git, all."""
    left = git.ignored(source.work_tree, paths) if source.work_tree is not None else ()
    return (path for path in paths if path not in left)


def _in_git(source: Source, paths: Sequence[str]) -> Iterator[str]:
    """Yield the files that git keeps; those of a revision are, and without git none is."""
    root = source.work_tree
    kept = git.tracked(root, PRIVATE) if root is not None and paths else frozenset()
    return (path for path in paths if root is None or path in kept)


def _told(source: Source, path: str, home: str, request: Request) -> SiteReport:
    """Return what one file adds to the report of an organisation."""
    wanted, report = request.at(home), SiteReport(home)
    faults, unread = _looked_at(source, path)
    if unread:
        sought = {Leak.PHOTO} if is_photo(path) else IN_TEXT
        seeking = (rule for rule in wanted.rules if not sought.isdisjoint(rule.faults))
        report.unjudged = [Unjudged(rule.code, home, f"{path} {unread}") for rule in seeking]
    findings = fault_findings([FileFault(path, fault) for fault in faults], home, wanted)
    report.findings = Aside(wanted, home, (), {})(findings)
    return report


def _looked_at(source: Source, path: str) -> tuple[list[LeakFault | LayoutFault], str]:
    """Return what is amiss with a file, and why its content could not be looked at, if so."""
    faults: list[LeakFault | LayoutFault]
    faults = [_SHEET] if is_sheet(path) else [_PRIVATE] if path.endswith(PRIVATE) else []
    if path.lower().endswith(MISNAMED):
        faults.append(misnamed_fault(path))
    try:
        if is_photo(path):
            return [_PHOTO] if tells_where(source.head(path, HEAD)) else [], ""
        decoded = decode(source.read(path) if is_text(path) else b"")
    except OSError:
        return faults, "打不开"
    kinds = {fault.kind for fault in decoded.faults}
    if FaultKind.TOO_LARGE in kinds:
        return faults, "太大，没有查其中的内容"
    return [*faults, *(leaks(decoded.text) if FaultKind.BINARY not in kinds else ())], ""
