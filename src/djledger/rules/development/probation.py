"""The probation: one year from the assembly, extended at most once, discussed when it is over."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from djledger.dates import add_months, add_years
from djledger.law import development
from djledger.ledger.branch import Branch
from djledger.ledger.development import DevelopmentFile, ProbationDecision
from djledger.ledger.process import (
    ADMITTED,
    CONFIRMED,
    PROBATION_FROM,
    At,
    Process,
    When,
    process_of,
)
from djledger.ledger.roster import departed, is_full
from djledger.rules.development.steps import place_name
from djledger.rules.rule import Problem, Related, Severity, problem, rule

TRANSFER_MONTHS = 6
"""For who moved in during probation the discussion may wait so long (细则 2026, Art. 35)."""
EXTENSION_LEAST, EXTENSION_MOST = 6, 12
_TOLD_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})(?:[-./月](\d{1,2}))?")


def full_year(process: Process) -> date | None:
    """Return the day on which one year from the assembly is complete."""
    start = process.day(PROBATION_FROM)
    return None if start is None else add_years(start, 1)


def extended_to(process: Process) -> date | None:
    """Return until when the probation was extended, by the file or else by the roster."""
    probation, full = process.file.probation, full_year(process)
    if probation is not None and probation.extensions:
        return probation.extensions[-1].until
    member = process.branch.roster.by_name.get(process.file.name)
    until = member.extended_to if member is not None else None
    return until if until is not None and full is not None and until > full else None


def last_day(process: Process) -> date | None:
    """Return the last day of the probation, as extended; forms write the day before the year."""
    until, full = extended_to(process), full_year(process)
    if until is not None:
        return until
    return None if full is None else full - timedelta(days=1)


def year_ends(process: Process) -> frozenset[date]:
    """Return the days that may be written for the end of the year: its last, or that it is full on.

    A year from 29 February is full on 28 February or on 1 March; both are met.
    """
    start = process.day(PROBATION_FROM)
    if start is None:
        return frozenset()
    leap = (start.month, start.day) == (2, 29)
    return frozenset(add_years(start, 1) + timedelta(n) for n in range(-1, 2 if leap else 1))


def may_end(process: Process) -> frozenset[date]:
    """Return the days from which somebody may be a full member, and the last day before.

    Whoever writes the day on which the year is full as the last one counts from the next.
    """
    until = extended_to(process)
    if until is not None:
        return frozenset({until, until + timedelta(1)})
    ends = year_ends(process)
    written = {end for _, end in _written(process.file, "end") if end in ends}
    return ends | {end + timedelta(1) for end in written}


def settled(process: Process) -> When | None:
    """Return the assembly that settled whether to confirm; one that extended leaves it open."""
    probation = process.file.probation
    extended = probation is not None and probation.decision is ProbationDecision.EXTENDED
    return None if extended else process.when(CONFIRMED)


def closed_by_roster(process: Process, day: date) -> bool:
    """Whether the roster has the person confirmed or gone by a day; other rules compare the two."""
    member = process.branch.roster.entry(process.file.name, day)
    if member is None:
        return False
    left = departed(member)
    return is_full(member, day) or (left is not None and left <= day)


def discussion_due(process: Process, months: int = 1) -> date | None:
    """Return until when the assembly is to discuss confirmation: months from its being full."""
    end, probation = last_day(process), process.file.probation
    moved = probation is not None and probation.transferred_on is not None
    full = end and end + timedelta(1)
    return None if full is None else add_months(full, TRANSFER_MONTHS if moved else months)


def _written(person: DevelopmentFile, field: str) -> Iterator[tuple[At, date]]:
    """Yield where the start or the end of the probation is written, and the day."""
    form = person.admission.form if person.admission else None
    in_form = getattr(form, f"probation_{field}") if form else None
    direct = getattr(person.probation, field) if person.probation else None
    if in_form is not None:
        yield ("admission", "form", f"probation_{field}"), in_form
    if direct is not None:
        yield ("probation", field), direct


@rule(
    code="DEV601",
    name="probation-start-differs",
    title="预备期起算日不是党员大会通过之日",
    severity=Severity.ERROR,
    basis=[development(31)],
    covers=("DEV-T41",),
)
def probation_start_differs(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """Probation runs from the day on which the assembly passed the person."""
    admitted = process_of(person, branch).when(ADMITTED)
    if admitted is None:
        return
    for at, start in _written(person, "start"):
        if start != admitted.day:
            yield problem(
                person,
                *at,
                found=(
                    f"{person.name}的“{place_name(person, at)}”"
                    f"写 {start}，党员大会通过是 {admitted.day}，"
                ),
                expected="预备期从党员大会通过之日算起。",
                remedy="对照会议记录和志愿书核对；志愿书写错的，请党委更正。",
                day=admitted.day,
                related=(Related(person, admitted.at, "党员大会"),),
            )


@rule(
    code="DEV602",
    name="probation-end-differs",
    title="预备期届满日期算错",
    severity=Severity.ERROR,
    basis=[development(31)],
    covers=("DEV-T42",),
)
def probation_end_differs(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """One year: written as its last day or as the day on which it is full; both are in use."""
    process = process_of(person, branch)
    full = full_year(process)
    if full is None:
        return
    extensions = person.probation.extensions if person.probation else ()
    allowed = year_ends(process) | {extension.until for extension in extensions}
    allowed |= {extended_to(process) or full}
    for at, end in _written(person, "end"):
        if end not in allowed:
            yield problem(
                person,
                *at,
                found=f"{person.name}的“{place_name(person, at)}”写 {end}，",
                expected=f"预备期一年，应到 {full - timedelta(days=1)}（满一年是 {full}）。",
                remedy="按党员大会通过之日重新推算；延长预备期的，另在“延长”中写明。",
                day=end,
            )


@rule(
    code="DEV610",
    name="extended-wrongly",
    title="延长预备期超过一次或者长短不合规定",
    severity=Severity.ERROR,
    basis=[development(31)],
    covers=("DEV-T49",),
    when=("probation",),
)
def extended_wrongly(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """Half a year at least and a year at most, once."""
    full = full_year(process_of(person, branch))
    extensions = person.probation.extensions if person.probation else ()
    if len(extensions) > 1:
        yield _extended(person, (1,), f"{person.name}的预备期延长了 {len(extensions)} 次，")
    if full is None or not extensions:
        return
    least = add_months(full, EXTENSION_LEAST) - timedelta(days=1)
    until, most = extensions[0].until, add_months(full, EXTENSION_MOST)
    if not least <= until <= most:
        found = f"{person.name}的预备期延长至 {until}，应在 {least} 至 {most} 之间，"
        yield _extended(person, (0, "until"), found)


def _extended(person: DevelopmentFile, at: At, found: str) -> Problem:
    return problem(
        person,
        *("probation", "extensions", *at),
        found=found,
        expected="延长预备期只能一次，不少于半年、不超过一年。",
        remedy="对照延长决议核对；确实不合规定的，报告上级党组织。",
    )


@rule(
    code="DEV611",
    name="seniority-differs",
    title="党龄起算日期不是预备期满转正之日",
    severity=Severity.WARNING,
    basis=[development(33)],
    covers=("DEV-T52", "DEV-T53"),
    when=("probation",),
)
def seniority_differs(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """Not the day of admission, and for who joined anew not that of the first membership.

    Where the discussion came late, its day is accepted too: that is read differently.
    """
    process, probation = process_of(person, branch), person.probation
    end = last_day(process)
    if probation is None or probation.seniority_from is None or end is None:
        return
    late = probation.seniority_from == process.day(CONFIRMED) and probation.seniority_from > end
    if not (late or probation.seniority_from in may_end(process)):
        again = "重新入党的不能沿用原来的党龄；" if person.rejoined else ""
        yield problem(
            person,
            *("probation", "seniority_from"),
            found=f"{person.name}的党龄从 {probation.seniority_from} 起算，预备期 {end} 届满，",
            expected=f"{again}党龄从预备期满转为正式党员之日算起。",
            remedy="对照党委审批意见核对党龄起算日期。",
            day=probation.seniority_from,
        )


@rule(
    code="DEV613",
    name="offender-advanced",
    title="有违纪违法记录仍然推进发展",
    severity=Severity.WARNING,
    basis=[development(31), development(16)],
    covers=("DEV-P19",),
    when=("offences",),
)
def offender_advanced(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """An extension, a cancellation or a stop answers an offence; else it is to be explained.

    A light one may be answered by criticism, which the file has no field for: hence a warning.
    What happened after the last assembly is still to be answered.
    """
    process, probation = process_of(person, branch), person.probation
    decided = probation.decision if probation else None
    answered = decided in {ProbationDecision.EXTENDED, ProbationDecision.CANCELLED}
    extended = probation is not None and bool(probation.extensions)
    latest = process.day(CONFIRMED) or process.day(ADMITTED)
    if latest is None or person.stopped or answered or extended:
        return
    before = [told for told in person.offences if (_told_day(told) or date.min) <= latest]
    if before:
        yield problem(
            person,
            "offences",
            found=f"{person.name}有“{before[0]}”的记录，{latest} 的党员大会仍讨论接收或者转正，",
            expected=(
                "违纪违法的应当查清性质和时间，轻的批评教育或延长预备期，重的终止发展、取消资格。"
            ),
            remedy="写明处罚的时间和性质，在“备注”写明党组织的处理意见；没有处理的，报告上级党组织。",
            day=latest,
        )


def _told_day(text: str) -> date | None:
    """Return the first day that a text tells; of a month alone its first day; None if none."""
    found = _TOLD_DAY.search(text)
    if found is None:
        return None
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
