"""Whether the names on an attendance list are those of people who belonged there."""

import re
from collections.abc import Iterator
from datetime import date

from djledger.law import BRANCH_REGULATIONS, LOGIC
from djledger.ledger.attendance import attendance
from djledger.ledger.branch import Branch, Part
from djledger.ledger.meetings import Meeting, MeetingKind
from djledger.ledger.members import Member
from djledger.ledger.roster import arrived, departed, group_of, is_gone, on_roster
from djledger.rules.meetings.bodies import committees_on, is_mixed
from djledger.rules.rule import Problem, Related, Severity, problem, rule
from djledger.rules.wording import nearest, people

_NAMESAKE = re.compile(r"[^\s、，,；;：:（）()]+[（(][一二三四五六七八九十][)）]")
"""A name with the suffix that tells it from another person's."""
_GAP = re.compile(r"[\s、，,；;：:（）()]+")
_Listed = tuple[str, tuple[str | int, ...]]


@rule(
    code="MTG106",
    name="attendee-listed-twice",
    title="到会名单有重复，或者同一人又到会又缺席",
    severity=Severity.ERROR,
    basis=[LOGIC["名单不重不漏"]],
    covers=("MTG-06",),
    when=("attendees",),
)
def attendee_listed_twice(meeting: Meeting) -> Iterator[Problem]:
    """A person is on the list once, and is not both present and absent."""
    seen: set[str] = set()
    for index, name in enumerate(meeting.attendees or ()):
        again, absent = name in seen, name in (meeting.absent or {})
        seen.add(name)
        if again or absent:
            yield problem(
                meeting,
                "attendees",
                index,
                found=f"{name}在到会名单中重复，" if again else f"{name}既在到会名单又在缺席名单，",
                expected="每人只列一次，到会与缺席不能兼有。",
                remedy="对照签到情况改正；确有两人同名的，按名册加后缀区分。",
                day=meeting.day,
            )


