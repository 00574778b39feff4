"""Whether enough people came for a meeting to decide."""

from collections.abc import Iterator

from djledger.law import BRANCH_REGULATIONS, development
from djledger.ledger.attendance import attendance
from djledger.ledger.branch import Branch, Part
from djledger.ledger.meetings import Meeting, MeetingKind, Outcome, Vote
from djledger.rules.meetings.bodies import committees_on
from djledger.rules.meetings.voting import (
    ADMITTING,
    Range,
    assembly_items,
    entitled,
    lacks_quorum,
    present,
)
from djledger.rules.rule import Problem, Severity, problem, rule

_At = tuple[str | int, ...]
_Short = tuple[_At, Range, Range]


@rule(
    code="MTG201",
    name="assembly-without-quorum",
    title="党员大会到会有表决权的党员不足半数却作出决定",
    waivable=False,
    severity=Severity.ERROR,
    basis=[BRANCH_REGULATIONS[11]],
    needs=(Part.MEMBERS,),
    covers=("MTG-13",),
    kinds=(MeetingKind.MEMBER_ASSEMBLY,),
    on_absence=True,
)
def assembly_without_quorum(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """Half of those entitled is enough; exactly half passes."""
    for at, came, due in _items_short_of(meeting, branch, admitting=False):
        if lacks_quorum(came, due, admitting=False):
            yield problem(
                meeting,
                *at,
                found=f"应到会有表决权的党员 {due} 人，实到 {came} 人，不足半数却作出了决定，",
                expected="有半数以上有表决权的党员到会方可表决（恰好半数可以）。",
                remedy="核对到会情况；确实不足的，所作决定不能成立，应重新召开党员大会。",
                day=meeting.day,
            )


@rule(
    code="MTG202",
    name="admission-without-quorum",
    title="讨论接收、转正的党员大会到会有表决权的党员没有超过半数",
    waivable=False,
    severity=Severity.ERROR,
    basis=[development(19), development(32)],
    needs=(Part.MEMBERS,),
    covers=("MTG-13", "DEV-P08"),
    kinds=(MeetingKind.MEMBER_ASSEMBLY,),
    on_absence=True,
)
def admission_without_quorum(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """Here more than half must come; exactly half fails, and written opinions do not help."""
    for at, came, due in _items_short_of(meeting, branch, admitting=True):
        if lacks_quorum(came, due, admitting=True):
            yield problem(
                meeting,
                *at,
                found=f"应到会有表决权的党员 {due} 人，实到 {came} 人，没有超过半数，",
                expected="讨论接收、转正时，有表决权的党员到会人数必须超过应到会的半数。",
                remedy="核对到会情况；确实不足的，应重新召开党员大会讨论和表决。",
                day=meeting.day,
            )


@rule(
    code="MTG203",
    name="committee-without-quorum",
    title="支委会会议到会委员不足半数",
    waivable=False,
    severity=Severity.ERROR,
    basis=[BRANCH_REGULATIONS[12]],
    needs=(Part.BRANCH,),
    covers=("MTG-14",),
    kinds=(MeetingKind.COMMITTEE_MEETING,),
    on_absence=True,
)
def committee_without_quorum(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """Half of the committee is enough; on the day of a change either committee may have met."""
    committees = committees_on(meeting.day, branch)
    counts = [(_came(meeting, branch, names), len(names)) for names in committees]
    known = [(came, size) for came, size in counts if came is not None]
    if known and all(came.high * 2 < size for came, size in known):
        came, size = known[0]
        yield problem(
            meeting,
            "absent" if meeting.attendees is None else "attendees",
            found=f"支委会有委员 {size} 人，到会 {came} 人，",
            expected="支委会会议须有半数以上委员到会方可进行（恰好半数可以）。",
            remedy="核对到会情况；确实不足的，所议事项应重新开会研究。",
            day=meeting.day,
        )


def _items_short_of(meeting: Meeting, branch: Branch, *, admitting: bool) -> Iterator[_Short]:
    """Yield place, voters present and voters entitled of each decision; equal ones once."""
    told: set[tuple[Range, Range]] = set()
    for at, vote in _decisions(meeting, admitting=admitting):
        came, due = present(meeting, branch, vote), entitled(meeting, branch, vote)
        if came is not None and due is not None and (came, due) not in told:
            told.add((came, due))
            yield at, came, due


def _decisions(meeting: Meeting, *, admitting: bool) -> Iterator[tuple[_At, Vote | None]]:
    """Yield what an assembly decided, item by item, or in one word where it has no items."""
    if not admitting and meeting.is_a(MeetingKind.MEMBER_ASSEMBLY) and not meeting.agenda:
        yield from [(("decision",), None)] if meeting.decision else []
    for index, item in assembly_items(meeting):
        rejected = item.vote is not None and item.vote.outcome is Outcome.REJECTED
        if not rejected and (item.matter in ADMITTING) is admitting:
            written = item.vote is not None and item.vote.present is not None
            yield ("agenda", index, *(("vote", "present") if written else ())), item.vote


def _came(meeting: Meeting, branch: Branch, committee: frozenset[str]) -> Range | None:
    came = attendance(meeting, branch)
    if came.present is not None:
        sure = committee.intersection(came.present)
        return Range(len(sure), len(sure | committee.intersection(came.unknown)))
    return None if came.number is None else Range(0, min(came.number, len(committee)))
