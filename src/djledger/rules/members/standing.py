"""Joining, probation and confirmation: whether the days of a membership can be true."""

from collections.abc import Iterator
from datetime import date, timedelta

from djledger.dates import add_months, add_years, age_on
from djledger.law import DEVELOPMENT_RULES, PARTY_CONSTITUTION, development
from djledger.ledger.branch import Branch, Part
from djledger.ledger.meetings import Matter
from djledger.ledger.members import ExitKind, Member
from djledger.ledger.period import Period
from djledger.rules.members.facts import earliest_birth, is_here
from djledger.rules.rule import Param, Problem, Severity, problem, rule

ADULT = 18
"""Age from which one can join (党章, Art. 1)."""

PROBATION_SINCE = date(1982, 9, 6)
"""Since the constitution of that day probation lasts one year for all; earlier ones differed."""

PROBATION_MATTERS = frozenset(
    {Matter.CONFIRMATION, Matter.PROBATION_EXTENDED, Matter.PROBATION_CANCELLED}
)
MOVED_IN_MONTHS = 6
"""For who moved in as a probationary member discussion may wait so long (细则 2026, Art. 35)."""


def probation_end(member: Member) -> date | None:
    """Return the day on which probation first ends; None where no such year can be reckoned."""
    if member.joined is None or member.joined < PROBATION_SINCE:
        return None
    return add_years(member.joined, 1)


@rule(
    code="MEM201",
    name="joined-under-eighteen",
    title="入党时不满 18 周岁",
    severity=Severity.ERROR,
    basis=[PARTY_CONSTITUTION[1], development(5)],
    covers=("MEM-09",),
    when=("born",),
)
def joined_under_eighteen(member: Member) -> Iterator[Problem]:
    """Where only the month of birth is known, the earliest day is taken."""
    birth = earliest_birth(member)
    if birth is None or member.joined is None or birth > member.joined:
        return
    age = age_on(birth, member.joined)
    if age < ADULT:
        yield problem(
            member,
            "joined",
            found=f"{member.name} {member.born} 出生，{member.joined} 入党时只有 {age} 周岁，",
            expected=f"年满 {ADULT} 周岁才可以申请入党。",
            remedy="核对出生和入党日期；如确未满 18 周岁，报告上级党组织处理。",
            day=member.joined,
        )


@rule(
    code="MEM202",
    name="confirmed-too-early",
    title="转正日期早于预备期满",
    severity=Severity.ERROR,
    basis=[PARTY_CONSTITUTION[7], development(31)],
    covers=("MEM-09",),
)
def confirmed_too_early(member: Member) -> Iterator[Problem]:
    """Probation lasts one year; of members of before 1982 only the order of days is judged."""
    joined, confirmed = member.joined, member.confirmed
    if joined is None or confirmed is None:
        return
    earliest = probation_end(member) or joined
    if confirmed < earliest:
        yield problem(
            member,
            "confirmed",
            found=f"{member.name} {joined} 入党，{confirmed} 转正，",
            expected=f"预备期为一年，最早 {earliest} 期满转正。"
            if joined >= PROBATION_SINCE
            else "转正不应早于入党。",
            remedy="对照入党志愿书核对“入党”和“转正”两个日期。",
            day=confirmed,
        )


@rule(
    code="MEM203",
    name="extension-out-of-bounds",
    title="预备期延长的时间不在半年到一年之内",
    severity=Severity.ERROR,
    basis=[PARTY_CONSTITUTION[7], development(31)],
    when=("extended_to",),
)
def extension_out_of_bounds(member: Member) -> Iterator[Problem]:
    """At least half a year, at most one; the last day of either way of counting is accepted."""
    end, extended = probation_end(member), member.extended_to
    if end is None or extended is None:
        return
    first, last = add_months(end, 6), add_years(end, 1)
    if not first - timedelta(days=1) <= extended <= last:
        yield problem(
            member,
            "extended_to",
            found=f"{member.name}的预备期 {end} 届满，延长至 {extended}，",
            expected=f"延长应不少于半年、最长不超过一年，即 {first} 至 {last}。",
            remedy="核对党员大会延长预备期的决议和上级批复，改正日期或报告上级。",
            day=end,
        )


