"""The arithmetic of each ballot: papers out, in, valid; votes of each candidate."""

from collections.abc import Iterator

from djledger.elections.course import ballots, held_again, held_on, is_void
from djledger.law import ELECTION_RULES, LOGIC
from djledger.ledger.branch import Branch
from djledger.ledger.elections import Election, Round, Tally
from djledger.ledger.period import Period
from djledger.rules.elections.reading import what
from djledger.rules.rule import Problem, Severity, problem, rule
from djledger.rules.wording import people

_FIGURES = {
    "present": "实到",
    "issued": "发出",
    "returned": "收回",
    "valid": "有效",
    "invalid": "无效",
}


@rule(
    code="ELE401",
    name="issued-differs-from-present",
    title="发出的选票与实到会有选举权的人数不等",
    severity=Severity.WARNING,
    basis=[LOGIC["数目相符"]],
    covers=("ELE-13", "ELE-34"),
)
def issued_differs_from_present(election: Election, branch: Branch) -> Iterator[Problem]:
    """One paper for each voter who came."""
    for ballot in ballots(election, branch):
        issued, present = ballot.round.issued, ballot.round.present
        if issued is not None and present is not None and issued != present:
            yield problem(
                election,
                *ballot.at,
                "issued",
                found=f"{what(ballot)}实到会有选举权的 {present} 人，发出选票 {issued} 张，",
                expected="发票前应清点人数，一人一张，发出数等于实到数。",
                remedy="核对清点记录；有人中途离会没有领票的，在备注中说明。",
                day=ballot.day,
            )


@rule(
    code="ELE402",
    name="more-papers-returned",
    title="收回的选票多于发出的选票或者投票人数",
    severity=Severity.ERROR,
    basis=[ELECTION_RULES[26], LOGIC["数目相符"]],
    covers=("ELE-12", "ELE-33"),
)
def more_papers_returned(election: Election, branch: Branch) -> Iterator[Problem]:
    """As many as were given out is the most; a void ballot that was held again is in order."""
    every = list(ballots(election, branch))
    for ballot in every:
        one = ballot.round
        if not is_void(one) or held_again(ballot, every):
            continue
        limits = {"发出的 {} 张": one.issued, "实到的 {} 人": one.present}
        over = {w: n for w, n in limits.items() if n is not None and (one.returned or 0) > n}
        for words, number in list(over.items())[:1]:
            yield problem(
                election,
                *ballot.at,
                "returned",
                found=f"{what(ballot)}收回选票 {one.returned} 张，多于{words.format(number)}，",
                expected="收回的选票不多于投票人数，选举才有效。",
                remedy="核对计票单；确实多出的，本轮选举无效，应重新投票。",
                day=ballot.day,
            )


@rule(
    code="ELE403",
    name="valid-and-invalid-miscounted",
    title="有效票与无效票之和不等于收回的选票",
    severity=Severity.ERROR,
    basis=[LOGIC["数目相符"]],
    covers=("ELE-14",),
)
def valid_and_invalid_miscounted(election: Election, branch: Branch) -> Iterator[Problem]:
    """Every paper that came back is one or the other."""
    for ballot in ballots(election, branch):
        one = ballot.round
        if one.returned is None or one.valid is None:
            continue
        invalid = one.invalid or 0
        wrong = one.valid + invalid != one.returned
        if wrong if one.invalid is not None else one.valid > one.returned:
            yield problem(
                election,
                *ballot.at,
                "valid",
                found=f"{what(ballot)}有效 {one.valid} 张、无效 {invalid} 张，"
                f"收回 {one.returned} 张，",
                expected="有效票加无效票应等于收回的选票。",
                remedy="对照计票报告单更正。",
                day=ballot.day,
            )


def _cast(tally: Tally) -> int:
    return sum(number or 0 for number in (tally.yes, tally.no, tally.abstain))


def _miscounted(tally: Tally, valid: int) -> bool:
    complete = None not in (tally.yes, tally.no, tally.abstain)
    return _cast(tally) != valid if complete else _cast(tally) > valid


@rule(
    code="ELE404",
    name="candidate-votes-miscounted",
    title="候选人的赞成、不赞成、弃权之和不等于有效票",
    severity=Severity.ERROR,
    basis=[LOGIC["数目相符"]],
    covers=("ELE-14",),
)
def candidate_votes_miscounted(election: Election, branch: Branch) -> Iterator[Problem]:
    """Each valid paper says one thing of each candidate; leaving blank is abstaining."""
    for ballot in ballots(election, branch):
        valid = ballot.round.valid
        for index, tally in enumerate(ballot.round.tallies):
            if valid is not None and _miscounted(tally, valid):
                yield problem(
                    election,
                    *ballot.at,
                    "tallies",
                    index,
                    "yes",
                    found=f"{what(ballot)}有效票 {valid} 张，{tally.name}的赞成、不赞成、"
                    f"弃权共 {_cast(tally)} 张，",
                    expected="三项之和应等于有效票。",
                    remedy="对照计票报告单更正；没有表示意见的算弃权。",
                    day=ballot.day,
                )


def _chosen(one: Round) -> int:
    yes = sum(tally.yes or 0 for tally in one.tallies)
    return yes + sum(other.votes for other in one.others)


