"""Half a year without organisation life: an alert from the attendance of meetings."""

import re
from collections.abc import Iterator
from datetime import date

from djledger.dates import Month, at_least_months
from djledger.law import EDUCATION_RULES, PARTY_CONSTITUTION
from djledger.ledger.attendance import Attendance, attendance
from djledger.ledger.branch import Branch, Part
from djledger.ledger.meetings import Meeting, MeetingKind
from djledger.ledger.members import Member
from djledger.ledger.period import Period
from djledger.ledger.roster import is_gone
from djledger.rules.members.presence import may_have_come
from djledger.rules.rule import Problem, Related, Severity, problem, rule

MONTHS = 6
"""So long without due cause counts as leaving the Party (党章, Art. 9)."""

LIFE = frozenset(
    {
        MeetingKind.MEMBER_ASSEMBLY,
        MeetingKind.GROUP_MEETING,
        MeetingKind.PARTY_LECTURE,
        MeetingKind.THEME_DAY,
        MeetingKind.ORGANISATION_LIFE,
        MeetingKind.APPRAISAL,
    }
)
"""Meetings that every member has to attend; attending any other meeting also breaks a run."""

WITHOUT_CAUSE = re.compile("无故|无正当|无理由|未请假|没请假|不明|旷")


@rule(
    code="MEM701",
    name="six-months-absent",
    title="连续六个月没有参加组织生活",
    severity=Severity.WARNING,
    basis=[EDUCATION_RULES[31, 6], PARTY_CONSTITUTION[9]],
    needs=(Part.MEETINGS, Part.MEMBERS),
    covers=("MTG-39", "MEM-07"),
)
def six_months_absent(branch: Branch, period: Period) -> Iterator[Problem]:
    """Report runs of absences without a written cause that last six months and end in the year.

    From day to day, or six calendar months in all of whose meetings somebody was missed.
    Presence, a cause, a make-up lesson or a meeting whose attendance is not known ends a run.
    """
    for name, run in _finished(branch, period.last_day):
        first, last = run[0], run[-1]
        member = branch.roster.entry(name, last.day)
        if member is None or last.day not in period or _dealt_with(member, first.day):
            continue
        if _half_a_year(name, run, branch, period.last_day):
            yield problem(
                member,
                "name",
                found=f"{name} {first.day} 至 {last.day} 的 {len(run)} 次组织生活都无故缺席，",
                expected="没有正当理由连续六个月不参加组织生活的，按自行脱党处理。",
                remedy="核对各次缺席；有正当理由的补写原因，确实无故的按程序谈话、处置。",
                day=last.day,
                related=(
                    Related(first, ("absent",), "第一次缺席"),
                    Related(last, ("absent",), "最近一次缺席"),
                ),
            )


def _half_a_year(name: str, run: list[Meeting], branch: Branch, until: date) -> bool:
    first, last = run[0].day, run[-1].day
    if at_least_months(first, last, MONTHS):
        return True
    months = {Month.of(meeting.day) for meeting in run}
    if len(months) < MONTHS:
        return False
    wholly = [m for m in months if m.last_day <= until and not _took_part(name, m, branch)]
    return len(wholly) >= MONTHS


def _took_part(name: str, month: Month, branch: Branch) -> bool:
    held = (meeting for meeting in branch.meetings if meeting.day in month)
    return any(name in _spared(meeting, branch) for meeting in held)


def _spared(meeting: Meeting, branch: Branch) -> set[str]:
    """Return who may have come, or has a reason to be away."""
    return may_have_come(meeting, branch) | _excused(attendance(meeting, branch))


def _dealt_with(member: Member, since: date) -> bool:
    """Whether the branch has acted since: an order, a sanction, a suspension or an exit."""
    acts = [spell.start for spell in (*member.orders, *member.suspensions, *member.lost)]
    acts += [sanction.day for sanction in member.sanctions]
    return is_gone(member) or any(day >= since for day in acts)


def _finished(branch: Branch, until: date) -> Iterator[tuple[str, list[Meeting]]]:
    """Yield each run of absences without cause, when it is broken or at the end."""
    runs: dict[str, list[Meeting]] = {}
    for meeting in branch.meetings:
        if meeting.day > until:
            break
        if not runs and (LIFE.isdisjoint(meeting.kinds) or _all_excused(meeting)):
            continue
        told = attendance(meeting, branch)
        if runs:
            for name in runs.keys() & _spared(meeting, branch):
                yield name, runs.pop(name)
        if not LIFE.isdisjoint(meeting.kinds):
            for name in _truants(meeting, told):
                runs.setdefault(name, []).append(meeting)
    yield from runs.items()


def _all_excused(meeting: Meeting) -> bool:
    """Whether the record alone tells that nobody was away without a reason."""
    return meeting.attendees is None and all(map(_excuses, (meeting.absent or {}).values()))


def _truants(meeting: Meeting, told: Attendance) -> list[str]:
    """Return who was surely due and surely away, without a reason and without making up for it."""
    came = {*(told.present or ()), *meeting.made_up}
    silent = [name for name, reason in told.absent.items() if not _excuses(reason)]
    return [name for name in silent if name in told.expected.certain and name not in came]


def _excused(told: Attendance) -> set[str]:
    return {name for name, reason in told.absent.items() if _excuses(reason)}


def _excuses(reason: str | None) -> bool:
    """Whether something was written, other than that there is no reason."""
    return reason is not None and WITHOUT_CAUSE.search(reason) is None
