"""Party groups (党小组): leaders, members, and whether there are any where there should be."""

from collections.abc import Iterator
from datetime import date

from djledger.law import BRANCH_REGULATIONS, GROUP_RULES, LOGIC, PARTY_CONSTITUTION
from djledger.ledger.branch import Branch, Part
from djledger.ledger.members import Member
from djledger.ledger.organisation import Group
from djledger.ledger.period import Period
from djledger.ledger.roster import group_of, on_roster
from djledger.rules.organisation.counting import alive, is_probationary
from djledger.rules.rule import Param, Problem, Related, Severity, problem, rule
from djledger.rules.wording import nearest, people


def groups_on(branch: Branch, day: date) -> list[Group]:
    """Return the groups that exist on a day."""
    return [
        group
        for group in branch.profile.groups
        if (group.start is None or group.start <= day) and (group.end is None or day < group.end)
    ]


def _judged(branch: Branch, period: Period) -> list[Group]:
    """Return the groups to judge: those on the last day judged, while the branch exists."""
    day = period.last_day
    return groups_on(branch, day) if alive(branch, day) else []


@rule(
    code="ORG401",
    name="group-without-leader",
    title="党小组没有组长",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[13]],
    needs=(Part.BRANCH,),
)
def group_without_leader(branch: Branch, period: Period) -> Iterator[Problem]:
    """Every group has a leader, named by the branch or put forward by the group."""
    for group in _judged(branch, period):
        if group.leader is None:
            yield problem(
                group,
                "leader",
                found=f"{group.name}没有写组长，",
                expected="党小组设组长，由党支部指定或者由所在党小组党员推荐产生。",
                remedy="确定组长并写进“组长”。",
                day=period.last_day,
            )


@rule(
    code="ORG402",
    name="group-leader-not-member",
    title="党小组组长不是在册党员",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[13], LOGIC["前后一致"]],
    needs=(Part.MEMBERS,),
)
def group_leader_not_member(branch: Branch, period: Period) -> Iterator[Problem]:
    """The leader is on the roster on the last day judged; a mistyped name gets a hint."""
    day = period.last_day
    for group in _judged(branch, period):
        member = branch.roster.entry(group.leader or "", day)
        if group.leader is None or (member is not None and on_roster(member, day)):
            continue
        known = branch.roster.by_name
        hint = "" if member is not None else nearest(group.leader, known)
        yield problem(
            group,
            "leader",
            found=f"{group.name}组长{group.leader}，{day} 不在党员名册上。{hint}",
            expected="组长应是本支部党员。",
            remedy="核对姓名；已转出的，另行确定组长；名册漏列的，补进 members.yaml。",
            day=day,
        )


@rule(
    code="ORG403",
    name="probationary-group-leader",
    title="预备党员担任党小组组长",
    severity=Severity.WARNING,
    basis=[GROUP_RULES["组长"]],
    needs=(Part.MEMBERS,),
    optional=True,
)
def probationary_group_leader(branch: Branch, period: Period) -> Iterator[Problem]:
    """From the group rules of the central organs, which were not read in full: off by default."""
    day = period.last_day
    for group in _judged(branch, period):
        member = branch.roster.entry(group.leader or "", day)
        if member is not None and on_roster(member, day) and is_probationary(member, day):
            yield problem(
                group,
                "leader",
                found=f"{group.name}组长{group.leader}，{day} 还是预备党员，",
                expected="预备党员不能担任党小组组长。",
                remedy="改由正式党员担任组长。",
                day=day,
                related=(Related(member, ("confirmed",), "名册所载"),),
            )


def _present(branch: Branch, day: date) -> list[Member]:
    """Return the branch's own members and guests on a day."""
    return list(branch.roster.present_on(day)) if alive(branch, day) else []


@rule(
    code="ORG404",
    name="unknown-group",
    title="党员编入了 branch.yaml 里没有的党小组",
    severity=Severity.WARNING,
    basis=[LOGIC["前后一致"], BRANCH_REGULATIONS[13]],
    needs=(Part.BRANCH, Part.MEMBERS),
)
def unknown_group(branch: Branch, period: Period) -> Iterator[Problem]:
    """One finding a name, at the first member who has it, however many there are."""
    day = period.last_day
    known = {group.name for group in groups_on(branch, day)}
    strangers: dict[str, list[Member]] = {}
    for member in _present(branch, day):
        name = group_of(member, day)
        if name is not None and name not in known:
            strangers.setdefault(name, []).append(member)
    for name, members in strangers.items():
        yield problem(
            members[0],
            "groups",
            found=f"{people([m.name for m in members])}编在“{name}”，"
            f"branch.yaml 里 {day} 没有这个党小组。{nearest(name, known)}",
            expected="党员所在的党小组应在 branch.yaml 的“党小组”里列出。",
            remedy="名称写错的，改成一致；漏列的，在“党小组”里补上名称和组长。",
            day=day,
        )


