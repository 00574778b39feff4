"""Who stood: enough candidates, with the right to be elected, agreed to by the superior."""

from collections.abc import Iterator

from djledger.elections.counting import least_candidates
from djledger.elections.course import ballots
from djledger.law import BRANCH_REGULATIONS, ELECTION_RULES, LOGIC
from djledger.ledger.branch import Branch, Part
from djledger.ledger.elections import Election, Stage
from djledger.rules.elections.reading import WHOLE, first_of, in_assembly, what
from djledger.rules.rule import Problem, Severity, problem, rule
from djledger.rules.wording import nearest

SMALLEST, LARGEST = 3, 7
"""Seats of a committee: from three to five, normally not more than seven."""
BY_STROKES = "姓氏笔画"


@rule(
    code="ELE301",
    name="too-few-candidates",
    title="委员候选人的差额不足百分之二十",
    severity=Severity.ERROR,
    basis=[ELECTION_RULES.at({1990: "差额比例", 2020: 13})],
    covers=("ELE-10",),
)
def too_few_candidates(election: Election, branch: Branch) -> Iterator[Problem]:
    """A fifth of the posts, rounded up: four for three, six for five, nine for seven.

    Judged at the first ballot of a whole committee; by-elections of a single seat and ballots
    for seats that stayed empty are left to the method of election.
    """
    ballot = first_of(election, branch, Stage.MEMBERS)
    if ballot is None or election.kind not in WHOLE or not ballot.round.candidates:
        return
    standing, posts = len(set(ballot.round.candidates)), ballot.round.posts
    least = least_candidates(posts)
    if standing < least:
        yield problem(
            election,
            *ballot.at,
            "candidates",
            found=f"应选委员 {posts} 人，候选人只有 {standing} 人，",
            expected=f"候选人应多于应选人数的百分之二十（向上取整），至少 {least} 人。",
            remedy="核对选票；确实差额不足的，报告上级，听候处理。",
            day=ballot.day,
        )


@rule(
    code="ELE302",
    name="leader-ballot-not-single",
    title="书记、副书记的候选人数与应选人数不等",
    severity=Severity.HINT,
    basis=[ELECTION_RULES["等额选举"]],
)
def leader_ballot_not_single(election: Election, branch: Branch) -> Iterator[Problem]:
    """Secretary and deputy are elected with as many candidates as posts."""
    for ballot in ballots(election, branch):
        one = ballot.round
        if one.stage is Stage.MEMBERS or not one.candidates or one.tie_of:
            continue
        if len(set(one.candidates)) != one.posts:
            yield problem(
                election,
                *ballot.at,
                "candidates",
                found=f"{what(ballot)}应选 {one.posts} 人，候选人 {len(set(one.candidates))} 人，",
                expected="书记、副书记一般等额选举。",
                remedy="核对选票；实行差额选举的，在备注里写明依据。",
                day=ballot.day,
            )


@rule(
    code="ELE303",
    name="candidate-without-right",
    title="候选人没有被选举权",
    severity=Severity.ERROR,
    basis=[ELECTION_RULES[5]],
    needs=(Part.MEMBERS,),
    covers=("ELE-08",),
)
def candidate_without_right(election: Election, branch: Branch) -> Iterator[Problem]:
    """Full members with their rights on the day; whose standing is open may stand."""
    told: set[str] = set()
    for ballot in ballots(election, branch):
        voters = None if ballot.day is None else branch.roster.voters_on(ballot.day)
        if voters is None or not voters.high:
            continue
        for index, name in enumerate(ballot.round.candidates):
            if name in voters or name in told:
                continue
            told.add(name)
            known = name in branch.roster.by_name
            state = "当日没有被选举权" if known else "不在党员名册上"
            hint = "" if known else nearest(name, branch.roster.by_name)
            yield problem(
                election,
                *ballot.at,
                "candidates",
                index,
                found=f"候选人{name}{state}，",
                expected="候选人应是有被选举权的正式党员。",
                remedy=f"{hint}核对名册上的转正、处分和转接日期；确实没有的，当选无效，报告上级。",
                day=ballot.day,
            )


