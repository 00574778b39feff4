"""Elections that come up, and what was resolved or ordered and is not yet done."""

from collections.abc import Iterator
from datetime import date

from djledger.dates import add_months
from djledger.law import BRANCH_REGULATIONS
from djledger.ledger.branch import Branch, Part
from djledger.ledger.common import Action
from djledger.ledger.tasks import Duty, ProblemItem
from djledger.planning.due import Due, Kind
from djledger.rules.meetings.material import actions_of
from djledger.rules.organisation.deadlines import REMINDER_MONTHS
from djledger.rules.organisation.term import terms_of


def elections(branch: Branch, as_of: date) -> Iterator[Due]:
    """Yield the end of the running term, as extended; a temporary branch holds no elections."""
    terms = terms_of(branch)
    term = terms.current(as_of)
    due = terms.limit(term) if term is not None else None
    if term is None or due is None:
        return
    yield Due(
        branch.path, branch.profile.name, Kind.ELECTION, f"elections/{term.elected_on}",
        f"{term.number or '本届'}任期届满，完成换届选举", due,
        opens=add_months(due, -REMINDER_MONTHS), law=BRANCH_REGULATIONS[21].newest.short,
    )  # fmt: skip


def tasks(branch: Branch) -> Iterator[Due]:
    """Yield what is to be done by a day and has no day on which it was."""
    for key, task, item in _items(branch):
        if item.due is not None and not _over(item):
            yield Due(
                branch.path, branch.profile.name, Kind.TASK, f"tasks/{key}", task, item.due,
                "、".join(item.owner),
            )  # fmt: skip


def _over(item: Action | Duty | ProblemItem) -> bool:
    """Whether it is done, and has not come back since."""
    return item.done or item.closed if isinstance(item, ProblemItem) else item.done_on is not None


def _items(branch: Branch) -> Iterator[tuple[str, str, Action | Duty | ProblemItem]]:
    """Yield everything that has a deadline, with a key that is its own and what is to be done."""
    for meeting in branch.meetings:
        for action in actions_of(meeting):
            yield f"{meeting.day} {action.task}", action.task, action
    for book in branch.records(Part.TASKS):
        for action in (*book.tasks, *book.follow_up):
            yield f"{book.year} {action.task}", action.task, action
        for duty in book.duties:
            yield f"{book.year} {duty.level.value} {duty.duty}", duty.duty, duty
        for item in book.problems:
            yield f"{book.year} {item.number}", f"整改{item.number}：{item.problem}", item
