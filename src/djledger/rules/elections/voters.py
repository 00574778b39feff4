"""Who had the vote: the number due, and whether enough of them came."""

from collections.abc import Iterator
from datetime import date

from djledger.elections.counting import LENIENT_QUORUM, enough_present
from djledger.elections.course import ballots
from djledger.law import ATTENDANCE_EXPLANATION, ELECTION_RULES, LOGIC
from djledger.ledger.branch import Branch, Part
from djledger.ledger.elections import Election
from djledger.rules.elections.reading import (
    came,
    came_by_record,
    due,
    due_by_roster,
    in_assembly,
    what,
)
from djledger.rules.rule import Param, Problem, Severity, problem, rule

BY_EDITION, STRICT = "按版本", "超过"
_QUORUM = Param("quorum", BY_EDITION, "恰好五分之四是否有效（2020 年起有效）", (BY_EDITION, STRICT))
_WITHOUT_VOTE = "预备党员、留党察看期间的党员和被中止权利的党员没有选举权"


def _enough(present: int, entitled: int, day: date, reading: str) -> bool:
    if reading == STRICT:
        return present * 5 > entitled * 4
    return enough_present(present, entitled, day)


@rule(
    code="ELE201",
    name="too-few-voters-present",
    title="到会有选举权的人数不足应到会的五分之四",
    waivable=False,
    severity=Severity.ERROR,
    basis=[ELECTION_RULES.at({1990: "到会人数", 2020: 19})],
    params=(_QUORUM,),
    needs=(Part.MEMBERS,),
    covers=("ELE-07",),
)
def too_few_voters_present(election: Election, branch: Branch, quorum: str) -> Iterator[Problem]:
    """Eight of ten are enough since 2020; before, more than four fifths had to come."""
    for ballot in ballots(election, branch):
        entitled, present = due(ballot, election, branch), came(ballot, election, branch)
        if entitled is None or present is None or ballot.day is None:
            continue
        if not _enough(present.high, entitled.low, ballot.day, quorum):
            strict = quorum == STRICT or ballot.day < LENIENT_QUORUM
            word = "超过" if strict else "不少于"
            yield problem(
                election,
                *ballot.at,
                "present",
                found=f"{what(ballot)}应到会有选举权的 {entitled} 人，实到 {present} 人，",
                expected=f"到会有选举权的人数{word}应到会的五分之四，选举才有效。",
                remedy="核对应到和实到；确实不足的，选举无效，报告上级后重新召开大会。",
                day=ballot.day,
            )


@rule(
    code="ELE202",
    name="entitled-too-many",
    title="应到会人数算入了没有选举权的党员",
    severity=Severity.ERROR,
    basis=[ELECTION_RULES[5]],
    needs=(Part.MEMBERS,),
    covers=("ELE-08",),
)
def entitled_too_many(election: Election, branch: Branch) -> Iterator[Problem]:
    """Compared with the roster of the day; people whose right is open may be counted."""
    for ballot in in_assembly(election, branch):
        known = due_by_roster(election, branch, ballot.day)
        written = ballot.round.entitled
        if known is None or written is None or written <= known.high:
            continue
        yield problem(
            election,
            *ballot.at,
            "entitled",
            found=f"{what(ballot)}应到写了 {written} 人，"
            f"名册上当日有选举权的只有 {known.high} 人，",
            expected=f"应到会只算有选举权的党员；{_WITHOUT_VOTE}。",
            remedy="对照名册逐人核对，更正应到，再看到会人数是否够五分之四。",
            day=ballot.day,
        )


@rule(
    code="ELE203",
    name="entitled-too-few",
    title="应到会人数少算而没有列明不计入的党员",
    severity=Severity.WARNING,
    basis=[ATTENDANCE_EXPLANATION["条件"], ELECTION_RULES[5]],
    needs=(Part.MEMBERS,),
    covers=("ELE-09",),
)
def entitled_too_few(election: Election, branch: Branch) -> Iterator[Problem]:
    """Everybody with the vote counts unless listed as left out."""
    for ballot in in_assembly(election, branch):
        known = due_by_roster(election, branch, ballot.day)
        written = ballot.round.entitled
        if known is None or written is None or written >= known.low:
            continue
        yield problem(
            election,
            *ballot.at,
            "entitled",
            found=f"{what(ballot)}应到写了 {written} 人，"
            f"名册上当日有选举权、又没有列为不计入的有 {known.low} 人，",
            expected="缺席的仍计入应到；确需不计入的，须逐人列明情形，经上级同意并经大会通过。",
            remedy="更正应到；经批准不计入的，在“不计入应到”里逐人写明。",
            day=ballot.day,
        )


