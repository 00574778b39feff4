"""The development file, the meeting records and the roster say the same."""

from collections.abc import Iterator
from datetime import date

from djledger.law import LOGIC, PRACTICE, development
from djledger.ledger.branch import Branch, Part
from djledger.ledger.development import DevelopmentFile, Held
from djledger.ledger.meetings import Matter, Meeting, MeetingKind
from djledger.ledger.process import ADMITTED, APPROVED, CONFIRMED, At, process_of
from djledger.rules.development.probation import last_day, may_end
from djledger.rules.development.steps import moved_in_probation, place_name
from djledger.rules.rule import Param, Problem, Related, Severity, problem, rule

DISCUSSIONS: dict[At, tuple[Matter, ...]] = {
    ("admission", "assembly"): (Matter.ADMISSION,),
    ("probation", "assembly"): (
        Matter.CONFIRMATION,
        Matter.PROBATION_EXTENDED,
        Matter.PROBATION_CANCELLED,
    ),
}
"""Where a file refers to an assembly, and the matters under which that discusses the person."""

MEETINGS = (
    ("activist", "decided"),
    ("candidate", "decided"),
    ("admission", "examined"),
    ("admission", "assembly"),
    ("probation", "examined"),
    ("probation", "assembly"),
)


def _held(person: DevelopmentFile) -> Iterator[tuple[At, Held]]:
    """Yield the steps of a file that are meetings."""
    for stage, field in MEETINGS:
        part = getattr(person, stage)
        held = getattr(part, field) if part is not None else None
        if held is not None:
            yield (stage, field), held


