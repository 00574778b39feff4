"""What rules on elections ask of a record: who was due and came to a ballot, and what it is of."""

from collections.abc import Iterator
from datetime import date

from djledger.elections.course import Ballot, ballots, divided_on, elected_members, held_on
from djledger.ledger.branch import Branch
from djledger.ledger.elections import Election, ElectionKind, Stage
from djledger.ledger.meetings import Excluded
from djledger.ledger.period import Period
from djledger.ledger.references import meeting_at
from djledger.rules.meetings.voting import Range, present_by_record
from djledger.rules.rule import Param

WHOLE = frozenset({ElectionKind.TERM, ElectionKind.FOUNDING})
"""Elections of a whole committee, which begin a term."""

PRESENT, DUE = "实到会", "应到会"
BASE = Param("base", PRESENT, "当选票数以哪个人数的半数为准：实到会或者应到会", (PRESENT, DUE))


def held(election: Election, branch: Branch, period: Period) -> date | None:
    """Return the day of the assembly when it is known and past on the day of judgement."""
    day = held_on(election, branch)
    return day if day is not None and day <= period.as_of else None


def decided_by(election: Election, branch: Branch, period: Period) -> date | None:
    """Return the day of the vote: the assembly's, or the committee's where it elects alone."""
    day = divided_on(election, branch) if election.assembly is None else held_on(election, branch)
    return day if day is not None and day <= period.as_of else None


def in_assembly(election: Election, branch: Branch) -> Iterator[Ballot]:
    """Yield the ballots of the assembly."""
    return (ballot for ballot in ballots(election, branch) if not ballot.in_committee)


def due(ballot: Ballot, election: Election, branch: Branch) -> Range | None:
    """Return how many were due: as written, else by the roster or by those just elected."""
    if ballot.round.entitled is not None:
        return Range(ballot.round.entitled, ballot.round.entitled)
    if ballot.in_committee:
        members = len(elected_members(election))
        return Range(members, members) if members else None
    return due_by_roster(election, branch, ballot.day)


def due_by_roster(election: Election, branch: Branch, day: date | None) -> Range | None:
    """Return how many of the roster had the vote; those left out with reasons may count or not."""
    voters = None if day is None else branch.roster.voters_on(day)
    if voters is None or not voters.high:
        return None
    left_out = {entry.name for entry in exclusions(election)}
    low = sum(member.name not in left_out for member in voters.sure)
    return Range(low, voters.high)


def exclusions(election: Election) -> tuple[Excluded, ...]:
    """Return the entries on members left out of the number due."""
    return election.assembly.excluded if election.assembly else ()


def came(ballot: Ballot, election: Election, branch: Branch) -> Range | None:
    """Return how many voters came: as written, else by the record of the assembly."""
    if ballot.round.present is not None:
        return Range(ballot.round.present, ballot.round.present)
    return None if ballot.in_committee else came_by_record(election, branch)


def came_by_record(election: Election, branch: Branch) -> Range | None:
    """Return how many voters came, by the meeting's own record; None where it does not say.

    Members whom the election leaves out of the number due did not come, even where the minutes
    do not list them among those away.
    """
    meeting = meeting_at(branch, election.assembly.meeting) if election.assembly else None
    counted = None if meeting is None else present_by_record(meeting, branch)
    if meeting is None or counted is None:
        return None
    told = {*(meeting.absent or ()), *(entry.name for entry in meeting.excluded)}
    apart = sum(entry.name not in told for entry in exclusions(election))
    return Range(max(counted.low - apart, 0), counted.high)


def base_of(ballot: Ballot, election: Election, branch: Branch, reading: str) -> int | None:
    """Return the number whose half must be passed; None where it is not known for certain."""
    asked = due if reading == DUE else came
    found = asked(ballot, election, branch)
    return found.low if found is not None and found.low == found.high else None


def first_of(election: Election, branch: Branch, stage: Stage) -> Ballot | None:
    """Return the first ballot for a stage, leaving aside those among people who were level."""
    of_stage = (b for b in ballots(election, branch) if b.round.stage is stage)
    return next((ballot for ballot in of_stage if not ballot.round.tie_of), None)


def what(ballot: Ballot) -> str:
    """Return what messages call a ballot."""
    return f"第 {ballot.round.number} 轮选举{ballot.round.stage}"
