"""Stretches of time: each ends after it begins, and two of a kind do not overlap."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from djledger.law import LOGIC
from djledger.ledger.members import GroupSpell, Member, Spell
from djledger.rules.members.facts import SPELLS, At, label, spells_of
from djledger.rules.rule import Problem, Related, Severity, problem, rule


@rule(
    code="MEM301",
    name="ends-before-it-begins",
    title="结束日期早于开始日期",
    severity=Severity.ERROR,
    basis=[LOGIC["日期先后"]],
    when=(*SPELLS, "groups", "sanctions"),
)
def ends_before_it_begins(member: Member) -> Iterator[Problem]:
    """Judge spells, group memberships and the terms of sanctions."""
    for at, start, end in _terms(member):
        if start is not None and end is not None and end < start:
            yield problem(
                member,
                *at,
                found=f"{member.name}的“{label(member, at)}”是 {end}，",
                expected=f"不应早于开始的 {start}。",
                remedy="核对起止日期，多为年份写错或两个日期写反。",
            )


def _terms(member: Member) -> Iterator[tuple[At, date | None, date | None]]:
    for field, spells in spells_of(member):
        for index, spell in enumerate(spells):
            yield (field, index, "end"), spell.start, spell.end
    for index, group in enumerate(member.groups):
        yield ("groups", index, "end"), group.start, group.end
    for index, sanction in enumerate(member.sanctions):
        for end in ("until", "restored_on", "impact_until"):
            yield ("sanctions", index, end), sanction.day, getattr(sanction, end)


@rule(
    code="MEM302",
    name="spells-overlap",
    title="同类情况的起止时间重叠",
    severity=Severity.WARNING,
    basis=[LOGIC["起止时间"]],
    when=(*SPELLS, "groups"),
)
def spells_overlap(member: Member) -> Iterator[Problem]:
    """One may begin on the day on which the other ends."""
    for field, spells in _series(member):
        order = [i for _, i in sorted((s.start or date.min, i) for i, s in enumerate(spells))]
        for earlier, later in pairwise(order):
            end, start = spells[earlier].end, spells[later].start
            if end is None or (start or date.min) < end:
                yield _overlap(member, field, earlier, later)


def _series(member: Member) -> Iterator[tuple[str, tuple[Spell | GroupSpell, ...]]]:
    if len(member.groups) > 1:
        yield "groups", member.groups
    for field, spells in spells_of(member):
        if len(spells) > 1:
            yield field, spells


def _overlap(member: Member, field: str, earlier: int, later: int) -> Problem:
    kind = label(member, (field,))
    start, end = getattr(member, field)[later].start, getattr(member, field)[earlier].end
    return problem(
        member,
        field,
        later,
        found=f"{member.name}的“{kind}”一段从 {start or '最初'} 起，另一段{_ended(end)}，",
        expected="同一时间只应有一段。",
        remedy="前一段已结束的写上“止”，重复的合并为一段。",
        related=(Related(member, (field, earlier), "与之重叠的一段"),),
    )


def _ended(end: date | None) -> str:
    return "没有写结束" if end is None else f"到 {end} 才止"
