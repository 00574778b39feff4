"""Terms of office against the calendar, the same for branches and upper organisations.

An organisation is judged by its terms and the day on which each of them ends; what the law is
and under which code it is reported is for the rules.
"""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from djledger.dates import add_months, add_years
from djledger.ledger.elections import Extended
from djledger.ledger.organisation import Extension, Term
from djledger.ledger.period import Period
from djledger.ledger.terms import running
from djledger.rules.organisation.spans import term_words
from djledger.rules.rule import Problem, Related, problem

REMINDER_MONTHS = 6
OLD_TERMS = date(2018, 7, 31)
"""Terms elected by then ran their old length, of two or three years."""


class Leave(NamedTuple):
    """Leave to hold an election early or late: of which term, where written, until when."""

    term: Term
    paper: Extension | Extended
    until: date
    due: date


def _written(term: Term) -> Extension | Extended | None:
    return term.extension


class Terms(NamedTuple):
    """The terms of an organisation.

    ``years`` gives their length where none is written, ``paper`` the leave to extend one.
    """

    terms: tuple[Term, ...]
    years: Callable[[Term], int | None]
    paper: Callable[[Term], Extension | Extended | None] = _written

    def length(self, term: Term) -> int | None:
        """Return how many years a term runs; None where no rule says."""
        return term.years or self.years(term)

    def due(self, term: Term) -> date | None:
        """Return the day on which a term ends; that day still belongs to it."""
        years = self.length(term)
        return add_years(term.elected_on, years) if years else None

    def limit(self, term: Term) -> date | None:
        """Return until when the election may be held: the end of the term or its extension."""
        due, leave = self.due(term), self.leave(term)
        return due if leave is None else max(leave.due, leave.until)

    def leave(self, term: Term) -> Leave | None:
        """Return the leave to hold the election early or late, where it says until when."""
        due, paper = self.due(term), self.paper(term)
        if due is None or paper is None or paper.until is None:
            return None
        return Leave(term, paper, paper.until, due)

    def current(self, day: date) -> Term | None:
        """Return the term running on a day."""
        return running(self.terms, day)

    def successions(self, period: Period) -> Iterator[tuple[Term, Term]]:
        """Yield each term that was succeeded in the judged year, with its successor."""
        ordered = sorted(self.terms, key=lambda term: term.elected_on)
        return ((one, two) for one, two in pairwise(ordered) if two.elected_on in period)

    def extended(self, period: Period) -> Iterator[Leave]:
        """Yield each leave that touches the judged year."""
        for leave in filter(None, map(self.leave, self.terms)):
            first, last = sorted((leave.due, leave.until))
            if first <= period.end and period.start <= last:
                yield leave


def overdue(terms: Terms, period: Period) -> Iterator[Problem]:
    """Report the running term when its end is past and was not put off."""
    term = terms.current(period.as_of)
    due = terms.due(term) if term is not None else None
    if term is None or due is None or (terms.limit(term) or due) > due:
        return
    if period.as_of > due:
        yield problem(
            term,
            "elected_on",
            found=f"{term_words(term)}任期 {terms.length(term)} 年，已于 {due} 届满，"
            f"到 {period.as_of} 没有换届，也没有写延期，",
            expected="任期届满应按期换届；确需延期的，须经上级党组织批准。",
            remedy="尽快向上级党组织请示换届；已换届或者已批准延期的，在“届次”里写上。",
            day=due,
        )


def overrun(terms: Terms, period: Period) -> Iterator[Problem]:
    """Report the running term when even its extension is past."""
    term = terms.current(period.as_of)
    leave = terms.leave(term) if term is not None else None
    if term is not None and leave is not None and leave.due < leave.until < period.as_of:
        yield problem(
            leave.paper,
            "until",
            found=f"{term_words(term)}延期至 {leave.until}，到 {period.as_of} 仍没有换届，",
            expected="延期期满应当换届。",
            remedy="尽快向上级党组织报告并换届；已换届的，在“届次”里写上新一届。",
            day=leave.until,
        )


