"""Being listed as a candidate: after a year, after hearing people, agreed to and made public."""

from collections.abc import Iterator

from djledger.dates import add_years
from djledger.law import DEVELOPMENT_RULES, LOGIC, PRACTICE, development
from djledger.law.workdays import CalendarUnknown, at_least_workdays
from djledger.ledger.branch import Branch, Part
from djledger.ledger.development import DevelopmentFile, Notice
from djledger.ledger.period import Period
from djledger.ledger.process import (
    AGREED,
    CANDIDATE,
    CANDIDATE_ANSWERED,
    CANDIDATE_DECIDED,
    CANDIDATE_FILED,
    CANDIDATE_REPORTED,
    CULTIVATED,
    HEARD,
    NOTICE_ENDED,
    NOTICED,
    process_of,
)
from djledger.rules.development.steps import (
    Deadline,
    late_step,
    reach,
    reversed_steps,
    taken_elsewhere,
    under_2026,
)
from djledger.rules.rule import Problem, Related, Severity, problem, rule

NOTICE_DAYS = 5
FILING = DEVELOPMENT_RULES.at({2014: 13})


@rule(
    code="DEV301",
    name="cultivated-under-a-year",
    title="积极分子培养考察不满一年就列为发展对象",
    waivable=False,
    severity=Severity.ERROR,
    basis=[development(13)],
    covers=("DEV-T07", "DEV-T08"),
)
def cultivated_under_a_year(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """A calendar year; time under an earlier organisation counts where the file says so."""
    process = process_of(person, branch)
    start, listed = process.when(CULTIVATED), process.when(CANDIDATE)
    if start is None or listed is None:
        return
    earliest = add_years(start.day, 1)
    if start.day <= listed.day < earliest:
        yield problem(
            person,
            *listed.at,
            found=f"{person.name} {start.day} 起培养考察，{listed.day} 就列为发展对象，",
            expected=f"须经过一年以上培养考察，最早 {earliest}。",
            remedy=(
                "核对日期；培养关系转来、时间连续计算的，"
                "写明“连续计算起”；确实不满一年的，报告上级党组织。"
            ),
            day=listed.day,
            related=(Related(person, start.at, "开始培养考察"),),
        )


heard_after_listed = reversed_steps(
    code="DEV302",
    name="heard-after-listed",
    title="听取意见晚于列为发展对象",
    steps=(HEARD, CANDIDATE),
    basis=[development(13)],
    expected="听取党小组、培养联系人、党员和群众的意见在前，列为发展对象在后。",
    covers=("DEV-T18",),
)
candidate_reported_before_decided = reversed_steps(
    code="DEV303",
    name="candidate-reported-before-decided",
    title="发展对象人选上报早于支委会研究",
    steps=(CANDIDATE_DECIDED, CANDIDATE_REPORTED),
    basis=[development(13), LOGIC["日期先后"]],
    expected="支委会讨论同意后才能报上级党委。",
)


@rule(
    code="DEV304",
    name="hearing-incomplete",
    title="确定发展对象前没有听取应听取的意见",
    severity=Severity.WARNING,
    basis=[development(13)],
    when=("candidate",),
)
def hearing_incomplete(person: DevelopmentFile) -> Iterator[Problem]:
    """Only what is recorded as not done; a branch without groups hears no group."""
    hearing = person.candidate.hearing if person.candidate else None
    if hearing is None:
        return
    asked = {"contacts": "培养联系人", "members": "党员", "masses": "群众"}
    for field, label in asked.items():
        if getattr(hearing, field) is False:
            yield problem(
                person,
                *("candidate", "hearing", field),
                found=f"确定{person.name}为发展对象前没有听取{label}的意见，",
                expected="应当听取党小组、培养联系人、党员和群众的意见。",
                remedy="已经听取的更正；确实没有听取的，如实说明并报告上级党组织。",
                day=hearing.day,
            )


@rule(
    code="DEV305",
    name="noticed-before-agreed",
    title="公示早于上级党委同意",
    severity=Severity.ERROR,
    basis=[DEVELOPMENT_RULES[13]],
    covers=("DEV-T19",),
    when=("candidate",),
)
def noticed_before_agreed(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """New in 2026: agreement first, then the public notice."""
    process = process_of(person, branch)
    agreed, noticed = process.when(AGREED), process.when(NOTICED)
    if agreed and noticed and under_2026(noticed.day) and noticed.day < agreed.day:
        yield problem(
            person,
            *noticed.at,
            found=f"{person.name} {noticed.day} 开始公示，上级党委 {agreed.day} 才同意，",
            expected="上级党委同意后才能公示。",
            remedy="核对两个日期；确实先公示的，报告上级党组织，按要求重新公示。",
            day=noticed.day,
            related=(Related(person, agreed.at, "上级同意"),),
        )


def notice_gaps(branch: Branch, period: Period) -> Iterator[str]:
    """Yield why a notice could not be judged: no calendar of the year yet."""
    del period
    answers = {
        str(answer)
        for person in branch.records(Part.DEVELOPMENT)
        if isinstance(answer := _long_enough(_judged_notice(person)), CalendarUnknown)
    }
    yield from sorted(answers)


def _judged_notice(person: DevelopmentFile) -> Notice | None:
    notice = person.candidate.notice if person.candidate else None
    known = notice and notice.start and notice.end and under_2026(notice.start)
    return notice if known else None


def _long_enough(notice: Notice | None) -> bool | CalendarUnknown:
    if notice is None or notice.start is None or notice.end is None:
        return True
    return at_least_workdays(notice.start, notice.end, NOTICE_DAYS)


@rule(
    code="DEV306",
    name="notice-too-short",
    title="发展对象公示不足五个工作日",
    severity=Severity.ERROR,
    basis=[DEVELOPMENT_RULES[13]],
    covers=("DEV-T20", "DEV-T21"),
    when=("candidate",),
    gaps=notice_gaps,
)
def notice_too_short(person: DevelopmentFile) -> Iterator[Problem]:
    """National holidays do not count and working weekends do; both ends are included."""
    notice = _judged_notice(person)
    if notice is not None and _long_enough(notice) is False:
        yield problem(
            person,
            *("candidate", "notice", "end"),
            found=f"{person.name}的公示从 {notice.start} 到 {notice.end}，",
            expected=f"扣除周末和法定假日、算上调休上班日，应不少于 {NOTICE_DAYS} 个工作日。",
            remedy="核对公示起止；确实不足的，补足公示后再列为发展对象。",
            day=notice.start,
        )


listed_during_notice = reversed_steps(
    code="DEV307",
    name="listed-during-notice",
    title="公示没有结束就列为发展对象",
    steps=(NOTICE_ENDED, CANDIDATE),
    basis=[DEVELOPMENT_RULES[13]],
    expected="公示期满、没有影响发展的问题，才能列为发展对象。",
    covers=("DEV-T22",),
    same_day=False,
)


@rule(
    code="DEV308",
    name="listed-without-agreement-or-notice",
    title="没有上级同意或公示就列为发展对象",
    severity=Severity.ERROR,
    basis=[DEVELOPMENT_RULES[13]],
    covers=("DEV-T23",),
    when=("candidate",),
    on_absence=True,
)
def listed_without_agreement(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """Both are conditions of being listed since 2026-05-11; a filing does not stand in."""
    process = process_of(person, branch)
    listed = process.when(CANDIDATE)
    if listed is None or not under_2026(listed.day) or taken_elsewhere(person, listed.day):
        return
    wanted = [(AGREED, "上级党委同意的日期"), (NOTICED, "公示的起止")]
    missing = [(point, label) for point, label in wanted if process.when(point) is None]
    if missing:
        names = "和".join(label for _, label in missing)
        yield problem(
            person,
            *reach(person, missing[0][0].at),
            found=f"{person.name} {listed.day} 列为发展对象，没有写{names}，",
            expected="2026 年 5 月 11 日起，须经上级党委同意并公示不少于五个工作日；备案不能代替。",
            remedy="已经办理的补上日期和材料；没有办理的，不能列为发展对象，应补办程序。",
            day=listed.day,
        )


@rule(
    code="DEV309",
    name="listed-without-filing",
    title="列为发展对象没有报上级备案的记录",
    severity=Severity.WARNING,
    basis=[FILING],
    covers=("DEV-T10", "DEV-T23"),
    when=("candidate",),
    on_absence=True,
)
def listed_without_filing(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """Under the 2014 edition the list went up for filing; an agreement is more than that."""
    process = process_of(person, branch)
    listed = process.when(CANDIDATE)
    known = process.when(CANDIDATE_FILED) or process.when(AGREED)
    if listed is None or FILING.on(listed.day) is None or taken_elsewhere(person, listed.day):
        return
    if known is None:
        yield problem(
            person,
            *reach(person, CANDIDATE_FILED.at),
            found=f"{person.name} {listed.day} 列为发展对象，没有报上级党委备案的记录，",
            expected="按当时的规定，支委会讨论同意后报上级党委备案。",
            remedy="已经备案的补上日期和材料；没有备案的，如实说明并报告上级党组织。",
            day=listed.day,
        )


candidate_answered_late = late_step(
    Deadline(
        CANDIDATE_REPORTED, CANDIDATE_ANSWERED, 1, "答复发展对象人选", PRACTICE["备案批复期限"]
    ),
    code="DEV310",
    name="candidate-answered-late",
    title="上级答复发展对象人选超过一个月",
    covers=("DEV-T10",),
    optional=True,
)


@rule(
    code="DEV311",
    name="mobile-noticed-in-one-place",
    title="流动人员没有在流出地和流入地同时公示",
    severity=Severity.WARNING,
    basis=[DEVELOPMENT_RULES[13]],
    when=("mobile",),
)
def mobile_noticed_in_one_place(person: DevelopmentFile) -> Iterator[Problem]:
    """Where the places are written, there are two of them."""
    notice = _judged_notice(person)
    if notice is not None and len(notice.places) == 1:
        yield problem(
            person,
            *("candidate", "notice", "places"),
            found=f"{person.name}是流动人员，只在{notice.places[0]}公示，",
            expected="流动人员应在流出地和流入地同时公示。",
            remedy="另一处已经公示的补上；没有公示的，补足公示后再列为发展对象。",
            day=notice.start,
        )
