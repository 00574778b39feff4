"""Temporary branches (临时党支部): how they come, what is not theirs to do, when they end."""

from collections.abc import Iterator
from datetime import timedelta

from djledger.law import BRANCH_REGULATIONS
from djledger.ledger.branch import Branch, Part
from djledger.ledger.meetings import Matter
from djledger.ledger.organisation import BranchForm, Origin
from djledger.ledger.period import Period
from djledger.rules.rule import Param, Problem, Severity, problem, rule

_DEVELOPING = "发展党员"
_BEYOND = {
    Matter.ADMISSION: _DEVELOPING,
    Matter.CONFIRMATION: _DEVELOPING,
    Matter.PROBATION_EXTENDED: _DEVELOPING,
    Matter.PROBATION_CANCELLED: _DEVELOPING,
    Matter.ACTIVIST: _DEVELOPING,
    Matter.CANDIDATE: _DEVELOPING,
    Matter.DISPOSAL: "处分处置党员",
    Matter.SANCTION: "处分处置党员",
    Matter.ELECTION: "换届或者选举代表",
}
"""Matters of the agenda that a temporary branch normally leaves alone, and what they amount to."""

_FOREIGN = {
    Part.DUES: ("党费台账", "收缴党费"),
    Part.DEVELOPMENT: ("发展党员档案", "发展党员"),
    Part.ELECTIONS: ("换届选举记录", "换届"),
}


def _is_temporary(branch: Branch) -> bool:
    return branch.profile.form is BranchForm.TEMPORARY


@rule(
    code="ORG121",
    name="temporary-branch-unapproved",
    title="临时党支部没有写上级批准",
    severity=Severity.ERROR,
    basis=[BRANCH_REGULATIONS[8]],
    needs=(Part.BRANCH,),
)
def temporary_branch_unapproved(branch: Branch, period: Period) -> Iterator[Problem]:
    """A temporary branch exists by its superior's approval only."""
    founded = branch.profile.founded
    if _is_temporary(branch) and not (founded and (founded.approved_on or founded.approved_by)):
        yield problem(
            branch.profile,
            "founded",
            found="临时党支部没有写批复日期和批准机关，",
            expected="成立临时党支部须经上级党组织批准。",
            remedy="按批准文件在“成立”里补上“批复”和“批准机关”；没有批准的，尽快报批。",
            day=branch.founded_on or period.last_day,
        )


@rule(
    code="ORG122",
    name="temporary-branch-oversteps",
    title="临时党支部讨论了不由它办理的事项",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[8]],
)
def temporary_branch_oversteps(branch: Branch, period: Period) -> Iterator[Problem]:
    """Development, sanctions and elections normally stay with the members' own branches."""
    if not _is_temporary(branch):
        return
    for meeting in branch.meetings:
        for index, item in enumerate(meeting.agenda if meeting.day in period else ()):
            if item.matter in _BEYOND:
                yield problem(
                    meeting,
                    "agenda",
                    index,
                    "matter",
                    found=f"议题“{item.title}”的事项是{item.matter}，",
                    expected=f"临时党支部一般不{_BEYOND[item.matter]}。",
                    remedy="由党员组织关系所在的党支部办理；如是一般讨论，改正“事项”。",
                    day=meeting.day,
                )


@rule(
    code="ORG123",
    name="temporary-branch-foreign-ledger",
    title="临时党支部建了不由它办理的台账",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[8]],
)
def temporary_branch_foreign_ledger(branch: Branch) -> Iterator[Problem]:
    """Ledgers of dues, development and elections belong to the members' own branches."""
    if not _is_temporary(branch):
        return
    for part, (ledger, act) in _FOREIGN.items():
        for record in branch.records(part):
            yield problem(
                record,
                found=f"临时党支部有{ledger}，",
                expected=f"临时党支部一般不{act}。",
                remedy="移到党员组织关系所在的党支部；如并非临时党支部，改正“形式”。",
                day=branch.founded_on,
            )


@rule(
    code="ORG124",
    name="temporary-branch-outlives-project",
    title="所依托的项目已结束而临时党支部没有撤销",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[8]],
    params=(Param("days", 30, "项目结束后超过多少天仍未撤销才报"),),
    needs=(Part.BRANCH,),
)
def temporary_branch_outlives_project(
    branch: Branch, period: Period, days: int
) -> Iterator[Problem]:
    """A temporary branch ends with the body that it was set up for."""
    project = branch.profile.project
    if not _is_temporary(branch) or project is None or project.end is None:
        return
    ended = branch.profile.dissolved.day if branch.profile.dissolved else period.as_of
    if ended > project.end + timedelta(days):
        state = "还没有撤销" if branch.profile.dissolved is None else f" {ended} 才撤销"
        yield problem(
            project,
            "end",
            found=f"所依托的“{project.name}”已于 {project.end} 结束，临时党支部{state}，",
            expected="临时机构撤销后，临时党支部自然撤销。",
            remedy="在 branch.yaml 里写明“撤销”；项目如有延长，改写“依托”的“止”。",
            day=project.end,
        )


@rule(
    code="ORG125",
    name="temporary-branch-without-project",
    title="临时党支部没有写所依托的机构或项目",
    severity=Severity.HINT,
    basis=[BRANCH_REGULATIONS[8]],
    needs=(Part.BRANCH,),
)
def temporary_branch_without_project(branch: Branch) -> Iterator[Problem]:
    """Without it nobody can tell when the branch has to end."""
    if _is_temporary(branch) and branch.profile.project is None:
        yield problem(
            branch.profile,
            "form",
            found="临时党支部没有写“依托”，",
            expected="临时党支部为执行某项任务的临时机构而设，随机构撤销而撤销。",
            remedy="在“依托”里写明机构或项目的名称和起止日期。",
            day=branch.founded_on,
        )


@rule(
    code="ORG126",
    name="temporary-officer-elected",
    title="临时党支部的班子成员写成选举产生",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[8]],
)
def temporary_officer_elected(branch: Branch) -> Iterator[Problem]:
    """Officers of a temporary branch are appointed by the organisation that approved it."""
    if not _is_temporary(branch):
        return
    for term in branch.profile.terms:
        for officer in term.officers:
            if officer.origin in {Origin.ELECTED, Origin.BY_ELECTION}:
                yield problem(
                    officer,
                    "origin",
                    found=f"{officer.name}任{'、'.join(officer.posts)}，产生方式写的是{officer.origin}，",
                    expected="临时党支部的书记、副书记和委员由批准它成立的党组织指定。",
                    remedy="如由上级指定，“产生”写“任命”；如确实进行了选举，报告上级。",
                    day=officer.start or term.elected_on,
                )


RULES = (
    temporary_branch_unapproved,
    temporary_branch_oversteps,
    temporary_branch_foreign_ledger,
    temporary_branch_outlives_project,
    temporary_branch_without_project,
    temporary_officer_elected,
)
