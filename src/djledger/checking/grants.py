"""Waivers of an organisation, gathered from its records and from comments in its files."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from djledger.checking.finding import Place, SuppressedBy, Suppression
from djledger.elections.course import concerns
from djledger.ledger.branch import Branch
from djledger.ledger.common import Waiver
from djledger.ledger.directives import Directive
from djledger.ledger.documents import Document
from djledger.ledger.elections import Election
from djledger.ledger.meetings import Meeting
from djledger.ledger.members import MemberList
from djledger.ledger.organisation import BranchProfile, CommitteeProfile
from djledger.ledger.period import Period
from djledger.yamltext import Route

WHOLE = (BranchProfile, CommitteeProfile)
"""The records whose waivers are for all that the organisation keeps."""


class Grant(NamedTuple):
    """One waiver of one rule, and what it is for.

    file: only findings in this file, None for any of the organisation. route: only those at or
    below it. line: only those on it. current: whether the judged period is one in which it
    should have been of use.
    """

    rule: str
    reason: str
    approved_by: str | None
    until: date | None
    place: Place
    file: str | None
    route: Route = ()
    line: int | None = None
    current: bool = True

    def covers(self, place: Place, line: int) -> bool:
        """Whether a finding at this place, on this line, is one that is waived."""
        if self.file is not None and self.file != place.file:
            return False
        if self.line is not None:
            return self.line == line
        return place.route[: len(self.route)] == self.route

    def suppression(self) -> Suppression:
        """Return what to note on a finding that is waived."""
        return Suppression(
            SuppressedBy.WAIVER, self.reason, self.approved_by, self.until, self.place
        )


def recorded(document: Document[Any], current: bool) -> Iterator[Grant]:
    """Yield the waivers that a record holds, those of single members included."""
    record = document.record
    if isinstance(record, MemberList):
        for index, member in enumerate(record.members):
            if member.waivers:
                route: Route = ("党员", index)
                yield from _granted(document, member.waivers, route, current)
    elif record is not None:
        yield from _granted(document, record.waivers, (), current)


def _granted(
    document: Document[Any], waivers: tuple[Waiver, ...], route: Route, current: bool
) -> Iterator[Grant]:
    file = None if isinstance(document.record, WHOLE) else document.path
    home = document.written(route)
    for index, waiver in enumerate(waivers):
        place = Place(document.path, document.written((*route, "豁免", index)))
        yield Grant(
            waiver.rule.strip(), waiver.reason.strip(), waiver.approved_by, waiver.until, place,
            file, home, current=current,
        )  # fmt: skip


def commented(
    path: str, found: tuple[Directive, ...], current: Callable[[str], bool]
) -> Iterator[Grant]:
    """Yield the waivers that comments of a file hold; one without a rule cannot be read."""
    for one in found:
        place = Place(path, span=one.span)
        for rule in one.rules or ("",):
            yield Grant(
                rule, one.reason, None, one.until, place, path, line=one.about,
                current=current(path),
            )  # fmt: skip


def grants_of(branch: Branch, period: Period) -> Iterator[Grant]:
    """Yield the waivers that a branch's records hold."""
    for document in branch.all_documents():
        if document.record is not None and _may_hold(document):
            yield from recorded(document, is_current(document.record, branch, period))


def _may_hold(document: Document[Any]) -> bool:
    return isinstance(document.record, MemberList) or bool(getattr(document.record, "waivers", ()))


def is_current(record: Any, branch: Branch, period: Period) -> bool:
    """Whether the rules look at a record in the judged period."""
    if isinstance(record, Meeting):
        return record.day in period
    if isinstance(record, Election):
        return concerns(record, branch, period)
    return getattr(record, "year", period.year) == period.year


def all_grants(
    branch: Branch | None, period: Period, comments: Mapping[str, tuple[Directive, ...]]
) -> list[Grant]:
    """Return all waivers of a branch; without a readable one, those in comments."""
    records = {} if branch is None else {d.path: d.record for d in branch.all_documents()}

    def current(path: str) -> bool:
        record = records.get(path)
        return branch is not None and record is not None and is_current(record, branch, period)

    found = [] if branch is None else list(grants_of(branch, period))
    for path, directives in comments.items():
        found += commented(path, directives, current)
    return found
