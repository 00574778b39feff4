"""Whether a meeting is of a kind that the branch has."""

from collections.abc import Iterator
from datetime import timedelta

from djledger.law import BRANCH_REGULATIONS, LOGIC
from djledger.ledger.branch import Branch, Part
from djledger.ledger.meetings import Meeting, MeetingKind
from djledger.rules.meetings.bodies import BODIES, is_mixed
from djledger.rules.rule import Problem, Severity, problem, rule
from djledger.rules.wording import nearest


@rule(
    code="MTG507",
    name="committee-meeting-without-committee",
    title="没有设支委会的支部却有支委会会议记录",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[20]],
    needs=(Part.BRANCH,),
    covers=("MTG-15",),
    kinds=(MeetingKind.COMMITTEE_MEETING,),
)
def committee_meeting_without_committee(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """Judged only where it is known who was in office; a committee may end that very day."""
    days = (meeting.day, meeting.day - timedelta(days=1))
    known = branch.term_on(meeting.day) is not None
    if known and all(branch.committee_on(day) is None for day in days):
        yield problem(
            meeting,
            "kinds",
            found=f"{meeting.day} 本支部没有设支委会，却记为支委会会议，",
            expected="正式党员不足 7 人的支部不设支委会，只设书记（必要时设副书记）。",
            remedy="核对类型；确实设有支委会的，在 branch.yaml 的届次里写明委员或“设支委会: 是”。",
            day=meeting.day,
        )


@rule(
    code="MTG508",
    name="group-unknown",
    title="党小组会所写的党小组不存在",
    severity=Severity.WARNING,
    basis=[LOGIC["党小组与支部设置一致"], BRANCH_REGULATIONS[13]],
    needs=(Part.BRANCH,),
    covers=("MTG-15", "MTG-40"),
    when=("group",),
)
def group_unknown(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """A group named in a record is one of the branch's, and existed that day."""
    known = {group.name: group for group in branch.profile.groups}
    for name in meeting.groups:
        group = known.get(name)
        existed = group is not None and (
            (group.start is None or group.start <= meeting.day)
            and (group.end is None or meeting.day <= group.end)
        )
        if not existed:
            why = "没有" if group is None else f"在 {meeting.day} 没有"
            yield problem(
                meeting,
                "group",
                found=f"本支部{why}“{name}”，",
                expected="所写的党小组应与支部的党小组设置一致。",
                remedy=f"{nearest(name, known) if group is None else ''}"
                "核对名称和成立、撤销日期；新设的党小组写进 branch.yaml 的“党小组”。",
                day=meeting.day,
            )


@rule(
    code="MTG509",
    name="group-unnamed",
    title="党小组会没有写明是哪个党小组",
    severity=Severity.WARNING,
    basis=[LOGIC["党小组与支部设置一致"], BRANCH_REGULATIONS[13]],
    needs=(Part.BRANCH,),
    covers=("MTG-40",),
    kinds=(MeetingKind.GROUP_MEETING,),
    on_absence=True,
)
def group_unnamed(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """Where there are several groups, a group meeting says whose it was."""
    groups = branch.profile.groups
    if len(groups) > 1 and not meeting.groups:
        yield problem(
            meeting,
            "kinds",
            found="这次党小组会没有写明是哪个党小组，",
            expected=f"本支部有 {len(groups)} 个党小组，应写明，才能按小组核对。",
            remedy="补上“党小组: …”；几个小组一起开的，用顿号隔开。",
            day=meeting.day,
        )


@rule(
    code="MTG510",
    name="bodies-mixed",
    title="一份记录同时写成党员大会、支委会、党小组会中的几种",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[11], BRANCH_REGULATIONS[12], BRANCH_REGULATIONS[13]],
    covers=("MTG-40",),
)
def bodies_mixed(meeting: Meeting) -> Iterator[Problem]:
    """Assembly, committee and group differ in who meets and in what they decide."""
    if is_mixed(meeting):
        mixed = [kind.value for kind in meeting.kinds if kind in BODIES]
        yield problem(
            meeting,
            "kinds",
            found=f"一份记录同时写成{'、'.join(mixed)}，",
            expected="这几种会议的参加人员和职权不同，应分别召开、分别记录。",
            remedy="按实际参加的人和议事内容确定类型；先后分别召开的，拆成几份记录。",
            day=meeting.day,
        )
