"""How a branch came to be and how it ended: the papers and their order."""

from collections.abc import Iterator

from djledger.dates import add_months
from djledger.law import BRANCH_REGULATIONS, LOGIC
from djledger.ledger.branch import Branch, Part
from djledger.ledger.organisation import BranchForm, Founding
from djledger.ledger.period import Period
from djledger.rules.rule import Problem, Related, Severity, problem, rule

_ORDER = (
    ("applied_on", "approved_on", "申请", "批复"),
    ("approved_on", "day", "批复", "成立"),
    ("approved_on", "filed_on", "批复", "备案"),
)
"""Pairs of days of a founding: the first comes first or falls on the same day."""


@rule(
    code="ORG104",
    name="founding-reply-late",
    title="成立党支部的批复超过 1 个月",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[6]],
)
def founding_reply_late(branch: Branch, period: Period) -> Iterator[Problem]:
    """A reply given in the judged year is due within a calendar month, that day included."""
    founded = branch.profile.founded
    if founded is None or founded.applied_on is None or founded.approved_on is None:
        return
    due = add_months(founded.applied_on, 1)
    if founded.approved_on in period and founded.approved_on > due:
        yield problem(
            founded,
            "approved_on",
            found=f"{founded.applied_on} 申请，{founded.approved_on} 批复，",
            expected=f"批复一般在 1 个月内，即 {due} 以前。",
            remedy="如有补正材料等情况，在备注中说明；日期写错的，按批复文件更正。",
            day=founded.approved_on,
            related=(Related(founded, ("applied_on",), "申请日期"),),
        )


@rule(
    code="ORG105",
    name="founding-dates-out-of-order",
    title="成立党支部的申请、批复、成立、备案日期先后颠倒",
    severity=Severity.ERROR,
    basis=[LOGIC["先后次序"], BRANCH_REGULATIONS[6]],
)
def founding_dates_out_of_order(branch: Branch, period: Period) -> Iterator[Problem]:
    """Application, reply, founding and filing follow each other; the same day will do."""
    founded = branch.profile.founded
    if founded is None:
        return
    for earlier, later, first, second in _ORDER:
        yield from _reversed(founded, (earlier, first), (later, second))


def _reversed(
    founded: Founding, earlier: tuple[str, str], later: tuple[str, str]
) -> Iterator[Problem]:
    (field, first), (other, second) = earlier, later
    begin, end = getattr(founded, field), getattr(founded, other)
    if begin is not None and end is not None and end < begin:
        yield problem(
            founded,
            other,
            found=f"{second}日期 {end} 早于{first}日期 {begin}，",
            expected=f"应先{first}、后{second}。",
            remedy="按申请、批复和备案文件核对日期；如确是未批先建，如实说明并报告上级。",
            day=end,
            related=(Related(founded, (field,), f"{first}日期"),),
        )


@rule(
    code="ORG106",
    name="founding-unapproved",
    title="本年度成立的党支部没有写批复",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[6]],
    needs=(Part.BRANCH,),
)
def founding_unapproved(branch: Branch, period: Period) -> Iterator[Problem]:
    """A branch founded in the judged year shows who approved it; temporary ones: ORG121."""
    founded = branch.profile.founded
    if branch.profile.form is BranchForm.TEMPORARY or founded is None or founded.day is None:
        return
    if founded.day in period and not (founded.approved_on or founded.approved_by):
        yield problem(
            founded,
            "day",
            found=f"{founded.day} 成立，没有写批复日期和批准机关，",
            expected="成立党支部由基层党委批复，或者由上级党委直接决定。",
            remedy="按批复文件补上“批复”和“批准机关”；没有批复的，报告上级补办手续。",
            day=founded.day,
        )


@rule(
    code="ORG110",
    name="dissolution-unapproved",
    title="撤销党支部没有写批准机关",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[7]],
    needs=(Part.BRANCH,),
)
def dissolution_unapproved(branch: Branch, period: Period) -> Iterator[Problem]:
    """A branch is dissolved with the approval of the base committee; a temporary one just ends."""
    dissolved = branch.profile.dissolved
    if dissolved is None or branch.profile.form is BranchForm.TEMPORARY:
        return
    if dissolved.approved_by is None:
        yield problem(
            dissolved,
            "day",
            found=f"党支部于 {dissolved.day} 撤销，没有写批准机关，",
            expected="撤销党支部应由基层党委批准或者决定，并报上级党委组织部门备案。",
            remedy="按批准文件补上“批准机关”和“备案”日期。",
            day=dissolved.day,
        )


RULES = (
    founding_reply_late,
    founding_dates_out_of_order,
    founding_unapproved,
    dissolution_unapproved,
)
