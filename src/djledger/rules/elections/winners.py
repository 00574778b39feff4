"""Whether those declared elected are those whom the votes elect."""

from collections.abc import Iterator

from djledger.elections.counting import Decision, least_votes, passes
from djledger.elections.course import Ballot, ballots, outcome
from djledger.law import ELECTION_RULES, LOGIC
from djledger.ledger.branch import Branch
from djledger.ledger.elections import Election, Round, Stage
from djledger.rules.elections.reading import BASE, DUE, PRESENT, base_of, came, what
from djledger.rules.rule import Problem, Severity, problem, rule
from djledger.rules.wording import people


def _decided(election: Election, branch: Branch, reading: str) -> Iterator[tuple[Ballot, Decision]]:
    """Yield the ballots whose figures tell who is elected."""
    for ballot in ballots(election, branch):
        found = outcome(ballot.round, base_of(ballot, election, branch, reading))
        if found is not None:
            yield ballot, found


def _votes(one: Round) -> dict[str, int]:
    written = {tally.name: tally.yes for tally in one.tallies if tally.yes is not None}
    return {**written, **{other.name: other.votes for other in one.others}}


@rule(
    code="ELE501",
    name="elected-without-majority",
    title="赞成票没有超过半数而宣布当选",
    waivable=False,
    severity=Severity.ERROR,
    basis=[ELECTION_RULES[28]],
    params=(BASE,),
    covers=("ELE-16", "ELE-19"),
)
def elected_without_majority(election: Election, branch: Branch, base: str) -> Iterator[Problem]:
    """More than half of the voters who came; exactly half is not, nor does rank fill a seat."""
    for ballot in ballots(election, branch):
        number = base_of(ballot, election, branch, base)
        if number is None or ballot.round.tie_of:
            continue
        votes = _votes(ballot.round)
        for index, name in enumerate(ballot.round.elected):
            if name in votes and not passes(votes[name], number):
                yield problem(
                    election,
                    *ballot.at,
                    "elected",
                    index,
                    found=f"{what(ballot)}{base}有选举权的 {number} 人，"
                    f"{name}得赞成票 {votes[name]} 张，没有超过半数却宣布当选，",
                    expected=f"赞成票超过{base}有选举权人数的半数（至少 "
                    f"{least_votes(number)} 票）才能当选，不足的名额不得按票数补足。",
                    remedy="核对计票报告单；确实没有过半数的，当选无效，对空缺的名额另行选举。",
                    day=ballot.day,
                )


@rule(
    code="ELE502",
    name="lower-votes-preferred",
    title="过半数的人多于应选名额，没有按票数从高到低取",
    severity=Severity.ERROR,
    basis=[ELECTION_RULES[28], LOGIC["数目相符"]],
    params=(BASE,),
    covers=("ELE-17",),
)
def lower_votes_preferred(election: Election, branch: Branch, base: str) -> Iterator[Problem]:
    """Somebody who passed, below the last post, and declared elected all the same."""
    for ballot, found in _decided(election, branch, base):
        votes, number = _votes(ballot.round), base_of(ballot, election, branch, base)
        for index, name in enumerate(ballot.round.elected):
            passed = ballot.round.tie_of or (number and passes(votes.get(name, 0), number))
            if name not in votes or not passed or name in {*found.elected, *found.tied}:
                continue
            yield problem(
                election,
                *ballot.at,
                "elected",
                index,
                found=f"{what(ballot)}应选 {ballot.round.posts} 人，{name}得 {votes[name]} 票，"
                f"票数更高的{people([*found.elected, *found.tied])}已经够数，却宣布{name}当选，",
                expected="过半数的人多于应选名额时，以票数多的当选。",
                remedy="核对票数和当选名单；宣布有误的，报告上级后更正。",
                day=ballot.day,
            )


