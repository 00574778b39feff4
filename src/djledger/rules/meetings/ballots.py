"""Whether the numbers of a vote agree with one another and with who came."""

from collections.abc import Iterator

from djledger.law import BRANCH_REGULATIONS, LOGIC
from djledger.ledger.branch import Branch, Part
from djledger.ledger.meetings import Ballots, Meeting, MeetingKind, Vote
from djledger.rules.meetings.voting import (
    Range,
    cast,
    entitled,
    entitled_by_roster,
    fully_counted,
    present,
    present_by_record,
    votes_of,
)
from djledger.rules.rule import Problem, Severity, problem, rule

RECALL = "对照签到情况和名册核对，预备党员、列席人员不计；写错的更正，也可以不写，由到会情况推算。"
LEFT_OUT = (
    "流动、长期患病等不能到会的仍计入应到；经上级同意并经党员大会通过不计入的，写在“不计入应到”里。"
)
RECOUNT = "对照选票或会议原始记录重新核对；写错的更正并写明更正原因，不要凑数。"


def ballot_faults(ballots: Ballots) -> Iterator[tuple[str, str, str]]:
    """Yield field, what is there and what should hold, where ballot counts disagree."""
    issued, returned = ballots.issued, ballots.returned
    valid, invalid = ballots.valid, ballots.invalid
    if issued is not None and returned is not None and returned > issued:
        found = f"发出 {issued} 张票，却收回 {returned} 张，"
        yield "returned", found, "收回的票不应多于发出的票。"
    if returned is None:
        return
    if valid is not None and invalid is not None and valid + invalid != returned:
        found = f"有效票 {valid} 张、无效票 {invalid} 张，合计 {valid + invalid} 张，"
        yield "valid", found, f"应与收回的 {returned} 张相等。"
    elif max(valid or 0, invalid or 0) > returned:
        field, word = ("valid", "有效") if (valid or 0) > returned else ("invalid", "无效")
        found = f"{word}票 {max(valid or 0, invalid or 0)} 张，"
        yield field, found, f"不应多于收回的 {returned} 张。"


@rule(
    code="MTG207",
    name="ballots-miscounted",
    title="表决票的发出、收回、有效、无效票数对不上",
    severity=Severity.ERROR,
    basis=[LOGIC["发出、收回、有效、无效票数一致"]],
    covers=("MTG-29", "DEV-P10"),
    when=("agenda",),
)
def ballots_miscounted(meeting: Meeting) -> Iterator[Problem]:
    """Returned never exceeds issued, and valid plus invalid is what was returned."""
    for index, _, vote in votes_of(meeting):
        for field, found, expected in ballot_faults(vote):
            yield _wrong(meeting, index, field, found, expected)


@rule(
    code="MTG208",
    name="votes-differ-from-ballots",
    title="赞成、反对、弃权合计与有效票数对不上",
    severity=Severity.ERROR,
    basis=[LOGIC["赞成、反对、弃权合计与票数一致"]],
    covers=("MTG-29", "DEV-P10"),
    when=("agenda",),
    on_absence=True,
)
def votes_differ_from_ballots(meeting: Meeting) -> Iterator[Problem]:
    """Written opinions are among the votes; they may or may not be among the ballots."""
    for index, _, vote in votes_of(meeting):
        base = _ballots_to_count(vote)
        if base is None:
            continue
        total, (name, allowed) = cast(vote), base
        if total > allowed.high or (fully_counted(vote) and total < allowed.low):
            found = f"赞成、反对、弃权合计 {total} 票，"
            also = f"，或者加上书面意见 {len(vote.written)} 份" if vote.written else ""
            expected = f"应与{name}一致{also}。"
            yield _wrong(meeting, index, "yes", found, expected)