@rule(
    code="DEV701",
    name="meeting-silent-on-person",
    title="所引用的党员大会记录里没有讨论此人",
    severity=Severity.ERROR,
    basis=[development(20), LOGIC["同一事实各处一致"]],
    covers=("DEV-T36", "DEV-P01"),
)
def meeting_silent(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """The item that decides on a person names the matter and the person."""
    process = process_of(person, branch)
    for at, held in _held(person):
        matters, meeting = DISCUSSIONS.get(at), process.meeting(held)
        if matters is None or meeting is None or process.decision(held, *matters) is not None:
            continue
        yield problem(
            person,
            *at,
            found=(
                f"“{place_name(person, at)}”引用 {meeting.day} "
                f"的会议记录，其中没有写明{matters[0].value}、对象是{person.name}的议题，"
            ),
            expected=f"讨论本人的议题，“事项”应写{matters[0].value}，“对象”应写本人姓名。",
            remedy="核对引用的是不是这次会议；是的，按原始记录在议题中写明事项、对象和表决情况。",
            day=meeting.day,
            related=(Related(meeting, ("agenda",), "会议议题"),),
        )


@rule(
    code="DEV702",
    name="rejected-yet-advanced",
    title="党员大会没有通过，仍继续办理",
    severity=Severity.ERROR,
    basis=[development(20)],
    when=("admission",),
)
def rejected_yet_advanced(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """Who was not passed, as announced or by the count, is not sent up for approval."""
    process = process_of(person, branch)
    held = person.admission.assembly if person.admission else None
    decision, approved = process.rejection(held), process.when(APPROVED)
    if decision and approved:
        yield problem(
            person,
            *approved.at,
            found=(
                f"{decision.meeting.day} 的党员大会没有通过接收{person.name}，"
                f"{approved.day} 却批准了，"
            ),
            expected="党员大会没有通过的，不能上报审批。",
            remedy="核对会议结果；确未通过的，审批无效，报告上级党组织。",
            day=approved.day,
            related=(Related(decision.meeting, ("agenda", decision.index, "vote"), "表决结果"),),
        )


@rule(
    code="DEV703",
    name="day-differs-from-record",
    title="档案里写的会议日期与会议记录不一致",
    severity=Severity.ERROR,
    basis=[LOGIC["同一事实各处一致"]],
    covers=("DEV-T36",),
)
def day_differs(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """A day need not be written beside a reference; if it is, it is the record's."""
    process = process_of(person, branch)
    for at, held in _held(person):
        meeting = process.meeting(held)
        if meeting is not None and held.day is not None and held.day != meeting.day:
            yield problem(
                person,
                *(*at, "day"),
                found=f"“{place_name(person, at)}”写 {held.day}，会议记录是 {meeting.day}，",
                expected="同一次会议的日期应当一致。",
                remedy="对照原始记录核对；引用了会议记录的，日期可以不写。",
                day=meeting.day,
                related=(Related(meeting, ("day",), "会议记录"),),
            )


@rule(
    code="DEV704",
    name="roster-day-differs",
    title="名册上的入党、转正日期与档案不一致",
    severity=Severity.ERROR,
    basis=[development(31), development(33), LOGIC["同一事实各处一致"]],
    needs=(Part.MEMBERS,),
    covers=("DEV-T36", "DEV-T41"),
)
def roster_day_differs(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """Joined on the day of the assembly; full member from the end of probation."""
    member = branch.roster.by_name.get(person.name)
    if member is None:
        return
    process = process_of(person, branch)
    admitted, end = process.day(ADMITTED), last_day(process)
    if admitted and member.joined and member.joined != admitted:
        yield _roster(
            person, ADMITTED.at, "入党", member.joined, f"应与党员大会通过之日 {admitted} 一致"
        )
    began = person.probation.seniority_from if person.probation else None
    late = process.day(CONFIRMED)
    allowed = {began, late, *may_end(process)}
    if end and member.confirmed and member.confirmed not in allowed and person.probation:
        told = f"应与预备期满（{end} 届满）转为正式党员之日一致"
        at = ("probation", "seniority_from") if began else ("probation",)
        yield _roster(person, at, "转正", member.confirmed, told)


def _roster(person: DevelopmentFile, at: At, label: str, day: date, expected: str) -> Problem:
    return problem(
        person,
        *at,
        found=f"党员名册上{person.name}的{label}日期是 {day}，",
        expected=f"{expected}。",
        remedy="对照会议记录、志愿书和党委批复核对，把写错的一处改正。",
        day=day,
    )


@rule(
    code="DEV705",
    name="admitted-not-on-roster",
    title="已批准的预备党员不在党员名册上",
    severity=Severity.WARNING,
    basis=[development(28)],
    needs=(Part.MEMBERS,),
    covers=("DEV-P30",),
    when=("admission",),
)
def admitted_not_on_roster(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """Once approved, a probationary member belongs to a branch and is on its roster."""
    approved = process_of(person, branch).when(APPROVED)
    gone = person.stopped is not None or moved_in_probation(person)
    if approved and not gone and person.name not in branch.roster.by_name:
        yield problem(
            person,
            *approved.at,
            found=f"党委 {approved.day} 批准{person.name}为预备党员，党员名册上没有此人，",
            expected="批准后应及时编入党支部并列入名册。",
            remedy="在 members.yaml 中补上；已转出的也要保留，写明“转出”。",
            day=approved.day,
        )


def _admitted_at(meeting: Meeting) -> list[str]:
    return [
        name for item in meeting.agenda if item.matter is Matter.ADMISSION for name in item.persons
    ]


@rule(
    code="DEV706",
    name="admitted-in-batch",
    title="一次党员大会接收的人数异常多",
    severity=Severity.HINT,
    basis=[PRACTICE["批量接收"]],
    params=(Param("members", 5, "一次接收多于多少人就提示"),),
    covers=("DEV-P29",),
    kinds=(MeetingKind.MEMBER_ASSEMBLY,),
)
def admitted_in_batch(meeting: Meeting, members: int) -> Iterator[Problem]:
    """Each is to be discussed and voted on; many in one meeting invites a second look."""
    names = _admitted_at(meeting)
    if len(names) > members:
        yield problem(
            meeting,
            "agenda",
            found=f"{meeting.day} 的党员大会一次讨论接收 {len(names)} 人，",
            expected="应当成熟一个发展一个，逐个讨论、逐个表决。",
            remedy="核对每个人是否都经过充分讨论和单独表决。",
            day=meeting.day,
        )


@rule(
    code="DEV707",
    name="vote-run-by-one",
    title="记录、监票、计票是同一个人",
    severity=Severity.HINT,
    basis=[PRACTICE["计票监票分设"]],
    covers=("DEV-P21",),
    kinds=(MeetingKind.MEMBER_ASSEMBLY,),
)
def vote_run_by_one(meeting: Meeting) -> Iterator[Problem]:
    """One person who records, supervises and counts leaves no check on the result."""
    for index, item in enumerate(meeting.agenda):
        vote = item.vote
        if vote is None or item.matter not in {Matter.ADMISSION, Matter.CONFIRMATION}:
            continue
        if len(vote.tellers) == 1 and vote.tellers == vote.scrutineers == (meeting.recorder,):
            yield problem(
                meeting,
                *("agenda", index, "vote", "tellers"),
                found=f"“{item.title}”的记录人、监票人、计票人都是{vote.tellers[0]}，",
                expected="监票、计票应分别由不同的人担任，便于相互核对。",
                remedy="核对原始记录；今后分别推定监票人和计票人。",
                day=meeting.day,
            )
