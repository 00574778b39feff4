"""The roster as a table: a row an entry, with how it stands on the day asked about."""

from collections.abc import Iterator
from datetime import date

from djledger.ledger.branch import Branch, Part
from djledger.ledger.members import Member
from djledger.ledger.roster import arrived, group_of, in_spell, is_full, on_roster
from djledger.tables.table import HOME, BranchTable, Column, Kind, Row, days, texts


def _rows(branch: Branch, as_of: date) -> Iterator[Row]:
    return (_row(member, as_of) for member in branch.roster.members)


def _row(member: Member, as_of: date) -> Row:
    here = on_roster(member, as_of)
    left = member.transfer_out.day if member.transfer_out else None
    return (
        member.name,
        member.sex,
        member.born,
        member.ethnicity,
        member.education,
        member.unit,
        member.post,
        group_of(member, as_of),
        member.joined,
        member.confirmed,
        arrived(member) if member.transfer_in or member.home_branch else None,
        left,
        member.exit.day if member.exit else None,
        member.exit.kind if member.exit else None,
        member.home_branch,
        here,
        here and is_full(member, as_of),
        in_spell(member.mobility, as_of),
        in_spell(member.lost, as_of),
    )


MEMBERS = BranchTable(
    "members",
    "党员",
    "名册上每人一行，已离开的也在内",
    (
        *HOME,
        *texts("姓名", "性别"),
        Column("出生", Kind.TEXT, "照名册所写，可能只到月"),
        *texts("民族", "学历", "单位", "行政职务"),
        Column("党小组", Kind.TEXT, "截至日所在的党小组"),
        *days("入党", "转正"),
        Column("转入", Kind.DAY, "转入本支部或开始参加本支部组织生活的日期"),
        *days("转出", "离开"),
        Column("离开情形", Kind.TEXT, "去世、退党、除名等"),
        Column("关系所在", Kind.TEXT, "组织关系在别处的，关系所在支部"),
        Column("在册", Kind.YES_NO, "截至日是否在名册上"),
        Column("正式党员", Kind.YES_NO, "截至日是否在册的正式党员"),
        Column("流动", Kind.YES_NO, "截至日是否流动党员"),
        Column("失联", Kind.YES_NO, "截至日是否失联"),
    ),
    (Part.MEMBERS,),
    _rows,
)
