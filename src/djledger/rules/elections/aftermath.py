"""After the election: report, approval, taking office, and agreement with branch.yaml."""

from collections.abc import Iterator
from datetime import date, timedelta

from djledger.elections.course import divided_on, elected_members, elected_to, held_on
from djledger.elections.leave import earlier_term
from djledger.law import BRANCH_REGULATIONS, LOGIC
from djledger.ledger.branch import LEADING, Branch, Part
from djledger.ledger.elections import Election, ElectionKind, Stage
from djledger.ledger.organisation import Officer, Origin, Post, Term
from djledger.ledger.period import Period
from djledger.ledger.terms import start_of
from djledger.rules.elections.reading import WHOLE, decided_by, held
from djledger.rules.rule import Param, Problem, Related, Severity, problem, rule
from djledger.rules.wording import listed, people


@rule(
    code="ELE601",
    name="result-not-reported",
    title="选举结果没有报上级",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[21]],
    params=(Param("days", 30, "选举以后多少天仍没有写才报（条例没有规定天数）"),),
    covers=("ELE-23",),
    on_absence=True,
)
def result_not_reported(
    election: Election, branch: Branch, period: Period, days: int
) -> Iterator[Problem]:
    """Report or reply, either shows that it went up."""
    day, result = decided_by(election, branch, period), election.result
    reported = result is not None and (result.sent_on or result.answered_on or result.number)
    if day is not None and not reported and period.as_of > day + timedelta(days):
        yield problem(
            election,
            "result",
            found=f"{day} 选举，到 {period.as_of} 没有写结果报告，",
            expected="选出的书记、副书记应报上级批准，委员应报上级备案。",
            remedy="已报的，补上“结果报告”；没有报的，尽快报送。",
            day=day,
        )


def _leaders(election: Election) -> tuple[str, ...]:
    return (*elected_to(election, Stage.SECRETARY), *elected_to(election, Stage.DEPUTY))


@rule(
    code="ELE602",
    name="office-before-approval",
    title="上级批准以前就对外任职",
    severity=Severity.ERROR,
    basis=[BRANCH_REGULATIONS[21]],
    covers=("ELE-23",),
    when=("took_office_on",),
)
def office_before_approval(election: Election, branch: Branch) -> Iterator[Problem]:
    """The day of the approval will do; an approval that is not recorded is asked for.

    Plain members elected between terms are filed, which may come after.
    """
    if election.kind not in WHOLE and not _leaders(election):
        return
    day, result = election.took_office_on, election.result
    approved = result.answered_on if result else None
    if day is None or (approved is not None and approved <= day):
        return
    if approved is None and result is not None and (result.answered_by or result.answer_number):
        return
    state = "没有写上级批准" if approved is None else f"上级 {approved} 才批准"
    yield problem(
        election,
        "took_office_on",
        found=f"任职日期写了 {day}，{state}，",
        expected="书记、副书记经上级批准以后任职。",
        remedy="按批复补上“结果报告”的“批复日期”；确实先任职的，报告上级。",
        day=day,
    )


def _term_of(election: Election, branch: Branch) -> Term | None:
    day = held_on(election, branch)
    return next((term for term in branch.profile.terms if term.elected_on == day), None)


def _begun_by(election: Election, branch: Branch, term: Term) -> date:
    """Return by when those elected are in office: some write the day of the vote, some later ones.

    The committee's first meeting, the reply of the superior and the day made public are met.
    """
    result = election.result.answered_on if election.result else None
    days = (term.elected_on, divided_on(election, branch), result, election.took_office_on)
    return max(day for day in days if day is not None)


def _original(officer: Officer, term: Term, until: date) -> bool:
    came_later = officer.origin in {Origin.BY_ELECTION, Origin.APPOINTED}
    return not came_later and start_of(officer, term) <= until


