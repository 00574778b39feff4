"""Whether what was recorded as passed or rejected follows from the votes."""

from collections.abc import Iterator

from djledger.law import BRANCH_REGULATIONS, LOGIC, development
from djledger.ledger.branch import Branch, Part
from djledger.ledger.meetings import AgendaItem, Meeting, MeetingKind, Outcome, Vote
from djledger.rules.meetings.voting import (
    ADMITTING,
    Range,
    entitled,
    lacks_quorum,
    present,
    votes_of,
)
from djledger.rules.rule import Problem, Severity, problem, rule


@rule(
    code="MTG204",
    name="passed-without-majority",
    title="赞成人数没有超过应到会半数却记为通过",
    waivable=False,
    severity=Severity.ERROR,
    basis=[BRANCH_REGULATIONS[11]],
    needs=(Part.MEMBERS,),
    covers=("MTG-13",),
    kinds=(MeetingKind.MEMBER_ASSEMBLY,),
)
def passed_without_majority(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """The base is those entitled, not those present; exactly half does not pass.

    Where too few came at all the quorum rule says so, and this one adds nothing.
    """
    for index, item, vote, due in _counted(meeting, branch):
        if item.matter not in ADMITTING and _lost(meeting, branch, item, due):
            yield _not_passed(meeting, index, vote, due)


@rule(
    code="MTG205",
    name="admitted-without-majority",
    title="接收、转正的赞成人数没有超过应到会半数却记为通过",
    waivable=False,
    severity=Severity.ERROR,
    basis=[development(20), development(32)],
    needs=(Part.MEMBERS,),
    covers=("MTG-13", "DEV-P09"),
    kinds=(MeetingKind.MEMBER_ASSEMBLY,),
)
def admitted_without_majority(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """Written opinions received before the meeting are among the yes votes."""
    for index, item, vote, due in _counted(meeting, branch):
        if item.matter in ADMITTING and _lost(meeting, branch, item, due):
            yield _not_passed(meeting, index, vote, due)


@rule(
    code="MTG206",
    name="rejected-despite-majority",
    title="赞成人数超过应到会半数却记为未通过",
    severity=Severity.ERROR,
    basis=[LOGIC["表决结果与票数一致"], BRANCH_REGULATIONS[11]],
    needs=(Part.MEMBERS,),
    covers=("MTG-29",),
    kinds=(MeetingKind.MEMBER_ASSEMBLY,),
)
def rejected_despite_majority(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """A majority of those entitled, with enough people present, is a pass."""
    for index, item, vote, due in _counted(meeting, branch):
        rejected = vote.outcome is Outcome.REJECTED and (vote.yes or 0) * 2 > due.high
        if rejected and not _perhaps_too_few(meeting, branch, item, due):
            yield problem(
                meeting,
                *("agenda", index, "vote", "outcome"),
                found=f"应到会有表决权的党员 {due} 人，赞成 {vote.yes} 票，超过半数却记为未通过，",
                expected="赞成人数超过应到会半数即为通过。",
                remedy="对照会议原始记录核对票数和结果，写错的更正并写明更正原因。",
                day=meeting.day,
            )


def _counted(meeting: Meeting, branch: Branch) -> Iterator[tuple[int, AgendaItem, Vote, Range]]:
    """Yield the votes whose yes count and base are known."""
    for index, item, vote in votes_of(meeting):
        due = entitled(meeting, branch, vote)
        if vote.yes is not None and due is not None:
            yield index, item, vote, due


def _lost(meeting: Meeting, branch: Branch, item: AgendaItem, due: Range) -> bool:
    vote = item.vote
    if vote is None or vote.outcome is not Outcome.PASSED or (vote.yes or 0) * 2 > due.low:
        return False
    came = present(meeting, branch, vote)
    return not lacks_quorum(came, due, admitting=item.matter in ADMITTING)


def _not_passed(meeting: Meeting, index: int, vote: Vote, due: Range) -> Problem:
    return problem(
        meeting,
        *("agenda", index, "vote", "yes"),
        found=f"应到会有表决权的党员 {due} 人，赞成 {vote.yes} 票，没有超过半数却记为通过，",
        expected="赞成人数须超过应到会有表决权党员的半数（以应到会为基数，恰好半数不通过）。",
        remedy="对照会议原始记录核对票数；确实没有超过半数的，应按未通过处理，必要时重新讨论表决。",
        day=meeting.day,
    )


def _perhaps_too_few(meeting: Meeting, branch: Branch, item: AgendaItem, due: Range) -> bool:
    came = present(meeting, branch, item.vote)
    if came is None:
        return False
    needed = due.high + 1 if item.matter in ADMITTING else due.high
    return came.low * 2 < needed
