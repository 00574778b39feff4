"""Before the election: decision, request, approval of the people, order of the papers."""

from collections.abc import Iterator
from datetime import date

from djledger.dates import add_months
from djledger.elections.course import decided_on, divided_on, held_on
from djledger.elections.leave import earlier_term
from djledger.law import ELECTION_RULES, LOGIC, PRACTICE
from djledger.ledger.branch import Branch
from djledger.ledger.elections import Election, ElectionKind, Submission
from djledger.ledger.period import Period
from djledger.rules.elections.reading import held
from djledger.rules.rule import Param, Problem, Severity, problem, rule

_At = tuple[str, ...]
_Step = tuple[str, _At, date | None]

ENCLOSED = ("工作报告", "选举办法", "人选")
"""What goes up with the request, as words that the names of the papers contain."""

FILED = ("请示", "批复", "选举办法", "选票", "计票", "结果")
"""What is kept of an election, as words that the names of the files contain."""


@rule(
    code="ELE101",
    name="request-late",
    title="换届请示报得晚",
    severity=Severity.WARNING,
    basis=[PRACTICE["换届请示时间"]],
    params=(Param("months", 3, "请示应在任期届满多少个月以前报送"),),
    optional=True,
    covers=("ELE-04",),
    when=("request",),
)
def request_late(election: Election, branch: Branch, months: int) -> Iterator[Problem]:
    """The day exactly that many months before the end of the term is in time."""
    term = earlier_term(election, branch)
    end = election.term_ends or (branch.due_on(term) if term else None)
    sent = election.request.sent_on if election.request else None
    if election.kind is not ElectionKind.TERM or end is None or sent is None:
        return
    if sent > add_months(end, -months):
        yield problem(
            election,
            "request",
            "sent_on",
            found=f"任期 {end} 届满，换届请示 {sent} 才报，",
            expected=f"请示应在届满 {months} 个月以前报送。",
            remedy="说明报送较晚的原因；以后在提醒换届后及时报送。",
            day=sent,
        )


def _answered(paper: Submission | None) -> bool:
    return paper is not None and bool(paper.answered_on or paper.answered_by or paper.answer_number)


def _founded_with_leave(election: Election, branch: Branch) -> bool:
    """Whether the first election follows from the reply by which the branch was set up."""
    founded = branch.profile.founded
    replied = founded is not None and (founded.approved_on or founded.approved_by)
    return election.kind is ElectionKind.FOUNDING and bool(replied)


def _people_in_request(election: Election) -> bool:
    """Whether the people went up with the request for the election, and one reply answers both."""
    request = election.request
    enclosed = request is not None and any("人选" in name for name in request.enclosed)
    return enclosed and _answered(request)


@rule(
    code="ELE102",
    name="held-without-reply",
    title="选举请示没有写批复就召开了选举大会",
    severity=Severity.WARNING,
    basis=[ELECTION_RULES[14], PRACTICE["选举请示"]],
    covers=("ELE-05",),
    on_absence=True,
)
def held_without_reply(election: Election, branch: Branch, period: Period) -> Iterator[Problem]:
    """The day, the organisation or the number of the reply: any of them shows that there was."""
    day = held(election, branch, period)
    if day is not None and not (
        _answered(election.request) or _founded_with_leave(election, branch)
    ):
        state = "没有写请示" if election.request is None else "请示没有写批复"
        yield problem(
            election,
            "request",
            found=f"选举大会已于 {day} 召开，{state}，",
            expected="召开大会选举应先向上级请示，批复同意后再开。",
            remedy="按批复补上“批复日期”“批复机关”；确实没有批复就选举的，如实报告上级，听候处理。",
            day=day,
        )


