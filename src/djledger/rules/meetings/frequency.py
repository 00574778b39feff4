"""How often each kind of meeting is held."""

from collections.abc import Iterator

from djledger.law import BRANCH_REGULATIONS
from djledger.ledger.branch import Branch, Part
from djledger.ledger.meetings import MeetingKind
from djledger.ledger.period import Period
from djledger.rules.rule import Problem, Severity, problem, rule


@rule(
    code="MTG301",
    name="assembly-quarter-missed",
    title="一个季度内没有召开党员大会",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[11]],
    needs=(Part.MEETINGS,),
    covers=("MTG-08",),
)
def assembly_quarter_missed(branch: Branch, period: Period) -> Iterator[Problem]:
    """Each quarter that is over and lay wholly within the branch's life needs an assembly."""
    held = [meeting.day for meeting in branch.meetings_of(MeetingKind.MEMBER_ASSEMBLY)]
    for quarter in period.owed_quarters(branch):
        if not any(day in quarter for day in held):
            yield problem(
                branch.profile,
                "name",
                found=f"{quarter.year} 年第 {quarter.number} 季度没有党员大会的记录，",
                expected="党员大会一般每季度召开 1 次。",
                remedy="如已召开，补上会议记录并写明补记原因；如确未召开，如实说明并尽快安排。",
                day=quarter.last_day,
            )