@rule(
    code="ELE503",
    name="more-elected-than-posts",
    title="当选的人数多于应选名额",
    severity=Severity.ERROR,
    basis=[LOGIC["数目相符"], ELECTION_RULES[28]],
    covers=("ELE-17",),
)
def more_elected_than_posts(election: Election, branch: Branch) -> Iterator[Problem]:
    """As many as there are posts at most."""
    for ballot in ballots(election, branch):
        elected, posts = len(set(ballot.round.elected)), ballot.round.posts
        if elected > posts:
            yield problem(
                election,
                *ballot.at,
                "elected",
                found=f"{what(ballot)}应选 {posts} 人，宣布当选 {elected} 人，",
                expected="当选人数不得多于应选名额。",
                remedy="核对应选名额和当选名单；宣布有误的，报告上级后更正。",
                day=ballot.day,
            )


def _rerun(ballot: Ballot, tied: tuple[str, ...], later: list[Ballot]) -> bool:
    """Whether another ballot was held among those tied."""
    same = (one.round for one in later if one.round.stage is ballot.round.stage)
    return any(set(tied) == set(one.tie_of) for one in same)


@rule(
    code="ELE504",
    name="tie-not-rerun",
    title="末位票数相等没有再次投票",
    severity=Severity.WARNING,
    basis=[ELECTION_RULES[28]],
    params=(BASE,),
    covers=("ELE-18",),
)
def tie_not_rerun(election: Election, branch: Branch, base: str) -> Iterator[Problem]:
    """Those level at the last post are voted on again; nobody among them is elected before."""
    every = list(ballots(election, branch))
    for ballot, found in _decided(election, branch, base):
        if not found.tied:
            continue
        declared = set(found.tied).intersection(ballot.round.elected)
        later = every[[one.at for one in every].index(ballot.at) + 1 :]
        if declared or not _rerun(ballot, found.tied, later):
            yield problem(
                election,
                *ballot.at,
                "elected",
                found=f"{what(ballot)}{people(found.tied)}票数相等，"
                f"只剩 {found.tied_posts} 个名额，没有就他们再次投票，",
                expected="票数相等不能确定当选人时，应就票数相等的人再次投票，得票多的当选。",
                remedy="再次投票的，补上这一轮并写明“同票再选”；确实没有的，报告上级。",
                day=ballot.day,
            )


@rule(
    code="ELE505",
    name="winner-left-out",
    title="得票够数的人没有列为当选",
    severity=Severity.ERROR,
    basis=[ELECTION_RULES[28], LOGIC["前后一致"]],
    params=(BASE,),
    covers=("ELE-17",),
)
def winner_left_out(election: Election, branch: Branch, base: str) -> Iterator[Problem]:
    """The votes elect somebody whom the record does not name as elected."""
    for ballot, found in _decided(election, branch, base):
        missing = [name for name in found.elected if name not in ballot.round.elected]
        if missing:
            yield problem(
                election,
                *ballot.at,
                "elected",
                found=f"{what(ballot)}按票数{people(missing)}应当当选，“当选”里没有，",
                expected="赞成票过半数、又在应选名额以内的，即为当选。",
                remedy="漏写的补上；宣布有误的，报告上级后更正。",
                day=ballot.day,
            )


def _all_elected(election: Election, branch: Branch, stage: Stage) -> set[str]:
    every = (b.round for b in ballots(election, branch) if b.round.stage is stage)
    return {name for one in every for name in one.elected}


@rule(
    code="ELE506",
    name="posts-left-vacant",
    title="当选人少于应选名额，没有另行选举也没有减少名额",
    severity=Severity.WARNING,
    basis=[ELECTION_RULES[28]],
    covers=("ELE-19",),
)
def posts_left_vacant(election: Election, branch: Branch) -> Iterator[Problem]:
    """All ballots for the same posts together; a tie still open is another rule's."""
    for stage in Stage:
        every = [b for b in ballots(election, branch) if b.round.stage is stage]
        if not every or not any(ballot.round.elected for ballot in every):
            continue
        posts, last = every[0].round.posts, every[-1]
        elected = len(_all_elected(election, branch, stage))
        reduced = next((b.round.reduced_to for b in every if b.round.reduced_to is not None), posts)
        found = outcome(last.round, base_of(last, election, branch, PRESENT))
        if elected < min(posts, reduced) and not (found and found.tied):
            yield problem(
                election,
                *last.at,
                "elected",
                found=f"应选{stage} {posts} 人，共当选 {elected} 人，"
                "没有另行选举，也没有写减少名额，",
                expected="不足的名额应另行选举；接近应选名额的，经半数以上选举人同意可以减少名额。",
                remedy="另行选举的，补上这一轮；减少名额的，写明“减少名额至”和“同意减少”的人数。",
                day=last.day,
            )


