"""Written opinions of voters who could not come (发展党员工作细则, Art. 20)."""

from collections import Counter
from collections.abc import Iterator

from djledger.law import LOGIC, development
from djledger.ledger.attendance import attendance
from djledger.ledger.branch import Branch, Part
from djledger.ledger.meetings import Meeting, Opinion, Vote, WrittenOpinion
from djledger.rules.meetings.voting import votes_of
from djledger.rules.rule import Problem, Severity, problem, rule
from djledger.rules.wording import nearest

WHO_AND_WHEN = "因故不能到会的有表决权的党员，会前正式提出的书面意见才计入票数。"


@rule(
    code="MTG212",
    name="written-opinion-of-attendee",
    title="到会的人又计了书面意见",
    severity=Severity.ERROR,
    basis=[development(20)],
    needs=(Part.MEMBERS, Part.BRANCH),
    covers=("MTG-29",),
    when=("agenda",),
)
def written_opinion_of_attendee(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """Who came votes at the meeting, not in writing as well."""
    for at, opinion in _opinions(meeting):
        if opinion.name in (attendance(meeting, branch).present or ()):
            yield problem(
                meeting,
                *at,
                "name",
                found=f"{opinion.name}到了会，又计了一份书面意见，",
                expected=WHO_AND_WHEN,
                remedy="核对到会情况和票数；重复计票的更正并写明更正原因。",
                day=meeting.day,
            )


@rule(
    code="MTG213",
    name="written-opinion-late",
    title="书面意见在会后才收到",
    severity=Severity.ERROR,
    basis=[development(20)],
    covers=("MTG-29", "DEV-P14"),
    when=("agenda",),
)
def written_opinion_late(meeting: Meeting) -> Iterator[Problem]:
    """An opinion received on the day itself may have come before the meeting began."""
    for at, opinion in _opinions(meeting):
        if opinion.received_on is not None and opinion.received_on > meeting.day:
            yield problem(
                meeting,
                *at,
                "received_on",
                found=f"{opinion.name}的书面意见收到于 {opinion.received_on}，晚于会议日期，",
                expected=WHO_AND_WHEN,
                remedy="会后收到的书面意见不计票；核对收到日期，票数因此有变的一并更正。",
                day=meeting.day,
            )


@rule(
    code="MTG214",
    name="written-opinion-of-nonvoter",
    title="没有表决权的人计了书面意见",
    severity=Severity.ERROR,
    basis=[development(20)],
    needs=(Part.MEMBERS,),
    covers=("MTG-29",),
    when=("agenda",),
)
def written_opinion_of_nonvoter(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """Probationary members, guests and strangers have no vote to cast in writing."""
    voters = branch.roster.voters_on(meeting.day)
    for at, opinion in _opinions(meeting) if voters.high else ():
        if opinion.name not in voters:
            known = branch.roster.by_name
            hint = "" if opinion.name in known else nearest(opinion.name, known)
            yield problem(
                meeting,
                *at,
                "name",
                found=f"{opinion.name}在 {meeting.day} 不是本支部有表决权的党员，却计了书面意见，",
                expected=WHO_AND_WHEN,
                remedy=f"{hint}核对姓名和名册；确无表决权的，这一票不计，更正票数。",
                day=meeting.day,
            )


@rule(
    code="MTG215",
    name="written-opinions-not-in-count",
    title="书面意见重复，或者多于所计的票数",
    severity=Severity.ERROR,
    basis=[LOGIC["书面意见计入票数"], development(20)],
    covers=("MTG-29", "DEV-P14"),
    when=("agenda",),
)
def written_opinions_not_in_count(meeting: Meeting) -> Iterator[Problem]:
    """The written opinions are part of the counts, each person's once."""
    for index, _, vote in votes_of(meeting):
        twice = [n for n, times in Counter(o.name for o in vote.written).items() if times > 1]
        for name in twice:
            place = [opinion.name for opinion in vote.written].index(name)
            yield _uncounted(
                meeting,
                ("agenda", index, "vote", "written", place, "name"),
                f"{name}的书面意见记了不止一份，",
                "每人只能计一票。",
            )
        for field, opinion, counted, written in _overrun(vote):
            yield _uncounted(
                meeting,
                ("agenda", index, "vote", field),
                f"{opinion}只计 {counted} 票，书面意见中{opinion}的却有 {written} 份，",
                "书面意见应计入相应的票数。",
            )


def _opinions(meeting: Meeting) -> Iterator[tuple[tuple[str | int, ...], WrittenOpinion]]:
    for index, _, vote in votes_of(meeting):
        for place, opinion in enumerate(vote.written):
            yield ("agenda", index, "vote", "written", place), opinion


def _overrun(vote: Vote) -> Iterator[tuple[str, Opinion, int, int]]:
    written = Counter(opinion.opinion for opinion in vote.written)
    counted = (
        ("yes", Opinion.YES, vote.yes),
        ("no", Opinion.NO, vote.no),
        ("abstain", Opinion.ABSTAIN, vote.abstain),
    )
    for field, opinion, count in counted:
        if count is not None and written[opinion] > count:
            yield field, opinion, count, written[opinion]


def _uncounted(meeting: Meeting, at: tuple[str | int, ...], found: str, expected: str) -> Problem:
    return problem(
        meeting,
        *at,
        found=found,
        expected=expected,
        remedy="核对书面意见原件和票数，写错的更正并写明更正原因。",
        day=meeting.day,
    )
