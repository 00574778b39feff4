"""Numbers about one member: attendance, hours, dues, appraisal, honours and punishments."""

from collections.abc import Iterable
from decimal import Decimal

from djledger.dues.sheet import year_sheet
from djledger.ledger.attendance import attendance
from djledger.ledger.branch import Part
from djledger.ledger.meetings import Grade, Meeting, MeetingKind
from djledger.scoring.facts import Answer, Facts, Measured, Refusal, exactly

REGULAR = (
    MeetingKind.MEMBER_ASSEMBLY,
    MeetingKind.COMMITTEE_MEETING,
    MeetingKind.GROUP_MEETING,
    MeetingKind.PARTY_LECTURE,
)
"""三会一课."""

BESIDES = (
    MeetingKind.THEME_DAY,
    MeetingKind.ORGANISATION_LIFE,
    MeetingKind.APPRAISAL,
    MeetingKind.STUDY,
)
"""What else everybody is due at; volunteering and talks are not for all."""


def attended(facts: Facts, *kinds: MeetingKind) -> Answer:
    """Count the meetings that the member came to; those that do not tell are in doubt."""
    came, open_, _ = _sorted_out(facts, facts.meetings(*kinds))
    return Measured(
        Decimal(len(came)),
        Decimal(len(came) + len(open_)),
        f"到会 {len(came)} 次",
        tuple(map(facts.path_of, came)),
        _doubt(open_),
    )


def attended_regular(facts: Facts) -> Answer:
    """Count the meetings of the four regular kinds; one held together with others is one."""
    return attended(facts, *REGULAR)


def attendance_rate(facts: Facts) -> Answer:
    """Share of the meetings at which the member was due that he or she came to."""
    came, open_, missed = _sorted_out(facts, facts.meetings(*REGULAR, *BESIDES))
    due = len(came) + len(missed)
    if not due + len(open_):
        return Refusal("没有应到的会议和活动，分母为 0")
    most = due + len(open_)
    low, high = Decimal(len(came)) / most, Decimal(len(came) + len(open_)) / most
    paths = tuple(map(facts.path_of, (*came, *missed)))
    return Measured(low, high, f"到会 {len(came)}/应到 {most}", paths, _doubt(open_))


def _doubt(open_: list[Meeting]) -> str:
    days = "、".join(str(meeting.day) for meeting in open_[:5])
    more = f"等 {len(open_)} 次" if len(open_) > 5 else ""
    return f"{days}{more}的记录看不出本人是否到会" if open_ else ""


def _sorted_out(
    facts: Facts, meetings: Iterable[Meeting]
) -> tuple[list[Meeting], list[Meeting], list[Meeting]]:
    """Return the meetings attended, those that do not tell, and those missed."""
    came: list[Meeting] = []
    open_: list[Meeting] = []
    missed: list[Meeting] = []
    for meeting in meetings:
        told = attendance(meeting, facts.branch)
        if facts.who in (told.present or ()):
            came.append(meeting)
        elif facts.who in told.absent:
            missed.append(meeting)
        elif facts.who in told.expected:
            open_.append(meeting)
    return came, open_, missed


def hours(facts: Facts) -> Answer:
    """Sum the hours of meetings attended or made up and of the member's own training."""
    assert facts.member is not None
    meetings = [meeting for meeting in facts.meetings() if meeting.hours]
    came, open_, missed = _sorted_out(facts, meetings)
    came += [meeting for meeting in missed if facts.who in meeting.made_up]
    own = sum((t.hours or Decimal(0) for t in facts.member.training if t.day in facts.window), _NIL)
    if not meetings and not own:
        return Refusal("会议和培训都没有登记学时")
    low = own + sum((meeting.hours or _NIL for meeting in came), _NIL)
    high = low + sum((meeting.hours or _NIL for meeting in open_), _NIL)
    paths = (*map(facts.path_of, came), *(_roster(facts) if own else ()))
    return Measured(low, high, f"{low} 学时", paths, _doubt(open_))


_NIL = Decimal(0)


def unpaid_months(facts: Facts) -> Answer:
    """Count the months that are over for which no dues were paid."""
    if facts.window.quarter:
        return Refusal("党费欠交月数只能按年度计")
    sheet = year_sheet(facts.branch, facts.window.year, facts.window.as_of)
    row = next((row for row in sheet.rows if row.name == facts.who), None) if sheet else None
    if row is None:
        return Refusal(f"{facts.window.year} 年度的党费台账里没有{facts.who}")
    paths = [document.path for document in facts.branch.documents.get(Part.DUES, ())]
    return exactly(len(row.unpaid), f"欠交 {len(row.unpaid)} 个月", *paths)


def rated_excellent(facts: Facts) -> Answer:
    """Tell whether the year's appraisal graded the member excellent."""
    for meeting in facts.branch.meetings:
        if meeting.appraisal is None or meeting.appraisal.year != facts.window.year:
            continue
        for result in meeting.appraisal.results:
            if result.name == facts.who and result.grade is not None:
                rated = int(result.grade is Grade.EXCELLENT)
                return exactly(rated, f"评议等次 {result.grade}", facts.path_of(meeting))
    return Refusal(f"没有 {facts.window.year} 年度民主评议的等次")


def honours(facts: Facts) -> Answer:
    """Count the member's commendations."""
    books = facts.task_books()
    if not books:
        return Refusal(f"没有 {facts.window.year} 年度的任务台账")
    found = [h for h in books[0].commendations if h.whom == facts.who and h.day in facts.window]
    return exactly(len(found), f"表彰 {len(found)} 次", facts.path_of(books[0]))


def sanctions(facts: Facts) -> Answer:
    """Count the member's punishments in the window."""
    assert facts.member is not None
    found = [sanction for sanction in facts.member.sanctions if sanction.day in facts.window]
    return exactly(len(found), f"处分 {len(found)} 次", *_roster(facts))


def _roster(facts: Facts) -> tuple[str, ...]:
    return tuple(document.path for document in facts.branch.documents.get(Part.MEMBERS, ()))