@rule(
    code="ELE103",
    name="reply-after-assembly",
    title="请示或者批复晚于选举大会",
    severity=Severity.ERROR,
    basis=[LOGIC["先后次序"], ELECTION_RULES[14]],
    covers=("ELE-05", "ELE-06"),
    when=("request",),
)
def reply_after_assembly(election: Election, branch: Branch) -> Iterator[Problem]:
    """Reply and assembly on one day are possible."""
    day = held_on(election, branch)
    if day is None or election.request is None:
        return
    for field, word in (("sent_on", "请示"), ("answered_on", "批复")):
        written = getattr(election.request, field)
        if written is not None and written > day:
            yield problem(
                election,
                "request",
                field,
                found=f"{word}日期 {written} 晚于选举大会日期 {day}，",
                expected="应先请示、经批复同意，再召开大会选举。",
                remedy="核对日期；确属先选后批的，如实报告上级，听候处理，不得改写日期。",
                day=day,
            )


@rule(
    code="ELE104",
    name="people-not-approved",
    title="没有写候选人预备人选的上级批复，或者批复晚于大会",
    severity=Severity.ERROR,
    basis=[ELECTION_RULES[14]],
    covers=("ELE-36",),
    on_absence=True,
)
def people_not_approved(election: Election, branch: Branch, period: Period) -> Iterator[Problem]:
    """A reply, or consent written with the people themselves, shows that they were agreed to."""
    day = held(election, branch, period)
    if day is None:
        return
    report = election.nominees_report
    if report is not None and report.answered_on is not None and report.answered_on > day:
        yield problem(
            election,
            "nominees_report",
            "answered_on",
            found=f"人选的批复日期 {report.answered_on} 晚于选举大会日期 {day}，",
            expected="候选人预备人选应经上级审查同意后再提交大会。",
            remedy="核对日期；确属先选后批的，如实报告上级，听候处理，不得改写日期。",
            day=day,
        )
    elif not (
        _answered(report)
        or _people_in_request(election)
        or any(one.agreed for one in election.nominees)
    ):
        yield problem(
            election,
            "nominees_report",
            found=f"选举大会已于 {day} 召开，没有写上级对候选人预备人选的批复，",
            expected="候选人预备人选应经上级审查同意后再提交大会。",
            remedy="按批复补上“人选请示”；一并批复的，在各人选后写“上级同意: 是”；"
            "确实没有报批的，如实报告上级，听候处理。",
            day=day,
        )


@rule(
    code="ELE105",
    name="request-enclosures-missing",
    title="选举请示所附材料不全",
    severity=Severity.WARNING,
    basis=[PRACTICE["选举请示附件"]],
    optional=True,
    covers=("ELE-37",),
    when=("request",),
    on_absence=True,
)
def request_enclosures_missing(election: Election) -> Iterator[Problem]:
    """The usual three are looked for among the enclosures of either request."""
    papers = (election.request, election.nominees_report)
    names = [name for paper in papers if paper is not None for name in paper.enclosed]
    lacking = [word for word in ENCLOSED if not any(word in name for name in names)]
    if lacking:
        yield problem(
            election,
            "request",
            "enclosed",
            found=f"请示的附件里没有{'、'.join(lacking)}，",
            expected="请示一般附上届工作报告、选举办法（草案）和人选情况。",
            remedy="已附的，写入“附件”；没有附的，按上级要求补报。",
        )


def _steps(election: Election, branch: Branch) -> list[tuple[_Step, _Step]]:
    """Return pairs of steps of which the first must not come after the second."""

    def paper(field: str, word: str) -> tuple[_Step, _Step]:
        one: Submission | None = getattr(election, field)
        sent, answered = (one.sent_on, one.answered_on) if one else (None, None)
        return (word, (field, "sent_on"), sent), (
            f"{word}批复",
            (field, "answered_on"),
            answered,
        )

    request, reply = paper("request", "请示")
    people, agreed = paper("nominees_report", "人选请示")
    result, approved = paper("result", "结果报告")
    decided: _Step = ("研究", ("decided_on",), decided_on(election, branch))
    named: _Step = ("推荐", ("recommended_on",), election.recommended_on)
    fixed: _Step = ("确定候选人", ("candidates_fixed_on",), election.candidates_fixed_on)
    told: _Step = ("会议通知", ("notified_on",), election.notified_on)
    held_: _Step = ("选举大会", ("assembly", "day"), held_on(election, branch))
    first: _Step = ("第一次支委会", ("first_meeting", "day"), divided_on(election, branch))
    return [
        (decided, request), (request, reply), (named, people), (people, agreed),
        (agreed, fixed), (fixed, held_), (told, held_), (held_, first),
        (first, result), (held_, result), (result, approved),
    ]  # fmt: skip


