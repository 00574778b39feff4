"""Meetings that are due: the quarter's assembly, the month's meetings, the year's two."""

from collections.abc import Iterator
from datetime import date, timedelta

from djledger.dates import Month, Quarter, months_from, quarters_from
from djledger.law import BRANCH_REGULATIONS, Citation
from djledger.ledger.branch import Branch
from djledger.ledger.meetings import MeetingKind
from djledger.planning.due import Due, Kind
from djledger.rules.window import in_window, window_end

YEARLY_FROM = 10
"""The yearly meetings are held as a rule in the fourth quarter."""


def dues(branch: Branch, as_of: date, days: int) -> Iterator[Due]:
    """Yield the meetings of the periods now running and beginning within so many days."""
    last = as_of + timedelta(days=days)
    yield from _assemblies(branch, as_of, last)
    yield from _monthly(branch, as_of, last)
    yield from _yearly(branch, as_of)


def _assemblies(branch: Branch, as_of: date, last: date) -> Iterator[Due]:
    held = {Quarter.of(m.day) for m in branch.meetings_of(MeetingKind.MEMBER_ASSEMBLY)}
    for quarter in quarters_from(Quarter.of(as_of), Quarter.of(last)):
        first, end = quarter.first_day, quarter.last_day
        if quarter not in held and _owed(branch, first, end):
            task = f"召开 {quarter.year} 年第 {quarter.number} 季度党员大会"
            yield _due(branch, f"党员大会 {quarter}", task, (first, end), BRANCH_REGULATIONS[11])


def _monthly(branch: Branch, as_of: date, last: date) -> Iterator[Due]:
    for month in months_from(Month.of(as_of), Month.of(last)):
        span = (month.first_day, month.last_day)
        if not _owed(branch, *span):
            continue
        named = f"{month.year} 年 {month.month} 月"
        if not _held(branch, month, MeetingKind.THEME_DAY):
            law = BRANCH_REGULATIONS[16]
            yield _due(branch, f"主题党日 {month}", f"开展 {named}主题党日", span, law)
        if branch.committee_on(as_of) and not _held(branch, month, MeetingKind.COMMITTEE_MEETING):
            law = BRANCH_REGULATIONS[12]
            yield _due(branch, f"支委会 {month}", f"召开 {named}支委会会议", span, law)
        yield from _groups(branch, month)


def _groups(branch: Branch, month: Month) -> Iterator[Due]:
    held = (m for m in branch.meetings_of(MeetingKind.GROUP_MEETING) if m.day in month)
    met = {name for meeting in held for name in meeting.groups or (None,)}
    for group in branch.profile.groups:
        begun = group.start is None or group.start <= month.first_day
        lives = begun and (group.end is None or group.end >= month.last_day)
        if lives and not {group.name, None} & met:
            span = (month.first_day, month.last_day)
            task = f"召开 {month.year} 年 {month.month} 月党小组会"
            key = f"党小组会 {group.name} {month}"
            yield _due(branch, key, task, span, BRANCH_REGULATIONS[13], group.name)


def _yearly(branch: Branch, as_of: date) -> Iterator[Due]:
    """The year's organisation-life meeting and appraisal may be held until the next 31 March."""
    for year in (as_of.year - 1, as_of.year):
        span = (date(year, YEARLY_FROM, 1), window_end(year))
        if span[1] < as_of or not _owed(branch, date(year, 1, 1), span[1]):
            continue
        lives = branch.meetings_of(MeetingKind.ORGANISATION_LIFE)
        if not any(m.life.year == year if m.life else in_window(m.day, year) for m in lives):
            task, law = f"召开 {year} 年度组织生活会", BRANCH_REGULATIONS[17]
            yield _due(branch, f"组织生活会 {year}", task, span, law)
        found = branch.meetings_of(MeetingKind.APPRAISAL)
        if not any(
            m.appraisal.year == year if m.appraisal else in_window(m.day, year) for m in found
        ):
            task, law = f"开展 {year} 年度民主评议党员", BRANCH_REGULATIONS[18]
            yield _due(branch, f"民主评议 {year}", task, span, law)


def _held(branch: Branch, month: Month, kind: MeetingKind) -> bool:
    return any(meeting.day in month for meeting in branch.meetings_of(kind))


def _owed(branch: Branch, first: date, last: date) -> bool:
    """Whether the branch exists all through, as far as is known."""
    return branch.owes_from <= first and last <= branch.owes_until


def _due(
    branch: Branch, key: str, task: str, span: tuple[date, date], law: Citation, whose: str = ""
) -> Due:
    opens, due = span
    name = branch.profile.name
    key = f"meetings/{key}"
    return Due(
        branch.path, name, Kind.MEETING, key, task, due, whose, opens, law.newest.short
    )  # fmt: skip