@rule(
    code="MTG209",
    name="more-votes-than-voters",
    title="票数多于到会有表决权的党员和书面意见",
    severity=Severity.ERROR,
    basis=[LOGIC["票数不多于到会人数"]],
    needs=(Part.MEMBERS,),
    covers=("MTG-29", "DEV-P10"),
    kinds=(MeetingKind.MEMBER_ASSEMBLY,),
    on_absence=True,
)
def more_votes_than_voters(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """Nobody votes twice: votes cast are at most those present plus the written opinions."""
    for index, _, vote in votes_of(meeting):
        came = present(meeting, branch, vote)
        if came is None:
            continue
        most = came.high + len(vote.written)
        field, total, found = _greatest(vote)
        if total > most:
            also = f"加会前书面意见 {len(vote.written)} 份" if vote.written else ""
            expected = f"不应多于到会有表决权的党员 {came} 人{also}。"
            yield _wrong(meeting, index, field, found, expected)


@rule(
    code="MTG210",
    name="voters-entitled-differ",
    title="表决所写应到有表决权的人数与名册不符",
    severity=Severity.ERROR,
    basis=[BRANCH_REGULATIONS[11], LOGIC["应到人数与名册一致"]],
    needs=(Part.MEMBERS,),
    covers=("MTG-01", "LED-11", "DEV-P11"),
    kinds=(MeetingKind.MEMBER_ASSEMBLY,),
)
def voters_entitled_differ(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """Only those with the right to vote count; whom the roster leaves open may count or not."""
    due = entitled_by_roster(meeting, branch)
    for index, _, vote in votes_of(meeting):
        if vote.entitled is None or due is None or vote.entitled in due:
            continue
        all_in = vote.entitled > due.high and vote.entitled <= len(
            branch.roster.present_on(meeting.day)
        )
        hint = "是否把预备党员等没有表决权的人也算了进去？" if all_in else ""
        if vote.entitled < due.low:
            hint = LEFT_OUT
        yield problem(
            meeting,
            *("agenda", index, "vote", "entitled"),
            found=f"表决的应到写 {vote.entitled} 人，",
            expected=f"名册上 {meeting.day} 有表决权的党员为 {due} 人。",
            remedy=f"{hint}核对名册和应到人数；应到可以不写，由名册推算。",
            day=meeting.day,
        )


@rule(
    code="MTG211",
    name="voters-present-differ",
    title="表决所写实到有表决权的人数与应到或到会情况不符",
    severity=Severity.ERROR,
    basis=[LOGIC["实到不超过应到"]],
    needs=(Part.MEMBERS,),
    covers=("MTG-03", "LED-11"),
    kinds=(MeetingKind.MEMBER_ASSEMBLY,),
    on_absence=True,
)
def voters_present_differ(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """No more voters can have come than were entitled, nor others than the attendance says.

    Where the number entitled is itself wrong the same people were miscounted twice: one finding.
    """
    by_record, by_roster = present_by_record(meeting, branch), entitled_by_roster(meeting, branch)
    for index, _, vote in votes_of(meeting):
        due = entitled(meeting, branch, vote)
        if vote.present is None:
            continue
        right_base = vote.entitled is None or by_roster is None or vote.entitled in by_roster
        found = f"表决的实到写 {vote.present} 人，"
        if due is not None and vote.present > due.high:
            expected = f"不应多于应到会有表决权的党员 {due} 人。"
            yield _wrong(meeting, index, "present", found, expected, RECALL)
        elif right_base and by_record is not None and vote.present not in by_record:
            expected = f"按到会情况和名册，到会有表决权的党员为 {by_record} 人。"
            yield _wrong(meeting, index, "present", found, expected, RECALL)


def _wrong(
    meeting: Meeting, index: int, field: str, found: str, expected: str, remedy: str = RECOUNT
) -> Problem:
    return problem(
        meeting,
        *("agenda", index, "vote", field),
        found=found,
        expected=expected,
        remedy=remedy,
        day=meeting.day,
    )


def _ballots_to_count(vote: Vote) -> tuple[str, Range] | None:
    """Return which ballots the votes must add up to and how many that may be."""
    if cast(vote) == 0 and not fully_counted(vote):
        return None
    extra = len(vote.written)
    if vote.valid is not None:
        return f"有效票 {vote.valid} 张", Range(vote.valid, vote.valid + extra)
    if vote.returned is None:
        return None
    if vote.invalid is None:
        return f"收回的 {vote.returned} 张票", Range(0, vote.returned + extra)
    valid = vote.returned - vote.invalid
    return f"收回票减去无效票 {valid} 张", Range(valid, valid + extra)


def _greatest(vote: Vote) -> tuple[str, int, str]:
    """Return the largest number of votes that the record speaks of: field, number, words."""
    total, returned, issued = cast(vote), vote.returned or 0, vote.issued or 0
    counts = (
        ("yes", total, f"赞成、反对、弃权合计 {total} 票，"),
        ("returned", returned, f"收回 {returned} 张票，"),
        ("issued", issued, f"发出 {issued} 张票，"),
    )
    return max(counts, key=lambda count: count[1])
