"""Runs the case files: each section of each page is one test of one rule."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from djledger.checking.finding import Finding, Report
from djledger.checking.policies import Policies
from djledger.checking.request import Request
from djledger.checking.run import check
from djledger.checking.select import matching
from djledger.checking.settings import load_settings
from djledger.findings.lines import Lines
from djledger.ledger.history import Commit, Version
from djledger.ledger.layout import SETTINGS
from djledger.ledger.period import Period
from djledger.ledger.source import MemorySource
from djledger.rules.cases import Case, Page, parse_page
from djledger.rules.table import BOOK

FOLDER = Path(__file__).parent / "rules"
PAGES = sorted(FOLDER.glob("[A-Z][A-Z][A-Z][0-9]*.md"))


@dataclass(frozen=True)
class Told:
    """One finding as a case can expect it."""

    file: str
    line: int
    text: str


def pages() -> Iterator[tuple[Path, Page]]:
    """Yield every case file."""
    for path in PAGES:
        yield path, parse_page(path.read_text(encoding="utf-8"))


def files_of(case: Case) -> dict[str, bytes]:
    """Return the case's ledger: its base overlaid by its own files."""
    base = FOLDER / "bases" / case.base
    files = {p.relative_to(base).as_posix(): p.read_bytes() for p in base.rglob("*.yaml")}
    own = {path: raw for path, raw in files.items() if path not in case.removed}
    return {**own, **case.files}


class CaseSource(MemorySource):
    """A case's ledger, in which some files cannot be opened."""

    def __init__(self, case: Case) -> None:
        super().__init__(files_of(case))
        self.locked = case.locked

    def read(self, path: str) -> bytes:
        if path in self.locked:
            raise PermissionError(path)
        return super().read(path)


class CaseHistory:
    """The commits of a case: its base all at once, its own files as it says."""

    missing = mark = ""

    def __init__(self, case: Case) -> None:
        began = date(case.as_of.year - 1, 1, 1)
        files = [(path, began, raw) for path, raw in files_of(case).items()]
        told = {path for path, _, _ in case.commits}
        self.commits = [one for one in files if one[0] not in told] + case.commits

    def versions(self, path: str) -> list[Version]:
        return [
            Version(Commit(str(day), day, "记录人"), partial(bytes, raw))
            for name, day, raw in self.commits
            if name == path
        ]


def run(code: str, case: Case) -> tuple[Report, list[Told]]:
    """Judge a case by its own rule alone."""
    source = CaseSource(case)
    (rule,) = matching(BOOK, code)
    given = {
        p.name: type(p.default)(case.params[p.label]) for p in rule.params if p.label in case.params
    }
    period = Period(case.year or min(case.as_of.year, 2026), case.as_of)
    rules = (rule, *(found for word in case.others for found in matching(BOOK, word)))
    request = Request(period, rules, {code: given}, history=CaseHistory(case))
    if SETTINGS in source.files:
        settings = load_settings(source, [SETTINGS])
        request = replace(request, policies=Policies(settings, [one.code for one in rules]))
    report = check(source, request)
    assert not report.defects, report.defects
    lines = Lines(source)
    return report, [_told(lines, finding) for finding in report.findings if finding.code == code]


def _told(lines: Lines, finding: Finding) -> Told:
    text = f"{finding.found} {finding.expected} {finding.remedy}"
    return Told(finding.place.file, lines.span(finding.place).line, text)
