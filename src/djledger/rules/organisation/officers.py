"""Officers as people: members of the branch, full members, with rights and standing."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from djledger.dates import add_months, add_years
from djledger.law import BRANCH_REGULATIONS, ELECTION_RULES, LOGIC, PARTY_CONSTITUTION
from djledger.ledger.branch import Branch, Part
from djledger.ledger.members import Member
from djledger.ledger.organisation import Officer, Origin, Post
from djledger.ledger.period import Period
from djledger.ledger.roster import departed, has_rights, on_roster
from djledger.ledger.terms import start_of
from djledger.rules.organisation.counting import is_probationary
from djledger.rules.organisation.spans import post_words
from djledger.rules.rule import Problem, Related, Severity, problem, rule
from djledger.rules.wording import nearest

_MOVING_MONTHS = 6
"""Months in which the papers of somebody appointed from outside should have followed."""


class _Seat(NamedTuple):
    """An officer of the term now running, the first day in office, the roster's entry."""

    officer: Officer
    start: date
    member: Member | None


def _seats(branch: Branch, period: Period) -> Iterator[_Seat]:
    """Yield the officers of the running term who were in office in the time judged."""
    term = branch.term_on(period.last_day)
    for officer in term.officers if term is not None else ():
        start = start_of(officer, term) if term is not None else date.max
        over = officer.end is not None and officer.end <= max(period.start, branch.owes_from)
        if start <= period.last_day and not over:
            yield _Seat(officer, start, branch.roster.entry(officer.name, start))


@rule(
    code="ORG231",
    name="officer-not-on-roster",
    title="班子成员不在党员名册上",
    severity=Severity.ERROR,
    basis=[LOGIC["前后一致"], ELECTION_RULES[5]],
    needs=(Part.MEMBERS,),
)
def officer_not_on_roster(branch: Branch, period: Period) -> Iterator[Problem]:
    """Most often a name mistyped in one of the two files."""
    for seat in _seats(branch, period):
        if seat.member is None:
            hint = nearest(seat.officer.name, branch.roster.by_name)
            yield problem(
                seat.officer,
                "name",
                found=f"{post_words(seat.officer)}{seat.officer.name}不在党员名册上。{hint}",
                expected="班子成员应是本支部党员。",
                remedy="核对姓名；名册漏列的，补进 members.yaml。",
                day=seat.start,
            )


@rule(
    code="ORG232",
    name="officer-not-yet-member",
    title="任职时不是本支部党员",
    severity=Severity.ERROR,
    basis=[LOGIC["先后次序"], ELECTION_RULES[5]],
    needs=(Part.MEMBERS,),
)
def officer_not_yet_member(branch: Branch, period: Period) -> Iterator[Problem]:
    """On the roster on the first day in office; papers of the appointed may follow later."""
    for seat in _seats(branch, period):
        if seat.member is not None and not _belonged(seat, seat.member):
            yield problem(
                seat.officer,
                "name",
                found=f"{seat.officer.name} {seat.start} 任{post_words(seat.officer)}，"
                "按名册当天不是本支部党员，",
                expected="班子成员任职时应是本支部党员。",
                remedy="核对转入、转出和任职日期。",
                day=seat.start,
                related=(Related(seat.member, ("name",), "名册所载"),),
            )


def _belonged(seat: _Seat, member: Member) -> bool:
    days = [seat.start]
    if seat.officer.origin is Origin.APPOINTED:
        days += [add_months(seat.start, month) for month in range(1, _MOVING_MONTHS + 1)]
    return any(on_roster(member, day) for day in days)