@rule(
    code="ELE405",
    name="overfull-papers-counted",
    title="所选人数多于应选人数的选票计为有效",
    severity=Severity.ERROR,
    basis=[ELECTION_RULES[27], LOGIC["数目相符"]],
    covers=("ELE-15",),
)
def overfull_papers_counted(election: Election, branch: Branch) -> Iterator[Problem]:
    """Said by the record, or shown by more votes than the valid papers can hold."""
    for ballot in ballots(election, branch):
        one = ballot.round
        most = None if one.valid is None else one.valid * one.posts
        if one.overfull_valid:
            field, said = "overfull_valid", f"有 {one.overfull_valid} 张多选的选票计为有效"
        elif most is not None and _chosen(one) > most:
            field = "valid"
            said = f"有效票 {one.valid} 张、应选 {one.posts} 人，赞成却共有 {_chosen(one)} 票"
        else:
            continue
        yield problem(
            election,
            *ballot.at,
            field,
            found=f"{what(ballot)}{said}，",
            expected="一张票所选人数多于应选人数的为无效票。",
            remedy="重新清点选票，更正有效、无效和得票；影响结果的，报告上级。",
            day=ballot.day,
        )


@rule(
    code="ELE406",
    name="others-exceed-crosses",
    title="另选他人的票多于不赞成的票",
    severity=Severity.WARNING,
    basis=[ELECTION_RULES[25]],
    covers=("ELE-35",),
)
def others_exceed_crosses(election: Election, branch: Branch) -> Iterator[Problem]:
    """Who says no to a candidate may name another; who abstains may not."""
    for ballot in ballots(election, branch):
        named = sum(other.votes for other in ballot.round.others)
        crosses = [tally.no for tally in ballot.round.tallies]
        if not crosses or None in crosses:
            continue
        total = sum(number or 0 for number in crosses)
        if named > total:
            yield problem(
                election,
                *ballot.at,
                "others",
                found=f"{what(ballot)}不赞成共 {total} 票，另选他人却有 {named} 票，",
                expected="投不赞成票的才可以另选他人，投弃权票的不能另选。",
                remedy="重新清点选票：没有投不赞成而另选他人的，这部分不计。",
                day=ballot.day,
            )


@rule(
    code="ELE407",
    name="tallies-differ-from-candidates",
    title="得票的名单与候选人不一致",
    severity=Severity.WARNING,
    basis=[LOGIC["前后一致"]],
)
def tallies_differ_from_candidates(election: Election, branch: Branch) -> Iterator[Problem]:
    """Each candidate has a count, others are written apart."""
    for ballot in ballots(election, branch):
        candidates = set(ballot.round.candidates)
        counted = {tally.name for tally in ballot.round.tallies}
        if not counted or not candidates or counted == candidates:
            continue
        missing, strange = sorted(candidates - counted), sorted(counted - candidates)
        said = [f"候选人{people(missing)}没有得票"] if missing else []
        said += [f"{people(strange)}不是候选人"] if strange else []
        yield problem(
            election,
            *ballot.at,
            "tallies",
            found=f"{what(ballot)}的得票里{'，'.join(said)}，",
            expected="每名候选人各有一行得票（没有票的写 0），候选人以外的写在“另选他人”。",
            remedy="对照计票报告单补全。",
            day=ballot.day,
        )


def _unwritten(one: Round) -> list[str]:
    """Return what is not written; the papers of a void ballot are not counted further."""
    if is_void(one):
        return []
    words = [word for field, word in _FIGURES.items() if getattr(one, field) is None]
    return words if one.tallies else [*words, "得票"]


@rule(
    code="ELE408",
    name="figures-missing",
    title="投票的数字没有写全",
    severity=Severity.WARNING,
    basis=[ELECTION_RULES[29], LOGIC["数目相符"]],
    on_absence=True,
)
def figures_missing(election: Election, branch: Branch, period: Period) -> Iterator[Problem]:
    """Without them nobody can tell whether the election was valid."""
    for ballot in ballots(election, branch):
        lacking = _unwritten(ballot.round)
        if lacking and (ballot.day is None or ballot.day <= period.as_of):
            yield problem(
                election,
                *ballot.at,
                found=f"{what(ballot)}没有写{'、'.join(lacking)}，",
                expected="每轮投票应写明实到、发出、收回、有效、无效和每名候选人的得票。",
                remedy="按计票报告单补上。",
                day=ballot.day,
            )


@rule(
    code="ELE409",
    name="ballots-unrecorded",
    title="开过选举大会而没有写投票",
    severity=Severity.WARNING,
    basis=[ELECTION_RULES[29], LOGIC["前后一致"]],
    on_absence=True,
)
def ballots_unrecorded(election: Election, branch: Branch, period: Period) -> Iterator[Problem]:
    """An assembly that was held has at least one ballot."""
    day = held_on(election, branch)
    if day is None or day > period.as_of or next(ballots(election, branch), None) is not None:
        return
    yield problem(
        election,
        "assembly",
        "rounds",
        found=f"{day} 已开选举大会，没有写投票情况，",
        expected="选举记录应有每轮投票的票数和结果。",
        remedy="按计票报告单在“投票”里逐轮写明。",
        day=day,
    )


RULES = (
    issued_differs_from_present,
    more_papers_returned,
    valid_and_invalid_miscounted,
    candidate_votes_miscounted,
    overfull_papers_counted,
    others_exceed_crosses,
    tallies_differ_from_candidates,
    figures_missing,
    ballots_unrecorded,
)
