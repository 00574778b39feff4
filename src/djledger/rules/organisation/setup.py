"""Whether a branch may exist as it does: its size and form."""

from collections.abc import Iterator

from djledger.law import BRANCH_REGULATIONS
from djledger.ledger.branch import Branch, Part
from djledger.ledger.organisation import BranchForm
from djledger.ledger.period import Period
from djledger.rules.rule import Problem, Severity, problem, rule

SMALLEST = 3
"""Full members needed for a branch (支部工作条例, Art. 4)."""


@rule(
    code="ORG101",
    name="too-few-full-members",
    title="独立设置的党支部正式党员不足 3 人",
    severity=Severity.ERROR,
    basis=[BRANCH_REGULATIONS[4], BRANCH_REGULATIONS[5]],
    needs=(Part.MEMBERS,),
    covers=("MTG-16",),
)
def too_few_full_members(branch: Branch, period: Period) -> Iterator[Problem]:
    """Count full members on the last day judged; probationary members do not count."""
    if branch.profile.form is not BranchForm.SINGLE:
        return
    full = len(branch.roster.full_on(period.last_day))
    if full < SMALLEST:
        yield problem(
            branch.profile,
            "name",
            found=f"{period.last_day} 名册上有正式党员 {full} 人，",
            expected=f"独立设置的党支部应有 {SMALLEST} 人以上。",
            remedy="报请上级党组织调整设置，如与邻近单位成立联合党支部；或核对名册有无遗漏。",
            day=period.last_day,
        )