@rule(
    code="MTG107",
    name="attendees-differ-from-count",
    title="到会名单人数与实到人数不符",
    severity=Severity.ERROR,
    basis=[LOGIC["名单人数与实到一致"]],
    covers=("MTG-06",),
    when=("attendees",),
    on_absence=True,
)
def attendees_differ_from_count(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """The list and the number tell the same; strangers on the list are another rule's."""
    if meeting.attendees is None or meeting.present_count is None:
        return
    names = set(meeting.attendees)
    named, strangers = len(names), sum(_is_stranger(n, meeting, branch) for n in names)
    if not named - strangers <= meeting.present_count <= named:
        yield problem(
            meeting,
            "present_count",
            found=f"实到写 {meeting.present_count} 人，到会名单上有 {named} 人，",
            expected="两处应一致。",
            remedy="对照签到情况改正；列席人员写在“列席”里，不计入实到。",
            day=meeting.day,
            related=(Related(meeting, ("attendees",), "到会名单"),),
        )


@rule(
    code="MTG108",
    name="attendee-not-member-then",
    title="会议当日不在本支部的人列在到会或缺席名单里",
    severity=Severity.ERROR,
    basis=[LOGIC["到会人员与名册一致"]],
    needs=(Part.MEMBERS,),
    covers=("MTG-41",),
    when=("attendees", "absent"),
)
def attendee_not_member_then(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """Not yet arrived, transferred out or dead: such a name was not written at the meeting."""
    for name, at in _listed(meeting):
        member = branch.roster.entry(name, meeting.day)
        why = None if member is None else _elsewhere(member, meeting.day)
        if member is not None and why is not None:
            yield problem(
                meeting,
                *at,
                found=f"{name}{why}，{meeting.day} 不是本支部党员，却列在名单里，",
                expected="到会、缺席名单只列当日属于本支部的党员。",
                remedy="对照签到和名册核对；到会时还不是本支部党员的，写在“列席”里。",
                day=meeting.day,
                related=(Related(member, ("name",), f"{name}在名册上的记录"),),
            )


@rule(
    code="MTG109",
    name="attendee-unknown",
    title="到会或缺席名单里的人不在名册上",
    severity=Severity.WARNING,
    basis=[LOGIC["到会人员与名册一致"]],
    needs=(Part.MEMBERS,),
    covers=("MTG-41",),
    when=("attendees", "absent"),
)
def attendee_unknown(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """Every name is on the roster; the nearest one is offered."""
    known = branch.roster.by_name
    for name, at in _listed(meeting) if known else ():
        if name not in known:
            yield problem(
                meeting,
                *at,
                found=f"名册上没有“{name}”，",
                expected="到会、缺席名单只列本支部党员，写法与名册一致。",
                remedy=f"{nearest(name, known)}写错的改正；不是本支部党员的，写在“列席”里。",
                day=meeting.day,
            )


@rule(
    code="MTG110",
    name="attendee-of-other-body",
    title="支委会、党小组会的名单里有不属于它的党员",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[12], BRANCH_REGULATIONS[13]],
    needs=(Part.MEMBERS, Part.BRANCH),
    covers=("MTG-40",),
    kinds=(MeetingKind.COMMITTEE_MEETING, MeetingKind.GROUP_MEETING),
    when=("attendees", "absent"),
)
def attendee_of_other_body(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """Who sits in on another body's meeting is an observer of it."""
    if is_mixed(meeting):
        return
    others = _outsiders([name for name, _ in _listed(meeting)], meeting, branch)
    if others:
        committee = meeting.is_a(MeetingKind.COMMITTEE_MEETING)
        whose, who = ("支委会", "委员") if committee else (meeting.group, "组员")
        yield problem(
            meeting,
            "attendees" if meeting.attendees is not None else "absent",
            found=f"{people(others)}不是{whose}的{who}，却列在到会或缺席名单里，",
            expected=f"名单只列{whose}的{who}，其他人参加的属于列席。",
            remedy="核对会议类型是否写对；类型无误的，把这些人移到“列席”里。",
            day=meeting.day,
        )


@rule(
    code="MTG111",
    name="observer-is-member",
    title="本支部党员列为列席人员",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[11]],
    needs=(Part.MEMBERS,),
    covers=("MTG-04",),
    kinds=(MeetingKind.MEMBER_ASSEMBLY,),
    when=("observers",),
)
def observer_is_member(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """All members take part in a member assembly; only others sit in on it."""
    if is_mixed(meeting):
        return
    due = {m.name for m in attendance(meeting, branch).expected.sure if not m.home_branch}
    for index, text in enumerate(meeting.observers):
        names = due.intersection(_GAP.split(_NAMESAKE.sub("", text)))
        if names:
            yield problem(
                meeting,
                "observers",
                index,
                found=f"{people(sorted(names))}是本支部党员，却列为列席人员，",
                expected="党员大会全体党员参加，列席的应是本支部以外的人。",
                remedy="本支部党员移到到会名单；是同名的另一人的，加后缀区分，如“李伟(二)”。",
                day=meeting.day,
            )


@rule(
    code="MTG112",
    name="make-up-impossible",
    title="补学的日期或人与缺席情况不符",
    severity=Severity.ERROR,
    basis=[LOGIC["补学在会后、限于缺席的人"]],
    covers=("MTG-05",),
    when=("made_up",),
)
def make_up_impossible(meeting: Meeting) -> Iterator[Problem]:
    """Who was present has nothing to make up, and nobody makes up before the meeting."""
    for name, day in meeting.made_up.items():
        early = day < meeting.day
        if early or name in (meeting.attendees or ()):
            yield problem(
                meeting,
                "made_up",
                name,
                found=f"{name}的补学日期 {day} 早于会议日期，"
                if early
                else f"{name}已经到会，又记了补学，",
                expected="补学应在会后进行，只限缺席的党员。",
                remedy="核对补学日期和缺席名单，写错的更正。",
                day=meeting.day,
            )


def _listed(meeting: Meeting) -> Iterator[_Listed]:
    """Yield the names on the lists of present and absent, with their places."""
    for index, name in enumerate(meeting.attendees or ()):
        yield name, ("attendees", index)
    for name in meeting.absent or ():
        yield name, ("absent", name)


def _is_stranger(name: str, meeting: Meeting, branch: Branch) -> bool:
    member = branch.roster.entry(name, meeting.day)
    return member is None or _elsewhere(member, meeting.day) is not None


def _elsewhere(member: Member, day: date) -> str | None:
    """Say why a person did not belong to the branch on a day; None if they did or may have."""
    if on_roster(member, day):
        return None
    start, end = arrived(member), departed(member)
    if day in {start, end} or (end is None and is_gone(member)):
        return None
    if start is not None and day < start:
        return f" {start} 才{_arrival(member)}"
    kind = member.exit.kind if member.exit is not None and member.exit.day == end else "转出"
    return f"已于 {end} {kind}"


def _arrival(member: Member) -> str:
    if member.home_branch:
        return "参加本支部组织生活"
    return "转入" if member.transfer_in else "入党"


def _outsiders(names: list[str], meeting: Meeting, branch: Branch) -> list[str]:
    """Return the members of the branch who certainly do not belong to the committee or group."""
    day, known = meeting.day, branch.roster
    if meeting.is_a(MeetingKind.COMMITTEE_MEETING):
        sitting = frozenset().union(*committees_on(day, branch))
        return [n for n in names if n not in sitting and known.entries(n)] if sitting else []
    groups = {None, *meeting.groups}
    found = ((name, known.entry(name, day)) for name in (names if meeting.group else ()))
    return [name for name, member in found if member and group_of(member, day) not in groups]
