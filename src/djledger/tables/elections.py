"""Elections as a table: a row a person a ballot."""

from collections.abc import Iterator
from datetime import date

from djledger.ledger.branch import Branch, Part
from djledger.ledger.elections import Assembly, Election, FirstMeeting, Round
from djledger.ledger.references import meeting_at
from djledger.tables.table import HOME, BranchTable, Column, Kind, Row, days, numbers, texts


def _rows(branch: Branch, _: date) -> Iterator[Row]:
    for election in branch.records(Part.ELECTIONS):
        document = branch.document_of(election)
        path = document.path if document else None
        for held in filter(None, (election.assembly, election.first_meeting)):
            for ballot in held.rounds:
                yield from _ballot(ballot, (path, *_head(election, held, branch)))


def _head(election: Election, held: Assembly | FirstMeeting, branch: Branch) -> Row:
    meeting = meeting_at(branch, held.meeting)
    return (election.kind, election.number, meeting.day if meeting else held.day)


def _ballot(ballot: Round, head: Row) -> Iterator[Row]:
    about = (*head, ballot.number, ballot.stage, ballot.posts, ballot.entitled, ballot.present)
    told: dict[str, Row] = dict.fromkeys(ballot.candidates, ("候选人", None, None, None))
    told |= {one.name: ("候选人", one.yes, one.no, one.abstain) for one in ballot.tallies}
    told |= {one.name: ("另选他人", one.votes, None, None) for one in ballot.others}
    for name in ballot.elected:
        told.setdefault(name, (None, None, None, None))
    for name, votes in told.items():
        yield (*about, name, *votes, name in ballot.elected)


ELECTIONS = BranchTable(
    "elections",
    "选举",
    "每轮投票每人一行：候选人、另选的人和当选的人；票数照记录所写",
    (
        *HOME,
        *texts("文件", "类别", "届次"),
        *days("日期"),
        *numbers("轮次"),
        Column("选举", Kind.TEXT, "委员、书记或副书记"),
        *numbers("应选", "应到", "实到"),
        *texts("姓名"),
        Column("来源", Kind.TEXT, "候选人或另选他人"),
        *numbers("赞成", "不赞成", "弃权"),
        Column("当选", Kind.YES_NO, "是否宣布当选"),
    ),
    (Part.ELECTIONS, Part.MEETINGS),
    _rows,
)
