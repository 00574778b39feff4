"""What a score is taken from: a branch, or a member of it, in a stretch of time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from djledger.checking.finding import SiteReport
from djledger.dates import Quarter
from djledger.ledger.branch import Branch, Part
from djledger.ledger.meetings import Meeting, MeetingKind
from djledger.ledger.members import Member
from djledger.ledger.period import Period
from djledger.ledger.roster import arrived
from djledger.ledger.tasks import TaskYear


@dataclass(frozen=True, slots=True)
class Window:
    """The year or quarter that is scored, as it stands on ``as_of``."""

    year: int
    as_of: date
    quarter: int | None = None

    @property
    def first(self) -> date:
        """The first day."""
        return Quarter(self.year, self.quarter or 1).first_day

    @property
    def end(self) -> date:
        """The last day, past or to come."""
        return Quarter(self.year, self.quarter or 4).last_day

    @property
    def last(self) -> date:
        """The last day that can be looked at."""
        return min(self.end, self.as_of)

    @property
    def over(self) -> bool:
        """Whether the stretch of time is over."""
        return self.end < self.as_of

    @property
    def period(self) -> Period:
        """The year, for what is reckoned by the year."""
        return Period(self.year, self.as_of)

    def __contains__(self, day: date | None) -> bool:
        """Whether a day lies in it and has come; an unrecorded one does not."""
        return day is not None and self.first <= day <= self.last

    def __str__(self) -> str:
        """Name it."""
        return f"{self.year} 年第 {self.quarter} 季度" if self.quarter else f"{self.year} 年"


@dataclass(frozen=True, slots=True)
class Measured:
    """A number taken from the ledger: between ``low`` and ``high``, equal if nothing is in doubt.

    ``inputs`` says it in words; ``evidence`` are the paths of the records that it rests on.
    """

    low: Decimal
    high: Decimal
    inputs: str
    evidence: tuple[str, ...] = ()
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no number."""

    reason: str


Answer = Measured | Refusal


@dataclass
class Facts:
    """A branch (or one member of it) in a window; findings are looked for only when asked.

    ``check`` checks the branch, by the rules whose codes are ``rules``.
    """

    branch: Branch
    window: Window
    check: Callable[[], SiteReport]
    rules: frozenset[str]
    member: Member | None = None
    _report: list[SiteReport] = field(default_factory=list, repr=False)

    @property
    def report(self) -> SiteReport:
        """What checking the branch found."""
        if not self._report:
            self._report.append(self.check())
        return self._report[0]

    @property
    def who(self) -> str:
        """The name of whoever is scored."""
        return self.member.name if self.member else self.branch.profile.name

    @property
    def whole(self) -> bool:
        """Whether the branch, and the member, were there all through the window."""
        branch, first = self.branch, self.window.first
        since = arrived(self.member) if self.member else None
        here = since is None or since <= first
        return here and branch.owes_from <= first and self.window.end <= branch.owes_until

    def unread(self, *parts: Part) -> Refusal | None:
        """Return the refusal that a part which was not fully read calls for."""
        for part in parts:
            if part in self.branch.broken:
                files = "、".join(self.branch.broken[part])
                return Refusal(f"{part.value}没有全部读懂（{files}）")
        return None

    def meetings(self, *kinds: MeetingKind) -> Iterator[Meeting]:
        """Yield the meetings of the window that count as one of the kinds; all without kinds."""
        found = self.branch.meetings_of(*kinds) if kinds else iter(self.branch.meetings)
        return (meeting for meeting in found if meeting.day in self.window)

    def task_books(self) -> list[TaskYear]:
        """Return the task books of the window's year."""
        books = self.branch.records(Part.TASKS)
        return [book for book in books if book.year == self.window.year]

    def path_of(self, record: Meeting | TaskYear) -> str:
        """Return the file of a record."""
        document = self.branch.document_of(record)
        return document.path if document else ""

    def shared(self, member: Member) -> "Facts":
        """Return the facts of a member, with the branch's findings shared."""
        return Facts(self.branch, self.window, self.check, self.rules, member, self._report)


def exactly(value: int | Decimal, inputs: str, *evidence: str) -> Measured:
    """Return a number that is not in doubt."""
    number = Decimal(value)
    return Measured(number, number, inputs, evidence)
