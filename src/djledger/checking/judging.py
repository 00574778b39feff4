"""Judging one organisation by the book: its rules, each over what it is for, to findings."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from traceback import extract_tb
from typing import Any, Protocol

from djledger.checking.docket import Docket, docket
from djledger.checking.finding import Finding, Place, SiteReport, Unjudged
from djledger.checking.places import Documented, Places
from djledger.checking.request import Request
from djledger.checking.subjects import Subjects
from djledger.ledger.branch import Branch, Part
from djledger.ledger.committee import Committee
from djledger.ledger.documents import Document
from djledger.ledger.meetings import Meeting
from djledger.ledger.node import Node
from djledger.ledger.period import Period
from djledger.rules.routes import entity
from djledger.rules.rule import LEVELS, Problem, Related, Rule

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
    rules = docket(request.rules, isinstance(organisation, Branch))
    report.levels = tuple(_levels(organisation))
    report.unjudged = list(_unjudged(organisation, request, rules))
    skipped = {item.code for item in report.unjudged}
    judge = _Judge(report, organisation, request)
    for rule in rules.gapped:
        if rule.code not in skipped:
            judge.look_ahead(rule)
    findings: list[Finding] = []
    subjects = Subjects(organisation, request.period, rules)
    for group in rules.groups:
        concerned = subjects.of(group)
        if concerned:  # most groups, in most branches, concern nothing
            for rule in group.rules:
                if rule.code not in skipped:
                    findings += judge.findings(rule, concerned)
    return findings


class _Judge:
    """Runs single rules on one organisation, and notes in its report where one fails."""

    def __init__(self, report: SiteReport, organisation: Organisation, request: Request) -> None:
        self._report = report
        self._organisation = organisation
        self._request = request
        self._places = Places(organisation)
        self._given = {
            "branch": organisation,
            "period": request.period,
            "history": request.history,
        }
        self._ambient: dict[tuple[str, ...], list[Any]] = {}

    def look_ahead(self, rule: Rule) -> None:
        """Note what a rule cannot see in a branch."""
        try:
            self._report.unjudged += _gaps(rule, self._organisation, self._request.period)
        except Exception as error:  # noqa: BLE001 (our own defect, reported as one)
            self._note(rule, error)

    def findings(self, rule: Rule, concerned: Sequence[Any]) -> Sequence[Finding]:
        """Return what a rule finds in the entries that concern it."""
        try:
            check, rest = rule.check, self._rest(rule)
            assert check is not None
            problems = [found for subject in concerned for found in check(subject, *rest)]
            return [*self._placed(rule, problems)] if problems else ()
        except Exception as error:  # noqa: BLE001 (our own defect, reported as one)
            self._note(rule, error)
            return ()

    def _note(self, rule: Rule, error: Exception) -> None:
        self._report.defects.append(f"{rule.code} {self._organisation.path}: {_traced(error)}")

    def _rest(self, rule: Rule) -> Sequence[Any]:
        """Return what a rule takes besides its subject; few have parameters of their own."""
        if rule.params:
            return [self._param(rule, name) for name in rule.takes[1:]]
        if rule.takes not in self._ambient:
            self._ambient[rule.takes] = [self._given[name] for name in rule.takes[1:]]
        return self._ambient[rule.takes]

    def _param(self, rule: Rule, name: str) -> Any:
        for param in rule.params:
            if param.name == name:
                return self._request.params.get(rule.code, {}).get(name, param.default)
        return self._given[name]

    def _unfinished(self, document: Document[Any]) -> bool:
        """Whether a record cannot be blamed for what it lacks: half read, or still a plan."""
        record = document.record
        planned = isinstance(record, Meeting) and record.day > self._request.period.as_of
        return planned or not document.complete

    def _placed(self, rule: Rule, problems: Iterable[Problem]) -> Iterator[Finding]:
        """Place each problem; what was lost in reading is not reported again as missing."""
        severity = self._request.severity(rule)
        for problem in problems:
            document, route = self._places.find(problem.subject, problem.at)
            if not (document.lost(route) or (rule.on_absence and self._unfinished(document))):
                related = tuple(_related(self._places, other) for other in problem.related)
                yield Finding(
                    rule.code,
                    severity,
                    self._organisation.path,
                    Place(document.path, document.written(route)),
                    entity(_record(document), route) + _during(problem),
                    problem.found,
                    problem.expected,
                    problem.remedy,
                    _cited(rule, problem),
                    related,
                )


def _unjudged(organisation: Organisation, request: Request, rules: Docket) -> Iterator[Unjudged]:
    missing, broken = request.history.missing, organisation.broken
    for rule in request.rules if broken else rules.historic if missing else ():
        if not _concerns(rule, organisation):
            continue
        if rule.historic and missing:
            yield Unjudged(rule.code, organisation.path, missing)
            continue
        for part in rule.needs:
            if part in broken:
                reason = f"{part.value}没有全部读懂（{'、'.join(broken[part])}）"
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


def _traced(error: Exception) -> str:
    frames = extract_tb(error.__traceback__)[-3:]
    steps = " ← ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames))
    return f"{type(error).__name__}: {error} ({steps})"


def _during(problem: Problem) -> str:
    return f"（{problem.during}）" if problem.during else ""


def _cited(rule: Rule, problem: Problem) -> tuple[str, ...]:
    """Return the provisions in force on the day; if none was, the newest of each."""
    on_day = [article for citation in rule.basis if (article := citation.on(problem.day))]
    cited = on_day or [citation.newest for citation in rule.basis]
    return tuple(article.text for article in cited)


def _record(document: Document[Any]) -> Node:
    record: Node | None = document.record
    assert record is not None
    return record


def _related(places: Places, other: Related) -> Place:
    document, route = places.find(other.subject, other.at)
    return Place(document.path, document.written(route), label=other.label)
