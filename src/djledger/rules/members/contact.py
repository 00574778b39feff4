"""Keeping in touch with members away from the branch, at home and abroad."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from djledger.dates import add_months, add_years, at_least_months
from djledger.law import EDUCATION_RULES, MOBILE_MEMBERS_OPINION, PRACTICE
from djledger.ledger.branch import Branch
from djledger.ledger.members import Away, Member
from djledger.ledger.period import Period
from djledger.rules.members.facts import is_here, runs_on
from djledger.rules.rule import Param, Problem, Severity, problem, rule

MOBILE_MONTHS = 6
"""Away so long, one is a mobile member (流动党员)."""

ABROAD_YEARS = 5
"""More than so long abroad without return stops membership (教育管理条例, Art. 24)."""

STUDENT_MONTHS = 6
"""Students abroad are in contact at least once in so long (教育管理条例, Art. 34)."""

STUDY = ("学", "读")
DUTY = ("因公", "公派", "外派", "派驻", "驻外", "常驻", "援外", "出差")


class Silence(NamedTuple):
    """A time without contact: since when, and until when (None while it lasts)."""

    since: date
    until: date | None


def silences(away: Away, months: int, branch: Branch, period: Period) -> Iterator[Silence]:
    """Yield the times without contact longer than ``months`` that reach into the year.

    Nothing is asked of the time before the ledger was in use.
    """
    begin = max(away.start, branch.owes_from)
    closed = away.end is not None and away.end <= period.as_of
    end = away.end if closed and away.end is not None else period.as_of
    inner = sorted({day for day in away.contacts if begin < day < end})
    for since, until in pairwise([begin, *inner, end]):
        lapsed = add_months(since, months)
        if lapsed < until and lapsed <= period.last_day and period.start <= until:
            yield Silence(since, None if until == end and not closed else until)


def _is_lost(member: Member, silence: Silence) -> bool:
    """Whether the silence is on record as lost contact."""
    return any(
        (silence.until is None or lost.start <= silence.until)
        and (lost.end is None or lost.end >= silence.since)
        for lost in member.lost
    )


def _told(silence: Silence, period: Period) -> str:
    if silence.until is None:
        return f"{silence.since} 以后至 {period.as_of} 没有联系记录，"
    return f"{silence.since} 以后至 {silence.until} 没有联系记录，"


def _was_here(member: Member, silence: Silence, period: Period) -> bool:
    return is_here(member, silence.until or period.as_of)


def _has(away: Away, words: tuple[str, ...]) -> bool:
    """Whether the reason for being away speaks of one of the words."""
    return away.reason is not None and any(word in away.reason for word in words)


@rule(
    code="MEM511",
    name="mobile-contact-lapsed",
    title="流动党员长时间没有联系记录",
    severity=Severity.WARNING,
    basis=[EDUCATION_RULES[32], EDUCATION_RULES[24]],
    params=(Param("months", 6, "两次联系最多相隔多少个月"),),
    covers=("MEM-17",),
    when=("mobility",),
)
def mobile_contact_lapsed(
    member: Member, branch: Branch, period: Period, months: int
) -> Iterator[Problem]:
    """Six months without contact is what the regulation calls lost contact."""
    for index, away in enumerate(member.mobility):
        for silence in silences(away, months, branch, period):
            if _was_here(member, silence, period) and not _is_lost(member, silence):
                yield problem(
                    member,
                    "mobility",
                    index,
                    "contacts",
                    found=f"流动党员{member.name}自 {_told(silence, period)}",
                    expected=f"应与流动党员保持联系，两次联系相隔不超过 {months} 个月。",
                    remedy="联系过的补上“联系”日期；联系不上的登记“失联”并开展查找。",
                    day=silence.until or period.as_of,
                )


@rule(
    code="MEM512",
    name="mobile-place-unknown",
    title="流动党员没有写去向",
    severity=Severity.WARNING,
    basis=[MOBILE_MEMBERS_OPINION["登记和报到"], EDUCATION_RULES[32]],
    covers=("MEM-17",),
    when=("mobility",),
)
def mobile_place_unknown(member: Member, period: Period) -> Iterator[Problem]:
    """Who has been away for six months has to be registered with the place."""
    for index, away in _mobile_now(member, period):
        if away.place is None:
            yield problem(
                member,
                "mobility",
                index,
                "place",
                found=f"流动党员{member.name} {away.start} 外出，没有写去向，",
                expected="流出地、流入地都要登记，应写明去向。",
                remedy="联系本人，把流入地写入“去向”。",
                day=away.start,
            )


@rule(
    code="MEM513",
    name="mobile-proof-missing",
    title="流动党员没有活动证或流入地证明",
    severity=Severity.WARNING,
    basis=[PRACTICE["流动党员证明"]],
    optional=True,
    covers=("MEM-17",),
    when=("mobility",),
)
def mobile_proof_missing(member: Member, period: Period) -> Iterator[Problem]:
    """Papers of a mobile member are asked for by local rules."""
    for index, away in _mobile_now(member, period):
        if away.proof is None:
            yield problem(
                member,
                "mobility",
                index,
                "proof",
                found=f"流动党员{member.name} {away.start} 外出，没有证明材料，",
                expected="本地要求有流动党员活动证或流入地党组织的证明。",
                remedy="请本人向流入地党组织报到并取得证明，写入“证明”。",
                day=away.start,
            )


def _mobile_now(member: Member, period: Period) -> Iterator[tuple[int, Away]]:
    """Yield who, away for six months and still away, is a mobile member."""
    if not is_here(member, period.as_of):
        return
    for index, away in enumerate(member.mobility):
        long = at_least_months(away.start, period.as_of, MOBILE_MONTHS)
        if long and runs_on(away, period.as_of) and away.start <= period.last_day:
            yield index, away


@rule(
    code="MEM521",
    name="abroad-over-five-years",
    title="出国（境）超过五年未回，没有停止党籍",
    severity=Severity.WARNING,
    basis=[EDUCATION_RULES[24]],
    when=("abroad",),
)
def abroad_over_five_years(member: Member, period: Period) -> Iterator[Problem]:
    """For private stays and studies; who is abroad on duty is left alone."""
    if not is_here(member, period.as_of) or member.suspensions:
        return
    for index, away in enumerate(member.abroad):
        over = add_years(away.start, ABROAD_YEARS) < period.as_of
        if over and runs_on(away, period.as_of) and not _has(away, DUTY):
            yield problem(
                member,
                "abroad",
                index,
                found=f"{member.name} {away.start} 出国（境），至 {period.as_of} 已超过五年，",
                expected="因私定居国外，或者出国学习超过五年仍未回国的，一般停止党籍。",
                remedy="核实去留；应停止党籍的按程序办理并写入“停止党籍”；因公在外的在“原因”写明因公。",
                day=period.as_of,
            )


@rule(
    code="MEM522",
    name="abroad-student-contact-lapsed",
    title="出国（境）学习的党员半年以上没有联系",
    severity=Severity.WARNING,
    basis=[EDUCATION_RULES[34]],
    when=("abroad",),
)
def abroad_student_contact_lapsed(
    member: Member, branch: Branch, period: Period
) -> Iterator[Problem]:
    """At least once every half year, as long as the stay for study lasts."""
    for index, away in enumerate(member.abroad):
        if not _has(away, STUDY) or _has(away, DUTY):
            continue
        for silence in silences(away, STUDENT_MONTHS, branch, period):
            if _was_here(member, silence, period) and not _is_lost(member, silence):
                yield problem(
                    member,
                    "abroad",
                    index,
                    "contacts",
                    found=f"{member.name}在国（境）外学习，自 {_told(silence, period)}",
                    expected="出国（境）学习的党员，每半年至少联系一次。",
                    remedy="联系过的补上“联系”日期；尚未联系的尽快联系。",
                    day=silence.until or period.as_of,
                )