@rule(
    code="ELE106",
    name="steps-out-of-order",
    title="选举各步的日期前后颠倒",
    severity=Severity.ERROR,
    basis=[LOGIC["先后次序"]],
    covers=("ELE-05", "ELE-20"),
)
def steps_out_of_order(election: Election, branch: Branch) -> Iterator[Problem]:
    """Steps of one day are in order; those not recorded are passed over."""
    for (before, _, earlier), (after, at, later) in _steps(election, branch):
        if earlier is not None and later is not None and later < earlier:
            yield problem(
                election,
                *at,
                found=f"{after}的日期 {later} 早于{before}的日期 {earlier}，",
                expected=f"{before}应当在前。",
                remedy="对照原件核对两个日期；确属次序颠倒的，如实说明并报告上级。",
                day=later,
            )


@rule(
    code="ELE107",
    name="method-not-passed",
    title="选举办法没有写经大会通过",
    severity=Severity.WARNING,
    basis=[ELECTION_RULES["第七章"]],
    optional=True,
    covers=("ELE-27",),
    on_absence=True,
)
def method_not_passed(election: Election, branch: Branch, period: Period) -> Iterator[Problem]:
    """The method is passed before the ballot; silence is a gap to fill."""
    day = held(election, branch, period)
    if day is None or election.assembly is None or election.assembly.method_passed:
        return
    state = "没有写" if election.assembly.method_passed is None else "写明没有"
    yield problem(
        election,
        "assembly",
        "method_passed",
        found=f"{day} 的选举大会{state}通过选举办法，",
        expected="选举办法应先经大会通过，再据以投票。",
        remedy="按会议记录写“选举办法通过”；确实没有通过的，如实报告上级。",
        day=day,
    )


@rule(
    code="ELE108",
    name="papers-incomplete",
    title="选举材料归档不全",
    severity=Severity.WARNING,
    basis=[PRACTICE["选举材料归档"]],
    optional=True,
    covers=("ELE-29",),
    on_absence=True,
)
def papers_incomplete(election: Election, branch: Branch, period: Period) -> Iterator[Problem]:
    """Once the result is approved the file is complete; papers go by the names of the files."""
    day = held(election, branch, period)
    if day is None or not _answered(election.result):
        return
    lacking = [word for word in FILED if not any(word in path for path in election.papers)]
    if lacking:
        yield problem(
            election,
            "papers",
            found=f"归档材料里没有{'、'.join(lacking)}，",
            expected="请示、批复、选举办法、选票样张、计票报告单、结果报告应一并归档。",
            remedy="把扫描件放进附件文件夹，在“材料”里列出路径；缺的材料如实注明，不得补造。",
            day=day,
        )


@rule(
    code="ELE109",
    name="candidates-not-introduced",
    title="选举前没有介绍候选人",
    severity=Severity.WARNING,
    basis=[ELECTION_RULES[21]],
    when=("assembly",),
)
def candidates_not_introduced(election: Election, branch: Branch) -> Iterator[Problem]:
    """Only what the record itself denies; silence is no fault."""
    if election.assembly is not None and election.assembly.introduced is False:
        yield problem(
            election,
            "assembly",
            "introduced",
            found="记录写明没有介绍候选人，",
            expected="投票前应如实介绍候选人的情况，回答选举人的询问。",
            remedy="核对会议记录；确实没有介绍的，如实说明，以后选举照办。",
            day=held_on(election, branch),
        )


RULES = (
    request_late,
    held_without_reply,
    reply_after_assembly,
    people_not_approved,
    request_enclosures_missing,
    steps_out_of_order,
    method_not_passed,
    papers_incomplete,
    candidates_not_introduced,
)
