"""Hours of study in a year, and the training of secretaries."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from djledger.dates import add_months, add_years
from djledger.law import BRANCH_REGULATIONS, EDUCATION_RULES, TRAINING_PLAN
from djledger.ledger.branch import Branch, Part
from djledger.ledger.meetings import Meeting
from djledger.ledger.members import Member, Spell, TrainingKind
from djledger.ledger.organisation import Post
from djledger.ledger.period import Period
from djledger.ledger.roster import arrived
from djledger.rules.members.facts import is_here, spells_of
from djledger.rules.members.presence import may_have_come
from djledger.rules.rule import Param, Problem, Severity, problem, rule

ELSEWHERE = frozenset({"suspensions", "rights_suspended", "mobility", "abroad", "lost", "exempt"})
"""Who is in such a state for a part of the year is not held to the branch's hours."""

INDUCTION_MONTHS = 6
"""New secretaries are trained within so long (教育培训规划 2019—2023)."""


def study_hours(branch: Branch, period: Period) -> Mapping[str, Decimal] | None:
    """Return everybody's hours in the year, or None if the ledger records no hours at all.

    Make-up lessons and a member's own trainings count. Who is not surely absent from a meeting
    is credited with it.
    """
    lessons, trainings = _lessons(branch, period), _trainings(branch, period)
    total: dict[str, Decimal] = defaultdict(Decimal)
    for meeting, hours in lessons:
        for name in may_have_come(meeting, branch):
            total[name] += hours
    for member, hours in trainings:
        total[member.name] += hours
    return total if lessons or trainings else None


def _lessons(branch: Branch, period: Period) -> list[tuple[Meeting, Decimal]]:
    return [(one, one.hours) for one in branch.meetings if one.hours and one.day in period]


def _trainings(branch: Branch, period: Period) -> list[tuple[Member, Decimal]]:
    return [
        (member, training.hours)
        for member in branch.roster.members
        for training in member.training
        if training.hours and training.day in period
    ]


def _all_year(member: Member, period: Period) -> bool:
    """Whether the member belonged to the branch, and could take part, all through the year."""
    since = arrived(member)
    if since is None or since > period.start or not is_here(member, period.end):
        return False
    return not any(
        field in ELSEWHERE and any(_touches(spell, period) for spell in spells)
        for field, spells in spells_of(member)
    )


def _touches(spell: Spell, period: Period) -> bool:
    return spell.start <= period.end and (spell.end is None or spell.end >= period.start)


@rule(
    code="MEM711",
    name="study-hours-short",
    title="党员全年集中学习培训不足 32 学时",
    severity=Severity.WARNING,
    basis=[EDUCATION_RULES[20]],
    params=(Param("hours", 32, "每名党员每年不少于多少学时"),),
    needs=(Part.MEETINGS, Part.MEMBERS),
)
def study_hours_short(branch: Branch, period: Period, hours: int) -> Iterator[Problem]:
    """Judge a year that is over, for members who were there all of it."""
    total = study_hours(branch, period) if period.year_owed(branch) else None
    if total is None:
        return
    for member in branch.roster.members:
        mine = total.get(member.name, Decimal(0))
        if mine < hours and _all_year(member, period):
            yield problem(
                member,
                "name",
                found=f"{member.name} {period.year} 年集中学习培训 {_plain(mine)} 学时，",
                expected=f"党员每年集中学习培训一般不少于 {hours} 学时。",
                remedy="漏记的补上会议“学时”、缺席者的“补学”或本人的“培训”；确实不足的如实说明。",
                day=period.end,
                during=period.year,
            )


def _plain(hours: Decimal) -> str:
    """Write hours without needless zeros: 32, 7.5."""
    return f"{hours.normalize():f}"


@rule(
    code="MEM712",
    name="study-hours-unrecorded",
    title="全年没有登记学时",
    severity=Severity.HINT,
    basis=[EDUCATION_RULES[20]],
    needs=(Part.MEETINGS, Part.MEMBERS),
)
def study_hours_unrecorded(branch: Branch, period: Period) -> Iterator[Problem]:
    """Where no hours are recorded at all nothing can be said of anybody's."""
    recorded = _lessons(branch, period) or _trainings(branch, period)
    if period.year_owed(branch) and not recorded:
        yield problem(
            branch.profile,
            "name",
            found=f"{period.year} 年的会议和培训都没有登记学时，",
            expected="党员每年集中学习培训一般不少于 32 学时，登记学时才能核算。",
            remedy="在集中学习、党课等记录中写上“学时”，本人参加的培训写入名册“培训”。",
            day=period.end,
            during=period.year,
        )


