"""How people are named: once each, and always in the same characters."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import combinations

from djledger.law import LOGIC
from djledger.ledger.branch import Branch
from djledger.ledger.members import Member
from djledger.ledger.names import plain_name
from djledger.ledger.roster import arrived, departed, is_gone
from djledger.rules.rule import Problem, Related, Severity, problem, rule

_SUFFIX = re.compile(r"\([^()]*\)$")


def bare(name: str) -> str:
    """Return a name in plain characters without the suffix that tells namesakes apart."""
    return _SUFFIX.sub("", plain_name(name))


@rule(
    code="MEM101",
    name="name-listed-twice",
    title="名册上有两条同名记录",
    severity=Severity.ERROR,
    basis=[LOGIC["姓名唯一"]],
)
def name_listed_twice(branch: Branch) -> Iterator[Problem]:
    """Two entries of one name at one time; who left and came back may have two."""
    for first, second in _namesakes(branch.roster.members, lambda member: member.name):
        if first.name == second.name and together(first, second):
            yield problem(
                second,
                "name",
                found=f"“{second.name}”在名册上出现了两次，",
                expected="同一时期支部内的姓名应当各不相同，会议、党费等记录才对得上人。",
                remedy="如是同一人，合并为一条；如是两个人，加后缀区别，例如“李伟(一)”“李伟(二)”。",
                related=(Related(first, ("name",), "先出现的一条"),),
            )


@rule(
    code="MEM102",
    name="person-listed-twice",
    title="同一个人疑似用两个名字列了两次",
    severity=Severity.WARNING,
    basis=[LOGIC["姓名唯一"]],
)
def person_listed_twice(branch: Branch) -> Iterator[Problem]:
    """Names alike but for suffix, blanks or width, with the same days of birth and joining."""
    for first, second in _namesakes(branch.roster.members, lambda member: bare(member.name)):
        if first.name != second.name and _same_person(first, second) and together(first, second):
            yield problem(
                second,
                "name",
                found=f"“{second.name}”与“{first.name}”出生、入党日期都相同，像是同一个人，",
                expected="一个人在名册上只应有一条。",
                remedy="核对后合并为一条；如确是两个人，核对两人的出生和入党日期。",
                related=(Related(first, ("name",), "另一条"),),
            )


@rule(
    code="MEM103",
    name="name-untidy",
    title="姓名里有空格、全角字符或不规范的字形",
    severity=Severity.WARNING,
    basis=[LOGIC["姓名一致"]],
    covers=("MEM-14",),
)
def name_untidy(member: Member) -> Iterator[Problem]:
    """Blanks, full-width characters and compatibility forms make one person look like two."""
    tidy = plain_name(member.name)
    if tidy != member.name and tidy:
        yield problem(
            member,
            "name",
            found=f"姓名“{member.name}”中有空格、全角字符或兼容字形，",
            expected=f"应写作“{tidy}”，与其他记录中的写法一致。",
            remedy=f"改为“{tidy}”，其他记录中的写法一并改过来。",
        )


def _namesakes(
    members: Iterable[Member], name: Callable[[Member], str]
) -> Iterator[tuple[Member, Member]]:
    """Yield pairs of entries with the same name in the given sense, in order."""
    alike: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        alike[name(member)].append(member)
    for group in alike.values():
        yield from combinations(group, 2)


def _same_person(first: Member, second: Member) -> bool:
    facts = (first.born, first.joined)
    return None not in facts and facts == (second.born, second.joined)


def together(first: Member, second: Member) -> bool:
    """Whether two entries surely stood on the roster at one time."""
    if any(is_gone(member) and departed(member) is None for member in (first, second)):
        return False
    starts = [arrived(member) or date.min for member in (first, second)]
    ends = [departed(member) or date.max for member in (first, second)]
    return max(starts) < min(ends)
