"""The course of one election: when it was held, its ballots in order, who stood and who won."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from djledger.elections.counting import Decision, decide, decide_tie
from djledger.ledger.branch import Branch
from djledger.ledger.elections import Election, Round, Stage
from djledger.ledger.period import Period
from djledger.ledger.references import meeting_at


class Ballot(NamedTuple):
    """A round with its place in the election and the day it was held."""

    round: Round
    at: tuple[str | int, ...]
    day: date | None
    in_committee: bool


def held_on(election: Election, branch: Branch) -> date | None:
    """Return the day of the electing assembly; None when it is not recorded."""
    assembly = election.assembly
    if assembly is None:
        return None
    meeting = meeting_at(branch, assembly.meeting)
    return meeting.day if assembly.day is None and meeting is not None else assembly.day


def divided_on(election: Election, branch: Branch) -> date | None:
    """Return the day of the new committee's first meeting; None when it is not recorded."""
    first = election.first_meeting
    if first is None:
        return None
    meeting = meeting_at(branch, first.meeting)
    return meeting.day if first.day is None and meeting is not None else first.day


def decided_on(election: Election, branch: Branch) -> date | None:
    """Return the day on which the committee decided to hold it; None when unrecorded."""
    meeting = meeting_at(branch, election.decided)
    return meeting.day if election.decided_on is None and meeting else election.decided_on


def concerns(election: Election, branch: Branch, period: Period) -> bool:
    """Whether an election is of the judged year; one not held yet is of the year it is begun."""
    request = election.request.sent_on if election.request else None
    day = held_on(election, branch) or decided_on(election, branch) or request
    return day is None or day in period


def ballots(election: Election, branch: Branch) -> Iterator[Ballot]:
    """Yield every round: the assembly's, then the first committee meeting's."""
    if election.assembly is not None:
        day = held_on(election, branch)
        for index, one in enumerate(election.assembly.rounds):
            yield Ballot(one, ("assembly", "rounds", index), day, in_committee=False)
    if election.first_meeting is not None:
        day = divided_on(election, branch)
        for index, one in enumerate(election.first_meeting.rounds):
            yield Ballot(one, ("first_meeting", "rounds", index), day, in_committee=True)


def held_again(ballot: Ballot, every: Sequence[Ballot]) -> bool:
    """Whether a ballot elected nobody and another was held for the same posts after it."""
    place = next(n for n, other in enumerate(every) if other.at == ballot.at)
    later = (other.round for other in every[place + 1 :])
    return not ballot.round.elected and any(one.stage is ballot.round.stage for one in later)


def votes_of(one: Round) -> dict[str, int] | None:
    """Return the votes in favour by person, others named included; None if not all are known."""
    votes: dict[str, int] = {}
    for tally in one.tallies:
        if tally.yes is None:
            return None
        votes[tally.name] = tally.yes
    complete = votes and set(one.candidates) <= set(votes)
    return {**votes, **{other.name: other.votes for other in one.others}} if complete else None


def is_void(one: Round) -> bool:
    """Whether more papers came back than were given out or than voters came."""
    limits = (one.issued, one.present)
    return one.returned is not None and any(n is not None and one.returned > n for n in limits)


def outcome(one: Round, base: int | None) -> Decision | None:
    """Return who won a round by its figures; None where they do not tell or it is void."""
    votes = votes_of(one)
    if votes is None or is_void(one):
        return None
    if one.tie_of:
        return decide_tie(votes, one.posts)
    return None if base is None else decide(votes, one.posts, base)


def elected_members(election: Election) -> tuple[str, ...]:
    """Return those elected to the committee, in the order of the rounds."""
    rounds = election.assembly.rounds if election.assembly else ()
    names = (n for one in rounds if one.stage is Stage.MEMBERS for n in one.elected)
    return tuple(dict.fromkeys(names))


def elected_to(election: Election, stage: Stage) -> tuple[str, ...]:
    """Return those elected secretary or deputy, wherever that was done."""
    held = (election.assembly, election.first_meeting)
    rounds = [one for part in held if part is not None for one in part.rounds]
    return tuple(dict.fromkeys(n for one in rounds if one.stage is stage for n in one.elected))
