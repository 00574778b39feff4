"""The term now running, when it ends, and the year's elections."""

from datetime import date

from djledger.elections.course import concerns, elected_members, elected_to, held_on
from djledger.elections.leave import extended_to
from djledger.ledger.branch import Part
from djledger.ledger.elections import Election, Stage
from djledger.ledger.organisation import BranchForm
from djledger.reports.model import Audience, Cell, Column, Fact, Kind, Row, Table, Tone, View
from djledger.reports.views.subject import BranchYear

SOON = 183
"""Days before the end of a term from which it is time to prepare (half a year)."""


def due_of(subject: BranchYear) -> date | None:
    """Return the day by which the running term has to be renewed, extensions included."""
    term = subject.branch.term_on(subject.last_day)
    if term is None or subject.branch.profile.form is BranchForm.TEMPORARY:
        return None  # a temporary branch ends with what it was set up for
    return extended_to(subject.branch, term) or subject.branch.due_on(term)


def state_of(due: date | None, as_of: date) -> tuple[str, Tone]:
    """Return how a term stands on a day, in words, and its tone."""
    if due is None:
        return "没有届次记录", Tone.WARN
    left = (due - as_of).days
    if left < 0:
        return f"已超期 {-left} 天", Tone.BAD
    if left <= SOON:
        return f"还有 {left} 天届满", Tone.WARN
    return "任期内", Tone.GOOD


def view(subject: BranchYear) -> View:
    """Return the running term and the elections of the year."""
    term, own = subject.branch.term_on(subject.last_day), subject.part(Part.BRANCH)
    due = due_of(subject)
    state, tone = state_of(due, subject.period.as_of)
    if subject.branch.profile.form is BranchForm.TEMPORARY:
        state, tone = "临时党支部，不换届", Tone.PLAIN
    extended = extended_to(subject.branch, term) if term else None
    facts = (
        Fact("届次", Cell(term.number if term else None, own), Kind.TEXT, Audience.PUBLIC),
        Fact("当选日期", Cell(term.elected_on if term else None, own), Kind.DAY, Audience.PUBLIC),
        Fact("延期至", Cell(extended, own if extended else ()), Kind.DAY),
        Fact("届满日期", Cell(due, own), Kind.DAY, Audience.PUBLIC),
        Fact("状态", Cell(state, own, tone), Kind.TEXT),
    )
    return View("elections", "换届选举", facts, (_held(subject),))


def _held(subject: BranchYear) -> Table:
    columns = (
        Column("类别"),
        Column("届次"),
        Column("选举日期", Kind.DAY),
        Column("书记"),
        Column("委员"),
        Column("结果批复", Kind.DAY),
    )
    rows = tuple(
        _row(subject, election)
        for election in subject.branch.records(Part.ELECTIONS)
        if concerns(election, subject.branch, subject.period)
    )
    return Table("held", "本年选举", columns, rows, Audience.SUPERIOR, "本年没有选举。")


def _row(subject: BranchYear, election: Election) -> Row:
    paths = subject.paths([election])
    answered = election.result.answered_on if election.result else None
    return (
        Cell(str(election.kind), paths),
        Cell(election.number, paths),
        Cell(held_on(election, subject.branch), paths),
        Cell("、".join(elected_to(election, Stage.SECRETARY)) or None, paths),
        Cell("、".join(elected_members(election)) or None, paths),
        Cell(answered, paths),
    )