def beyond_a_year(terms: Terms, period: Period) -> Iterator[Problem]:
    """Report an extension, or an early election, of more than a year; exactly a year will do."""
    for term, paper, until, due in terms.extended(period):
        early = until < add_years(due, -1)
        if early or until > add_years(due, 1):
            word = "提前" if early else "延期"
            yield problem(
                paper,
                "until",
                found=f"{term_words(term)}应于 {due} 届满，{word}到 {until}，超过 1 年，",
                expected="延期或者提前换届一般不超过 1 年。",
                remedy="核对批复中的期限；确实超过的，报告上级党组织并尽快换届。",
                day=paper.approved_on or due,
            )


def unapproved(terms: Terms, period: Period) -> Iterator[Problem]:
    """Report an extension without any sign of approval."""
    for term, paper, until, due in terms.extended(period):
        if paper.approved_on is None and paper.approved_by is None:
            yield problem(
                paper,
                "until",
                found=f"{term_words(term)}写了延期或者提前到 {until}，没有批准日期和批准机关，",
                expected="延期或者提前换届须经上级党组织批准。",
                remedy="按批复补上“批准日期”和“批准机关”；没有批复的，尽快请示。",
                day=min(due, until),
            )


def approved_late(terms: Terms, period: Period) -> Iterator[Problem]:
    """Report an extension granted only when the term had already ended."""
    for term, paper, until, due in terms.extended(period):
        approved = paper.approved_on
        if approved is not None and until > due and approved > due:
            yield problem(
                paper,
                "approved_on",
                found=f"{term_words(term)}应于 {due} 届满，{approved} 才批准延期，",
                expected="延期应在任期届满以前报批。",
                remedy="核对批复日期；确是届满以后才报批的，如实说明。",
                day=approved,
            )


def ending_soon(terms: Terms, period: Period) -> Iterator[Problem]:
    """Remind of an election due within six months, unless the superior has reminded already."""
    term = terms.current(period.as_of)
    limit = terms.limit(term) if term is not None else None
    if term is None or limit is None or term.reminded_on is not None:
        return
    if add_months(limit, -REMINDER_MONTHS) <= period.as_of <= limit:
        left = (limit - period.as_of).days
        yield problem(
            term,
            "elected_on",
            found=f"{term_words(term)}任期到 {limit}，距 {period.as_of} 还有 {left} 天，",
            expected="上级党组织一般在届满前 6 个月提醒做好换届准备。",
            remedy="着手准备换届并向上级请示；上级已提醒的，写上“提醒日期”。",
            day=limit,
        )


def held_late(terms: Terms, period: Period) -> Iterator[Problem]:
    """Report an election of the judged year that came after its predecessor's limit."""
    for before, after in terms.successions(period):
        limit = terms.limit(before)
        if before.ended_on is None and limit is not None and after.elected_on > limit:
            yield problem(
                after,
                "elected_on",
                found=f"{term_words(before)}任期到 {limit}，{after.elected_on} 才换届，",
                expected="任期届满应按期换届；确需延期的，须经上级党组织批准。",
                remedy="经批准延期的，在上一届里写上“延期”；没有的，如实说明情况。",
                day=after.elected_on,
                related=(Related(before, ("elected_on",), term_words(before)),),
            )


def held_early(terms: Terms, period: Period, days: int) -> Iterator[Problem]:
    """Report an election well before the end of the term for which no approval is written."""
    for before, after in terms.successions(period):
        due = terms.due(before)
        old = before.elected_on <= OLD_TERMS and before.years is None
        if due is None or old or terms.paper(before) is not None or before.ended_on is not None:
            continue
        if (due - after.elected_on).days > days:
            yield problem(
                after,
                "elected_on",
                found=f"{term_words(before)}应于 {due} 届满，{after.elected_on} 就换了届，",
                expected="提前换届须经上级党组织批准，一般不超过 1 年。",
                remedy="经批准提前的，在上一届的“延期”里写明；补选、增补不是换届，不另写一届。",
                day=after.elected_on,
                related=(Related(before, ("elected_on",), term_words(before)),),
            )
