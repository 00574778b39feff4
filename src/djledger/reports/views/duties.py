"""What was due of each kind of meeting, stretch by stretch, and the records that answer it.

The same reading of the regulation as rules MTG301–304, MTG701 and REV101: a test holds the two
to each other.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from djledger.dates import Month
from djledger.ledger.branch import Branch
from djledger.ledger.meetings import Meeting, MeetingKind
from djledger.ledger.organisation import Group
from djledger.ledger.period import Period
from djledger.rules.window import in_window, window_owed

GROUP_KINDS = (MeetingKind.GROUP_MEETING, MeetingKind.ORGANISATION_LIFE)
YEARLY = (MeetingKind.ORGANISATION_LIFE, MeetingKind.APPRAISAL)


@dataclass(frozen=True, slots=True)
class Duty:
    """A stretch of the year in which a kind of meeting was due; ``month`` is its last."""

    kind: MeetingKind
    label: str
    month: int
    held: tuple[Meeting, ...]


def duties(branch: Branch, period: Period) -> Iterator[Duty]:
    """Yield every duty of the year that has fallen due by the day of judgement."""
    yield from _quarterly(branch, period)
    for month in period.owed_months(branch):
        if branch.committee_on(month.first_day) and branch.committee_on(month.last_day):
            yield _monthly(branch, MeetingKind.COMMITTEE_MEETING, month)
        yield from _of_groups(branch, month)
        yield _monthly(branch, MeetingKind.THEME_DAY, month)
    for kind in YEARLY:
        yield from _yearly(branch, period, kind)


def _quarterly(branch: Branch, period: Period) -> Iterator[Duty]:
    kind = MeetingKind.MEMBER_ASSEMBLY
    for quarter in period.owed_quarters(branch):
        held = tuple(one for one in branch.meetings_of(kind) if one.day in quarter)
        yield Duty(kind, f"第{'一二三四'[quarter.number - 1]}季度", quarter.number * 3, held)


def _monthly(branch: Branch, kind: MeetingKind, month: Month) -> Duty:
    held = tuple(one for one in branch.meetings_of(kind) if one.day in month)
    return Duty(kind, f"{month.month}月", month.month, held)


def _of_groups(branch: Branch, month: Month) -> Iterator[Duty]:
    met = [one for one in branch.meetings_of(*GROUP_KINDS) if one.day in month]
    for group in branch.profile.groups:
        if _existed(group, month):
            held = tuple(one for one in met if _may_be_of(one, group.name))
            label = f"{month.month}月{group.name}"
            yield Duty(MeetingKind.GROUP_MEETING, label, month.month, held)


def _may_be_of(meeting: Meeting, group: str) -> bool:
    """Whether a meeting was this group's; one that names no group may have been any's."""
    named = meeting.groups
    unsaid = not named and MeetingKind.GROUP_MEETING in meeting.kinds
    return group in named or unsaid


def _existed(group: Group, month: Month) -> bool:
    begun = group.start is None or group.start <= month.first_day
    return begun and (group.end is None or group.end >= month.last_day)


def _yearly(branch: Branch, period: Period, kind: MeetingKind) -> Iterator[Duty]:
    """Due once the window has closed; when it was held before that it counts already."""
    held = tuple(
        one
        for one in branch.meetings
        if one.day <= period.as_of and _year_of(one, kind, period.year)
    )
    if held or window_owed(branch, period):
        yield Duty(kind, f"{period.year}年度", 12, held)


def _year_of(meeting: Meeting, kind: MeetingKind, year: int) -> bool:
    """Whether a yearly meeting is for a year: as labelled, else by its day."""
    part = meeting.life if kind is MeetingKind.ORGANISATION_LIFE else meeting.appraisal
    if part is not None:
        return part.year == year
    return kind in meeting.kinds and in_window(meeting.day, year)
