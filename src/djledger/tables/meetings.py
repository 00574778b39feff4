"""Meetings, who came, and what was voted on, as tables."""

from collections.abc import Iterator
from datetime import date

from djledger.ledger.attendance import Attendance, attendance
from djledger.ledger.branch import Branch, Part
from djledger.ledger.meetings import AgendaItem, Meeting, Vote
from djledger.tables.table import (
    HOME,
    BranchTable,
    Column,
    Kind,
    Row,
    days,
    joined,
    numbers,
    texts,
)

PARTS = (Part.MEETINGS, Part.MEMBERS)
KEY = (
    Column("文件", Kind.TEXT, "会议记录的文件"),
    *days("日期"),
    Column("类型", Kind.TEXT, "合并召开的用顿号连写，如 党员大会、党课"),
)
"""What tells a meeting from the others of all branches, and lets tables be joined."""


def _key(meeting: Meeting, branch: Branch) -> Row:
    document = branch.document_of(meeting)
    return (document.path if document else None, meeting.day, joined(meeting.kinds))


# --- meetings -------------------------------------------------------------------------------


def _meetings(branch: Branch, _: date) -> Iterator[Row]:
    return (_meeting(meeting, branch) for meeting in branch.meetings)


def _meeting(meeting: Meeting, branch: Branch) -> Row:
    came = attendance(meeting, branch)
    return (
        *_key(meeting, branch),
        meeting.title,
        meeting.place,
        meeting.group,
        meeting.chair,
        meeting.recorder,
        meeting.lecturer,
        _expected(meeting, came),
        came.number,
        len(meeting.agenda),
        meeting.hours,
        meeting.recorded_on,
        meeting.signed,
    )


def _expected(meeting: Meeting, came: Attendance) -> int | None:
    """Return the number due: as written, else where the roster leaves no doubt."""
    if meeting.expected is not None:
        return meeting.expected
    certain = came.expected.sure and not came.expected.unsure
    return came.expected.low if certain else None


MEETINGS = BranchTable(
    "meetings",
    "会议",
    "每次会议或活动一行",
    (
        *HOME,
        *KEY,
        *texts("名称", "地点", "党小组", "主持人", "记录人", "授课人"),
        Column("应到", Kind.NUMBER, "记录所写；没有写的由名册推算，推算不定的为空"),
        Column("实到", Kind.NUMBER, "记录所写；没有写的由缺席或到会名单推算，推算不定的为空"),
        *numbers("议题数"),
        Column("学时", Kind.AMOUNT),
        *days("登记日期"),
        Column("签字核对", Kind.YES_NO, "没有写的为空"),
    ),
    PARTS,
    _meetings,
)


# --- attendance -----------------------------------------------------------------------------


def _attendances(branch: Branch, _: date) -> Iterator[Row]:
    for meeting in branch.meetings:
        came = attendance(meeting, branch)
        key = _key(meeting, branch)
        sure = {member.name for member in came.expected.sure}
        unsure = {member.name for member in came.expected.unsure}
        listed = (*(came.present or ()), *came.absent)
        for name in dict.fromkeys((*listed, *sure, *unsure)):
            due = None if name in unsure - sure else name in sure
            yield (*key, name, due, *_fate(name, came), meeting.made_up.get(name))


def _fate(name: str, came: Attendance) -> tuple[str, str | None]:
    if came.present is not None and name in came.present:
        return "到会", None
    if name in came.absent:
        return "缺席", came.absent[name]
    return "不明", None


ATTENDANCE = BranchTable(
    "attendance",
    "到会",
    "每次会议每人一行：应到的人和到会的人；谈心谈话没有应到的人",
    (
        *HOME,
        *KEY,
        *texts("姓名"),
        Column("应到", Kind.YES_NO, "是否应到；有两种算法的（流动、失联、当日转接等）为空"),
        Column("情况", Kind.TEXT, "到会、缺席，或记录没有交代的“不明”"),
        Column("原因", Kind.TEXT, "缺席原因"),
        Column("补学", Kind.DAY, "缺席后补学的日期"),
    ),
    PARTS,
    _attendances,
)


# --- votes ----------------------------------------------------------------------------------


def _votes(branch: Branch, _: date) -> Iterator[Row]:
    for meeting in branch.meetings:
        for number, item in enumerate(meeting.agenda, 1):
            if item.vote is not None:
                yield (*_key(meeting, branch), number, *_item(item), *_vote(item.vote))


def _item(item: AgendaItem) -> Row:
    return (item.title, item.matter, joined(item.persons) or None)


def _vote(vote: Vote) -> Row:
    return (
        vote.method,
        vote.entitled,
        vote.present,
        vote.issued,
        vote.returned,
        vote.valid,
        vote.invalid,
        vote.yes,
        vote.no,
        vote.abstain,
        len(vote.written),
        vote.outcome,
    )


VOTES = BranchTable(
    "votes",
    "表决",
    "每个表决过的议题一行；各栏都照记录所写，没有写的为空",
    (
        *HOME,
        *KEY,
        Column("序号", Kind.NUMBER, "会上第几个议题"),
        *texts("标题", "事项"),
        Column("对象", Kind.TEXT, "议题所涉及的人，用顿号连写"),
        *texts("方式"),
        *numbers("应到", "实到", "发出", "收回", "有效", "无效", "赞成", "反对", "弃权"),
        Column("书面意见", Kind.NUMBER, "会前收到的书面意见份数"),
        *texts("结果"),
    ),
    PARTS,
    _votes,
)
