"""What a meeting's record must hold to count as one, by the kind of meeting."""

from collections.abc import Callable, Iterator
from functools import cache

from djledger.law import PRACTICE
from djledger.ledger.meetings import AgendaItem, Matter, Meeting, MeetingKind
from djledger.rules.meetings.material import FORMAL, SERVICE, TALK, kinds_text
from djledger.rules.rule import Problem, Severity, problem, rule

ELEMENTS = PRACTICE["会议记录要素"]
OUTDOORS = SERVICE | {TALK}
DECIDING = frozenset({MeetingKind.MEMBER_ASSEMBLY, MeetingKind.COMMITTEE_MEETING})

Element = tuple[str, Callable[[Meeting], bool], Callable[[MeetingKind], bool]]

ELEMENTS_BY_KIND: tuple[Element, ...] = (
    (
        "时间",
        lambda m: m.times is not None or m.end_day is not None,
        lambda kind: kind not in OUTDOORS,
    ),
    ("地点", lambda m: m.place is not None, lambda kind: kind is not TALK),
    ("主持人", lambda m: m.chair is not None, lambda kind: kind in FORMAL),
    ("记录人", lambda m: m.recorder is not None, lambda kind: kind not in OUTDOORS),
)
"""What is written at the head of a record, whether it is there, and which kinds need it."""


@rule(
    code="MTG601",
    name="lecture-without-own-record",
    title="党课与其他会议合并召开，没有党课的单独记录",
    severity=Severity.WARNING,
    basis=[PRACTICE["合并召开分别记录"]],
    on_absence=True,
    covers=("MTG-24",),
    kinds=(MeetingKind.PARTY_LECTURE,),
)
def lecture_without_own_record(meeting: Meeting) -> Iterator[Problem]:
    """A lecture held together with another meeting names its lecturer and what was taught."""
    if len(set(meeting.kinds)) == 1:
        return
    missing = [] if meeting.lecturer else ["授课人"]
    if meeting.content is None and not any(_on_lecture(item, meeting) for item in meeting.agenda):
        missing.append("授课内容")
    if missing:
        yield problem(
            meeting,
            "kinds",
            found=f"{kinds_text(meeting)}合并召开，却没有写党课的{'、'.join(missing)}，",
            expected="合并召开的，党课的内容应当单独记录。",
            remedy="在“授课人”和“内容”（或单列一个党课议题）中写明；如没有讲党课，从类型中去掉党课。",
            day=meeting.day,
        )


def _on_lecture(item: AgendaItem, meeting: Meeting) -> bool:
    about = "党课" in item.title or "授课" in item.title
    return about or (item.speaker is not None and item.speaker == meeting.lecturer)


@rule(
    code="MTG602",
    name="minutes-head-incomplete",
    title="会议记录缺少时间、地点、主持人或记录人",
    severity=Severity.WARNING,
    basis=[ELEMENTS],
    on_absence=True,
    covers=("MTG-25",),
)
def minutes_head_incomplete(meeting: Meeting) -> Iterator[Problem]:
    """Each kind of meeting has its own list of what the head of its record must say."""
    needed = _needed(meeting.kinds)
    missing = [label for label, there, _ in needed if not there(meeting)]
    if missing:
        yield problem(
            meeting,
            "kinds",
            found=f"{meeting.day} 的{kinds_text(meeting)}记录没有写{'、'.join(missing)}，",
            expected=f"记录应写明{'、'.join(label for label, _, _ in needed)}。",
            remedy="按签到表和原始笔记据实补上；查不到的，登记豁免并如实写明理由。",
            day=meeting.day,
        )


@cache
def _needed(kinds: tuple[MeetingKind, ...]) -> tuple[Element, ...]:
    """Return what a record of these kinds must have at its head."""
    return tuple(element for element in ELEMENTS_BY_KIND if any(map(element[2], kinds)))


@rule(
    code="MTG603",
    name="minutes-without-substance",
    title="会议记录没有议题，也没有内容",
    severity=Severity.WARNING,
    basis=[ELEMENTS],
    on_absence=True,
    covers=("MTG-25",),
)
def minutes_without_substance(meeting: Meeting) -> Iterator[Problem]:
    """A record says what the meeting was about; who talked with whom is asked elsewhere."""
    if set(meeting.kinds) == {TALK}:
        return
    own = (meeting.agenda, meeting.content, meeting.decision, meeting.talks)
    if any(own) or meeting.life is not None or meeting.appraisal is not None:
        return
    yield problem(
        meeting,
        "kinds",
        found=f"{meeting.day} 的{kinds_text(meeting)}只有名目，没有议题和内容，",
        expected="记录应写明议了什么、做了什么。",
        remedy="按原始笔记补写议题或内容；只有计划、没有召开的，不作为会议记录。",
        day=meeting.day,
    )


@rule(
    code="MTG604",
    name="decision-missing",
    title="议题没有写明决议",
    severity=Severity.WARNING,
    basis=[ELEMENTS],
    on_absence=True,
    covers=("MTG-25",),
    when=("agenda",),
)
def decision_missing(meeting: Meeting) -> Iterator[Problem]:
    """What was voted on has a result; a meeting that decides has decided something."""
    voted = [
        item
        for item in meeting.agenda
        if item.vote and not _decided(item) and item.matter is not Matter.ELECTION
    ]
    for item in voted:
        yield problem(
            item,
            "title",
            found=f"议题《{item.title}》表决以后没有写决议，",
            expected="表决事项应写明通过与否和决议内容。",
            remedy="按票数和会上宣布的结果写明“决议”。",
            day=meeting.day,
        )
    if not voted and DECIDING.issuperset(meeting.kinds) and _nothing_decided(meeting):
        yield problem(
            meeting,
            "agenda",
            found=f"{meeting.day} 的{kinds_text(meeting)}列有议题，却没有任何决议，",
            expected="会议记录应写明形成的决定。",
            remedy="按会上的结论写明“决议”；只听取情况、没有议决的，也写明这一结果。",
            day=meeting.day,
        )


def _decided(item: AgendaItem) -> bool:
    return item.decision is not None or (item.vote is not None and item.vote.outcome is not None)


def _nothing_decided(meeting: Meeting) -> bool:
    """Whether items that call for a decision led to none; hearing a report calls for none."""
    if meeting.decision or meeting.follow_up:
        return False
    due = [i for i in meeting.agenda if i.matter not in (Matter.REPORT, Matter.ELECTION)]
    return bool(due) and not any(_decided(item) or item.follow_up for item in meeting.agenda)


@rule(
    code="MTG610",
    name="minutes-unsigned",
    title="会议记录没有经主持人、记录人签字核对",
    severity=Severity.HINT,
    basis=[ELEMENTS],
    optional=True,
    on_absence=True,
    covers=("MTG-31",),
)
def minutes_unsigned(meeting: Meeting) -> Iterator[Problem]:
    """The chair and the recorder of a meeting proper have signed its minutes."""
    if meeting.signed or FORMAL.isdisjoint(meeting.kinds):
        return
    yield problem(
        meeting,
        "signed",
        found=f"{meeting.day} 的{kinds_text(meeting)}记录没有注明签字核对，",
        expected="会议记录应由主持人和记录人签字。",
        remedy="核对无误后签字，再写“签字核对: 是”；不能代签。",
        day=meeting.day,
    )
