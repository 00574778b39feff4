"""Dates that cannot be: recorded before it happened, or done on a day that has not come."""

from collections.abc import Iterator
from datetime import date

from djledger.law import LOGIC
from djledger.ledger.meetings import Meeting
from djledger.ledger.node import Node
from djledger.ledger.period import Period
from djledger.rules.meetings.material import actions_of
from djledger.rules.rule import Problem, Related, Severity, problem, rule

Dated = tuple[Node, tuple[str | int, ...], date | None, str, str]
"""A node, the field in it, its day, and what the day is called: whose, and the day of what."""


@rule(
    code="LED101",
    name="recorded-before-event",
    title="登记日期早于会议日期",
    severity=Severity.ERROR,
    basis=[LOGIC["记录在事后"]],
    covers=("LED-01",),
    when=("recorded_on",),
)
def recorded_before_event(meeting: Meeting) -> Iterator[Problem]:
    """A record made before the meeting was written in advance."""
    if meeting.recorded_on is not None and meeting.recorded_on < meeting.day:
        yield problem(
            meeting,
            "recorded_on",
            found=f"登记日期 {meeting.recorded_on} 早于会议日期 {meeting.day}，",
            expected="记录应当在会议召开之后登记。",
            remedy="核对两个日期；如是会前预先写好的，改为会后据实登记，并在“更正”中写明。",
            day=meeting.day,
            related=(Related(meeting, ("day",), "会议日期"),),
        )


@rule(
    code="LED102",
    name="record-from-the-future",
    title="会议还没有召开，却已记下到会、表决等情况",
    severity=Severity.ERROR,
    basis=[LOGIC["记录在事后"]],
    covers=("LED-01",),
)
def record_from_the_future(meeting: Meeting, period: Period) -> Iterator[Problem]:
    """A plan may lie ahead; who came and what was decided may not."""
    if meeting.day <= period.as_of:
        return
    told = _told(meeting)
    if told:
        yield problem(
            meeting,
            "day",
            found=f"会议日期 {meeting.day} 在截至日 {period.as_of} 之后，却写了{'、'.join(told)}，",
            expected="尚未召开的会议只能写计划，不能有结果。",
            remedy="核对会议日期；如是预先填写的，删去结果，会后据实补记。",
            day=period.as_of,
        )


def _told(meeting: Meeting) -> list[str]:
    """Name what of a record can only be known afterwards."""
    items = meeting.agenda
    known = {
        "实到": meeting.present_count is not None,
        "到会": meeting.attendees is not None,
        "决议": meeting.decision is not None or any(item.decision for item in items),
        "发言": any(item.remarks for item in items),
        "表决": any(item.vote for item in items),
        "评议结果": meeting.appraisal is not None and bool(meeting.appraisal.results),
        "签字核对": bool(meeting.signed),
    }
    return [label for label, there in known.items() if there]


@rule(
    code="LED103",
    name="done-in-the-future",
    title="完成、反馈等日期晚于检查截至日",
    severity=Severity.ERROR,
    basis=[LOGIC["记录在事后"]],
    covers=("LED-01",),
)
def done_in_the_future(meeting: Meeting, period: Period) -> Iterator[Problem]:
    """What is recorded as done was done by the day of judgement."""
    as_of = period.as_of
    for node, at, day, whose, label in _done(meeting):
        if day is not None and day > as_of:
            yield problem(
                node,
                *at,
                found=f"{whose}{label} {day} 晚于截至日 {period.as_of}，",
                expected="已经做了的事，日期不会在将来。",
                remedy="核对日期；还没有做的，先不写这个日期，做了再写。",
                day=period.as_of,
            )


def _done(meeting: Meeting) -> Iterator[Dated]:
    yield meeting, ("recorded_on",), meeting.recorded_on, "", "登记日期"
    for name, day in meeting.made_up.items():
        yield meeting, ("made_up", name), day, name, "的补学日期"
    for index, correction in enumerate(meeting.corrections):
        yield meeting, ("corrections", index, "day"), correction.day, "", "更正日期"
    for action in actions_of(meeting):
        yield action, ("done_on",), action.done_on, f"“{action.task}”", "的完成日期"
    yield from _appraised(meeting)


def _appraised(meeting: Meeting) -> Iterator[Dated]:
    review = meeting.appraisal
    if review is None:
        return
    yield review, ("ended_on",), review.ended_on, "", "评议结束日期"
    yield review, ("assessed_on",), review.assessed_on, "", "组织评定日期"
    yield review, ("announced_on",), review.announced_on, "", "通报日期"
    for result in review.results:
        yield result, ("told_on",), result.told_on, f"向{result.name}", "反馈的日期"
