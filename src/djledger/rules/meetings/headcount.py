"""Whether the numbers of those due, present and absent agree with the roster and each other."""

from collections.abc import Iterator

from djledger.law import BRANCH_REGULATIONS, LOGIC, PRACTICE
from djledger.ledger.attendance import attendance
from djledger.ledger.branch import Branch, Part
from djledger.ledger.meetings import Meeting, MeetingKind
from djledger.rules.meetings.bodies import committees_on, is_mixed
from djledger.rules.meetings.material import FORMAL, kinds_text
from djledger.rules.meetings.voting import Range
from djledger.rules.rule import Problem, Severity, problem, rule
from djledger.rules.wording import people

BODY_KNOWN = frozenset(
    {
        MeetingKind.MEMBER_ASSEMBLY,
        MeetingKind.COMMITTEE_MEETING,
        MeetingKind.GROUP_MEETING,
        MeetingKind.PARTY_LECTURE,
        MeetingKind.THEME_DAY,
    }
)
"""Kinds of which it is known who is due; the others may be held in several forms."""

ATTENDED = FORMAL | BODY_KNOWN | {MeetingKind.STUDY}
"""Kinds at which attendance is taken."""


@rule(
    code="MTG101",
    name="expected-differs",
    title="应到人数与名册不符",
    severity=Severity.ERROR,
    basis=[LOGIC["应到人数与名册一致"]],
    needs=(Part.MEMBERS, Part.BRANCH),
    covers=("MTG-01", "MTG-40"),
)
def expected_differs(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """The number due is that of the body that met; people whose place is open count or not."""
    if meeting.expected is None:
        return
    due = due_by_roster(meeting, branch)
    if due is None or meeting.expected in due:
        return
    yield problem(
        meeting,
        "expected",
        found=f"应到写 {meeting.expected} 人，",
        expected=f"按名册，{meeting.day} {_body(meeting)}应到 {due} 人。",
        remedy="核对名册和应到人数；应到可以不写，由名册推算。列席人员不计入应到。",
        day=meeting.day,
    )


@rule(
    code="MTG102",
    name="attendance-does-not-add-up",
    title="实到与缺席合计不等于应到",
    severity=Severity.ERROR,
    basis=[LOGIC["实到加缺席等于应到"]],
    needs=(Part.MEMBERS, Part.BRANCH),
    covers=("MTG-02",),
    on_absence=True,
)
def attendance_does_not_add_up(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """Who was due either came or is listed as absent."""
    came = meeting.present_count
    if came is None or meeting.absent is None:
        return
    due, total = _due(meeting, branch), came + len(meeting.absent)
    if due is not None and came <= due.high and total not in due:
        yield problem(
            meeting,
            "present_count",
            found=f"实到 {came} 人、缺席 {len(meeting.absent)} 人，合计 {total} 人，",
            expected=f"应与应到 {due} 人相等。",
            remedy="对照签到情况，核对缺席名单有无遗漏、列席人员是否误计入实到。",
            day=meeting.day,
        )


@rule(
    code="MTG103",
    name="present-exceeds-expected",
    title="实到人数多于应到人数",
    severity=Severity.ERROR,
    basis=[LOGIC["实到不超过应到"]],
    needs=(Part.MEMBERS, Part.BRANCH),
    covers=("MTG-03", "MTG-40"),
)
def present_exceeds_expected(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """Nobody who was not due is counted as present."""
    came = meeting.present_count
    if came is None:
        return
    due = _due(meeting, branch)
    if due is not None and came > due.high:
        yield problem(
            meeting,
            "present_count",
            found=f"实到 {came} 人，多于应到 {due} 人，",
            expected="实到不能多于应到。",
            remedy="列席人员不计入实到，写在“列席”里；再核对签到和名册。",
            day=meeting.day,
        )


@rule(
    code="MTG104",
    name="absence-unexplained",
    title="缺席没有写明原因",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[16]],
    needs=(Part.MEMBERS, Part.BRANCH),
    covers=("MTG-05",),
    on_absence=True,
)
def absence_unexplained(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """Whoever is sure to be due and did not come has a reason on record."""
    if meeting.attendees is None and None not in (meeting.absent or {}).values():
        return
    if BODY_KNOWN.isdisjoint(meeting.kinds) or is_mixed(meeting):
        return
    known = attendance(meeting, branch)
    due = known.expected.certain
    silent = [name for name, reason in known.absent.items() if reason is None and name in due]
    if silent:
        yield problem(
            meeting,
            *(("absent", silent[0]) if silent[0] in (meeting.absent or ()) else ("attendees",)),
            found=f"{people(silent)}没有到会，也没有写明原因，",
            expected="党员应按期参加组织生活，因故不能参加的要说明原因。",
            remedy="在“缺席”里写成“姓名: 原因”，如“周立新: 出差”；无故缺席的照实写。",
            day=meeting.day,
        )


@rule(
    code="MTG105",
    name="absentees-unnamed",
    title="实到少于应到，却没有写谁缺席",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[16]],
    needs=(Part.MEMBERS, Part.BRANCH),
    covers=("MTG-05",),
    on_absence=True,
)
def absentees_unnamed(meeting: Meeting, branch: Branch) -> Iterator[Problem]:
    """When fewer came than were due the record names who was missing."""
    came = meeting.present_count
    if came is None or meeting.absent is not None or meeting.attendees is not None:
        return
    due = _due(meeting, branch)
    if due is not None and came < due.low:
        yield problem(
            meeting,
            "present_count",
            found=f"应到 {due} 人，实到 {came} 人，没有写谁缺席，",
            expected="缺席的人和原因应逐一写明。",
            remedy="按签到情况在“缺席”里写明姓名和原因。",
            day=meeting.day,
        )


@rule(
    code="MTG113",
    name="attendance-unrecorded",
    title="会议记录没有写谁到会、谁缺席",
    severity=Severity.WARNING,
    basis=[PRACTICE["会议记录要素"]],
    on_absence=True,
    covers=("MTG-05", "MTG-25"),
)
def attendance_unrecorded(meeting: Meeting) -> Iterator[Problem]:
    """Without it neither the quorum nor anybody's attendance can be told; {} means all came."""
    if ATTENDED.isdisjoint(meeting.kinds):
        return
    if (meeting.attendees, meeting.absent, meeting.present_count) == (None, None, None):
        yield problem(
            meeting,
            "kinds",
            found=f"{meeting.day} 的{kinds_text(meeting)}没有写到会情况，",
            expected="会议记录应写明出席和缺席的人。",
            remedy="按签到情况写“缺席”（姓名和原因），其余应到的人即为到会；"
            "全体到会的写“缺席: {}”，也可以写“到会”名单。",
            day=meeting.day,
        )


def due_by_roster(meeting: Meeting, branch: Branch) -> Range | None:
    """Return how many were due by the roster; None where it is not known whose meeting it was."""
    count = attendance(meeting, branch).expected
    if not count.high or BODY_KNOWN.isdisjoint(meeting.kinds) or is_mixed(meeting):
        return None
    low, high = count.low, count.high + len(meeting.excluded)
    if meeting.is_a(MeetingKind.COMMITTEE_MEETING):
        sizes = [len(names) for names in committees_on(meeting.day, branch)]
        low, high = min([low, *sizes]), max([high, *sizes])
    return Range(low, high)


def _due(meeting: Meeting, branch: Branch) -> Range | None:
    """Return how many were due: as written, else by the roster."""
    if meeting.expected is not None:
        return Range(meeting.expected, meeting.expected)
    return due_by_roster(meeting, branch)


def _body(meeting: Meeting) -> str:
    if meeting.is_a(MeetingKind.COMMITTEE_MEETING):
        return "支委会"
    if meeting.group and not meeting.is_a(MeetingKind.MEMBER_ASSEMBLY):
        return meeting.group
    return "全体党员"