@rule(
    code="ORG405",
    name="member-without-group",
    title="划分了党小组而有党员没有编入",
    severity=Severity.HINT,
    basis=[PARTY_CONSTITUTION[8], BRANCH_REGULATIONS[13]],
    needs=(Part.BRANCH, Part.MEMBERS),
)
def member_without_group(branch: Branch, period: Period) -> Iterator[Problem]:
    """Guests whose membership is elsewhere may join a group but need not be listed in one."""
    day = period.last_day
    if not _judged(branch, period):
        return
    for member in branch.roster.members_on(day):
        if group_of(member, day) is None:
            yield problem(
                member,
                "groups",
                found=f"支部划分了党小组，{member.name} {day} 没有编入，",
                expected="每名党员都要编入一个支部、党小组。",
                remedy="在这名党员的“党小组”里写明编入哪个小组。",
                day=day,
            )


@rule(
    code="ORG406",
    name="group-without-members",
    title="党小组里没有党员",
    severity=Severity.WARNING,
    basis=[LOGIC["前后一致"], BRANCH_REGULATIONS[13]],
    needs=(Part.MEMBERS,),
)
def group_without_members(branch: Branch, period: Period) -> Iterator[Problem]:
    """When nobody at all is in a group, that is one finding a group."""
    day = period.last_day
    for group in _judged(branch, period):
        if not branch.roster.group_on(group.name, day):
            yield problem(
                group,
                "name",
                found=f"{day} 名册上没有党员编在{group.name}，",
                expected="党小组由党员组成。",
                remedy="在党员的“党小组”里写明编组；小组已经撤销的，写上“撤销”日期。",
                day=day,
            )


@rule(
    code="ORG407",
    name="large-branch-without-groups",
    title="党员较多而没有划分党小组",
    severity=Severity.HINT,
    basis=[GROUP_RULES["划分"], BRANCH_REGULATIONS[13]],
    params=(Param("members", 20, "党员多少人以上应划分党小组（条例没有人数）"),),
    needs=(Part.BRANCH, Part.MEMBERS),
    optional=True,
)
def large_branch_without_groups(branch: Branch, period: Period, members: int) -> Iterator[Problem]:
    """The number is that of the central organs; the regulation itself gives none."""
    day = period.last_day
    number = len(branch.roster.members_on(day)) if alive(branch, day) else 0
    if number >= members and not groups_on(branch, day):
        yield problem(
            branch.profile,
            "groups",
            found=f"{day} 有党员 {number} 人，没有划分党小组，",
            expected=f"党员人数较多的党支部（一般 {members} 人以上）应划分党小组。",
            remedy="按便于开展活动的原则划分党小组，确定组长；已划分的，写进“党小组”。",
            day=day,
        )


@rule(
    code="ORG408",
    name="scattered-branch-without-groups",
    title="党员分散而没有划分党小组",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[13]],
    needs=(Part.BRANCH,),
)
def scattered_branch_without_groups(branch: Branch, period: Period) -> Iterator[Problem]:
    """Only where the ledger itself says that the members are scattered."""
    day = period.last_day
    scattered = branch.profile.scattered and alive(branch, day)
    if scattered and not groups_on(branch, day):
        yield problem(
            branch.profile,
            "scattered",
            found="写明党员工作地、居住地较为分散，没有划分党小组，",
            expected="党员人数较多或者较为分散的党支部应划分党小组。",
            remedy="按便于开展活动的原则划分党小组，确定组长；已划分的，写进“党小组”。",
            day=day,
        )


@rule(
    code="ORG409",
    name="group-too-small",
    title="党小组不足 3 名党员，或者没有正式党员",
    severity=Severity.HINT,
    basis=[GROUP_RULES["组成"]],
    params=(Param("members", 3, "一个党小组最少多少名党员"),),
    needs=(Part.MEMBERS,),
    optional=True,
)
def group_too_small(branch: Branch, period: Period, members: int) -> Iterator[Problem]:
    """From the group rules of the central organs; an empty group is ORG406."""
    day = period.last_day
    for group in _judged(branch, period):
        inside = branch.roster.group_on(group.name, day)
        full = sum(not is_probationary(member, day) for member in inside)
        if inside and (len(inside) < members or not full):
            yield problem(
                group,
                "name",
                found=f"{day} {group.name}有党员 {len(inside)} 人，其中正式党员 {full} 人，",
                expected=f"一个党小组一般不少于 {members} 名党员，其中至少 1 名正式党员。",
                remedy="与邻近的党小组合并，或者调整编组。",
                day=day,
            )


@rule(
    code="ORG410",
    name="group-name-repeated",
    title="两个党小组同名",
    severity=Severity.ERROR,
    basis=[LOGIC["前后一致"]],
)
def group_name_repeated(branch: Branch) -> Iterator[Problem]:
    """A name may be used again once the earlier group has ended."""
    seen: dict[str, Group] = {}
    for group in sorted(branch.profile.groups, key=lambda group: group.start or date.min):
        earlier = seen.get(group.name)
        seen[group.name] = group
        if earlier is None:
            continue
        if earlier.end is None or earlier.end > (group.start or date.min):
            yield problem(
                group,
                "name",
                found=f"有两个同时存在的党小组都叫“{group.name}”，",
                expected="党小组名称在支部内应当唯一。",
                remedy="改用不同的名称；前一个已经撤销的，写上“撤销”日期。",
                day=group.start,
                related=(Related(earlier, ("name",), "同名的党小组"),),
            )


RULES = (
    group_without_leader,
    group_leader_not_member,
    probationary_group_leader,
    unknown_group,
    member_without_group,
    group_without_members,
    large_branch_without_groups,
    scattered_branch_without_groups,
    group_too_small,
    group_name_repeated,
)
