"""Whether an appraisal's ballots add up and nobody is listed twice."""

from collections.abc import Iterator

from djledger.law import BRANCH_REGULATIONS, LOGIC
from djledger.ledger.attendance import attendance
from djledger.ledger.branch import Branch, Part
from djledger.ledger.meetings import Appraisal, AppraisalResult, Meeting, MeetingKind
from djledger.ledger.period import Period
from djledger.rules.meetings.ballots import RECOUNT, ballot_faults
from djledger.rules.review.reviews import reviews_in
from djledger.rules.rule import Problem, Related, Severity, problem, rule

PARTIAL = (MeetingKind.COMMITTEE_MEETING, MeetingKind.GROUP_MEETING)
"""Meetings at which ballots of a larger one may be recorded."""


@rule(
    code="REV108",
    name="appraisal-ballots-miscounted",
    title="测评票数对不上",
    severity=Severity.ERROR,
    basis=[LOGIC["发出、收回、有效、无效票数一致"]],
    covers=("REV-05",),
    when=("appraisal",),
)
def ballots_miscounted(meeting: Meeting) -> Iterator[Problem]:
    """Returned at most issued, valid and invalid make up returned, grades at most valid."""
    review = meeting.appraisal
    if review is None or review.ballots is None:
        return
    for field, found, expected in ballot_faults(review.ballots):
        yield problem(
            review.ballots, field, found=found, expected=expected, remedy=RECOUNT, day=meeting.day
        )
    for result in review.results:
        yield from _overfull(result, review, meeting)


def _overfull(result: AppraisalResult, review: Appraisal, meeting: Meeting) -> Iterator[Problem]:
    ballots = review.ballots
    assert ballots is not None
    written = (("有效", ballots.valid), ("收回", ballots.returned), ("发出", ballots.issued))
    limit = next(((label, count) for label, count in written if count is not None), None)
    cast = sum(result.votes.values())
    if limit is not None and cast > limit[1]:
        yield problem(
            result,
            "votes",
            found=f"{result.name}各等次的测评票合计 {cast} 张，",
            expected=f"不应多于{limit[0]}的 {limit[1]} 张。",
            remedy=RECOUNT,
            day=meeting.day,
        )


@rule(
    code="REV118",
    name="more-ballots-than-people",
    title="收回的测评票多于到会人数",
    severity=Severity.ERROR,
    basis=[LOGIC["票数不多于到会人数"]],
    needs=(Part.MEMBERS,),
    covers=("REV-05",),
    when=("appraisal",),
)
def more_ballots_than_people(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """Judged at a meeting of all members only, and where no others came to vote."""
    ballots = meeting.appraisal.ballots if meeting.appraisal else None
    if ballots is None or ballots.returned is None or meeting.observers:
        return
    came = attendance(meeting, branch).number
    if came is None or any(map(meeting.is_a, PARTIAL)) or ballots.returned <= came:
        return
    yield problem(
        ballots,
        "returned",
        found=f"收回测评票 {ballots.returned} 张，到会 {came} 人，",
        expected="收回的票不应多于到会的人。",
        remedy="核对到会名单和票数；有群众代表参加测评的，写入“列席”。",
        day=meeting.day,
    )


@rule(
    code="REV109",
    name="appraised-twice",
    title="同一名党员有两个评议结果",
    severity=Severity.ERROR,
    basis=[BRANCH_REGULATIONS[18], LOGIC["一人一个结果"]],
    covers=("REV-06",),
)
def appraised_twice(branch: Branch, period: Period) -> Iterator[Problem]:
    """Each member has one result a year, across all records of the year's appraisal."""
    for review in reviews_in(branch, period):
        first: dict[str, AppraisalResult] = {}
        for result in review.results:
            earlier = first.setdefault(result.name, result)
            if earlier is not result:
                yield problem(
                    result,
                    "name",
                    found=f"{review.year} 年度{result.name}的评议结果列了不止一次，",
                    expected="每名党员每年度只有一个评定结果。",
                    remedy="核对后只留一个；同名的两个人，在姓名后加后缀区分，与名册一致。",
                    day=review.day,
                    related=(Related(earlier, ("name",), "前一个结果"),),
                )
