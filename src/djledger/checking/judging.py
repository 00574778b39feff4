"""Judging one organisation by the book: its rules, each over what it is for, to findings."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from traceback import extract_tb
from typing import Any, Protocol

from djledger.checking.finding import Finding, Place, SiteReport, Unjudged
from djledger.checking.places import Documented, Places
from djledger.checking.request import Request
from djledger.checking.subjects import Subjects
from djledger.law import CitedArticle
from djledger.ledger.branch import Branch, Part
from djledger.ledger.committee import Committee
from djledger.ledger.documents import Document
from djledger.ledger.node import Node
from djledger.ledger.period import Period
from djledger.rules.routes import entity
from djledger.rules.rule import LEVELS, Problem, Related, Rule, Severity
from djledger.yamltext import Route

_KEPT_IN = {
    "person": Part.DEVELOPMENT,
    "dues": Part.DUES,
    "tasks": Part.TASKS,
    "election": Part.ELECTIONS,
}
"""The levels that a branch without such a ledger has nothing to judge at."""


class Organisation(Documented, Protocol):
    """What judging needs of a branch or an upper organisation."""

    @property
    def broken(self) -> Mapping[Part, tuple[str, ...]]:
        """Files by part that were not read without loss."""


def judge_into(report: SiteReport, organisation: Organisation, request: Request) -> list[Finding]:
    """Run every rule; a defect in one is noted and hides nothing that the others find."""
    report.levels = tuple(_levels(organisation))
    report.unjudged = list(_unjudged(organisation, request))
    skipped = {item.code for item in report.unjudged}
    findings: list[Finding] = []
    subjects, places = Subjects(organisation, request.period), Places(organisation)
    for rule in request.rules:
        if rule.check is None or rule.code in skipped:
            continue
        concerned = subjects.of(rule)
        if not concerned and rule.gaps is None:  # most rules, in most branches
            continue
        try:
            report.unjudged += _gaps(rule, organisation, request.period)
            problems = judge(rule, organisation, request, concerned)
            found = _findings(rule, organisation.path, problems, places)
            findings += _graded(found, request.severities.get(rule.code))
        except Exception as error:  # noqa: BLE001 (our own defect, reported as one)
            report.defects.append(f"{rule.code} {organisation.path}: {_traced(error)}")
    return findings


def _graded(findings: Iterable[Finding], severity: Severity | None) -> Iterable[Finding]:
    """Give findings the severity that settings want, if they want another."""
    if severity is None:
        return findings
    return [replace(finding, severity=severity) for finding in findings]


def _unjudged(organisation: Organisation, request: Request) -> Iterator[Unjudged]:
    if not organisation.broken and not request.history.missing:
        return
    for rule in request.rules:
        if not _concerns(rule, organisation):
            continue
        if rule.historic and (missing := request.history.missing):
            yield Unjudged(rule.code, organisation.path, missing)
            continue
        for part in rule.needs:
            if part in organisation.broken:
                files = "、".join(organisation.broken[part])
                reason = f"{part.value}没有全部读懂（{files}）"
                yield Unjudged(rule.code, organisation.path, reason)
                break


def _gaps(rule: Rule, organisation: Organisation, period: Period) -> Iterator[Unjudged]:
    if rule.gaps is not None and isinstance(organisation, Branch):
        for reason in rule.gaps(organisation, period):
            yield Unjudged(rule.code, organisation.path, reason)


def _concerns(rule: Rule, organisation: Organisation) -> bool:
    """Whether a rule is for this kind of organisation, and for a ledger that it keeps."""
    if rule.level in _KEPT_IN:
        kept = _KEPT_IN[rule.level]
        return isinstance(organisation, Branch) and kept in organisation.documents
    return (rule.level == "committee") is isinstance(organisation, Committee)


def _levels(organisation: Organisation) -> Iterator[str]:
    """Yield the levels at which there is something to judge, that of the reader included."""
    yield "file"
    if isinstance(organisation, Committee):
        yield from ("committee", "document")
    elif isinstance(organisation, Branch):
        for level in LEVELS:
            kept = _KEPT_IN.get(level)
            if level != "committee" and (kept is None or kept in organisation.documents):
                yield level


def _findings(
    rule: Rule, path: str, problems: Iterator[Problem], places: Places
) -> Iterator[Finding]:
    """Place each problem; what was lost in reading is not reported again as missing."""
    for problem in problems:
        document, route = places.find(problem.subject, problem.at)
        if not document.lost(route) and (document.complete or not rule.on_absence):
            related = tuple(_related(places, other) for other in problem.related)
            yield _finding(rule, path, problem, document, route, related)


def _traced(error: Exception) -> str:
    frames = extract_tb(error.__traceback__)[-3:]
    steps = " ← ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames))
    return f"{type(error).__name__}: {error} ({steps})"


def judge(
    rule: Rule, organisation: Organisation, request: Request, concerned: Sequence[Any]
) -> Iterator[Problem]:
    """Run one rule over what it is for in an organisation."""
    if rule.check is None or not concerned:
        return
    rest = [_supplied(rule, name, organisation, request) for name in rule.takes[1:]]
    for subject in concerned:
        yield from rule.check(subject, *rest)


def _supplied(rule: Rule, name: str, organisation: Organisation, request: Request) -> Any:
    if name == "branch":
        return organisation
    if name == "period":
        return request.period
    if name == "history":
        return request.history
    param = next(param for param in rule.params if param.name == name)
    return request.params.get(rule.code, {}).get(name, param.default)


def _finding(
    rule: Rule,
    path: str,
    problem: Problem,
    document: Document[Any],
    route: Route,
    related: tuple[Place, ...],
) -> Finding:
    cited = _cited(rule, problem)
    during = f"（{problem.during}）" if problem.during else ""
    return Finding(
        rule.code,
        rule.severity,
        path,
        Place(document.path, document.written(route)),
        entity(_record(document), route) + during,
        problem.found,
        problem.expected,
        problem.remedy,
        tuple(article.text for article in cited),
        related,
    )


def _cited(rule: Rule, problem: Problem) -> list[CitedArticle]:
    """Return the provisions in force on the day; if none was, the newest of each."""
    on_day = [article for citation in rule.basis if (article := citation.on(problem.day))]
    return on_day or [citation.newest for citation in rule.basis]


def _record(document: Document[Any]) -> Node:
    record: Node | None = document.record
    assert record is not None
    return record


def _related(places: Places, other: Related) -> Place:
    document, route = places.find(other.subject, other.at)
    return Place(document.path, document.written(route), label=other.label)
