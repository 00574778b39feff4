"""One member's own year: attendance, study, dues and appraisal."""

from djledger.ledger.branch import Part
from djledger.ledger.members import Member
from djledger.ledger.roster import group_of, is_full
from djledger.reports.dues import month_list
from djledger.reports.model import Cell, Column, Fact, Kind, Row, Table, Tone, View
from djledger.reports.views import appraisal, attendance, dues
from djledger.reports.views.subject import BranchYear
from djledger.rules.members.presence import may_have_come
from djledger.rules.members.study import study_hours


def views(subject: BranchYear, member: Member) -> tuple[View, ...]:
    """Return the views about one member; nobody else's figures are in them."""
    return (
        _self(subject, member),
        _attendance(subject, member.name),
        _study(subject, member),
        _dues(subject, member.name),
        _appraisal(subject, member.name),
    )


def _self(subject: BranchYear, member: Member) -> View:
    roster, day = subject.part(Part.MEMBERS), subject.last_day
    standing = "正式党员" if is_full(member, day) else "预备党员"
    facts = (
        Fact("姓名", Cell(member.name, roster), Kind.TEXT),
        Fact("所在支部", Cell(subject.branch.profile.name), Kind.TEXT),
        Fact("党小组", Cell(group_of(member, day), roster), Kind.TEXT),
        Fact("入党", Cell(member.joined, roster), Kind.DAY),
        Fact("转正", Cell(member.confirmed, roster), Kind.DAY),
        Fact("身份", Cell(standing, roster), Kind.TEXT),
    )
    return View("person", "个人情况", facts)


def _attendance(subject: BranchYear, name: str) -> View:
    one = attendance.presences(subject).get(name, attendance.Presence())
    came = {id(meeting) for meeting in one.came}
    made_up = {id(meeting) for meeting in one.made_up}
    rows: list[Row] = []
    for meeting in one.due:
        reason = (meeting.absent or {}).get(name)
        state = "到会" if id(meeting) in came else f"缺席（{reason or '未说明原因'}）"
        state += "，已补学" if id(meeting) in made_up else ""
        tone = Tone.PLAIN if id(meeting) in came else Tone.WARN
        paths = subject.paths([meeting])
        kinds = "、".join(meeting.kinds)
        rows.append((Cell(meeting.day, paths), Cell(kinds), Cell(meeting.title),
                     Cell(state, paths, tone)))  # fmt: skip
    facts = (
        Fact("应到", Cell(len(one.due), subject.paths(one.due))),
        Fact("实到", Cell(len(one.came), subject.paths(one.came))),
        Fact("到会率", Cell(one.share, subject.paths(one.due)), Kind.SHARE),
    )
    columns = (Column("日期", Kind.DAY), Column("类型"), Column("名称"), Column("到会"))
    table = Table("meetings", "逐次到会", columns, tuple(rows), empty="没有应到的会议。")
    return View("attendance", "参加组织生活", facts, (table,))


def _study(subject: BranchYear, member: Member) -> View:
    hours = (study_hours(subject.branch, subject.period) or {}).get(member.name)
    columns = (Column("日期", Kind.DAY), Column("名称"), Column("学时", Kind.NUMBER))
    rows: list[Row] = []
    for meeting in subject.meetings:
        if meeting.hours and member.name in may_have_come(meeting, subject.branch):
            paths = subject.paths([meeting])
            rows.append((Cell(meeting.day, paths), Cell(meeting.title), Cell(meeting.hours, paths)))
    roster = subject.part(Part.MEMBERS)
    rows += [
        (Cell(one.day, roster), Cell(one.title), Cell(one.hours, roster))
        for one in member.training
        if one.day in subject.period and one.hours
    ]
    table = Table("hours", "逐次学时", columns, tuple(rows), empty="没有登记学时。")
    return View("study", "集中学习培训", (Fact("学时", Cell(hours)),), (table,))


def _dues(subject: BranchYear, name: str) -> View:
    sheet = dues.sheet_of(subject)
    row = next((one for one in sheet.rows if one.name == name), None) if sheet else None
    if row is None:
        return View("dues", "党费", (Fact("党费", Cell("本年没有应交记录"), Kind.TEXT),))
    sums = (("应交", row.due), ("实交", row.paid), ("欠交", row.lacking))
    paths = subject.part(Part.DUES)
    facts = tuple(Fact(label, Cell(value, paths), Kind.MONEY) for label, value in sums)
    unpaid = Fact("未交月份", Cell(month_list(row.unpaid) or None, paths), Kind.TEXT)
    return View("dues", "党费", (*facts, unpaid))


def _appraisal(subject: BranchYear, name: str) -> View:
    review = appraisal.review_of(subject)
    result = next((r for r in review.results if r.name == name), None) if review else None
    if review is None or result is None:
        return View("appraisal", "民主评议", (Fact("等次", Cell("没有记录"), Kind.TEXT),))
    paths = subject.paths(meeting for meeting, _ in review.parts)
    grade = str(result.grade) if result.grade else "不评等次"
    facts = (
        Fact("等次", Cell(grade, paths), Kind.TEXT),
        Fact("评定意见", Cell(result.comment, paths), Kind.TEXT),
        Fact("反馈日期", Cell(result.told_on, paths), Kind.DAY),
    )
    return View("appraisal", "民主评议", facts)
