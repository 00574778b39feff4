"""Members out of contact: what has to follow after six months and after two years more."""

from collections.abc import Iterator
from datetime import date

from djledger.dates import add_months, add_years, at_least_months
from djledger.law import EDUCATION_RULES, LOGIC
from djledger.ledger.branch import Branch
from djledger.ledger.members import Lost, Member
from djledger.ledger.period import Period
from djledger.rules.members.facts import At, is_here, label, runs_on
from djledger.rules.rule import Problem, Related, Severity, problem, rule

LOST_MONTHS = 6
"""Out of contact so long, membership is suspended (教育管理条例, Art. 24)."""

SUSPENDED_YEARS = 2
"""Still out of contact so long after suspension, the member is removed (Art. 24)."""


def _long_lost(member: Member, period: Period) -> Iterator[tuple[int, Lost]]:
    """Yield who is out of contact now and has been for six months."""
    if not is_here(member, period.as_of):
        return
    for index, lost in enumerate(member.lost):
        long = at_least_months(lost.start, period.as_of, LOST_MONTHS)
        if long and runs_on(lost, period.as_of) and lost.start <= period.last_day:
            yield index, lost


@rule(
    code="MEM501",
    name="lost-not-suspended",
    title="失联满六个月，没有停止党籍",
    severity=Severity.WARNING,
    basis=[EDUCATION_RULES[24]],
    covers=("MEM-07",),
    when=("lost",),
)
def lost_not_suspended(member: Member, period: Period) -> Iterator[Problem]:
    """An alert: whether every means of search was used is for people to say."""
    for index, lost in _long_lost(member, period):
        if not any(s.end is None or s.end > lost.start for s in member.suspensions):
            yield problem(
                member,
                "lost",
                index,
                found=f"{member.name} {lost.start} 起失去联系，至 {period.as_of} 已满六个月，",
                expected="通过各种方式查找仍联系不上、满六个月的，应当停止党籍。",
                remedy="继续查找并写明经过；确实联系不上的，按程序停止党籍，写入“停止党籍”。",
                day=period.as_of,
            )


@rule(
    code="MEM502",
    name="suspended-two-years-not-removed",
    title="停止党籍满二年仍失联，没有除名",
    severity=Severity.WARNING,
    basis=[EDUCATION_RULES[24]],
    when=("suspensions",),
)
def suspended_two_years_not_removed(member: Member, period: Period) -> Iterator[Problem]:
    """Only while the lost contact that led to the suspension still lasts."""
    if not is_here(member, period.as_of):
        return
    for index, spell in enumerate(member.suspensions):
        still_lost = any(
            lost.start <= spell.start and runs_on(lost, period.as_of) for lost in member.lost
        )
        over = add_years(spell.start, SUSPENDED_YEARS) <= period.as_of
        if over and still_lost and runs_on(spell, period.as_of):
            yield problem(
                member,
                "suspensions",
                index,
                found=f"{member.name} {spell.start} 因失联停止党籍，至 {period.as_of} 已满二年，",
                expected="停止党籍二年后确实无法取得联系的，按照自行脱党予以除名。",
                remedy="再次查找；确实联系不上的，提请党员大会讨论除名并报上级审批。",
                day=period.as_of,
            )


@rule(
    code="MEM503",
    name="lost-record-incomplete",
    title="失联登记缺查找经过或处理意见",
    severity=Severity.WARNING,
    basis=[EDUCATION_RULES[24]],
    covers=("MEM-07", "MEM-08"),
    when=("lost",),
)
def lost_record_incomplete(member: Member, period: Period) -> Iterator[Problem]:
    """After six months the record must tell when it was made, the search and the proposal."""
    for index, lost in _long_lost(member, period):
        told = {"登记日期": lost.registered_on, "查找经过": lost.search, "处理意见": lost.measure}
        missing = [name for name, value in told.items() if value is None]
        if missing:
            yield problem(
                member,
                "lost",
                index,
                found=f"{member.name}失联已满六个月，登记中缺少：{'、'.join(missing)}，",
                expected="应写明何时登记、怎样查找和支部的处理意见。",
                remedy="据实补上；尚未查找的，先开展查找。",
                day=period.as_of,
            )


@rule(
    code="MEM504",
    name="lost-yet-active",
    title="失联期间又有联系、培训或到会的记录",
    severity=Severity.WARNING,
    basis=[LOGIC["状态相符"]],
    when=("lost",),
)
def lost_yet_active(member: Member, branch: Branch) -> Iterator[Problem]:
    """On the first and last day of the spell both may be true."""
    for index, lost in enumerate(member.lost):
        for at, day in _signs(member):
            if _within(day, lost):
                found = f"{member.name}的“{label(member, at)}”有 {day} 的记录，"
                yield _contradiction(member, index, at, found, day)
        for meeting in branch.meetings:
            came = meeting.attendees or ()
            if member.name in came and _within(meeting.day, lost):
                found = f"{member.name} {meeting.day} 列在“{meeting.kinds[0].value}”的到会名单中，"
                yield _contradiction(member, index, ("lost", index), found, meeting.day)


def _signs(member: Member) -> Iterator[tuple[At, date]]:
    """Yield the days on which the branch dealt with the member in person."""
    for field in ("mobility", "abroad"):
        for place, away in enumerate(getattr(member, field)):
            for number, day in enumerate(away.contacts):
                yield (field, place, "contacts", number), day
    for place, training in enumerate(member.training):
        yield ("training", place), training.day
    if member.transfer_out is not None and member.transfer_out.day is not None:
        yield ("transfer_out", "day"), member.transfer_out.day


def _within(day: date, lost: Lost) -> bool:
    return lost.start < day and (lost.end is None or day < lost.end)


def _contradiction(member: Member, index: int, at: At, found: str, day: date) -> Problem:
    lost = member.lost[index]
    until = f"至 {lost.end}" if lost.end else "至今"
    return problem(
        member,
        *at,
        found=found,
        expected=f"此人登记为 {lost.start} {until}失联，两处不相符。",
        remedy="已取得联系的，给“失联”写上“止”；记错的改正。",
        day=day,
        related=(Related(member, ("lost", index), "失联登记"),),
    )


@rule(
    code="MEM505",
    name="suspended-too-early",
    title="失联不满六个月就停止党籍",
    severity=Severity.WARNING,
    basis=[EDUCATION_RULES[24]],
    when=("suspensions",),
)
def suspended_too_early(member: Member) -> Iterator[Problem]:
    """Judge a suspension that began while the member was out of contact, unless for abroad."""
    for index, spell in enumerate(member.suspensions):
        for lost in member.lost:
            covers = lost.start <= spell.start and (lost.end is None or spell.start <= lost.end)
            early = spell.start < add_months(lost.start, LOST_MONTHS)
            if covers and early and not member.abroad:
                yield problem(
                    member,
                    "suspensions",
                    index,
                    "start",
                    found=f"{member.name} {lost.start} 起失联，{spell.start} 就停止党籍，",
                    expected="失去联系满六个月才停止党籍。",
                    remedy="核对失联起始日期和停止党籍的决定。",
                    day=spell.start,
                    related=(Related(member, ("lost",), "失联登记"),),
                )
