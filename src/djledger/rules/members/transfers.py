"""Moves of the formal membership (组织关系): papers, their terms, and who should move."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from djledger.dates import add_months, at_least_months
from djledger.law import EDUCATION_RULES, GRADUATE_NOTICE, LOGIC, PRACTICE
from djledger.ledger.branch import Branch, Part
from djledger.ledger.members import Member
from djledger.ledger.period import Period
from djledger.ledger.roster import is_gone
from djledger.rules.members.facts import At, is_here, label, runs_on
from djledger.rules.rule import Param, Problem, Related, Severity, problem, rule

AWAY_MONTHS = 6
"""Away so long at a fairly fixed place, the membership should move (教育管理条例, Art. 25)."""

MOVES = ("transfer_in", "transfer_out")
"""The fields that record a move."""

_Step = tuple[At, date | None]


@rule(
    code="MEM401",
    name="transfer-steps-reversed",
    title="组织关系转接的先后次序颠倒",
    severity=Severity.ERROR,
    basis=[LOGIC["日期先后"]],
    covers=("MEM-06",),
    when=MOVES,
)
def transfer_steps_reversed(member: Member) -> Iterator[Problem]:
    """Issued, accepted, receipted: each step on or after the one before."""
    for steps in _transfers(member):
        told = [(at, day) for at, day in steps if day is not None]
        for (first, before), (second, after) in pairwise(told):
            if after < before:
                yield problem(
                    member,
                    *second,
                    found=f"{member.name}的“{label(member, second)}”是 {after}，",
                    expected=f"不应早于“{label(member, first)}”的 {before}。",
                    remedy="对照介绍信、回执或系统中的转接记录改正日期。",
                    day=after,
                    related=(Related(member, first, "前一步"),),
                )


def _transfers(member: Member) -> Iterator[tuple[_Step, ...]]:
    if moved := member.transfer_in:
        yield (
            (("transfer_in", "issued_on"), moved.issued_on),
            (("transfer_in", "day"), moved.day),
            (("transfer_in", "receipt_on"), moved.receipt_on),
        )
    if left := member.transfer_out:
        yield (
            (("transfer_out", "day"), left.day),
            (("transfer_out", "received_on"), left.received_on),
            (("transfer_out", "receipt_on"), left.receipt_on),
        )


@rule(
    code="MEM402",
    name="out-before-in",
    title="转出日期不晚于转入日期",
    severity=Severity.ERROR,
    basis=[LOGIC["日期先后"]],
    covers=("MEM-06",),
    when=("transfer_out",),
)
def out_before_in(member: Member) -> Iterator[Problem]:
    """Who has moved in can move out on a later day only."""
    moved, left = member.transfer_in, member.transfer_out
    if moved is None or left is None or moved.day is None or left.day is None:
        return
    if left.day <= moved.day:
        yield problem(
            member,
            "transfer_out",
            "day",
            found=f"{member.name} {moved.day} 转入，{left.day} 转出，",
            expected="转出应当晚于转入。",
            remedy="核对两个日期；同一人离开后又转回的，前后各列一条。",
            day=left.day,
            related=(Related(member, ("transfer_in", "day"), "转入日期"),),
        )


@rule(
    code="MEM403",
    name="letter-expired-on-arrival",
    title="介绍信过了有效期才接收",
    severity=Severity.WARNING,
    basis=[LOGIC["有效期"], PRACTICE["介绍信有效期"]],
    covers=("MEM-04",),
    when=MOVES,
)
def letter_expired_on_arrival(member: Member) -> Iterator[Problem]:
    """Judge the term that the letter itself states; its last day still counts."""
    for field, issued, days, accepted in _letters(member):
        if issued is None or days is None or accepted is None:
            continue
        last = issued + timedelta(days=days)
        if accepted > last:
            yield problem(
                member,
                *field,
                found=f"{member.name}的介绍信 {issued} 开出，有效 {days} 天，{accepted} 才接收，",
                expected=f"应在 {last} 以前接收。",
                remedy="写明逾期原因；按上级要求重新开具介绍信或补办手续。",
                day=accepted,
            )


def _letters(member: Member) -> Iterator[tuple[At, date | None, int | None, date | None]]:
    if moved := member.transfer_in:
        yield ("transfer_in", "day"), moved.issued_on, moved.valid_days, moved.day
    if left := member.transfer_out:
        yield ("transfer_out", "received_on"), left.day, left.valid_days, left.received_on


@rule(
    code="MEM404",
    name="transfer-not-received",
    title="转出已久，对方仍未接收",
    severity=Severity.WARNING,
    basis=[EDUCATION_RULES[25], PRACTICE["介绍信有效期"]],
    params=(Param("days", 90, "没有写明有效天数时，转出多少天未接收就提醒"),),
    covers=("MEM-04",),
    when=("transfer_out",),
)
def transfer_not_received(member: Member, period: Period, days: int) -> Iterator[Problem]:
    """Until the other side accepts, this branch stays responsible (口袋党员)."""
    left = member.transfer_out
    if left is None or left.day is None or left.received_on or left.receipt_on or member.exit:
        return
    term = days if left.valid_days is None else left.valid_days
    if left.day <= period.last_day and left.day + timedelta(days=term) < period.as_of:
        passed = (period.as_of - left.day).days
        yield problem(
            member,
            "transfer_out",
            "received_on",
            found=f"{member.name} {left.day} 转出，已过 {passed} 天，没有对方接收的记录，",
            expected=f"应在 {term} 天内接转；对方接收以前，原党组织仍负责管理。",
            remedy="联系本人和接收党组织，办妥后写上“接收日期”；未办成的，重新办理转接。",
            day=left.day,
        )


@rule(
    code="MEM405",
    name="letter-valid-too-long",
    title="介绍信有效天数过长",
    severity=Severity.WARNING,
    basis=[PRACTICE["介绍信有效期"]],
    params=(Param("days", 90, "介绍信有效期最长多少天"),),
    optional=True,
    covers=("MEM-04",),
    when=MOVES,
)
def letter_valid_too_long(member: Member, days: int) -> Iterator[Problem]:
    """The longest term of a letter is custom."""
    for field in ("transfer_in", "transfer_out"):
        moved = getattr(member, field)
        if moved is not None and moved.valid_days is not None and moved.valid_days > days:
            yield problem(
                member,
                field,
                "valid_days",
                found=f"{member.name}的介绍信有效期写作 {moved.valid_days} 天，",
                expected=f"本地要求最长 {days} 天。",
                remedy="核对介绍信上的有效天数。",
                day=moved.day,
            )


@rule(
    code="MEM406",
    name="receipt-not-returned",
    title="转出后没有收到回执",
    severity=Severity.WARNING,
    basis=[PRACTICE["介绍信有效期"]],
    params=(Param("days", 90, "转出多少天后应收到回执"),),
    optional=True,
    covers=("MEM-05",),
    when=("transfer_out",),
)
def receipt_not_returned(member: Member, period: Period, days: int) -> Iterator[Problem]:
    """Accepted, but the receipt of the letter has not come back."""
    left = member.transfer_out
    if left is None or left.day is None or left.received_on is None or left.receipt_on:
        return
    if left.day <= period.last_day and left.day + timedelta(days=days) < period.as_of:
        yield problem(
            member,
            "transfer_out",
            "receipt_on",
            found=f"{member.name} {left.day} 转出，{left.received_on} 已接收，没有收到回执，",
            expected=f"回执应在转出 {days} 天内收到。",
            remedy="向接收党组织索要回执，收到后写上“回执日期”。",
            day=left.day,
        )


@rule(
    code="MEM407",
    name="receipt-not-sent",
    title="转入后没有寄回回执",
    severity=Severity.WARNING,
    basis=[GRADUATE_NOTICE[4], PRACTICE["介绍信有效期"]],
    params=(Param("months", 1, "转入多少个月内应寄回回执"),),
    optional=True,
    covers=("MEM-04",),
    when=("transfer_in",),
)
def receipt_not_sent(member: Member, period: Period, months: int) -> Iterator[Problem]:
    """The month is national for graduates only; transfers in the system need no receipt."""
    moved = member.transfer_in
    if moved is None or moved.day is None or moved.receipt_on is not None:
        return
    if moved.day <= period.last_day and add_months(moved.day, months) < period.as_of:
        yield problem(
            member,
            "transfer_in",
            "receipt_on",
            found=f"{member.name} {moved.day} 转入，没有寄回回执的记录，",
            expected=f"接收后应在 {months} 个月内把介绍信回执寄回原党组织。",
            remedy="寄回回执后写上“回执日期”；在系统中转接的，可对本规则登记豁免。",
            day=moved.day,
        )


@rule(
    code="MEM408",
    name="transfer-day-missing",
    title="组织关系转接没有写日期",
    severity=Severity.WARNING,
    basis=[LOGIC["名册推算"]],
    when=MOVES,
)
def transfer_day_missing(member: Member) -> Iterator[Problem]:
    """Without the day nobody can say at which meetings the member was due."""
    for field, word in (("transfer_in", "转入"), ("transfer_out", "转出")):
        moved = getattr(member, field)
        if moved is not None and moved.day is None:
            yield problem(
                member,
                field,
                "day",
                found=f"{member.name}的“{word}”没有写日期，",
                expected="应写明日期，才能推算每次会议的应到人数。",
                remedy="查阅介绍信或系统中的转接记录，补上“日期”。",
            )


@rule(
    code="MEM409",
    name="away-not-transferred",
    title="外出满六个月且地点固定，没有转出组织关系",
    severity=Severity.HINT,
    basis=[EDUCATION_RULES[25]],
    when=("mobility",),
)
def away_not_transferred(member: Member, period: Period) -> Iterator[Problem]:
    """A hint, as moving is not always possible; proof of a mobile member answers it."""
    if not is_here(member, period.as_of):
        return
    for index, away in enumerate(member.mobility):
        settled = away.place and not away.proof and away.start <= period.last_day
        open_now = runs_on(away, period.as_of)
        if settled and open_now and at_least_months(away.start, period.as_of, AWAY_MONTHS):
            yield problem(
                member,
                "mobility",
                index,
                found=f"{member.name} {away.start} 外出到{away.place}，至今已满半年，",
                expected="外出六个月以上并且地点比较固定的，一般应当转移组织关系。",
                remedy="能转的办理转出；不具备条件的，取得流动党员活动证或流入地证明，写入“证明”。",
                day=away.start,
            )


@rule(
    code="MEM410",
    name="left-in-dissolved-branch",
    title="党支部已撤销，名册上还有未转出的党员",
    severity=Severity.WARNING,
    basis=[EDUCATION_RULES[25]],
    needs=(Part.MEMBERS,),
    covers=("MEM-16",),
)
def left_in_dissolved_branch(branch: Branch, period: Period) -> Iterator[Problem]:
    """Every member belongs to a living branch."""
    ended = branch.profile.dissolved
    if ended is None or ended.day >= period.as_of:
        return
    left = [m.name for m in branch.roster.members_on(period.as_of) if not is_gone(m)]
    if left:
        yield problem(
            branch.profile,
            "dissolved",
            found=f"党支部 {ended.day} 已撤销，名册上还有 {len(left)} 人未转出：{_names(left)}，",
            expected="每名党员都应编入一个党支部。",
            remedy="把这些党员的组织关系转入新的党支部，并写上“转出”。",
            day=ended.day,
        )


def _names(names: list[str], shown: int = 10) -> str:
    return "、".join(names[:shown]) + ("等" if len(names) > shown else "")


@rule(
    code="MEM411",
    name="moved-while-suspended",
    title="停止党籍期间转移组织关系",
    severity=Severity.WARNING,
    basis=[LOGIC["状态相符"]],
    when=("suspensions",),
)
def moved_while_suspended(member: Member) -> Iterator[Problem]:
    """Membership that is suspended cannot be moved; on its first and last day it may."""
    left = member.transfer_out
    if left is None or left.day is None:
        return
    for index, spell in enumerate(member.suspensions):
        if spell.start < left.day and (spell.end is None or left.day < spell.end):
            yield problem(
                member,
                "transfer_out",
                "day",
                found=f"{member.name} {spell.start} 起停止党籍，{left.day} 却转出组织关系，",
                expected="停止党籍期间不办理转移；恢复党籍以后才可以转移。",
                remedy="核对停止党籍的起止，已恢复的写上“止”。",
                day=left.day,
                related=(Related(member, ("suspensions", index), "停止党籍"),),
            )