@rule(
    code="MEM713",
    name="committee-study-hours-short",
    title="书记和班子成员全年集中学习培训不足 56 学时",
    severity=Severity.WARNING,
    basis=[TRAINING_PLAN.at({2019: "学时", 2024: "学时"})],
    params=(Param("hours", 56, "书记和班子成员每年不少于多少学时"),),
    needs=(Part.MEETINGS, Part.MEMBERS, Part.BRANCH),
    optional=True,
)
def committee_study_hours_short(branch: Branch, period: Period, hours: int) -> Iterator[Problem]:
    """For who was in office when the year began and when it ended."""
    total = study_hours(branch, period) if period.year_owed(branch) else None
    if total is None:
        return
    ending = {officer.name for officer in branch.officers_on(period.end)}
    names = dict.fromkeys(officer.name for officer in branch.officers_on(period.start))
    found = (branch.roster.entry(name, period.end) for name in names if name in ending)
    for member in found:
        if member is None or not _all_year(member, period):
            continue
        mine = total.get(member.name, Decimal(0))
        if mine < hours:
            yield problem(
                member,
                "name",
                found=f"班子成员{member.name} {period.year} 年集中学习培训 {_plain(mine)} 学时，",
                expected=f"党支部书记和班子成员每年不少于 {hours} 学时。",
                remedy="漏记的补上会议“学时”、“补学”或本人的“培训”；确实不足的如实说明。",
                day=period.end,
                during=period.year,
            )


@rule(
    code="MEM714",
    name="secretary-not-retrained",
    title="书记全年没有参加集中轮训",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[25]],
    needs=(Part.MEMBERS, Part.BRANCH),
)
def secretary_not_retrained(branch: Branch, period: Period) -> Iterator[Problem]:
    """For who was secretary when the year began and when it ended."""
    first, last = branch.secretary_on(period.start), branch.secretary_on(period.end)
    if not period.year_owed(branch) or first is None or last is None or first.name != last.name:
        return
    member = branch.roster.entry(last.name, period.end)
    if member is None or _retrained(member, period):
        return
    yield problem(
        member,
        "training",
        found=f"书记{member.name} {period.year} 年没有参加集中轮训的记录，",
        expected="党支部书记每年至少参加 1 次县级以上党组织举办的集中轮训。",
        remedy="已参加的，在名册“培训”中写明日期、名称和类别“集中轮训”；未参加的如实说明。",
        day=period.end,
        during=period.year,
    )


def _retrained(member: Member, period: Period) -> bool:
    return any(
        training.day in period
        and (training.kind is TrainingKind.ROTATION or "轮训" in training.title)
        for training in member.training
    )


@rule(
    code="MEM715",
    name="new-secretary-untrained",
    title="新任书记半年内没有接受任职培训",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[25], TRAINING_PLAN.at({2019: "新任书记"})],
    params=(Param("months", INDUCTION_MONTHS, "上任后多少个月内应接受任职培训"),),
    needs=(Part.MEMBERS, Part.BRANCH),
    optional=True,
)
def new_secretary_untrained(branch: Branch, period: Period, months: int) -> Iterator[Problem]:
    """The half year is from the plan of 2019; whether the next plan keeps it was not seen."""
    for name, since in _new_secretaries(branch):
        due = add_months(since, months)
        member = branch.roster.entry(name, since)
        if member is None or due not in period or due >= period.as_of or since < branch.owes_from:
            continue
        if not any(_inducts(member, index, since, due) for index in range(len(member.training))):
            yield problem(
                member,
                "training",
                found=f"{name} {since} 起任书记，到 {due} 没有任职培训的记录，",
                expected=f"新任书记应在 {months} 个月内接受任职培训。",
                remedy="已参加的，在名册“培训”中写明日期和类别“任职培训”；未参加的尽快安排。",
                day=due,
            )


def _inducts(member: Member, index: int, since: date, due: date) -> bool:
    training = member.training[index]
    named = training.kind is TrainingKind.NEW_POST or "任职" in training.title
    return named and since <= training.day <= due


def _new_secretaries(branch: Branch) -> Iterator[tuple[str, date]]:
    """Yield who became secretary without having held the post just before."""
    for term in branch.profile.terms:
        for officer in term.officers:
            since = officer.start or term.elected_on
            if Post.SECRETARY not in officer.posts:
                continue
            before = branch.secretary_on(date.fromordinal(since.toordinal() - 1))
            if before is None or before.name != officer.name:
                yield officer.name, since


@rule(
    code="MEM716",
    name="new-member-untrained",
    title="新党员在预备期内或转正后一年内没有参加集中培训",
    severity=Severity.WARNING,
    basis=[TRAINING_PLAN.at({2019: "新党员"})],
    when=("joined",),
    optional=True,
)
def new_member_untrained(member: Member, branch: Branch, period: Period) -> Iterator[Problem]:
    """From the plan of 2019. Judge each of the two terms in the year in which it runs out."""
    for word, start, end in _novitiate(member):
        judged = end in period and end < period.as_of and is_here(member, end)
        if not judged or start < branch.owes_from:
            continue
        if not any(start <= training.day <= end for training in member.training):
            yield problem(
                member,
                "training",
                found=f"{member.name}{word}（{start} 至 {end}）没有参加集中培训的记录，",
                expected="新党员在预备期内和转正后一年内，应各参加至少一次集中培训。",
                remedy="已参加的，写入名册“培训”；未参加的尽快安排。",
                day=end,
            )


def _novitiate(member: Member) -> Iterator[tuple[str, date, date]]:
    """Yield probation and the year after it, as far as the entry dates them."""
    if member.joined is None or member.confirmed is None:
        return
    yield "预备期内", member.joined, member.confirmed
    yield "转正后一年内", member.confirmed, add_years(member.confirmed, 1)
