"""What some places demand of the probation beyond the national rules; off unless turned on."""

from collections.abc import Iterator

from djledger.dates import add_months
from djledger.law import PRACTICE
from djledger.law.workdays import CalendarUnknown, at_least_workdays
from djledger.ledger.branch import Branch, Part
from djledger.ledger.development import DevelopmentFile
from djledger.ledger.period import Period
from djledger.ledger.process import CONFIRMED, PROBATION_FROM, process_of
from djledger.rules.development.candidate import NOTICE_DAYS
from djledger.rules.development.steps import EXAMINE_MONTHS, reach, unexamined
from djledger.rules.rule import Param, Problem, Severity, problem, rule


@rule(
    code="DEV614",
    name="probationer-not-examined",
    title="预备党员没有每半年考察一次",
    severity=Severity.WARNING,
    basis=[PRACTICE["预备党员考察间隔"]],
    params=(Param("days", 31, "满半年后宽限多少天"),),
    optional=True,
    when=("probation",),
    on_absence=True,
)
def probationer_not_examined(
    person: DevelopmentFile, branch: Branch, period: Period, days: int
) -> Iterator[Problem]:
    """From the start, or from moving in, to the assembly that discusses confirmation."""
    process, probation = process_of(person, branch), person.probation
    if probation is None or person.stopped is not None:
        return
    start = probation.transferred_on or process.day(PROBATION_FROM)
    end = min(process.day(CONFIRMED) or period.as_of, period.as_of)
    if start is None or end < start:
        return
    seen = [one.day for one in probation.examinations]
    for before, after in unexamined((start, end), seen, days):
        due = add_months(before, EXAMINE_MONTHS)
        yield problem(
            person,
            *("probation", "examinations"),
            found=f"{person.name}从 {before} 到 {after} 没有预备期考察记录，已超过半年，",
            expected=f"当地要求每半年考察一次预备党员，应在 {due} 前后考察。",
            remedy="已经考察没有写的补上；确实没有考察的，如实说明，尽快考察。",
            day=due,
        )


def _notice_long_enough(person: DevelopmentFile) -> bool | CalendarUnknown:
    notice = person.probation.notice if person.probation else None
    if notice is None or notice.start is None or notice.end is None:
        return True
    return at_least_workdays(notice.start, notice.end, NOTICE_DAYS)


def notice_gaps(branch: Branch, period: Period) -> Iterator[str]:
    """Yield why a notice could not be judged: no calendar of the year yet."""
    del period
    answers = map(_notice_long_enough, branch.records(Part.DEVELOPMENT))
    yield from sorted({str(answer) for answer in answers if isinstance(answer, CalendarUnknown)})


@rule(
    code="DEV615",
    name="confirmation-not-noticed",
    title="转正前没有公示或者不足五个工作日",
    severity=Severity.WARNING,
    basis=[PRACTICE["转正前公示"]],
    optional=True,
    when=("probation",),
    on_absence=True,
    gaps=notice_gaps,
)
def confirmation_not_noticed(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """Some places ask for a public notice before confirmation too."""
    held = process_of(person, branch).day(CONFIRMED)
    notice = person.probation.notice if person.probation else None
    if held is None or (notice is not None and _notice_long_enough(person) is not False):
        return
    told = f"的转正公示从 {notice.start} 到 {notice.end}" if notice else "转正前没有公示的记录"
    yield problem(
        person,
        *reach(person, ("probation", "notice", "end") if notice else ("probation", "notice")),
        found=f"{person.name}{told}，",
        expected=f"当地要求转正前公示不少于 {NOTICE_DAYS} 个工作日。",
        remedy="已经公示的补上起止；不足的按当地要求补足。",
        day=held,
    )
