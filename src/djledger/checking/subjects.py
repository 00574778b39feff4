"""What each rule is called for in one organisation.

Most rules concern few of the entries at their level: a rule on transfers only those who moved.
The rule declares it (``when``, ``kinds``) and the narrowed list is made once for all rules that
declare the same; calling thousands of rules that leave at once would be most of a check's time.
"""

from collections.abc import Callable, Sequence
from typing import Any

from djledger.elections.course import concerns
from djledger.ledger.branch import Branch, Part
from djledger.ledger.committee import Committee
from djledger.ledger.documents import Document
from djledger.ledger.meetings import Meeting, MeetingKind
from djledger.ledger.period import Period
from djledger.rules.rule import Rule


class Subjects:
    """The subjects of an organisation for a period, by level and narrowing."""

    def __init__(self, organisation: object, period: Period) -> None:
        """Answer for this organisation."""
        self._organisation = organisation
        self._period = period
        self._made: dict[tuple[Any, ...], Sequence[Any]] = {}

    def of(self, rule: Rule) -> Sequence[Any]:
        """Return what a rule is to be called for; what asks for a branch is not for others."""
        if isinstance(self._organisation, Committee) and "branch" in rule.takes:
            return ()
        return self._find(rule.level, rule.kinds, rule.when)

    def _find(
        self, level: str, kinds: frozenset[MeetingKind], when: tuple[str, ...]
    ) -> Sequence[Any]:
        wanted = (level, kinds, when)
        if wanted not in self._made:
            self._made[wanted] = self._make(level, kinds, when)
        return self._made[wanted]

    def _make(
        self, level: str, kinds: frozenset[MeetingKind], when: tuple[str, ...]
    ) -> Sequence[Any]:
        if when:
            kept = self._find(level, kinds, ())
            return [one for one in kept if any(getattr(one, name) for name in when)]
        if kinds:
            kept = self._find(level, frozenset(), ())
            return [one for one in kept if not kinds.isdisjoint(one.kinds)]
        return _subjects(level, self._organisation, self._period)


def _subjects(level: str, organisation: object, period: Period) -> Sequence[Any]:
    if isinstance(organisation, Committee):
        return {"committee": (organisation,), "document": (organisation.document,)}.get(level, ())
    return _of_branch(level, organisation, period) if isinstance(organisation, Branch) else ()


def _of_branch(level: str, branch: Branch, period: Period) -> Sequence[Any]:
    find = _BY_LEVEL.get(level)
    return () if find is None else find(branch, period)


def _current(document: Document[Any], period: Period) -> bool:
    """Whether a document is to be judged: readable and, if a meeting's, of the judged year."""
    record = document.record
    return record is not None and (not isinstance(record, Meeting) or record.day in period)


_BY_LEVEL: dict[str, Callable[[Branch, Period], Sequence[Any]]] = {
    "branch": lambda branch, period: (branch,),
    "meeting": lambda branch, period: [one for one in branch.meetings if one.day in period],
    "member": lambda branch, period: branch.roster.members,
    "person": lambda branch, period: list(branch.records(Part.DEVELOPMENT)),
    "dues": lambda branch, period: [
        dues for dues in branch.records(Part.DUES) if dues.year == period.year
    ][:1],
    "tasks": lambda branch, period: [
        book for book in branch.records(Part.TASKS) if book.year == period.year
    ],
    "election": lambda branch, period: [
        one for one in branch.records(Part.ELECTIONS) if concerns(one, branch, period)
    ],
    "document": lambda branch, period: [
        one for one in branch.all_documents() if _current(one, period)
    ],
}
