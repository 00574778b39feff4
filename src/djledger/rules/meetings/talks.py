"""Heart-to-heart talks: whom they must reach in a year (支部工作条例, Art. 19)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from djledger.law import BRANCH_REGULATIONS
from djledger.ledger.branch import Branch, Part
from djledger.ledger.meetings import MeetingKind
from djledger.ledger.members import Member, SanctionKind
from djledger.ledger.organisation import Officer
from djledger.ledger.period import Period
from djledger.ledger.roster import departed, is_gone
from djledger.rules.rule import Param, Problem, Severity, problem, rule
from djledger.rules.wording import people

REMEDY = "如已谈过，补记并写明补记原因；如确未谈，尽快安排，不要补造记录。"


class Held(NamedTuple):
    """A talk that was held: when, and between whom."""

    day: date
    people: frozenset[str]


def held_in(branch: Branch, year: int) -> list[Held]:
    """Return the talks of a year, from whichever record they stand in."""
    return [talk for talk in all_held(branch) if talk.day.year == year]


def all_held(branch: Branch) -> list[Held]:
    """Return every talk on record (made once for a branch)."""
    return branch.derived(_held)


def _held(branch: Branch) -> list[Held]:
    return [
        Held(talk.day or meeting.day, frozenset((talk.by, *talk.with_)))
        for meeting in branch.meetings
        for talk in meeting.talks
    ]


@rule(
    code="MTG306",
    name="no-talk-all-year",
    title="全年没有谈心谈话记录",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[19]],
    needs=(Part.MEETINGS,),
    covers=("MTG-38",),
)
def no_talk_all_year(branch: Branch, period: Period) -> Iterator[Problem]:
    """A year that is over needs talks."""
    if period.year_owed(branch) and not _any_record(branch, period):
        yield problem(
            branch.profile,
            "name",
            found=f"{period.year} 年全年没有谈心谈话的记录，",
            expected="委员之间、委员和党员之间、党员之间一般每年至少谈心谈话 1 次。",
            remedy=REMEDY,
            day=period.end,
            during=period.year,
        )


@rule(
    code="MTG307",
    name="officers-never-talked",
    title="支部委员之间全年没有谈心谈话",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[19]],
    needs=(Part.MEETINGS, Part.BRANCH),
    covers=("MTG-38",),
)
def officers_never_talked(branch: Branch, period: Period) -> Iterator[Problem]:
    """Every two who sat on the committee through the year need a talk with each other."""
    talks = _judged(branch, period)
    if not talks:
        return
    officers = _committee_through(branch, period)
    for place, officer in enumerate(officers):
        met = {name for talk in talks if officer.name in talk.people for name in talk.people}
        later = (other.name for other in officers[place + 1 :])
        others = [name for name in later if name not in met]
        if others:
            yield problem(
                officer,
                "name",
                found=f"{period.year} 年没有{officer.name}与{people(others)}谈心谈话的记录，",
                expected="支部委员之间一般每年至少谈心谈话 1 次。",
                remedy=REMEDY,
                day=period.end,
                during=period.year,
            )


@rule(
    code="MTG308",
    name="member-never-met-officer",
    title="支部委员全年没有同党员谈心谈话",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[19]],
    needs=(Part.MEETINGS, Part.BRANCH, Part.MEMBERS),
    covers=("MTG-38",),
)
def member_never_met_officer(branch: Branch, period: Period) -> Iterator[Problem]:
    """Each member who talked with somebody also needs a talk with one of the committee."""
    if not _committee_through(branch, period):
        return
    talks = _judged(branch, period)
    talked = {name for talk in talks for name in talk.people}
    reached = {name for talk in talks if _by_committee(talk, branch) for name in talk.people}
    missed = talked - reached
    for member in _members_through(branch, period) if missed else ():
        if member.name in missed:
            found = f"{period.year} 年没有支部委员与{member.name}谈心谈话的记录，"
            yield _uncovered(member, period, found, "支部委员和党员之间")


@rule(
    code="MTG309",
    name="member-never-talked-with",
    title="党员全年没有参加谈心谈话",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[19]],
    needs=(Part.MEETINGS, Part.MEMBERS),
    covers=("MTG-38",),
)
def member_never_talked_with(branch: Branch, period: Period) -> Iterator[Problem]:
    """Each member who belonged to the branch all year and could be reached needs a talk."""
    talks = _judged(branch, period)
    talked = {name for talk in talks for name in talk.people}
    for member in _members_through(branch, period) if talks else ():
        if member.name not in talked:
            found = f"{period.year} 年没有{member.name}参加谈心谈话的记录，"
            yield _uncovered(member, period, found, "支部委员和党员之间、党员之间")


@rule(
    code="MTG310",
    name="talk-people-missing",
    title="谈心谈话记录没有写明谁同谁谈",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[19]],
    covers=("MTG-38",),
    on_absence=True,
)
def talk_people_missing(branch: Branch, period: Period) -> Iterator[Problem]:
    """A record of talks must say who talked with whom, or nobody's coverage can be told."""
    for meeting in branch.meetings_of(MeetingKind.HEART_TALK):
        if meeting.day in period and not meeting.talks:
            yield problem(
                meeting,
                "talks",
                found="这份谈心谈话记录没有写明谁同谁谈，",
                expected="谈心谈话应逐次记明谈话人和谈话对象。",
                remedy="在“谈话”下逐条补上谈话人、对象、日期和要点；记不清的如实说明。",
                day=meeting.day,
            )


