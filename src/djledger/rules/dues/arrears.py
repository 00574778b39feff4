"""Unpaid months: which, for how long, and whether the branch did something about them."""

from collections.abc import Iterator, Set
from itertools import groupby

from djledger.dates import Month
from djledger.dues.book import DuesBook, dues_book
from djledger.dues.reckoning import ZERO
from djledger.law import DUES_RULES, EDUCATION_RULES, PARTY_CONSTITUTION
from djledger.ledger.branch import Branch, Part
from djledger.ledger.dues import DuesYear, Measure
from djledger.ledger.members import Member
from djledger.ledger.node import Node
from djledger.ledger.period import Period
from djledger.rules.dues.wording import months, yuan
from djledger.rules.rule import Problem, Severity, problem, rule

NEEDS = (Part.DUES, Part.MEMBERS)
FIRST_ALERT, SECOND_ALERT, LIMIT = 3, 5, 6
SERIOUS = frozenset({Measure.ORDER, Measure.ASSEMBLY})
Run = tuple[Month, ...]


def no_ledger(branch: Branch, period: Period) -> Iterator[str]:
    """Tell that dues were recorded in other years, but not in this one."""
    years = dues_book(branch).years
    alive = branch.owes_from <= period.last_day and period.start <= branch.owes_until
    if years and period.year not in years and alive:
        yield f"没有 {period.year} 年度的党费台账"


def unpaid(dues: DuesYear, branch: Branch, period: Period) -> Iterator[tuple[Member, Run, bool]]:
    """Yield stretches of unpaid months, and whether the branch has dealt with the stretch.

    Left out are members who have moved away, died or left the Party and months excused by the
    branch; the month of admission and months for which nobody paid have rules of their own.
    """
    book = dues_book(branch)
    for member in branch.roster.members:
        left = member.exit is not None and member.exit.day <= period.as_of
        if left or member.transfer_out is not None:
            continue
        for run in book.unpaid_runs(member, dues.year, period.as_of):
            own = run[1:] if admitted_in(member, run[0]) else run
            for kept in _told_of(own, book, period):
                due = kept[-1].year == dues.year
                if due and not _handled(book, member, kept, period, {Measure.EXCUSED}):
                    yield member, kept, _taken_up(book, member, kept, period)


def _told_of(run: Run, book: DuesBook, period: Period) -> Iterator[Run]:
    """Yield the parts of a stretch in whose months somebody else is on record as having paid."""
    for untold, part in groupby(run, key=lambda month: bool(book.untold(month, period.as_of))):
        if not untold:
            yield tuple(part)


def admitted_in(member: Member, month: Month) -> bool:
    """Whether the member was admitted in a month."""
    return member.joined is not None and member.joined in month


def _handled(
    book: DuesBook, member: Member, run: Run, period: Period, measures: Set[Measure]
) -> bool:
    return any(
        handling.name == member.name
        and handling.measure in measures
        and run[0].first_day <= handling.day <= period.as_of
        for record in book.years.values()
        for handling in record.handlings
    )


def _taken_up(book: DuesBook, member: Member, run: Run, period: Period) -> bool:
    ordered = any(run[0].first_day <= o.start <= period.as_of for o in member.orders)
    return ordered or _handled(book, member, run, period, SERIOUS)


def place(book: DuesBook, dues: DuesYear, name: str) -> tuple[Node, str]:
    """Return where a finding about a member's dues belongs: the fixing, else the year."""
    fixings = book.fixings(name, dues.year)
    return (fixings[-1], "name") if fixings else (dues, "year")


def _owed(book: DuesBook, name: str, run: Run) -> str:
    sums = [book.due(name, month) for month in run]
    if any(amount is None for amount in sums):
        return ""
    return f"，计 {yuan(sum((amount for amount in sums if amount is not None), ZERO))}"


def _found(book: DuesBook, member: Member, run: Run) -> str:
    return f"{member.name} {months(run)} 的党费没有交{_owed(book, member.name, run)}，"


@rule(
    code="DUE201",
    name="month-unpaid",
    title="有月份没有交党费",
    severity=Severity.WARNING,
    basis=[DUES_RULES[12]],
    needs=NEEDS,
    covers=("DUE-09",),
    gaps=no_ledger,
)
def month_unpaid(dues: DuesYear, branch: Branch, period: Period) -> Iterator[Problem]:
    """Name unpaid months that are over; long stretches have rules of their own until handled."""
    book = dues_book(branch)
    for member, run, taken_up in unpaid(dues, branch, period):
        if len(run) < FIRST_ALERT or (len(run) >= LIMIT and taken_up):
            node, field = place(book, dues, member.name)
            yield problem(
                node,
                field,
                found=_found(book, member, run),
                expected="党员应按月主动交纳党费。",
                remedy="提醒本人补交，并写明“补交原因”；已交漏记的，补上交纳记录。",
                day=run[-1].last_day,
            )


