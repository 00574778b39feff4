"""Secretary and deputy: elected by the new committee from among its members."""

from collections.abc import Iterator

from djledger.elections.course import ballots, elected_members
from djledger.law import BRANCH_REGULATIONS, LOGIC
from djledger.ledger.branch import Branch
from djledger.ledger.elections import Election, Stage
from djledger.rules.elections.reading import WHOLE, in_assembly, what
from djledger.rules.rule import Problem, Severity, problem, rule


@rule(
    code="ELE521",
    name="leader-not-of-new-committee",
    title="书记、副书记不是新选出的委员",
    severity=Severity.ERROR,
    basis=[BRANCH_REGULATIONS[21], LOGIC["前后一致"]],
    covers=("ELE-20",),
    when=("first_meeting",),
)
def leader_not_of_new_committee(election: Election, branch: Branch) -> Iterator[Problem]:
    """By the ballots of the committee's first meeting."""
    members = set(elected_members(election))
    if not members or election.kind not in WHOLE:
        return
    for ballot in ballots(election, branch):
        for index, name in enumerate(ballot.round.elected):
            if ballot.in_committee and name not in members:
                yield problem(
                    election,
                    *ballot.at,
                    "elected",
                    index,
                    found=f"{name}当选{ballot.round.stage}，却不在当选的委员之中，",
                    expected="书记、副书记从新选出的委员中选举产生。",
                    remedy="核对姓名；确实不是委员的，当选无效，报告上级。",
                    day=ballot.day,
                )


@rule(
    code="ELE522",
    name="more-voters-than-committee",
    title="选举书记、副书记的人数多于新选出的委员",
    severity=Severity.ERROR,
    basis=[BRANCH_REGULATIONS[21], LOGIC["数目相符"]],
    covers=("ELE-20",),
    when=("first_meeting",),
)
def more_voters_than_committee(election: Election, branch: Branch) -> Iterator[Problem]:
    """All members of the new committee vote, and nobody else."""
    members = len(elected_members(election))
    if not members or election.kind not in WHOLE:
        return
    for ballot in ballots(election, branch):
        entitled = ballot.round.entitled
        present = ballot.round.present or 0
        wrong = present > members if entitled is None else entitled != members
        said = f"实到写了 {present} 人" if entitled is None else f"应到写了 {entitled} 人"
        if ballot.in_committee and wrong:
            yield problem(
                election,
                *ballot.at,
                "entitled" if entitled is not None else "present",
                found=f"{what(ballot)}{said}，新选出的委员是 {members} 人，",
                expected="书记、副书记由新选出的全体委员选举。",
                remedy="核对会议记录；有委员以外的人投票的，选举无效，报告上级。",
                day=ballot.day,
            )


@rule(
    code="ELE523",
    name="leader-elected-by-assembly",
    title="设支委会的支部由党员大会选举书记",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[21]],
    covers=("ELE-20",),
)
def leader_elected_by_assembly(election: Election, branch: Branch) -> Iterator[Problem]:
    """Where members of a committee were elected too, the committee normally elects its leaders."""
    if not elected_members(election) or election.kind not in WHOLE:
        return
    for ballot in in_assembly(election, branch):
        if ballot.round.stage is not Stage.MEMBERS:
            yield problem(
                election,
                *ballot.at,
                "stage",
                found=f"党员大会选出委员以后，又由大会选举{ballot.round.stage}，",
                expected="设支委会的，书记、副书记一般由支委会选举；不设的，由党员大会选举。",
                remedy="核对记录；由支委会选举的，写入“第一次支委会”；经上级同意的，在备注说明。",
                day=ballot.day,
            )


@rule(
    code="ELE524",
    name="post-given-to-unelected",
    title="分工里有没有当选的人",
    severity=Severity.ERROR,
    basis=[LOGIC["前后一致"]],
    when=("first_meeting",),
)
def post_given_to_unelected(election: Election, branch: Branch) -> Iterator[Problem]:
    """Posts of a new committee are divided among those elected to it."""
    members = set(elected_members(election))
    if not members or election.kind not in WHOLE or election.first_meeting is None:
        return
    for name in election.first_meeting.posts:
        if name not in members:
            yield problem(
                election,
                "first_meeting",
                "posts",
                name,
                found=f"分工里的{name}没有当选委员，",
                expected="委员分工只在新选出的委员中进行。",
                remedy="核对姓名和当选名单。",
            )


RULES = (
    leader_not_of_new_committee,
    more_voters_than_committee,
    leader_elected_by_assembly,
    post_given_to_unelected,
)
