"""Something that is due: plain data, with an identity that outlives changes around it."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from hashlib import sha256


class Kind(Enum):
    """What a deadline belongs to; the value is what users see."""

    DEVELOPMENT = "发展党员"
    MEETING = "组织生活"
    ELECTION = "换届"
    TASK = "任务落实"


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do.

    ``due`` is the last day in time and ``opens`` the first on which it makes sense, if there is
    one. ``key`` tells it apart within its branch and never changes with the day of asking. A
    milestone is a day from which something becomes possible; it cannot be missed.
    """

    branch: str
    branch_name: str
    kind: Kind
    key: str
    task: str
    due: date
    subject: str = ""
    opens: date | None = None
    law: str = ""
    milestone: bool = False

    @property
    def uid(self) -> str:
        """An identity for calendars: the same for the same thing, whenever it is asked for."""
        digest = sha256(f"{self.branch}\0{self.key}".encode()).hexdigest()[:24]
        return f"{digest}@djledger"

    @property
    def since(self) -> date:
        """The first day on which it is worth a reminder."""
        return self.opens or self.due

    def overdue(self, as_of: date) -> bool:
        """Whether the last day in time is past."""
        return not self.milestone and self.due < as_of

    def left(self, as_of: date) -> str:
        """Say how far off the day is."""
        days = (self.due - as_of).days
        if days == 0:
            return "今天"
        if days < 0:
            return "已经可以" if self.milestone else f"已过 {-days} 天"
        return f"还有 {days} 天"

    def within(self, as_of: date, days: int) -> bool:
        """Whether it is to be shown: overdue, open, or coming within so many days."""
        return self.since <= as_of + timedelta(days=days)
