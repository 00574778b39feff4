"""What the rules of a group are called for in one organisation: made once for the group."""

from collections.abc import Callable, Sequence
from typing import Any

from djledger.checking.docket import Docket, Group
from djledger.elections.course import concerns
from djledger.ledger.branch import Branch, Part
from djledger.ledger.committee import Committee
from djledger.ledger.documents import Document
from djledger.ledger.meetings import Meeting
from djledger.ledger.node import Node
from djledger.ledger.period import Period


class Subjects:
    """The subjects of an organisation for a period, by level and narrowing."""

    def __init__(self, organisation: object, period: Period, rules: Docket) -> None:
        """Answer for this organisation and these rules."""
        self._fields = rules.fields
        self._organisation = organisation
        self._period = period
        self._of_level: dict[str, Sequence[Any]] = {}
        self._written: dict[str, dict[str, list[Any]]] = {}

    def of(self, group: Group) -> Sequence[Any]:
        """Return what the rules of a group are to be called for."""
        found = self._filled(group.level, group.when) if group.when else self._at(group.level)
        if group.kinds:
            return [one for one in found if not group.kinds.isdisjoint(one.kinds)]
        return found

    def _at(self, level: str) -> Sequence[Any]:
        if level not in self._of_level:
            self._of_level[level] = _subjects(level, self._organisation, self._period)
        return self._of_level[level]

    def _filled(self, level: str, names: tuple[str, ...]) -> Sequence[Any]:
        """Return the entries of a level in which one of the fields is filled, in order."""
        if level not in self._written:
            self._written[level] = _by_field(self._at(level), self._fields[level])
        written = self._written[level]
        found = [written[name] for name in names if name in written]
        if len(found) < 2:
            return found[0] if found else ()
        wanted = {id(one) for some in found for one in some}
        return [one for one in self._at(level) if id(one) in wanted]


def _by_field(entries: Sequence[Node], fields: frozenset[str]) -> dict[str, list[Node]]:
    """Return by field the entries in which it is filled; most fields are left out of most."""
    filled: dict[str, list[Node]] = {}
    for one in entries:
        values = vars(one)
        for name in fields & one.model_fields_set:
            if values[name]:
                filled.setdefault(name, []).append(one)
    return filled


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
