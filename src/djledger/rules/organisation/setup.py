"""Whether a branch may exist as it does: its size and form."""

from collections.abc import Iterator
from datetime import date

from djledger.law import BRANCH_REGULATIONS
from djledger.ledger.branch import Branch, Part
from djledger.ledger.organisation import BranchForm
from djledger.ledger.period import Period
from djledger.rules.organisation.counting import alive, full_count, lasting
from djledger.rules.rule import Param, Problem, Severity, problem, rule

SMALLEST = 3
"""Full members needed for a branch (支部工作条例, Art. 4)."""
LARGEST = 50
MOST_UNITS = 5
_DAYS = Param("days", 180, "正式党员不足 3 人持续超过多少天算长期")


def _is_short(branch: Branch, day: date) -> bool:
    return alive(branch, day) and full_count(branch, day).high < SMALLEST


@rule(
    code="ORG101",
    name="too-few-full-members",
    title="独立设置的党支部正式党员长期不足 3 人",
    severity=Severity.ERROR,
    basis=[BRANCH_REGULATIONS[4], BRANCH_REGULATIONS[5], BRANCH_REGULATIONS[7]],
    params=(_DAYS,),
    needs=(Part.MEMBERS,),
    covers=("MTG-16",),
)
def too_few_full_members(branch: Branch, period: Period, days: int) -> Iterator[Problem]:
    """Count full members on the last day judged; probationary members do not count."""
    day = period.last_day
    if branch.profile.form is not BranchForm.SINGLE or not _is_short(branch, day):
        return
    if lasting(day, days, lambda each: _is_short(branch, each)):
        yield problem(
            branch.profile,
            "name",
            found=f"{day} 名册上有正式党员 {full_count(branch, day)}，已持续 {days} 天以上，",
            expected=f"独立设置的党支部应有正式党员 {SMALLEST} 人以上，不够的应及时调整。",
            remedy="报请上级党组织调整设置，如与邻近单位成立联合党支部；或核对名册有无遗漏。",
            day=day,
        )


@rule(
    code="ORG102",
    name="full-members-fell-short",
    title="独立设置的党支部正式党员刚降到 3 人以下",
    severity=Severity.HINT,
    basis=[BRANCH_REGULATIONS[4], BRANCH_REGULATIONS[7]],
    params=(_DAYS,),
    needs=(Part.MEMBERS,),
    covers=("MTG-16",),
)
def full_members_fell_short(branch: Branch, period: Period, days: int) -> Iterator[Problem]:
    """A shortage that has not lasted long is a reminder, not yet a fault."""
    day = period.last_day
    if branch.profile.form is not BranchForm.SINGLE or not _is_short(branch, day):
        return
    if not lasting(day, days, lambda each: _is_short(branch, each)):
        yield problem(
            branch.profile,
            "name",
            found=f"{day} 名册上有正式党员 {full_count(branch, day)}，",
            expected=f"独立设置的党支部应有正式党员 {SMALLEST} 人以上。",
            remedy="如短期内不能补足，尽早报请上级党组织调整设置，不要拖成长期不足。",
            day=day,
        )


@rule(
    code="ORG103",
    name="too-many-members",
    title="党支部党员超过 50 人",
    severity=Severity.HINT,
    basis=[BRANCH_REGULATIONS[4]],
    needs=(Part.MEMBERS,),
    covers=("MTG-16",),
)
def too_many_members(branch: Branch, period: Period) -> Iterator[Problem]:
    """Count all members of the branch, probationary ones too; exactly 50 are not too many."""
    day = period.last_day
    number = len(branch.roster.members_on(day)) if alive(branch, day) else 0
    if number > LARGEST:
        yield problem(
            branch.profile,
            "name",
            found=f"{day} 名册上有党员 {number} 人，",
            expected=f"一个党支部的党员一般不超过 {LARGEST} 人。",
            remedy="与上级党组织商量分设党支部，或者设立党总支。",
            day=day,
        )


@rule(
    code="ORG107",
    name="joint-branch-too-many-units",
    title="联合党支部覆盖的单位超过 5 个",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[5]],
)
def joint_branch_too_many_units(branch: Branch, period: Period) -> Iterator[Problem]:
    """A joint branch normally covers up to five units."""
    units = branch.profile.units
    if branch.profile.form is BranchForm.JOINT and len(units) > MOST_UNITS:
        yield problem(
            branch.profile,
            "units",
            found=f"联合党支部覆盖 {len(units)} 个单位，",
            expected=f"一般不超过 {MOST_UNITS} 个。",
            remedy="与上级党组织商量分设联合党支部，或让党员较多的单位单独成立党支部。",
            day=period.last_day,
        )


@rule(
    code="ORG108",
    name="joint-branch-units-unlisted",
    title="联合党支部没有写明覆盖哪些单位",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[5]],
    needs=(Part.BRANCH,),
)
def joint_branch_units_unlisted(branch: Branch, period: Period) -> Iterator[Problem]:
    """A joint branch covers two units at least; which ones has to be on record."""
    units = branch.profile.units
    if branch.profile.form is BranchForm.JOINT and len(units) < 2:
        yield problem(
            branch.profile,
            "form",
            found=f"形式是联合党支部，覆盖单位写了 {len(units)} 个，",
            expected="联合党支部由两个以上的单位组成，应逐一写明。",
            remedy="在“覆盖单位”里把各单位写全；如只有一个单位，形式应写“独立”。",
            day=period.last_day,
        )


@rule(
    code="ORG109",
    name="units-of-single-branch",
    title="不是联合党支部而写了几个覆盖单位",
    severity=Severity.HINT,
    basis=[BRANCH_REGULATIONS[5]],
)
def units_of_single_branch(branch: Branch, period: Period) -> Iterator[Problem]:
    """Several units make a joint branch; most likely the form was left at its default."""
    profile = branch.profile
    if profile.form is BranchForm.SINGLE and len(profile.units) > 1:
        yield problem(
            profile,
            "units",
            found=f"覆盖单位写了 {len(profile.units)} 个，形式却是“{profile.form}”，",
            expected="由几个单位的党员组成的是联合党支部。",
            remedy="如是联合党支部，写明“形式: 联合”；如不是，去掉“覆盖单位”。",
            day=period.last_day,
        )


RULES = (
    too_few_full_members,
    full_members_fell_short,
    too_many_members,
    joint_branch_too_many_units,
    joint_branch_units_unlisted,
    units_of_single_branch,
)
