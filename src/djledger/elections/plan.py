"""What an election asks for and by when, backwards from the end of the term."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from djledger.dates import add_months
from djledger.elections.counting import least_candidates, least_present
from djledger.elections.course import decided_on, divided_on, held_on
from djledger.elections.leave import extended_to
from djledger.law import BRANCH_REGULATIONS, ELECTION_RULES, PRACTICE, Citation
from djledger.ledger.branch import Branch, Part, has_committee
from djledger.ledger.compiling import typed
from djledger.ledger.elections import Election, ElectionKind, Submission
from djledger.ledger.organisation import Term

ENOUGH = 7
"""Full members from which a branch has a committee (支部工作条例, Art. 20)."""


class State(Enum):
    """How a step stands on the day of judgement."""

    DONE = "已办"
    OVERDUE = "逾期"
    OPEN = "待办"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: by when at the latest (None where no rule says), by which law, done when."""

    what: str
    latest: date | None
    basis: Citation
    done_on: date | None = None

    def state(self, as_of: date) -> State:
        """Say how it stands; the last day is still in time."""
        if self.done_on is not None and self.done_on <= as_of:
            return State.DONE
        late = self.latest is not None and self.latest < as_of
        return State.OVERDUE if late else State.OPEN


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps of the election that ends a term, in order; ``ends``: the term's last day."""

    term: Term
    ends: date
    extended: bool
    election: Election | None
    steps: tuple[Step, ...]


def plan(branch: Branch, as_of: date) -> Plan | None:
    """Return the plan for the running term; None for a branch without one."""
    begun = [term for term in branch.profile.terms if term.elected_on <= as_of]
    term = max(begun, key=lambda one: one.elected_on, default=None)
    if term is None:
        return None
    due = branch.due_on(term)
    until = extended_to(branch, term)
    ends = until or due
    election = _underway(branch, term)
    steps = tuple(_steps(branch, term, election, ends, due))
    return Plan(term, ends, until is not None, election, steps)


def _underway(branch: Branch, term: Term) -> Election | None:
    """Return the election that is to end the term: the last one after its own."""
    elections = [
        one for one in branch.records(Part.ELECTIONS)
        if one.kind is ElectionKind.TERM and _begun(one, branch) > term.elected_on
    ]  # fmt: skip
    return max(elections, key=lambda one: _begun(one, branch), default=None)


def _begun(election: Election, branch: Branch) -> date:
    asked = election.request.sent_on if election.request else None
    days = (held_on(election, branch), decided_on(election, branch), asked, election.reminded_on)
    return next((day for day in days if day is not None), date.min)


def _sent(paper: Submission | None) -> date | None:
    return paper.sent_on if paper else None


def _answered(paper: Submission | None) -> date | None:
    return paper.answered_on if paper else None


def _steps(
    branch: Branch, term: Term, election: Election | None, ends: date, due: date
) -> Iterator[Step]:
    """Yield the steps; only the first two and the assembly have a day of their own."""
    one = election or typed(Election, {"类别": ElectionKind.TERM.value})
    voters = branch.roster.voters_on(ends)
    rules, by_election = BRANCH_REGULATIONS[21], ELECTION_RULES[14]
    yield Step("上级提醒换届", add_months(due, -6), rules, term.reminded_on or one.reminded_on)
    asked = add_months(ends, -3)
    yield Step("支委会研究换届", asked, PRACTICE["换届请示时间"], decided_on(one, branch))
    yield Step("报送换届请示", asked, PRACTICE["换届请示时间"], _sent(one.request))
    yield Step("取得上级批复", ends, PRACTICE["选举请示"], _answered(one.request))
    yield Step("组织党员推荐，提出候选人预备人选", ends, by_election, one.recommended_on)
    yield Step("人选报上级审查同意", ends, by_election, _answered(one.nominees_report))
    yield Step(_difference(one), ends, ELECTION_RULES[13], one.candidates_fixed_on)
    present = f"应到会 {voters}" if voters.high else "应到会人数按名册"
    least = f"，到会不少于 {least_present(voters.high, ends)} 人" if voters.high else ""
    yield Step(
        f"召开党员大会选举（{present}{least}）", ends, ELECTION_RULES[19], held_on(one, branch)
    )
    if has_committee(term) or one.posts or voters.low >= ENOUGH:
        yield Step("第一次支委会选举书记、副书记并分工", None, rules, divided_on(one, branch))
    yield Step("书记、副书记报批，委员备案", None, rules, _sent(one.result))
    yield Step("取得任职批复，写入 branch.yaml", None, rules, _answered(one.result))


def _difference(election: Election) -> str:
    posts = election.posts
    least = f"（应选 {posts} 人，至少 {least_candidates(posts)} 人）" if posts else ""
    return f"党员酝酿确定候选人{least}"