@rule(
    code="MEM204",
    name="confirmed-during-extension",
    title="预备期延长期间就已转正",
    severity=Severity.ERROR,
    basis=[PARTY_CONSTITUTION[7], development(31)],
    covers=("MEM-10",),
    when=("extended_to",),
)
def confirmed_during_extension(member: Member) -> Iterator[Problem]:
    """Confirmation is decided when the extension is over."""
    extended, confirmed = member.extended_to, member.confirmed
    if extended is not None and confirmed is not None and confirmed < extended:
        yield problem(
            member,
            "confirmed",
            found=f"{member.name}的预备期延长至 {extended}，却在 {confirmed} 转正，",
            expected="延长的预备期届满后才能转正。",
            remedy="核对延长决议与转正决议的日期。",
            day=confirmed,
        )


@rule(
    code="MEM205",
    name="probation-overdue",
    title="预备期已满，名册上仍是预备党员",
    severity=Severity.WARNING,
    basis=[development(31), PARTY_CONSTITUTION[7]],
    params=(Param("months", 1, "期满后多少个月仍未讨论就提醒"),),
    needs=(Part.MEMBERS, Part.MEETINGS),
    covers=("MEM-10",),
)
def probation_overdue(
    member: Member, branch: Branch, period: Period, months: int
) -> Iterator[Problem]:
    """Silent once a meeting has taken the matter up: approval may still be under way.

    Whoever has a development file is judged by that, which tells more.
    """
    end = member.extended_to or probation_end(member)
    if end is None or member.confirmed is not None or not is_here(member, period.as_of):
        return
    grace = MOVED_IN_MONTHS if _moved_in_before(member, end) else months
    if any(file.name == member.name for file in branch.records(Part.DEVELOPMENT)):
        return
    late = end <= period.last_day and add_months(end, grace) < period.as_of
    if late and not _taken_up(branch, member.name, add_months(end, -1)):
        yield problem(
            member,
            "confirmed",
            found=f"{member.name}的预备期 {end} 已满，至 {period.as_of} 没有讨论转正的记录，",
            expected="预备期满，党支部应当及时讨论能否转正：按期转正、延长一次或者取消资格。",
            remedy="已经讨论的，补上会议记录与“转正”或“预备期延长至”；尚未讨论的，尽快提请党员大会。",
            day=end,
        )


def _moved_in_before(member: Member, day: date) -> bool:
    moved = member.transfer_in
    return moved is not None and (moved.day is None or moved.day <= day)


def _taken_up(branch: Branch, name: str, since: date) -> bool:
    """Whether a meeting since a day had this person's probation on its agenda."""
    return any(
        item.matter in PROBATION_MATTERS and name in item.persons
        for meeting in branch.meetings
        if meeting.day >= since
        for item in meeting.agenda
    )


@rule(
    code="MEM206",
    name="cancelled-after-confirmation",
    title="已转正的党员被记作取消预备党员资格",
    severity=Severity.ERROR,
    basis=[PARTY_CONSTITUTION[7], development(31)],
    covers=("MEM-10",),
    when=("exit",),
)
def cancelled_after_confirmation(member: Member) -> Iterator[Problem]:
    """Only a probationary member can lose that standing."""
    left, confirmed = member.exit, member.confirmed
    if left is None or confirmed is None or left.kind is not ExitKind.CANCELLED:
        return
    yield problem(
        member,
        "exit",
        "kind",
        found=f"{member.name} {confirmed} 已转正，离开情形却是“{left.kind.value}”，",
        expected="取消预备党员资格只适用于预备党员。",
        remedy="核对：未转正的删去“转正”，已转正的改写实际情形（如除名、开除党籍）。",
        day=left.day,
    )


@rule(
    code="MEM207",
    name="party-age-counted-late",
    title="转正日期晚于预备期满之日",
    severity=Severity.HINT,
    basis=[development(33), DEVELOPMENT_RULES[35]],
    optional=True,
)
def party_age_counted_late(member: Member) -> Iterator[Problem]:
    """Whether a late confirmation counts from the end of probation is read differently."""
    end, confirmed = member.extended_to or probation_end(member), member.confirmed
    if end is not None and confirmed is not None and confirmed > end + timedelta(days=1):
        yield problem(
            member,
            "confirmed",
            found=f"{member.name}的预备期 {end} 届满，转正（党龄起算）写作 {confirmed}，",
            expected="党龄一般从预备期满转为正式党员之日算起。",
            remedy="对照上级党委审批意见核对党龄起算日；如推迟讨论，转正时间一般仍从期满之日算起。",
            day=confirmed,
        )
