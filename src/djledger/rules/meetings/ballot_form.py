"""How a vote was taken and written down where the rules on developing members apply."""

import re
from collections.abc import Iterator

from djledger.law import BRANCH_REGULATIONS, FORMAT, development
from djledger.ledger.branch import Branch
from djledger.ledger.meetings import AgendaItem, Matter, Meeting, MeetingKind, Vote, VoteMethod
from djledger.rules.meetings.voting import ADMITTING, assembly_items, present
from djledger.rules.rule import Problem, Severity, problem, rule
from djledger.rules.wording import listed, people

_ADMITTING_TITLE = re.compile(
    r"接收.{0,40}预备党员|(?:预备党员|同志).{0,20}转正|转为(?:中共)?正式党员"
)
_PLANNING_TITLE = re.compile(r"计划|总结|学习|传达|通报|宣布|情况")


@rule(
    code="MTG216",
    name="vote-not-secret",
    title="接收、转正没有采取无记名投票，或者没有写明表决方式",
    severity=Severity.WARNING,
    basis=[development(20), development(32)],
    covers=("MTG-29", "DEV-P12"),
    kinds=(MeetingKind.MEMBER_ASSEMBLY,),
    on_absence=True,
)
def vote_not_secret(meeting: Meeting) -> Iterator[Problem]:
    """Admission and confirmation are voted on by secret ballot, and the record says so."""
    for index, item in _admitting(meeting):
        if item.vote is None or item.vote.method is VoteMethod.SECRET:
            continue
        method = item.vote.method
        said = f"的表决方式写的是{method}" if method else "没有写表决方式"
        yield problem(
            meeting,
            *("agenda", index, "vote", "method"),
            found=f"“{item.title}”{said}，",
            expected="接收、转正应采取无记名投票方式表决。",
            remedy="按会议原始记录写明或更正；确实没有无记名投票的，报告上级党委，重新表决。",
            day=meeting.day,
        )


@rule(
    code="MTG217",
    name="vote-details-missing",
    title="接收、转正的票数不完整",
    severity=Severity.ERROR,
    basis=[development(21), development(32)],
    covers=("MTG-29", "DEV-P15"),
    kinds=(MeetingKind.MEMBER_ASSEMBLY,),
    on_absence=True,
)
def vote_details_missing(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """The resolution states how the vote went; what the roster tells need not be written."""
    for index, item in _admitting(meeting):
        missing = _missing(meeting, branch, item.vote)
        if missing:
            yield problem(
                meeting,
                *("agenda", index, "vote"),
                found=f"“{item.title}”已有决定，但没有写{listed(missing)}，",
                expected="接收、转正的决议应写明表决结果，即赞成、反对、弃权的票数。",
                remedy="按会议原始记录补上，无人反对、弃权的写 0；没有原始记录的，如实报告上级。",
                day=meeting.day,
            )


@rule(
    code="MTG218",
    name="persons-voted-together",
    title="几个人的接收、转正合在一起表决",
    severity=Severity.ERROR,
    basis=[development(20), development(32)],
    covers=("MTG-29", "DEV-P13"),
    kinds=(MeetingKind.MEMBER_ASSEMBLY,),
)
def persons_voted_together(meeting: Meeting) -> Iterator[Problem]:
    """Each person is discussed and voted on alone."""
    for index, item in _admitting(meeting):
        if len(set(item.persons)) > 1:
            yield problem(
                meeting,
                *("agenda", index, "persons"),
                found=f"{people(item.persons)}写在同一个议题里表决，",
                expected="讨论两个以上的人，应逐个讨论、逐个表决。",
                remedy="当时逐个表决的，按人拆成几个议题并分别写票数；确系合并表决的，应重新表决。",
                day=meeting.day,
            )


@rule(
    code="MTG219",
    name="matter-unstated",
    title="接收、转正的议题没有写明“事项”",
    severity=Severity.HINT,
    basis=[FORMAT["议题事项"]],
    covers=("MTG-29",),
    kinds=(MeetingKind.MEMBER_ASSEMBLY,),
    on_absence=True,
)
def matter_unstated(meeting: Meeting) -> Iterator[Problem]:
    """Without its matter an item would be judged by the ordinary rules, which ask for less."""
    for index, item in assembly_items(meeting):
        told = item.matter is not None or _PLANNING_TITLE.search(item.title)
        if not told and _ADMITTING_TITLE.search(item.title):
            likely = Matter.ADMISSION if "接收" in item.title else Matter.CONFIRMATION
            yield problem(
                meeting,
                *("agenda", index),
                found=f"“{item.title}”看来是{likely}，但没有写“事项”，",
                expected="写明事项才能按发展党员的规定核对到会和票数。",
                remedy=f"在这个议题下加一行“事项: {likely}”；不是的可写“事项: 其他”。",
                day=meeting.day,
            )


@rule(
    code="MTG220",
    name="vote-without-count",
    title="党员大会表决了却没有写赞成人数",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[11]],
    covers=("MTG-29",),
    kinds=(MeetingKind.MEMBER_ASSEMBLY,),
    on_absence=True,
)
def vote_without_count(meeting: Meeting) -> Iterator[Problem]:
    """Whether more than half agreed can only be told from the number."""
    for index, item in assembly_items(meeting):
        if item.matter in ADMITTING or item.vote is None or item.vote.yes is not None:
            continue
        yield problem(
            meeting,
            *("agenda", index, "vote"),
            found=f"“{item.title}”作了表决，但没有写赞成人数，",
            expected="赞成人数须超过应到会有表决权党员的半数，有人数才能说明通过。",
            remedy="按会议原始记录补上赞成、反对、弃权的人数；没有原始记录的如实说明。",
            day=meeting.day,
        )


def _admitting(meeting: Meeting) -> Iterator[tuple[int, AgendaItem]]:
    return ((i, item) for i, item in assembly_items(meeting) if item.matter in ADMITTING)


def _missing(meeting: Meeting, branch: Branch, vote: Vote | None) -> list[str]:
    """Return what a complete record lacks, by the names of the keys."""
    if vote is None:
        return ["票数"]
    named = (
        ("赞成票数", vote.yes),
        ("反对票数", vote.no),
        ("弃权票数", vote.abstain),
    )
    unanimous = _unanimous(meeting, branch, vote)
    return [
        word for word, given in named if given is None and not (unanimous and word[0] in "反弃")
    ]


def _unanimous(meeting: Meeting, branch: Branch, vote: Vote) -> bool:
    """Whether everybody who could vote voted yes, so that the other counts are surely nil."""
    came = present(meeting, branch, vote)
    return came is not None and vote.yes is not None and vote.yes >= came.high + len(vote.written)