@rule(
    code="ELE603",
    name="officers-differ-from-elected",
    title="branch.yaml 的班子成员与选举结果不一致",
    severity=Severity.ERROR,
    basis=[LOGIC["前后一致"]],
    needs=(Part.BRANCH,),
)
def officers_differ_from_elected(
    election: Election, branch: Branch, period: Period
) -> Iterator[Problem]:
    """Those who sat in the term from the election on are those elected."""
    term = _term_of(election, branch)
    elected = {*elected_members(election), *_leaders(election)}
    if term is None or election.kind not in WHOLE or not elected or not term.officers:
        return
    until = _begun_by(election, branch, term)
    ever = {officer.name for officer in term.officers if _original(officer, term, date.max)}
    at_first = {officer.name for officer in term.officers if _original(officer, term, until)}
    missing, strange = sorted(elected - ever), sorted(at_first - elected)
    if missing or strange:
        said = [f"当选的{people(missing)}不在班子里"] if missing else []
        said += [f"班子里的{people(strange)}没有当选"] if strange else []
        yield problem(
            election,
            "assembly",
            found=f"{term.elected_on} 选举，{'，'.join(said)}，",
            expected="branch.yaml 本届成员应与选举结果一致；以后补选、任命的写明“产生”和“起”。",
            remedy="对照结果报告和批复，更正写错的一处。",
            day=term.elected_on,
            related=(Related(term, ("officers",), "本届成员"),),
        )


def _posts_written(term: Term, until: date) -> dict[str, frozenset[Post]]:
    found: dict[str, frozenset[Post]] = {}
    for officer in term.officers:
        if _original(officer, term, until):
            found[officer.name] = found.get(officer.name, frozenset()) | frozenset(officer.posts)
    return found


@rule(
    code="ELE604",
    name="posts-differ-from-division",
    title="branch.yaml 的职务与选举后的分工不一致",
    severity=Severity.ERROR,
    basis=[LOGIC["前后一致"]],
    needs=(Part.BRANCH,),
    when=("first_meeting",),
)
def posts_differ_from_division(election: Election, branch: Branch) -> Iterator[Problem]:
    """For those named in both; a post that changed later is another entry with its own start."""
    term, first = _term_of(election, branch), election.first_meeting
    if term is None or first is None:
        return
    written = _posts_written(term, _begun_by(election, branch, term))
    for name, posts in first.posts.items():
        if name in written and written[name] != frozenset(posts):
            yield problem(
                election,
                "first_meeting",
                "posts",
                name,
                found=f"第一次支委会分工{name}任{listed(posts)}，"
                f"branch.yaml 写的是{listed(sorted(written[name]))}，",
                expected="两处职务应当一致；以后调整的，另写一条并写明“起”。",
                remedy="对照会议记录和批复，更正写错的一处。",
                day=term.elected_on,
                related=(Related(term, ("officers",), "本届成员"),),
            )


@rule(
    code="ELE605",
    name="term-not-entered",
    title="选举以后没有在 branch.yaml 写入新一届",
    severity=Severity.WARNING,
    basis=[LOGIC["前后一致"]],
    needs=(Part.BRANCH,),
)
def term_not_entered(election: Election, branch: Branch, period: Period) -> Iterator[Problem]:
    """A term is counted from the day of its election."""
    day = held(election, branch, period)
    if day is None or election.kind not in WHOLE or _term_of(election, branch) is not None:
        return
    if elected_members(election) or elected_to(election, Stage.SECRETARY):
        yield problem(
            election,
            "assembly",
            found=f"{day} 选出了新一届，branch.yaml 的“届次”里没有当选日期是这一天的一届，",
            expected="任期从选举之日起算，新一届应写入 branch.yaml。",
            remedy="在 branch.yaml 增加一届；日期写的是批准日期的，改为选举日期。",
            day=day,
        )


def _seated_after(branch: Branch, day: date) -> set[str]:
    terms = (term for term in branch.profile.terms if term.elected_on <= day)
    term = max(terms, key=lambda one: one.elected_on, default=None)
    return {o.name for o in term.officers if o.end is None or o.end > day} if term else set()


