"""How the ballot was taken: which meeting, who was in the chair, secrecy, scrutineers."""

from collections.abc import Iterator
from datetime import timedelta

from djledger.elections.course import ballots, held_on
from djledger.law import BRANCH_REGULATIONS, ELECTION_RULES, LOGIC, PRACTICE
from djledger.ledger.branch import Branch, Part
from djledger.ledger.elections import Assembly, Election, ElectionKind, FirstMeeting
from djledger.ledger.meetings import MeetingKind, VoteMethod
from djledger.ledger.period import Period
from djledger.ledger.references import meeting_at
from djledger.rules.elections.reading import held, in_assembly, what
from djledger.rules.rule import Problem, Severity, problem, rule
from djledger.rules.wording import people

_RIGHT_KIND = {
    "assembly": (MeetingKind.MEMBER_ASSEMBLY, "选举大会"),
    "first_meeting": (MeetingKind.COMMITTEE_MEETING, "第一次支委会"),
}


@rule(
    code="ELE311",
    name="ballot-not-secret",
    title="选举没有采用无记名投票",
    severity=Severity.ERROR,
    basis=[ELECTION_RULES[24]],
    covers=("ELE-28",),
)
def ballot_not_secret(election: Election, branch: Branch) -> Iterator[Problem]:
    """Only what the record says; where it is silent there is nothing to object to."""
    for ballot in ballots(election, branch):
        if ballot.round.method not in {None, VoteMethod.SECRET}:
            yield problem(
                election,
                *ballot.at,
                "method",
                found=f"{what(ballot)}采用{ballot.round.method}，",
                expected="选举采用无记名投票。",
                remedy="核对会议记录；确实不是无记名投票的，报告上级，重新选举。",
                day=ballot.day,
            )


@rule(
    code="ELE312",
    name="ballot-paper-numbered",
    title="选票有编号或者记号",
    severity=Severity.WARNING,
    basis=[ELECTION_RULES[24], PRACTICE["选票不编号"]],
    covers=("ELE-28",),
)
def ballot_paper_numbered(election: Election, branch: Branch) -> Iterator[Problem]:
    """A number would tell who voted how."""
    for ballot in ballots(election, branch):
        if ballot.round.numbered:
            yield problem(
                election,
                *ballot.at,
                "numbered",
                found=f"{what(ballot)}的选票有编号或者记号，",
                expected="选票不得编号、不得作记号，以免看出是谁投的。",
                remedy="核对选票样张；确有编号的，报告上级，由上级决定是否重新选举。",
                day=ballot.day,
            )


def _standing(election: Election, branch: Branch) -> set[str]:
    return {name for ballot in in_assembly(election, branch) for name in ballot.round.candidates}


@rule(
    code="ELE313",
    name="scrutineer-is-candidate",
    title="监票人是候选人",
    severity=Severity.ERROR,
    basis=[ELECTION_RULES[22]],
    covers=("ELE-21",),
    when=("assembly",),
)
def scrutineer_is_candidate(election: Election, branch: Branch) -> Iterator[Problem]:
    """Scrutineers of the assembly are chosen from members who do not stand."""
    yield from _partial(election, branch, "scrutineers", "监票人")


@rule(
    code="ELE314",
    name="teller-is-candidate",
    title="计票人是候选人",
    severity=Severity.WARNING,
    basis=[ELECTION_RULES[23]],
    covers=("ELE-21",),
    when=("assembly",),
)
def teller_is_candidate(election: Election, branch: Branch) -> Iterator[Problem]:
    """The same for tellers, by the sample methods of election."""
    yield from _partial(election, branch, "tellers", "计票人")


def _partial(election: Election, branch: Branch, field: str, word: str) -> Iterator[Problem]:
    standing = _standing(election, branch)
    for index, name in enumerate(getattr(election.assembly, field)):
        if name in standing:
            yield problem(
                election,
                "assembly",
                field,
                index,
                found=f"{word}{name}又是候选人，",
                expected=f"{word}应由不是候选人的党员担任。",
                remedy="核对会议记录；确实如此的，报告上级，由上级决定是否重新选举。",
                day=held_on(election, branch),
            )


@rule(
    code="ELE315",
    name="scrutineers-not-chosen",
    title="没有写监票人，或者没有写经大会通过",
    severity=Severity.WARNING,
    basis=[ELECTION_RULES[22]],
    covers=("ELE-22",),
    on_absence=True,
)
def scrutineers_not_chosen(election: Election, branch: Branch, period: Period) -> Iterator[Problem]:
    """Scrutineers are named and passed by the meeting."""
    day, assembly = held(election, branch, period), election.assembly
    if day is None or assembly is None or (assembly.scrutineers and assembly.scrutineers_passed):
        return
    if not assembly.scrutineers:
        state, field = "没有写监票人", "scrutineers"
    else:
        word = "没有写" if assembly.scrutineers_passed is None else "写明没有"
        state, field = f"监票人{people(assembly.scrutineers)}{word}经大会通过", "scrutineers_passed"
    yield problem(
        election,
        "assembly",
        field,
        found=f"{day} 的选举大会{state}，",
        expected="监票人由党员大会从不是候选人的党员中推选，表决通过。",
        remedy="按会议记录补上；确实没有的，如实报告上级。",
        day=day,
    )