@rule(
    code="ELE507",
    name="reduction-without-consent",
    title="减少名额没有半数以上选举人同意",
    severity=Severity.WARNING,
    basis=[ELECTION_RULES[28]],
    covers=("ELE-19",),
)
def reduction_without_consent(election: Election, branch: Branch) -> Iterator[Problem]:
    """Exactly half is enough here."""
    for ballot in ballots(election, branch):
        one, present = ballot.round, came(ballot, election, branch)
        if one.reduced_to is None:
            continue
        consent = one.reduction_consent
        if consent is None or (present is not None and consent * 2 < present.low):
            state = "没有写同意的人数" if consent is None else f"只有 {consent} 人同意"
            of = "" if present is None else f"，实到 {present} 人"
            yield problem(
                election,
                *ballot.at,
                "reduction_consent",
                found=f"{what(ballot)}名额减少至 {one.reduced_to} 人，{state}{of}，",
                expected="减少名额应经半数以上选举人同意（恰好半数可以）。",
                remedy="按会议记录补上；确实没有同意的，对空缺的名额另行选举。",
                day=ballot.day,
            )


@rule(
    code="ELE508",
    name="winner-by-one-reading",
    title="当选票数按另一种口径会有不同结果",
    severity=Severity.HINT,
    basis=[ELECTION_RULES[28]],
    params=(BASE,),
    covers=("ELE-16",),
)
def winner_by_one_reading(election: Election, branch: Branch, base: str) -> Iterator[Problem]:
    """Half of those present is usual for base organisations, half of those due is also met."""
    other = PRESENT if base == DUE else DUE
    for ballot, found in _decided(election, branch, base):
        number = base_of(ballot, election, branch, other)
        changed = outcome(ballot.round, number)
        if changed is None or number is None or set(changed.elected) == set(found.elected):
            continue
        names = set(found.elected).symmetric_difference(changed.elected)
        yield problem(
            election,
            *ballot.at,
            "elected",
            found=f"{what(ballot)}按{base}人数的半数计算，与按{other}人数 {number} 人计算"
            f"（至少 {least_votes(number)} 票）结果不同，涉及{people(sorted(names))}，",
            expected=f"基层组织选举一般以{PRESENT}有选举权的人数为准，"
            "以大会通过的选举办法和上级批复为准。",
            remedy="核对选举办法写的是哪一种口径，必要时请示上级。",
            day=ballot.day,
        )


@rule(
    code="ELE509",
    name="elected-without-votes",
    title="当选的人没有得票记录",
    severity=Severity.ERROR,
    basis=[LOGIC["前后一致"]],
    covers=("ELE-16",),
)
def elected_without_votes(election: Election, branch: Branch) -> Iterator[Problem]:
    """Neither a candidate's count nor a vote as another named."""
    for ballot in ballots(election, branch):
        one = ballot.round
        known = {*one.candidates, *_votes(one), *(tally.name for tally in one.tallies)}
        for index, name in enumerate(one.elected):
            if name not in known and (one.tallies or one.candidates):
                yield problem(
                    election,
                    *ballot.at,
                    "elected",
                    index,
                    found=f"{what(ballot)}宣布{name}当选，候选人、得票和另选他人里都没有此人，",
                    expected="当选的人应有得票。",
                    remedy="核对姓名和计票报告单。",
                    day=ballot.day,
                )


RULES = (
    elected_without_majority,
    lower_votes_preferred,
    more_elected_than_posts,
    tie_not_rerun,
    winner_left_out,
    posts_left_vacant,
    reduction_without_consent,
    winner_by_one_reading,
    elected_without_votes,
)