@rule(
    code="ORG233",
    name="officer-not-full-member",
    title="任职时还不是正式党员",
    severity=Severity.ERROR,
    basis=[PARTY_CONSTITUTION[7], ELECTION_RULES[5]],
    needs=(Part.MEMBERS,),
)
def officer_not_full_member(branch: Branch, period: Period) -> Iterator[Problem]:
    """A probationary member has no right to be elected."""
    for seat in _seats(branch, period):
        if seat.member is not None and is_probationary(seat.member, seat.start):
            confirmed = seat.member.confirmed
            since = f"{confirmed} 才转正" if confirmed else "名册上没有转正日期"
            yield problem(
                seat.officer,
                "name",
                found=f"{seat.officer.name} {seat.start} 任{post_words(seat.officer)}，{since}，",
                expected="预备党员没有被选举权，班子成员应是正式党员。",
                remedy="核对转正和任职日期；确是预备党员的，报告上级予以纠正。",
                day=seat.start,
                related=(Related(seat.member, ("confirmed",), "名册所载"),),
            )


@rule(
    code="ORG234",
    name="officer-without-rights",
    title="任职时没有被选举权",
    severity=Severity.ERROR,
    basis=[PARTY_CONSTITUTION[41], ELECTION_RULES[5]],
    needs=(Part.MEMBERS,),
)
def officer_without_rights(branch: Branch, period: Period) -> Iterator[Problem]:
    """Probation within the Party and suspended rights exclude from being elected."""
    for seat in _seats(branch, period):
        if seat.member is not None and not has_rights(seat.member, seat.start):
            yield problem(
                seat.officer,
                "name",
                found=f"{seat.officer.name} {seat.start} 任{post_words(seat.officer)}，"
                "当天正受留党察看，或者权利中止、停止党籍，",
                expected="这期间没有被选举权。",
                remedy="核对处分、中止权利的起止和任职日期；确实如此的，报告上级予以纠正。",
                day=seat.start,
                related=(Related(seat.member, ("name",), "名册所载"),),
            )


@rule(
    code="ORG235",
    name="officer-left-branch",
    title="已离开本支部的党员还在班子里",
    severity=Severity.WARNING,
    basis=[LOGIC["前后一致"], BRANCH_REGULATIONS[21]],
    needs=(Part.MEMBERS,),
)
def officer_left_branch(branch: Branch, period: Period) -> Iterator[Problem]:
    """Transfer, death and exit end an office too; the day of leaving should be written.

    With the branch all its offices end, so nobody is asked about leaving then.
    """
    for seat in _seats(branch, period):
        left = departed(seat.member) if seat.member is not None else None
        if seat.member is None or left is None or not seat.start < left <= period.last_day:
            continue
        if left > branch.owes_until:
            continue
        if seat.officer.end is None or seat.officer.end > left:
            yield problem(
                seat.officer,
                "end",
                found=f"{seat.officer.name}已于 {left} 离开本支部，"
                f"任{post_words(seat.officer)}却没有在此以前写“止”，",
                expected="党员离开支部，班子职务随之终止，空缺应及时补选。",
                remedy="给这一条写上离任日期，并按规定补选。",
                day=left,
                related=(Related(seat.member, ("name",), f"{left} 离开"),),
            )


@rule(
    code="ORG236",
    name="secretary-short-standing",
    title="书记任职时党龄不满 1 年",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[23], PARTY_CONSTITUTION[7]],
    needs=(Part.MEMBERS,),
)
def secretary_short_standing(branch: Branch, period: Period) -> Iterator[Problem]:
    """Standing counts from the confirmation; exactly a year is enough."""
    for seat in _seats(branch, period):
        confirmed = seat.member.confirmed if seat.member is not None else None
        if Post.SECRETARY not in seat.officer.posts or confirmed is None:
            continue
        if confirmed <= seat.start < add_years(confirmed, 1):
            yield problem(
                seat.officer,
                "name",
                found=f"{seat.officer.name} {confirmed} 转正，{seat.start} 任书记，党龄不满 1 年，",
                expected="党支部书记一般应有 1 年以上党龄。",
                remedy="核对转正和任职日期；确有需要的，说明上级批准的情况。",
                day=seat.start,
            )


RULES = (
    officer_not_on_roster,
    officer_not_yet_member,
    officer_not_full_member,
    officer_without_rights,
    officer_left_branch,
    secretary_short_standing,
)
