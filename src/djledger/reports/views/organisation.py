"""What the branch is, who leads it, and how many members it has."""

from datetime import date

from djledger.ledger.branch import Part
from djledger.ledger.terms import start_of
from djledger.reports.model import Audience, Cell, Column, Fact, Kind, Row, Table, View
from djledger.reports.views.subject import BranchYear

PUBLIC = Audience.PUBLIC


def view(subject: BranchYear) -> View:
    """Return the branch's particulars on the last day reported on."""
    return View("organisation", "基本情况", _facts(subject), (_officers(subject), _groups(subject)))


def _facts(subject: BranchYear) -> tuple[Fact, ...]:
    branch, profile, day = subject.branch, subject.branch.profile, subject.last_day
    own, roster = subject.part(Part.BRANCH), subject.part(Part.MEMBERS)
    full = len(branch.roster.full_on(day))
    members = len(branch.roster.members_on(day))
    texts = (
        ("名称", profile.name),
        ("代码", profile.code),
        ("类型", f"{profile.kind}（{profile.form}）"),
        ("上级", profile.upper),
    )
    counts = (("党员", members), ("正式党员", full), ("预备党员", members - full))
    groups = sum(1 for group in profile.groups if _stood(group.start, group.end, day))
    return (
        *(Fact(label, Cell(value, own), Kind.TEXT, PUBLIC) for label, value in texts),
        Fact("成立", Cell(branch.founded_on, own), Kind.DAY, PUBLIC),
        *(Fact(label, Cell(count, roster), Kind.NUMBER, PUBLIC) for label, count in counts),
        Fact("党小组", Cell(groups, own), Kind.NUMBER, PUBLIC),
    )


def _stood(start: date | None, end: date | None, day: date) -> bool:
    return (start is None or start <= day) and (end is None or day < end)


def _officers(subject: BranchYear) -> Table:
    term = subject.branch.term_on(subject.last_day)
    own = subject.part(Part.BRANCH)
    rows: list[Row] = []
    for officer in subject.branch.officers_on(subject.last_day):
        since = start_of(officer, term) if term else None
        posts = "、".join(officer.posts)
        rows.append((Cell(posts, own), Cell(officer.name, own), Cell(since, own)))
    columns = (Column("职务"), Column("姓名"), Column("任职", Kind.DAY))
    return Table("officers", "班子成员", columns, tuple(rows), PUBLIC, "没有在任的班子成员。")


def _groups(subject: BranchYear) -> Table:
    own, day = subject.part(Part.BRANCH), subject.last_day
    rows = tuple(
        (
            Cell(group.name, own),
            Cell(group.leader, own),
            Cell(len(subject.branch.roster.group_on(group.name, day)), subject.part(Part.MEMBERS)),
        )
        for group in subject.branch.profile.groups
        if _stood(group.start, group.end, day)
    )
    columns = (Column("党小组"), Column("组长"), Column("人数", Kind.NUMBER))
    return Table("groups", "党小组", columns, rows, Audience.SUPERIOR, "不设党小组。")