@rule(
    code="DUE202",
    name="unpaid-three-months",
    title="连续 3 个月以上没有交党费",
    severity=Severity.WARNING,
    basis=[DUES_RULES[12], DUES_RULES[13]],
    needs=NEEDS,
    covers=("DUE-10",),
)
def unpaid_three_months(dues: DuesYear, branch: Branch, period: Period) -> Iterator[Problem]:
    """Three or four months in a row."""
    book = dues_book(branch)
    for member, run, _ in unpaid(dues, branch, period):
        if FIRST_ALERT <= len(run) < SECOND_ALERT:
            node, field = place(book, dues, member.name)
            yield problem(
                node,
                field,
                found=_found(book, member, run),
                expected=f"已连续 {len(run)} 个月，不按规定交纳的应批评教育、限期改正。",
                remedy="了解原因，批评教育、限期改正并记入“欠交处理”；有正当理由的也记明。",
                day=run[-1].last_day,
            )


@rule(
    code="DUE203",
    name="unpaid-five-months",
    title="连续 5 个月没有交党费，再有一个月即满 6 个月",
    severity=Severity.WARNING,
    basis=[DUES_RULES[13], PARTY_CONSTITUTION[9]],
    needs=NEEDS,
    covers=("DUE-10",),
)
def unpaid_five_months(dues: DuesYear, branch: Branch, period: Period) -> Iterator[Problem]:
    """The last month in which six can still be avoided."""
    book = dues_book(branch)
    for member, run, _ in unpaid(dues, branch, period):
        if len(run) == SECOND_ALERT:
            node, field = place(book, dues, member.name)
            yield problem(
                node,
                field,
                found=_found(book, member, run),
                expected="已连续 5 个月；无正当理由连续 6 个月不交的，按自行脱党处理。",
                remedy="立即与本人谈话，限期改正，记入“欠交处理”；有正当理由的也记明。",
                day=run[-1].last_day,
            )


@rule(
    code="DUE204",
    name="unpaid-six-months",
    title="连续 6 个月以上没有交党费，支部没有处理",
    severity=Severity.ERROR,
    basis=[DUES_RULES[13], PARTY_CONSTITUTION[9], EDUCATION_RULES[31, 6]],
    needs=NEEDS,
    covers=("DUE-10",),
)
def unpaid_six_months(dues: DuesYear, branch: Branch, period: Period) -> Iterator[Problem]:
    """Six months in a row; whether there was a due cause, the branch has to find."""
    book = dues_book(branch)
    for member, run, taken_up in unpaid(dues, branch, period):
        if len(run) >= LIMIT and not taken_up:
            node, field = place(book, dues, member.name)
            yield problem(
                node,
                field,
                found=_found(book, member, run),
                expected=f"已连续 {len(run)} 个月。没有正当理由的，由支部大会作出除名的决定，"
                "并报上级党组织批准；不得自动除名。",
                remedy="查明原因：有正当理由的，在“欠交处理”中写明；没有的，限期改正或提交党员大会讨论。",
                day=run[-1].last_day,
            )


@rule(
    code="DUE205",
    name="new-member-not-paying",
    title="预备党员没有从入党当月起交党费",
    severity=Severity.WARNING,
    basis=[DUES_RULES[8]],
    needs=NEEDS,
    covers=("DUE-17",),
)
def new_member_not_paying(dues: DuesYear, branch: Branch, period: Period) -> Iterator[Problem]:
    """Dues run from the day of the assembly; we take the month of that day as the first."""
    book = dues_book(branch)
    for member in branch.roster.members:
        if member.joined is None or member.joined.year != dues.year:
            continue
        month = Month.of(member.joined)
        over = month.last_day < period.as_of and not book.untold(month, period.as_of)
        if over and book.settled(member, month, period.as_of).missing:
            node, field = place(book, dues, member.name)
            yield problem(
                node,
                field,
                found=f"{member.name}于 {member.joined} 被接收为预备党员，{month} 没有交党费，",
                expected="预备党员从支部大会通过之日起交纳党费。",
                remedy="补交当月党费并写明“补交原因”；已交漏记的补上记录。",
                day=member.joined,
            )


@rule(
    code="DUE209",
    name="months-without-payments",
    title="有月份没有任何党费交纳记录",
    severity=Severity.WARNING,
    basis=[DUES_RULES[12]],
    needs=NEEDS,
    covers=("DUE-09",),
)
def months_without_payments(dues: DuesYear, branch: Branch, period: Period) -> Iterator[Problem]:
    """Where nothing at all is recorded of a month, nobody's arrears can be told."""
    book = dues_book(branch)
    owing = {m: book.untold(m, period.as_of) for m in book.months(dues.year, period.as_of)}
    blank = [month for month, number in owing.items() if number]
    if blank:
        yield problem(
            dues,
            "payments" if dues.payments else "year",
            found=f"{months(blank)} 没有任何党费交纳记录，当月应交的有 {_people(owing, blank)}，",
            expected="党员应按月主动交纳党费，收到的应随时登记。",
            remedy="已收的补上交纳记录，收款日期照实写；确实没有收的，尽快收缴并写明“补交原因”。",
            day=blank[-1].last_day,
        )


def _people(owing: dict[Month, int], blank: list[Month]) -> str:
    numbers = sorted({owing[month] for month in blank})
    return f"{numbers[0]} 人" if len(numbers) == 1 else f"{numbers[0]} 至 {numbers[-1]} 人"
