"""Who presided over a meeting and who kept the record."""

from collections.abc import Iterator
from datetime import date, timedelta

from djledger.law import BRANCH_REGULATIONS, LOGIC
from djledger.ledger.branch import Branch, Part
from djledger.ledger.meetings import Matter, Meeting, MeetingKind
from djledger.ledger.members import Member
from djledger.ledger.organisation import Officer, Post
from djledger.ledger.roster import arrived, departed, is_gone
from djledger.rules.meetings.bodies import is_mixed
from djledger.rules.rule import Problem, Severity, problem, rule
from djledger.rules.wording import nearest

OF_THE_SECRETARY = (MeetingKind.MEMBER_ASSEMBLY, MeetingKind.COMMITTEE_MEETING)
_ROLES = (("chair", "主持人"), ("recorder", "记录人"))


@rule(
    code="MTG405",
    name="chair-or-recorder-unknown",
    title="主持人或记录人不是本支部党员",
    severity=Severity.WARNING,
    basis=[LOGIC["主持人、记录人与名册一致"]],
    needs=(Part.MEMBERS,),
    covers=("MTG-07",),
    when=("chair", "recorder"),
)
def chair_or_recorder_unknown(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """They are members that day; somebody who sat in may have presided or kept the record."""
    known = branch.roster.by_name
    for field, word in _ROLES if known else ():
        name = getattr(meeting, field)
        if name is None or _is_here(name, meeting, branch):
            continue
        hint = "" if name in known else nearest(name, known)
        where = "名册上没有此人" if name not in known else "当日不是本支部党员"
        yield problem(
            meeting,
            field,
            found=f"{word}{name}，{where}，",
            expected=f"{word}一般是到会的本支部党员。",
            remedy=f"{hint}写错的改正；确由支部以外的人担任的，把此人写进“列席”。",
            day=meeting.day,
        )


@rule(
    code="MTG406",
    name="chair-or-recorder-absent",
    title="主持人或记录人不在到会人员之列",
    severity=Severity.WARNING,
    basis=[LOGIC["主持人、记录人应在场"]],
    covers=("MTG-07",),
    when=("chair", "recorder"),
)
def chair_or_recorder_absent(meeting: Meeting) -> Iterator[Problem]:
    """Who presides or keeps the record is in the room."""
    present = meeting.attendees
    for field, word in _ROLES:
        name = getattr(meeting, field)
        if name is None or _sat_in(name, meeting):
            continue
        absent = name in (meeting.absent or {})
        if absent or (present is not None and name not in present):
            found = f"{word}{name}列在缺席名单里，" if absent else f"{word}{name}不在到会名单里，"
            yield problem(
                meeting,
                field,
                found=found,
                expected=f"{word}应当在场。",
                remedy="对照签到情况，改正名单或更正所写的人。",
                day=meeting.day,
            )


@rule(
    code="MTG501",
    name="secretary-not-in-chair",
    title="书记未主持，也没有说明委托了谁",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[14]],
    needs=(Part.BRANCH,),
    covers=("MTG-33",),
    kinds=OF_THE_SECRETARY,
    when=("chair",),
    on_absence=True,
)
def secretary_not_in_chair(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """The secretary presides; when unable, entrusts another, and the record says so."""
    if meeting.chair_note or _has_rules_of_its_own(meeting):
        return
    secretary = branch.secretary_on(meeting.day)
    if secretary is not None and secretary.name == meeting.chair:  # nearly always
        return
    secretaries = _secretaries(meeting, branch)
    if secretaries and meeting.chair not in secretaries:
        yield problem(
            meeting,
            "chair",
            found=f"主持人是{meeting.chair}，不是书记{'、'.join(secretaries)}，也没有写“主持说明”，",
            expected="党员大会、支委会会议由书记主持；书记不能参加的，可委托副书记或委员。",
            remedy="在“主持说明”里写明书记因何不能主持、委托了谁。",
            day=meeting.day,
        )


@rule(
    code="MTG502",
    name="chair-not-entrustable",
    title="受委托主持会议的不是副书记或委员",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[14]],
    needs=(Part.BRANCH,),
    covers=("MTG-33",),
    kinds=OF_THE_SECRETARY,
    when=("chair",),
)
def chair_not_entrustable(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """Only a deputy or a committee member can be entrusted, where the branch has any."""
    if not meeting.chair_note or _has_rules_of_its_own(meeting):
        return
    officers = _officers(meeting, branch)
    names = {officer.name for officer in officers}
    others = [officer for officer in officers if Post.SECRETARY not in officer.posts]
    if others and meeting.chair not in names:
        yield problem(
            meeting,
            "chair",
            found=f"主持人{meeting.chair}既不是副书记，也不是委员，",
            expected="书记不能主持的，可委托副书记或委员主持。",
            remedy="核对主持人；以后由副书记或委员主持。",
            day=meeting.day,
        )


@rule(
    code="MTG503",
    name="group-leader-not-in-chair",
    title="党小组会不是组长主持，也没有说明",
    severity=Severity.HINT,
    basis=[BRANCH_REGULATIONS[14]],
    needs=(Part.BRANCH,),
    covers=("MTG-33",),
    kinds=(MeetingKind.GROUP_MEETING,),
    when=("chair",),
    on_absence=True,
)
def group_leader_not_in_chair(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """The group's leader presides; the ledger names only the present one, so this is a hint."""
    if meeting.chair_note or is_mixed(meeting):
        return
    named = meeting.groups
    leaders = [g.leader for g in branch.profile.groups if g.name in named and g.leader]
    if leaders and meeting.chair not in leaders:
        yield problem(
            meeting,
            "chair",
            found=f"主持人是{meeting.chair}，{meeting.group}的组长是{'、'.join(leaders)}，",
            expected="党小组会由组长召集并主持。",
            remedy="组长因故不能主持，或当时另有组长的，在“主持说明”里写明。",
            day=meeting.day,
        )


def _sat_in(name: str, meeting: Meeting) -> bool:
    return bool(meeting.observers) and any(name in text for text in meeting.observers)


def _is_here(name: str, meeting: Meeting, branch: Branch) -> bool:
    """Whether a person may have belonged to the branch that day, or sat in."""
    member = branch.roster.entry(name, meeting.day)
    belonged = member is not None and _may_belong(member, meeting.day)
    return belonged or _sat_in(name, meeting)


def _may_belong(member: Member, day: date) -> bool:
    """Whether a person is on the roster that day, leaves on it or left on a day not recorded."""
    start, end = arrived(member), departed(member)
    if end is None:
        return is_gone(member) or start is None or start <= day
    return (start is None or start <= day) and day <= end


def _has_rules_of_its_own(meeting: Meeting) -> bool:
    """Whether another rule says who presides: at an election, and where the body is unclear."""
    return is_mixed(meeting) or any(item.matter is Matter.ELECTION for item in meeting.agenda)


def _officers(meeting: Meeting, branch: Branch) -> list[Officer]:
    """Return who was in office that day or the day before: on a day of change either counts."""
    days = (meeting.day, meeting.day - timedelta(days=1))
    return [officer for day in days for officer in branch.officers_on(day)]


def _secretaries(meeting: Meeting, branch: Branch) -> list[str]:
    officers = _officers(meeting, branch)
    return list(dict.fromkeys(o.name for o in officers if Post.SECRETARY in o.posts))