@rule(
    code="ELE304",
    name="candidate-not-agreed",
    title="选票上的候选人不在上级同意的人选之中",
    severity=Severity.ERROR,
    basis=[ELECTION_RULES[14]],
    covers=("ELE-36",),
    when=("nominees",),
)
def candidate_not_agreed(election: Election, branch: Branch) -> Iterator[Problem]:
    """Compared with the people put forward, where they are listed."""
    agreed = {one.name: one.agreed for one in election.nominees}
    for ballot in in_assembly(election, branch):
        if ballot.round.tie_of:
            continue
        for index, name in enumerate(ballot.round.candidates):
            if name in agreed and agreed[name] is not False:
                continue
            state = "上级没有同意" if name in agreed else "不在所报的人选之中"
            hint = "" if name in agreed else nearest(name, agreed)
            yield problem(
                election,
                *ballot.at,
                "candidates",
                index,
                found=f"候选人{name}{state}，",
                expected="候选人应从上级审查同意的预备人选中确定。",
                remedy=f"{hint}核对人选和批复；确实没有报批的，报告上级，听候处理。",
                day=ballot.day,
            )


@rule(
    code="ELE305",
    name="names-not-by-strokes",
    title="委员候选人没有按姓氏笔画排列",
    severity=Severity.HINT,
    basis=[ELECTION_RULES[24]],
    covers=("ELE-11",),
)
def names_not_by_strokes(election: Election, branch: Branch) -> Iterator[Problem]:
    """By the order that the record declares."""
    for ballot in in_assembly(election, branch):
        order = ballot.round.order
        if ballot.round.stage is Stage.MEMBERS and order is not None and BY_STROKES not in order:
            yield problem(
                election,
                *ballot.at,
                "order",
                found=f"{what(ballot)}的选票按“{order}”排列，",
                expected="委员候选人的姓名按姓氏笔画排列。",
                remedy="核对选票样张；以后印制选票按姓氏笔画排列。",
                day=ballot.day,
            )


@rule(
    code="ELE306",
    name="committee-size-planned-wrong",
    title="支委会的名额不在 3 至 7 人之间",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[20]],
    covers=("ELE-26",),
    when=("posts",),
)
def committee_size_planned_wrong(election: Election, branch: Branch) -> Iterator[Problem]:
    """Of elections of a whole committee only; a by-election fills what is vacant."""
    posts = election.posts
    if posts and election.kind in WHOLE and not SMALLEST <= posts <= LARGEST:
        yield problem(
            election,
            "posts",
            found=f"委员名额写了 {posts} 人，",
            expected=f"支委会由 {SMALLEST} 至 5 人组成，一般不超过 {LARGEST} 人。",
            remedy="按规定职数报上级核定；不设支委会的，不写委员名额，只选举书记、副书记。",
        )


@rule(
    code="ELE307",
    name="posts-differ-from-plan",
    title="应选委员数与报批的名额不一致",
    severity=Severity.WARNING,
    basis=[LOGIC["前后一致"]],
    when=("posts",),
)
def posts_differ_from_plan(election: Election, branch: Branch) -> Iterator[Problem]:
    """The first ballot fills all the posts that were asked for."""
    ballot = first_of(election, branch, Stage.MEMBERS)
    if ballot is not None and ballot.round.posts != election.posts:
        yield problem(
            election,
            *ballot.at,
            "posts",
            found=f"选举时应选委员 {ballot.round.posts} 人，报批的名额是 {election.posts} 人，",
            expected="应选人数以上级批复的名额为准。",
            remedy="对照批复更正；名额经批准调整的，改写“委员名额”并在备注说明。",
            day=ballot.day,
        )


RULES = (
    too_few_candidates,
    leader_ballot_not_single,
    candidate_without_right,
    candidate_not_agreed,
    names_not_by_strokes,
    committee_size_planned_wrong,
    posts_differ_from_plan,
)