@rule(
    code="ELE316",
    name="count-unsigned",
    title="计票报告单没有签名",
    severity=Severity.HINT,
    basis=[PRACTICE["计票报告单签名"]],
    covers=("ELE-22",),
    when=("assembly",),
)
def count_unsigned(election: Election, branch: Branch) -> Iterator[Problem]:
    """Only what the record denies."""
    if election.assembly is not None and election.assembly.signed is False:
        yield problem(
            election,
            "assembly",
            "signed",
            found="记录写明计票报告单没有签名，",
            expected="计票报告单由监票人、计票人签名后报告大会。",
            remedy="请监票人、计票人核对无误后签名，注明补签日期。",
            day=held_on(election, branch),
        )


@rule(
    code="ELE317",
    name="chair-not-of-outgoing-committee",
    title="选举大会不是由上届支委会（书记）主持",
    severity=Severity.HINT,
    basis=[ELECTION_RULES[20]],
    when=("assembly",),
)
def chair_not_of_outgoing_committee(election: Election, branch: Branch) -> Iterator[Problem]:
    """By those in office on the day before; a founding assembly has nobody in office."""
    day = held_on(election, branch)
    if day is None or election.assembly is None or election.kind is ElectionKind.FOUNDING:
        return
    meeting = meeting_at(branch, election.assembly.meeting)
    chair = election.assembly.chair or (meeting.chair if meeting else None)
    outgoing = {officer.name for officer in branch.officers_on(day - timedelta(days=1))}
    if chair is not None and outgoing and chair not in outgoing:
        yield problem(
            election,
            "assembly",
            "chair",
            found=f"选举大会由{chair}主持，此人不是上届班子成员，",
            expected="党员大会选举由上届支委会主持；不设支委会的，由上届书记主持。",
            remedy="核对会议记录；上级派人主持的，在备注里写明。",
            day=day,
        )


def _referring(election: Election) -> Iterator[tuple[str, Assembly | FirstMeeting]]:
    for field in _RIGHT_KIND:
        held_: Assembly | FirstMeeting | None = getattr(election, field)
        if held_ is not None and held_.meeting is not None:
            yield field, held_


@rule(
    code="ELE318",
    name="other-meeting-referred-to",
    title="所引用的会议类型或者日期与选举不符",
    severity=Severity.ERROR,
    basis=[LOGIC["前后一致"], BRANCH_REGULATIONS[21]],
)
def other_meeting_referred_to(election: Election, branch: Branch) -> Iterator[Problem]:
    """The committee is elected by an assembly, and leaders by the committee, on the day written."""
    for field, part in _referring(election):
        kind, word = _RIGHT_KIND[field]
        meeting = meeting_at(branch, part.meeting)
        if meeting is not None and not meeting.is_a(kind):
            yield problem(
                election,
                field,
                "meeting",
                found=f"{word}引用的是 {meeting.day} 的{'、'.join(meeting.kinds)}，",
                expected=f"{word}应当引用{kind}的记录。",
                remedy="核对所引用的记录。",
                day=meeting.day,
            )
        elif meeting is not None and part.day is not None and part.day != meeting.day:
            yield problem(
                election,
                field,
                "day",
                found=f"{word}的日期写了 {part.day}，所引用的会议记录是 {meeting.day}，",
                expected="两处日期应当一致。",
                remedy="更正写错的一处；有会议记录的，这里可以不写日期。",
                day=part.day,
            )


@rule(
    code="ELE319",
    name="scrutineer-not-member",
    title="监票人没有选举权",
    severity=Severity.WARNING,
    basis=[ELECTION_RULES[22], ELECTION_RULES[5]],
    needs=(Part.MEMBERS,),
    covers=("ELE-21",),
    when=("assembly",),
)
def scrutineer_not_member(election: Election, branch: Branch) -> Iterator[Problem]:
    """Scrutineers come from the members who vote and do not stand."""
    day = held_on(election, branch)
    if day is None or election.assembly is None:
        return
    voters = branch.roster.voters_on(day)
    for index, name in enumerate(election.assembly.scrutineers):
        if voters.high and name not in voters:
            yield problem(
                election,
                "assembly",
                "scrutineers",
                index,
                found=f"监票人{name}当日不是有选举权的党员，",
                expected="监票人从到会的、不是候选人的有选举权的党员中推选。",
                remedy="核对姓名和名册；确实如此的，报告上级。",
                day=day,
            )


RULES = (
    ballot_not_secret,
    ballot_paper_numbered,
    scrutineer_is_candidate,
    teller_is_candidate,
    scrutineers_not_chosen,
    count_unsigned,
    chair_not_of_outgoing_committee,
    other_meeting_referred_to,
    scrutineer_not_member,
)
