"""A branch as a whole: its documents of all kinds, and what can be asked across them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from djledger.dates import add_years
from djledger.ledger.documents import Document
from djledger.ledger.meetings import Meeting, MeetingKind
from djledger.ledger.members import MemberList
from djledger.ledger.node import Node
from djledger.ledger.organisation import (
    BranchKind,
    BranchProfile,
    CommitteeProfile,
    Officer,
    Post,
    Term,
)
from djledger.ledger.roster import Roster
from djledger.ledger.terms import running, serving

T = TypeVar("T")


class Part(Enum):
    """The parts of a branch's ledger; the value is what messages call them."""

    BRANCH = "branch.yaml"
    MEMBERS = "党员名册"
    MEETINGS = "会议记录"
    DUES = "党费台账"
    DUES_BASES = "党费基数"
    DEVELOPMENT = "发展党员档案"
    ELECTIONS = "换届选举记录"
    TASKS = "任务台账"
    COMMITTEE = "committee.yaml"


LEADING = frozenset({Post.SECRETARY, Post.DEPUTY})
LONG_TERM = frozenset({BranchKind.VILLAGE, BranchKind.COMMUNITY})


class Upper(NamedTuple):
    """An upper organisation and where it is in the repository."""

    path: str
    document: Document[CommitteeProfile]


@dataclass
class Branch:
    """One branch's whole ledger. ``path`` is relative to the checked root, ``.`` for itself."""

    path: str
    documents: dict[Part, tuple[Document[Any], ...]]
    broken: dict[Part, tuple[str, ...]] = field(default_factory=dict)
    uppers: tuple[Upper, ...] = ()
    exists: Callable[[str], bool] = field(default=lambda path: False, repr=False)
    """Whether the repository has a file or folder; paths relative to its root, as in documents."""
    _made: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)
    _offices: dict[date, tuple[Term | None, tuple[Officer, ...]]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @cached_property
    def profile(self) -> BranchProfile:
        """What ``branch.yaml`` says; a branch without a readable one is never judged."""
        (record,) = self.records(Part.BRANCH)
        assert isinstance(record, BranchProfile)
        return record

    @cached_property
    def roster(self) -> Roster:
        """The members; empty when there is no readable roster."""
        for record in self.records(Part.MEMBERS):
            return Roster(record)
        return Roster(MemberList())

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """All meeting records in order of their day."""
        return tuple(sorted(self.records(Part.MEETINGS), key=lambda meeting: meeting.day))

    def derived(self, make: "Callable[[Branch], T]") -> T:
        """Return what a function makes of the branch, made once for all who ask."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    def forget(self) -> None:
        """Drop what was derived, which mostly points back here, so that all of it goes at once."""
        self._made.clear()

    def records(self, part: Part) -> Iterator[Any]:
        """Yield the readable records of a part."""
        for document in self.documents.get(part, ()):
            if document.record is not None:
                yield document.record

    def all_documents(self) -> Iterator[Document[Any]]:
        """Yield every document of the branch."""
        return (document for found in self.documents.values() for document in found)

    def meetings_of(self, *kinds: MeetingKind) -> Iterator[Meeting]:
        """Yield the meetings that count as one of the kinds, in order."""
        if len(kinds) == 1:
            return iter(self._by_kind.get(kinds[0], ()))
        wanted = frozenset(kinds)
        return (meeting for meeting in self.meetings if not wanted.isdisjoint(meeting.kinds))

    @cached_property
    def _by_kind(self) -> dict[MeetingKind, list[Meeting]]:
        found: dict[MeetingKind, list[Meeting]] = {}
        for meeting in self.meetings:
            for kind in dict.fromkeys(meeting.kinds):
                found.setdefault(kind, []).append(meeting)
        return found

    def document_of(self, record: Node) -> Document[Any] | None:
        """Return the document whose record this is."""
        return self._by_record.get(id(record))

    @cached_property
    def _by_record(self) -> dict[int, Document[Any]]:
        return {
            id(document.record): document
            for document in self.all_documents()
            if document.record is not None
        }

    @cached_property
    def founded_on(self) -> date | None:
        """The day the branch was set up: founded, else approved; None if unrecorded."""
        founding = self.profile.founded
        return (founding.day or founding.approved_on) if founding else None

    @cached_property
    def owes_from(self) -> date:
        """The first day for which this ledger can be held to anything."""
        known = [day for day in (self.founded_on, self.profile.ledger_since) if day]
        return max(known, default=date.min)

    @cached_property
    def owes_until(self) -> date:
        """The last day for which the branch owes anything: the day before its dissolution."""
        dissolved = self.profile.dissolved
        return date.fromordinal(dissolved.day.toordinal() - 1) if dissolved else date.max

    def term_on(self, day: date) -> Term | None:
        """Return the term running on a day: the latest one elected by then."""
        return self._office_on(day)[0]

    def officers_on(self, day: date) -> tuple[Officer, ...]:
        """Return everybody in office on a day."""
        return self._office_on(day)[1]

    def committee_on(self, day: date) -> tuple[Officer, ...] | None:
        """Return the committee (支委会) on a day; None for a branch without one."""
        term, officers = self._office_on(day)
        return officers if term is not None and has_committee(term) else None

    def _office_on(self, day: date) -> tuple[Term | None, tuple[Officer, ...]]:
        """Return the term and who is in office; many rules ask for the day of one meeting."""
        known = self._offices.get(day)
        if known is None:
            term = running(self.profile.terms, day)
            known = self._offices[day] = (term, () if term is None else serving(term, day))
        return known

    def secretary_on(self, day: date) -> Officer | None:
        """Return the secretary on a day."""
        for officer in self.officers_on(day):
            if Post.SECRETARY in officer.posts:
                return officer
        return None

    @property
    def usual_years(self) -> int:
        """How long a term runs unless it says so itself: 5 years in villages and communities."""
        return 5 if self.profile.kind in LONG_TERM else 3

    def due_on(self, term: Term) -> date:
        """Return the last day of a term."""
        return add_years(term.elected_on, term.years or self.usual_years)


def has_committee(term: Term) -> bool:
    """Whether a term has a committee: as written, else when any plain committee post is held."""
    if term.has_committee is not None:
        return term.has_committee
    return any(not LEADING.issuperset(officer.posts) for officer in term.officers)