@rule(
    code="MTG311",
    name="no-talk-after-sanction",
    title="党员受处分、处置后书记没有同其谈心谈话",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[19]],
    params=(Param("days", 90, "自处分或处置之日起，多少日内应有书记的谈话记录（条例没有定数）"),),
    needs=(Part.MEETINGS, Part.BRANCH),
    covers=("MTG-38",),
    when=("sanctions", "orders"),
)
def no_talk_after_sanction(
    member: Member, branch: Branch, period: Period, days: int
) -> Iterator[Problem]:
    """After a sanction or an order to correct the secretary must work with the person."""
    for field, index, word, day in _blows(member):
        due = day + timedelta(days=days)
        if day not in period or period.as_of <= due or _left_by(member, due):
            continue
        if not any(_comforts(talk, member, branch, day, due) for talk in all_held(branch)):
            yield problem(
                member,
                field,
                index,
                found=f"{member.name}于 {day} 受{word}，此后 {days} 日内没有书记同其谈话的记录，",
                expected="对受处分、受处置的党员，支部书记应有针对性地做思想政治工作。",
                remedy="如已谈过，补记谈话并写明补记原因；如确未谈，由书记尽快谈话并记录。",
                day=day,
            )


def _uncovered(member: Member, period: Period, found: str, among: str) -> Problem:
    return problem(
        member,
        "name",
        found=found,
        expected=f"{among}一般每年至少谈心谈话 1 次。",
        remedy=REMEDY,
        day=period.end,
        during=period.year,
    )


def _any_record(branch: Branch, period: Period) -> bool:
    records = branch.meetings_of(MeetingKind.HEART_TALK)
    return any(meeting.day in period for meeting in records) or bool(held_in(branch, period.year))


def _judged(branch: Branch, period: Period) -> list[Held]:
    """Return the year's talks, none when coverage cannot be told or is not yet owed."""
    unsaid = any(
        meeting.day in period and not meeting.talks
        for meeting in branch.meetings_of(MeetingKind.HEART_TALK)
    )
    return [] if unsaid or not period.year_owed(branch) else held_in(branch, period.year)


def _committee_through(branch: Branch, period: Period) -> list[Officer]:
    """Return who sat on the committee on the first and on the last day of the year."""
    first = {officer.name for officer in branch.committee_on(period.start) or ()}
    return [o for o in branch.committee_on(period.end) or () if o.name in first]


def _by_committee(talk: Held, branch: Branch) -> bool:
    return any(officer.name in talk.people for officer in branch.committee_on(talk.day) or ())


def _members_through(branch: Branch, period: Period) -> list[Member]:
    """Return the members who belonged all year, those out of reach for a time left out."""
    first = {member.name for member in branch.roster.members_on(period.start)}
    last = branch.roster.members_on(period.end)
    return [m for m in last if m.name in first and not _out_of_reach(m, period)]


def _out_of_reach(member: Member, period: Period) -> bool:
    spells = (
        *member.mobility,
        *member.abroad,
        *member.lost,
        *member.exempt,
        *member.suspensions,
        *member.rights_suspended,
    )
    return any(s.start <= period.end and (s.end is None or period.start <= s.end) for s in spells)


def _blows(member: Member) -> Iterator[tuple[str, int, str, date]]:
    """Yield the sanctions and orders to correct: field, index, name and day."""
    for index, sanction in enumerate(member.sanctions):
        if sanction.kind is not SanctionKind.EXPULSION:
            yield "sanctions", index, f"{sanction.kind}处分", sanction.day
    for index, order in enumerate(member.orders):
        yield "orders", index, "限期改正处置", order.start


def _left_by(member: Member, day: date) -> bool:
    left = departed(member)
    return left <= day if left else is_gone(member)


def _comforts(talk: Held, member: Member, branch: Branch, start: date, due: date) -> bool:
    """Whether a talk in time was the secretary's; anybody's where none is known or it is them."""
    if member.name not in talk.people or not start <= talk.day <= due:
        return False
    secretary = branch.secretary_on(talk.day)
    return secretary is None or secretary.name in talk.people
