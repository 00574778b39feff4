"""Judging one organisation by the book: its rules, each over what it is for, to findings."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from traceback import extract_tb
from typing import Any, Protocol

from djledger.checking.finding import Finding, Place, SiteReport, Unjudged
from djledger.checking.request import Request
from djledger.checking.subjects import Subjects
from djledger.ledger.branch import Branch, Part
from djledger.ledger.committee import Committee
from djledger.ledger.documents import Document
from djledger.ledger.node import Node
from djledger.ledger.period import Period
from djledger.rules.routes import entity, field_route, route_of
from djledger.rules.rule import Problem, Related, Rule
from djledger.yamltext import Route

_KEPT_IN = {"person": Part.DEVELOPMENT, "dues": Part.DUES, "tasks": Part.TASKS}
"""The levels that a branch without such a ledger has nothing to judge at."""


class Organisation(Protocol):
    """What judging needs of a branch or an upper organisation."""

    path: str

    @property
    def broken(self) -> Mapping[Part, tuple[str, ...]]:
        """Files by part that were not read without loss."""

    def all_documents(self) -> Iterator[Document[Any]]:
        """Yield every document of the organisation."""

    def document_of(self, record: Node) -> Document[Any] | None:
        """Return the document whose record this is."""


def judge_into(report: SiteReport, organisation: Organisation, request: Request) -> list[Finding]:
    """Run every rule; a defect in one is noted and hides nothing that the others find."""
    report.unjudged = list(_unjudged(organisation, request))
    skipped = {item.code for item in report.unjudged}
    findings: list[Finding] = []
    subjects = Subjects(organisation, request.period)
    for rule in request.rules:
        if rule.check is None or rule.code in skipped:
            continue
        try:
            report.unjudged += _gaps(rule, organisation, request.period)
            findings += _findings(rule, organisation, request, subjects)
        except Exception as error:  # noqa: BLE001 (our own defect, reported as one)
            report.defects.append(f"{rule.code} {organisation.path}: {_traced(error)}")
    return findings


def _unjudged(organisation: Organisation, request: Request) -> Iterator[Unjudged]:
    for rule in request.rules:
        if not _concerns(rule, organisation):
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


def _findings(
    rule: Rule, organisation: Organisation, request: Request, subjects: Subjects
) -> Iterator[Finding]:
    for problem in judge(rule, organisation, request, subjects):
        document, route = _home(organisation, problem.subject, problem.at)
        if not document.lost(route) and (document.complete or not rule.on_absence):
            yield _finding(rule, organisation, problem, document, route)


def _traced(error: Exception) -> str:
    frames = extract_tb(error.__traceback__)[-3:]
    steps = " ← ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames))
    return f"{type(error).__name__}: {error} ({steps})"


def judge(
    rule: Rule, organisation: Organisation, request: Request, subjects: Subjects
) -> Iterator[Problem]:
    """Run one rule over what it is for in an organisation."""
    assert rule.check is not None
    found = subjects.of(rule)
    if not found:
        return
    rest = [_supplied(rule, name, organisation, request) for name in rule.takes[1:]]
    for subject in found:
        yield from rule.check(subject, *rest)


def _supplied(rule: Rule, name: str, organisation: Organisation, request: Request) -> Any:
    if name == "branch":
        return organisation
    if name == "period":
        return request.period
    param = next(param for param in rule.params if param.name == name)
    return request.params.get(rule.code, {}).get(name, param.default)


def _finding(
    rule: Rule,
    organisation: Organisation,
    problem: Problem,
    document: Document[Any],
    route: Route,
) -> Finding:
    cited = [citation.on(problem.day) or citation.newest for citation in rule.basis]
    return Finding(
        rule.code,
        rule.severity,
        organisation.path,
        Place(document.path, document.written(route)),
        entity(_record(document), route),
        problem.found,
        problem.expected,
        problem.remedy,
        tuple(article.text for article in cited),
        tuple(_related(organisation, other) for other in problem.related),
    )


def _record(document: Document[Any]) -> Node:
    record: Node | None = document.record
    assert record is not None
    return record


def _related(organisation: Organisation, other: Related) -> Place:
    document, route = _home(organisation, other.subject, other.at)
    return Place(document.path, document.written(route), label=other.label)


def _home(
    organisation: Organisation, subject: Node, at: tuple[str | int, ...]
) -> tuple[Document[Any], Route]:
    """Find the document and route of a node's field; a stranger is a defect of ours."""
    direct = organisation.document_of(subject)
    if direct is not None:
        return direct, field_route(subject, at)
    for document in organisation.all_documents():
        base = route_of(document.record, subject) if document.record is not None else None
        if base is not None:
            return document, (*base, *field_route(subject, at))
    raise LookupError(f"{type(subject).__name__} is not part of {organisation.path}")
