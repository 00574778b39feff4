"""What an entry of the roster has to tell."""

from collections.abc import Iterator

from djledger.law import EDUCATION_RULES, LOGIC, PARTY_CONSTITUTION, PRACTICE
from djledger.ledger.members import Member
from djledger.ledger.period import Period
from djledger.rules.members.facts import earliest_birth, is_here
from djledger.rules.rule import Param, Problem, Severity, problem, rule


@rule(
    code="MEM104",
    name="joining-day-missing",
    title="名册上没有入党日期",
    severity=Severity.WARNING,
    basis=[PARTY_CONSTITUTION[7], EDUCATION_RULES[24]],
)
def joining_day_missing(member: Member, period: Period) -> Iterator[Problem]:
    """Without the day of joining neither probation nor membership can be dated.

    A note that speaks of joining tells why the day is not known.
    """
    explained = "入党" in (member.note or "")
    if member.joined is None and not explained and is_here(member, period.last_day):
        yield problem(
            member,
            "joined",
            found=f"{member.name}没有写明入党日期，",
            expected="党籍从支部大会通过接收为预备党员之日算起，名册应当写明这一天。",
            remedy="查阅入党志愿书补上“入党”；查不到的，在“备注”中写明入党日期查不到的原因。",
        )


@rule(
    code="MEM105",
    name="birth-date-impossible",
    title="出生日期不存在，或晚于入党日期",
    severity=Severity.ERROR,
    basis=[LOGIC["日期先后"]],
    when=("born",),
)
def birth_date_impossible(member: Member) -> Iterator[Problem]:
    """A day that no calendar has, or a birth after joining."""
    if member.born is None:
        return
    birth = earliest_birth(member)
    if birth is None:
        found, expected = f"{member.name}的出生日期 {member.born} 并不存在，", "应是实有的日期。"
    elif member.joined is not None and birth > member.joined:
        found = f"{member.name} {member.joined} 入党，出生却写作 {member.born}，"
        expected = "出生应当早于入党。"
    else:
        return
    yield problem(
        member, "born", found=found, expected=expected, remedy="查阅入党志愿书或档案后改正。"
    )


@rule(
    code="MEM106",
    name="roster-facts-missing",
    title="名册要素不全",
    severity=Severity.WARNING,
    basis=[PRACTICE["党员信息采集"]],
    params=(Param("keys", "性别,出生,民族,学历,入党", "名册必填的键，用逗号分开"),),
    optional=True,
    covers=("MEM-15",),
)
def roster_facts_missing(member: Member, period: Period, keys: str) -> Iterator[Problem]:
    """Which facts a roster must hold is local; the keys are a parameter."""
    if not is_here(member, period.last_day):
        return
    wanted = keys.replace("，", ",").replace("、", ",").split(",")
    missing = [key for key in map(str.strip, wanted) if key and not _told(member, key)]
    if missing:
        yield problem(
            member,
            "name",
            found=f"{member.name}缺少：{'、'.join(missing)}，",
            expected=f"本地要求名册填写：{'、'.join(map(str.strip, wanted))}。",
            remedy="查阅档案或请本人核对后补齐。",
        )


def _told(member: Member, key: str) -> bool:
    """Whether the entry has something under a key; a key that the roster does not know has not."""
    for field, info in Member.model_fields.items():
        if info.alias == key:
            return getattr(member, field) not in (None, ())
    return False
