"""The words of the papers of an election."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from djledger.elections.counting import least_present, least_votes
from djledger.elections.course import (
    Ballot,
    ballots,
    decided_on,
    divided_on,
    elected_members,
    elected_to,
    held_on,
)
from djledger.ledger.branch import Branch
from djledger.ledger.elections import Election, Nominee, Round, Stage
from djledger.papers.plain import Words, day_words, known, words_of


def words_of_election(election: Election, branch: Branch) -> Words:
    """Return the words that any paper of an election can use."""
    held, names = held_on(election, branch), standing(election, branch)
    posts, due = _posts(election, branch), _due(election, branch)
    return {
        "支部": words_of(branch.profile),
        "选举": words_of(election),
        "上届": _outgoing(election, branch),
        "人选": [_person(place, one, branch) for place, one in enumerate(election.nominees, 1)],
        "候选人": list(names),
        "设支委会": _main_stage(election, branch) is Stage.MEMBERS,
        "轮次": [_ballot(ballot, election) for ballot in _sheets(election, branch)],
        "当选委员": list(elected_members(election)),
        "当选书记": list(elected_to(election, Stage.SECRETARY)),
        "当选副书记": list(elected_to(election, Stage.DEPUTY)),
        "分工": _division(election),
        "书记人选": _meant_for(election, branch, Stage.SECRETARY),
        "副书记人选": _meant_for(election, branch, Stage.DEPUTY),
        **known(
            研究日=_day(decided_on(election, branch)),
            大会日=_day(held),
            分工日=_day(divided_on(election, branch)),
            名额=posts,
            候选人数=len(names) or None,
            差额数=len(names) - posts if names and posts else election.difference,
            应到=due,
            最少到会=least_present(due, held) if due and held else None,
        ),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day_words(day)


def _main_stage(election: Election, branch: Branch) -> Stage:
    """Return what the assembly elects: a committee, or without one the secretary."""
    stages = {ballot.round.stage for ballot in ballots(election, branch)}
    alone = Stage.MEMBERS not in stages and bool(stages)
    meant = {stage for one in election.nominees for stage in one.stands_for}
    alone = alone or (not stages and bool(meant) and Stage.MEMBERS not in meant)
    return Stage.SECRETARY if alone and not election.posts else Stage.MEMBERS


def _main_round(election: Election, branch: Branch) -> Round | None:
    stage = _main_stage(election, branch)
    rounds = (ballot.round for ballot in ballots(election, branch))
    return next((one for one in rounds if one.stage is stage), None)


def standing(election: Election, branch: Branch) -> tuple[str, ...]:
    """Return the candidates of the main ballot: as on it, else those agreed to."""
    first, stage = _main_round(election, branch), _main_stage(election, branch)
    if first is not None and first.candidates:
        return first.candidates
    meant = (one for one in election.nominees if one.agreed is not False)
    return tuple(one.name for one in meant if not one.stands_for or stage in one.stands_for)


def _posts(election: Election, branch: Branch) -> int | None:
    first = _main_round(election, branch)
    return election.posts if election.posts or first is None else first.posts


def _due(election: Election, branch: Branch) -> int | None:
    first = _main_round(election, branch)
    return None if first is None else first.entitled


def _meant_for(election: Election, branch: Branch, stage: Stage) -> list[str]:
    named = [one.name for one in election.nominees if stage in one.stands_for]
    rounds = [ballot.round for ballot in ballots(election, branch) if ballot.round.stage is stage]
    return named or [name for one in rounds[:1] for name in one.candidates]


def _outgoing(election: Election, branch: Branch) -> Words:
    held = held_on(election, branch)
    terms = [term for term in branch.profile.terms if held is None or term.elected_on < held]
    term = max(terms, key=lambda one: one.elected_on, default=None)
    if term is None:
        return known(届满=_day(election.term_ends))
    ends = election.term_ends or branch.due_on(term)
    return {**words_of(term), "任期": term.years or branch.usual_years, "届满": day_words(ends)}


def _person(place: int, one: Nominee, branch: Branch) -> Words:
    """Join what the election says of a person with what the roster says."""
    member = branch.roster.by_name.get(one.name)
    born = one.born or (member.born if member else None)
    return known(
        序号=place,
        姓名=one.name,
        性别=words_of(one.sex or (member.sex if member else None) or ""),
        出生=_month(born),
        民族=member.ethnicity if member else None,
        入党=_month(one.joined or (member.joined if member else None)),
        职务=one.post or (member.post if member else None),
        推荐票=one.recommended,
        备注=one.note,
    )


def _division(election: Election) -> list[Words]:
    posts = election.first_meeting.posts if election.first_meeting else {}
    return [{"姓名": name, "职务": "、".join(held)} for name, held in posts.items()]


def _month(day: date | str | None) -> str | None:
    """Write year and month as tables have them: 1976.08."""
    return str(day)[:7].replace("-", ".") if day else None


def _sheets(election: Election, branch: Branch) -> Iterator[Ballot]:
    """Yield the ballots; before the first one a sheet to fill in by hand."""
    held = list(ballots(election, branch))
    if held:
        yield from held
        return
    stage = _main_stage(election, branch)
    blank: dict[str, Any] = {"number": 1, "stage": stage, "posts": election.posts}
    empty = Round.model_construct(**blank, candidates=standing(election, branch))
    yield Ballot(empty, (), held_on(election, branch), in_committee=False)


def _ballot(ballot: Ballot, election: Election) -> Words:
    one = ballot.round
    counted = {tally.name: words_of(tally) for tally in one.tallies}
    names = dict.fromkeys([*one.candidates, *counted])
    part = election.assembly
    witnesses = part.scrutineers if part and not ballot.in_committee else ()
    tellers = part.tellers if part and not ballot.in_committee else ()
    return {
        **words_of(one),
        "得票": [counted.get(name, {"姓名": name}) for name in names],
        "监票人": list(witnesses),
        "计票人": list(tellers),
        **known(
            日期=_day(ballot.day),
            会议="支部委员会" if ballot.in_committee else "党员大会",
            过半数=least_votes(one.present) if one.present else None,
        ),
    }