@rule(
    code="ELE606",
    name="by-elected-not-entered",
    title="补选的人没有写入 branch.yaml",
    severity=Severity.WARNING,
    basis=[LOGIC["前后一致"]],
    needs=(Part.BRANCH,),
    covers=("ELE-25",),
)
def by_elected_not_entered(election: Election, branch: Branch, period: Period) -> Iterator[Problem]:
    """Whoever wins a by-election sits in the running term."""
    day = decided_by(election, branch, period)
    if day is None or election.kind in WHOLE:
        return
    seated = _seated_after(branch, day)
    elected = dict.fromkeys((*elected_members(election), *_leaders(election)))
    missing = [name for name in elected if name not in seated]
    if missing:
        yield problem(
            election,
            "assembly" if election.assembly else "first_meeting",
            found=f"{day} {election.kind}选出的{people(missing)}不在 branch.yaml 本届成员里，",
            expected="补选的人应写入本届成员，写明“起”和“产生: 补选”。",
            remedy="对照批复补上；没有就任的，写明原因。",
            day=day,
        )


@rule(
    code="ELE607",
    name="term-dates-differ",
    title="选举记录的届满、延期与 branch.yaml 不一致",
    severity=Severity.WARNING,
    basis=[LOGIC["前后一致"]],
    needs=(Part.BRANCH,),
    covers=("ELE-03",),
)
def term_dates_differ(election: Election, branch: Branch) -> Iterator[Problem]:
    """The term that ends is the one elected before; its end follows from its own day.

    Some write the day before as the last one.
    """
    term = earlier_term(election, branch)
    if term is None or election.kind is not ElectionKind.TERM or held_on(election, branch) is None:
        return
    asked, granted, ends = election.extension, term.extension, branch.due_on(term)
    if election.term_ends == ends - timedelta(1):
        ends = election.term_ends
    pairs = (
        (("term_ends",), "届满日期", election.term_ends, ends),
        (("reminded_on",), "提醒日期", election.reminded_on, term.reminded_on),
        (
            ("extension", "until"),
            "延期的“至”",
            asked.until if asked else None,
            granted.until if granted else None,
        ),
    )
    for at, word, here, there in pairs:
        if here is not None and there is not None and here != there:
            yield problem(
                election,
                *at,
                found=f"选举记录的{word}写了 {here}，branch.yaml 上届的是 {there}，",
                expected="届满按上届当选日期加任期计算，两处应当一致。",
                remedy="核对上届的当选日期、任期和批复，更正写错的一处；这里也可以不写。",
                day=here,
                related=(Related(term, ("elected_on",), "上届"),),
            )


@rule(
    code="ELE608",
    name="leader-approval-differs",
    title="书记、副书记的批准日期与选举结果的批复不一致",
    severity=Severity.WARNING,
    basis=[LOGIC["前后一致"], BRANCH_REGULATIONS[21]],
    covers=("ELE-23",),
    when=("result",),
)
def leader_approval_differs(election: Election, branch: Branch) -> Iterator[Problem]:
    """The reply to the report of the result is the approval."""
    term = _term_of(election, branch)
    answered = election.result.answered_on if election.result else None
    if term is None or answered is None or election.kind not in WHOLE:
        return
    until = _begun_by(election, branch, term)
    for officer in term.officers:
        leads = not LEADING.isdisjoint(officer.posts) and _original(officer, term, until)
        if leads and officer.approved_on is not None and officer.approved_on != answered:
            yield problem(
                election,
                "result",
                "answered_on",
                found=f"结果报告的批复日期是 {answered}，"
                f"branch.yaml 里{officer.name}的批准日期是 {officer.approved_on}，",
                expected="同一次批复，两处日期应当一致。",
                remedy="对照批复原件，更正写错的一处。",
                day=answered,
                related=(Related(officer, ("approved_on",), "批准日期"),),
            )


RULES = (
    result_not_reported,
    office_before_approval,
    officers_differ_from_elected,
    posts_differ_from_division,
    term_not_entered,
    by_elected_not_entered,
    term_dates_differ,
    leader_approval_differs,
)
