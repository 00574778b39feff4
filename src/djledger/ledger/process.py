"""When each step of a person's development was taken, wherever the ledger records it.

A step is a *point*: a place in the development file where its day stands. Where that place holds
a meeting, the day is the meeting's; where it is empty, a second place may tell the same.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from djledger.ledger.branch import Branch
from djledger.ledger.development import DevelopmentFile, Held
from djledger.ledger.meetings import AgendaItem, Matter, Meeting, Outcome, Vote
from djledger.ledger.references import meeting_at

At = tuple[str | int, ...]


class Point(NamedTuple):
    """A step that has a day: what it is called, and the places that may tell it, best first."""

    label: str
    at: At
    others: tuple[At, ...] = ()

    @property
    def places(self) -> tuple[At, ...]:
        """The places that may tell the day, best first."""
        return (self.at, *self.others)


class When(NamedTuple):
    """A day and where in the file it stands."""

    day: date
    at: At


@dataclass(frozen=True, slots=True)
class Decision:
    """An agenda item about a person, and the meeting that dealt with it."""

    meeting: Meeting
    index: int
    item: AgendaItem


APPLIED = Point("递交入党申请书", ("applied", "day"))
RECEIVED = Point("收到入党申请书", ("applied", "received_on"), (("applied", "day"),))
TALKED = Point("申请后谈话", ("applied", "talked_on"))
RECOMMENDED = Point("推荐入党积极分子", ("activist", "recommended_on"))
ACTIVIST_DECIDED = Point("研究确定入党积极分子", ("activist", "decided"))
ACTIVIST = Point("确定为入党积极分子", ("activist", "day"), (("activist", "decided"),))
ACTIVIST_REPORTED = Point(
    "积极分子报备案", ("activist", "filed", "sent_on"), (("activist", "filed", "answered_on"),)
)
ACTIVIST_FILED = Point(
    "积极分子备案", ("activist", "filed", "answered_on"), (("activist", "filed", "sent_on"),)
)
CULTIVATED = Point(
    "开始培养考察",
    ("activist", "earlier_since"),
    (("activist", "day"), ("activist", "decided")),
)
HEARD = Point("确定发展对象前听取意见", ("candidate", "hearing", "day"))
CANDIDATE_DECIDED = Point("研究确定发展对象", ("candidate", "decided"))
AGREED = Point("上级党委同意列为发展对象", ("candidate", "agreed", "answered_on"))
NOTICED = Point("公示开始", ("candidate", "notice", "start"))
NOTICE_ENDED = Point("公示结束", ("candidate", "notice", "end"))
CANDIDATE_REPORTED = Point(
    "发展对象报上级党委",
    ("candidate", "agreed", "sent_on"),
    (
        ("candidate", "filed", "sent_on"),
        ("candidate", "agreed", "answered_on"),
        ("candidate", "filed", "answered_on"),
    ),
)
CANDIDATE_FILED = Point(
    "发展对象备案", ("candidate", "filed", "answered_on"), (("candidate", "filed", "sent_on"),)
)
CANDIDATE_ANSWERED = Point(
    "上级答复发展对象人选",
    ("candidate", "agreed", "answered_on"),
    (("candidate", "filed", "answered_on"),),
)
CANDIDATE = Point("列为发展对象", ("candidate", "day"))
REVIEWED = Point("政治审查结论", ("admission", "review", "concluded_on"))
TRAINED = Point(
    "短期集中培训结束", ("admission", "course", "end"), (("admission", "course", "start"),)
)
EXAMINED = Point("支委会审查接收", ("admission", "examined"))
PREREVIEW_SENT = Point(
    "报请预审", ("admission", "prereview", "sent_on"), (("admission", "prereview", "answered_on"),)
)
PREREVIEWED = Point("预审合格", ("admission", "prereview", "answered_on"))
FORM_RECEIVED = Point("领取入党志愿书", ("admission", "form", "received_on"))
FORM_FILLED = Point("填写入党志愿书", ("admission", "form", "filled_on"))
ADMITTED = Point("接收预备党员的党员大会", ("admission", "assembly"))
REPORTED = Point(
    "接收决议报批", ("admission", "approval", "reported_on"), (("admission", "assembly"),)
)
INTERVIEWED = Point("审批前上级派人谈话", ("admission", "approval", "talked_on"))
APPROVED = Point("党委审批预备党员", ("admission", "approval", "day"))
FILED = Point("报上级组织部门备案", ("admission", "approval", "filed_on"))
PLACED = Point("编入党支部和党小组", ("admission", "placed_on"))
SWORN = Point("入党宣誓", ("admission", "oath_on"))
PROBATION_FROM = Point("预备期起", ("probation", "start"), (("admission", "assembly"),))
CONFIRMATION_ASKED = Point("转正申请", ("probation", "applied_on"))
CONFIRMATION_HEARD = Point("转正前听取意见", ("probation", "hearing", "day"))
CONFIRMATION_EXAMINED = Point("支委会审查转正", ("probation", "examined"))
CONFIRMED = Point("讨论转正的党员大会", ("probation", "assembly"))
CONFIRMATION_REPORTED = Point(
    "转正决议报批", ("probation", "approval", "reported_on"), (("probation", "assembly"),)
)
CONFIRMATION_APPROVED = Point("党委审批转正", ("probation", "approval", "day"))
ARCHIVED = Point("材料归档", ("archive", "day"))


class Process:
    """One person's file together with the branch's meetings to which it refers.

    With ``until`` the process is seen as of that day: later steps are not taken yet.
    """

    def __init__(self, file: DevelopmentFile, branch: Branch, until: date = date.max) -> None:
        """Answer for this file."""
        self.file = file
        self.branch = branch
        self.until = until
        self._found: dict[Point, When | None] = {}

    def when(self, point: Point) -> When | None:
        """Return the day of a step and where it stands; None if it is not recorded."""
        if point not in self._found:
            places = (point.at, *filter(self._passed, point.others))
            found = next(filter(None, map(self._read, places)), None)
            self._found[point] = found if found is None or found.day <= self.until else None
        return self._found[point]

    def day(self, point: Point) -> date | None:
        """Return the day of a step; None if it is not recorded."""
        found = self.when(point)
        return None if found is None else found.day

    def unread(self, point: Point) -> bool:
        """Whether a step names a meeting record that is not there or could not be read.

        It may have been taken; another rule says that the record is not found.
        """
        values = [self._value(at) for at in point.places]
        held = [value for value in values if isinstance(value, Held)]
        return any(one.meeting is not None and self.meeting(one) is None for one in held)

    def meeting(self, held: Held | None) -> Meeting | None:
        """Return the meeting record to which a step refers; None if it is not there."""
        if held is None or held.meeting is None:
            return None
        return meeting_at(self.branch, held.meeting)

    def held_on(self, held: Held | None) -> date | None:
        """Return the day of a step that is a meeting: its record's, else as written."""
        meeting = self.meeting(held)
        if meeting is not None:
            return meeting.day
        return None if held is None else held.day

    def decision(self, held: Held | None, *matters: Matter) -> Decision | None:
        """Return what the meeting decided about this person in one of the matters."""
        meeting = self.meeting(held)
        for index, item in enumerate(meeting.agenda if meeting else ()):
            if meeting and item.matter in matters and self.file.name in item.persons:
                return Decision(meeting, index, item)
        return None

    def rejection(self, held: Held | None) -> Decision | None:
        """Return the vote by which a meeting turned this person down, if its last one did."""
        meeting = self.meeting(held)
        last = None
        for index, item in enumerate(meeting.agenda if meeting else ()):
            if meeting and item.vote is not None and self.file.name in item.persons:
                last = Decision(meeting, index, item) if _voted_down(item.vote) else None
        return last

    def _passed(self, at: At) -> bool:
        """Whether a place may tell of a later step: a meeting that rejected the person may not."""
        value = self._value(at)
        return not (isinstance(value, Held) and self.rejection(value))

    def _read(self, at: At) -> When | None:
        value = self._value(at)
        day = self.held_on(value) if isinstance(value, Held) else value
        return None if day is None else When(day, at)

    def _value(self, at: At) -> Any:
        value: Any = self.file
        for name in at:
            value = getattr(value, str(name))
            if value is None:
                return None
        return value


def _voted_down(vote: Vote) -> bool:
    """Whether a vote failed: as announced, else by more than half of those entitled."""
    if vote.outcome is not None:
        return vote.outcome is Outcome.REJECTED
    return vote.yes is not None and vote.entitled is not None and vote.yes * 2 <= vote.entitled


def process_of(file: DevelopmentFile, branch: Branch) -> Process:
    """Return the process of a file of this branch; worked out once."""
    known = branch.derived(_processes)
    if id(file) not in known:
        known[id(file)] = Process(file, branch)
    return known[id(file)]


def _processes(_: Branch) -> dict[int, Process]:
    return {}
