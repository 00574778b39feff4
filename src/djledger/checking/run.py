"""Running the book over branches: reading, judging, and plain findings out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from traceback import extract_tb
from typing import Any

from djledger.checking.finding import Finding, Place, Report, SiteReport, Unjudged
from djledger.ledger.branch import Branch
from djledger.ledger.documents import Document, Misfit
from djledger.ledger.folder import FileFault, Loaded, Site, load, sites
from djledger.ledger.node import Node
from djledger.ledger.period import Period
from djledger.ledger.source import Source
from djledger.rules.routes import entity, field_route, route_of
from djledger.rules.rule import Problem, Related, Rule
from djledger.yamltext import Fault, FaultKind, Route


@dataclass(frozen=True, slots=True)
class Request:
    """What to judge, by which rules, with which local parameters (by rule code and name)."""

    period: Period
    rules: tuple[Rule, ...]
    params: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def check(source: Source, request: Request, prefix: str = "") -> Report:
    """Check every branch below a folder of the source."""
    return Report([check_site(source, site, request) for site in sites(source, prefix)])


def check_site(source: Source, site: Site, request: Request) -> SiteReport:
    """Check one branch."""
    loaded = load(source, site)
    report = SiteReport(site.path, files=len(site.files), size=loaded.size)
    findings = list(_reading(loaded, site, request))
    if loaded.branch is not None:
        branch = loaded.branch
        report.name = branch.profile.name
        report.unjudged = list(_unjudged(branch, request))
        findings += _judging(branch, request, report)
        members = branch.roster.members_on(request.period.last_day)
        report.members = len(members)
        report.full_members = len(branch.roster.full_on(request.period.last_day))
    report.findings = list(_numbered(sorted(findings, key=_order)))
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
        yield replace(finding, repeat=seen[mark] - 1)


# --- faults of reading ---------------------------------------------------------------------


def _reading(loaded: Loaded, site: Site, request: Request) -> Iterator[Finding]:
    rules: dict[FaultKind | Misfit, Rule] = {k: r for r in request.rules for k in r.faults}
    for fault in loaded.faults:
        rule = rules.get(fault.fault.kind)
        if rule is not None:
            yield _fault_finding(fault, rule, site)


def _fault_finding(file_fault: FileFault, rule: Rule, site: Site) -> Finding:
    fault = file_fault.fault
    if isinstance(fault, Fault):
        place, name = Place(file_fault.path, span=fault.span), f"@{fault.span.line}"
    else:
        on_key = fault.kind is Misfit.UNKNOWN_KEY
        place = Place(file_fault.path, fault.route, on_key=on_key)
        name = "·".join(map(str, fault.route))
    law = tuple(str(citation) for citation in rule.basis)
    return Finding(
        rule.code, rule.severity, site.path, place, name, fault.found, "", fault.remedy, law
    )


# --- judgement ------------------------------------------------------------------------------


def _unjudged(branch: Branch, request: Request) -> Iterator[Unjudged]:
    for rule in request.rules:
        for part in rule.needs:
            if part in branch.broken:
                files = "、".join(branch.broken[part])
                reason = f"{part.value}没有全部读懂（{files}）"
                yield Unjudged(rule.code, branch.path, reason)
                break


def _judging(branch: Branch, request: Request, report: SiteReport) -> Iterator[Finding]:
    """Run every rule; a defect in one is noted and hides nothing that the others find."""
    skipped = {item.code for item in report.unjudged}
    for rule in request.rules:
        if rule.check is None or rule.code in skipped:
            continue
        try:
            for problem in judge(rule, branch, request):
                document, route = _home(branch, problem.subject, problem.at)
                if not document.lost(route):
                    yield _finding(rule, branch, problem, document, route)
        except Exception as error:  # noqa: BLE001 (our own defect, reported as one)
            report.defects.append(f"{rule.code} {branch.path}: {_traced(error)}")


def _traced(error: Exception) -> str:
    frames = extract_tb(error.__traceback__)[-3:]
    steps = " ← ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames))
    return f"{type(error).__name__}: {error} ({steps})"


def judge(rule: Rule, branch: Branch, request: Request) -> Iterator[Problem]:
    """Run one rule over what it is for in a branch."""
    assert rule.check is not None
    rest = [_ambient(rule, name, branch, request) for name in rule.takes[1:]]
    for subject in _subjects(rule.level, branch, request.period):
        yield from rule.check(subject, *rest)


def _ambient(rule: Rule, name: str, branch: Branch, request: Request) -> Any:
    if name == "branch":
        return branch
    if name == "period":
        return request.period
    param = next(param for param in rule.params if param.name == name)
    return request.params.get(rule.code, {}).get(name, param.default)


def _subjects(level: str, branch: Branch, period: Period) -> Sequence[Any]:
    if level == "branch":
        return (branch,)
    if level == "meeting":
        return [meeting for meeting in branch.meetings if meeting.day in period]
    if level == "member":
        return branch.roster.members
    return ()


def _finding(
    rule: Rule, branch: Branch, problem: Problem, document: Document[Any], route: Route
) -> Finding:
    cited = [citation.on(problem.day) or citation.newest for citation in rule.basis]
    return Finding(
        rule.code,
        rule.severity,
        branch.path,
        Place(document.path, document.written(route)),
        entity(_record(document), route),
        problem.found,
        problem.expected,
        problem.remedy,
        tuple(article.text for article in cited),
        tuple(_related(branch, other) for other in problem.related),
    )


def _record(document: Document[Any]) -> Node:
    record: Node | None = document.record
    assert record is not None
    return record


def _related(branch: Branch, other: Related) -> Place:
    document, route = _home(branch, other.subject, other.at)
    return Place(document.path, document.written(route), label=other.label)


def _home(branch: Branch, subject: Node, at: tuple[str | int, ...]) -> tuple[Document[Any], Route]:
    """Find the document and route of a node's field; a stranger is a defect of ours."""
    direct = branch.document_of(subject)
    if direct is not None:
        return direct, field_route(subject, at)
    for document in branch.all_documents():
        base = route_of(document.record, subject) if document.record is not None else None
        if base is not None:
            return document, (*base, *field_route(subject, at))
    raise LookupError(f"{type(subject).__name__} is not part of branch {branch.path}")