@rule(
    code="ELE208",
    name="present-exceeds-entitled",
    title="实到会人数多于应到会人数",
    severity=Severity.ERROR,
    basis=[LOGIC["数目相符"]],
    covers=("ELE-14",),
)
def present_exceeds_entitled(election: Election, branch: Branch) -> Iterator[Problem]:
    """Nobody comes who was not due."""
    for ballot in ballots(election, branch):
        entitled, present = ballot.round.entitled, ballot.round.present
        if entitled is not None and present is not None and present > entitled:
            yield problem(
                election,
                *ballot.at,
                "present",
                found=f"{what(ballot)}应到 {entitled} 人，实到却有 {present} 人，",
                expected="实到会有选举权的人数不会多于应到会。",
                remedy="核对签到；列席的、没有选举权的不算实到。",
                day=ballot.day,
            )


@rule(
    code="ELE209",
    name="present-differs-from-minutes",
    title="实到会人数与会议记录不一致",
    severity=Severity.ERROR,
    basis=[LOGIC["前后一致"]],
    needs=(Part.MEMBERS, Part.MEETINGS),
    covers=("ELE-08",),
    when=("assembly",),
)
def present_differs_from_minutes(election: Election, branch: Branch) -> Iterator[Problem]:
    """Later ballots of a meeting may lose people, never gain them."""
    known = came_by_record(election, branch)
    if known is None:
        return
    for place, ballot in enumerate(in_assembly(election, branch)):
        present = ballot.round.present
        if present is None or present in known or (place and present < known.low):
            continue
        yield problem(
            election,
            *ballot.at,
            "present",
            found=f"{what(ballot)}实到写了 {present} 人，"
            f"按会议记录的缺席和到会，有选举权的到会 {known} 人，",
            expected="同一次大会的到会人数，两处应当一致。",
            remedy="对照签到表，更正写错的一处。",
            day=ballot.day,
        )


@rule(
    code="ELE210",
    name="voted-by-proxy",
    title="缺席的党员委托他人投票",
    severity=Severity.ERROR,
    basis=[ELECTION_RULES[24]],
    covers=("ELE-33",),
)
def voted_by_proxy(election: Election, branch: Branch) -> Iterator[Problem]:
    """A non-candidate may write for a voter who cannot; nobody votes for one who is not there."""
    for ballot in ballots(election, branch):
        if ballot.round.proxies:
            yield problem(
                election,
                *ballot.at,
                "proxies",
                found=f"{what(ballot)}有 {ballot.round.proxies} 张票由他人代投，",
                expected="未到会的选举人不得委托他人投票。",
                remedy="这些票无效；如实报告上级，影响结果的重新选举。",
                day=ballot.day,
            )


@rule(
    code="ELE211",
    name="quorum-by-one-reading",
    title="到会人数恰好是应到会的五分之四",
    severity=Severity.HINT,
    basis=[ELECTION_RULES[19]],
    params=(_QUORUM,),
    covers=("ELE-07",),
)
def quorum_by_one_reading(election: Election, branch: Branch, quorum: str) -> Iterator[Problem]:
    """Enough since 2020; methods copied from older ones still ask for more than four fifths."""
    for ballot in ballots(election, branch):
        entitled, present = ballot.round.entitled, ballot.round.present
        if not entitled or present is None or ballot.day is None or quorum == STRICT:
            continue
        if present * 5 == entitled * 4 and ballot.day >= LENIENT_QUORUM:
            yield problem(
                election,
                *ballot.at,
                "present",
                found=f"{what(ballot)}应到 {entitled} 人，实到 {present} 人，恰好五分之四，",
                expected="“不少于五分之四”的有效，写作“超过五分之四”的无效；现行条例是前一种。",
                remedy="核对大会通过的选举办法和上级批复写的是哪一种，必要时请示上级。",
                day=ballot.day,
            )


RULES = (
    too_few_voters_present,
    quorum_by_one_reading,
    entitled_too_many,
    entitled_too_few,
    present_exceeds_entitled,
    present_differs_from_minutes,
    voted_by_proxy,
)
