"""Whether grades are given within their limits and agree with what else is known."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from djledger.law import APPRAISAL_NOTICE, PRACTICE
from djledger.ledger.branch import Branch, Part
from djledger.ledger.meetings import Grade
from djledger.ledger.members import Member, Sanction
from djledger.ledger.period import Period
from djledger.rules.review.reviews import reviews_in
from djledger.rules.rule import Param, Problem, Related, Severity, problem, rule

GOOD = frozenset({Grade.EXCELLENT, Grade.QUALIFIED})


@rule(
    code="REV106",
    name="too-many-excellent",
    title="优秀等次超过比例",
    severity=Severity.WARNING,
    basis=[APPRAISAL_NOTICE["优秀比例"]],
    params=(Param("share", "1/3", "优秀占党员总数的最高比例，写成分数"),),
    needs=(Part.MEMBERS,),
    covers=("REV-02",),
)
def too_many_excellent(branch: Branch, period: Period, share: str) -> Iterator[Problem]:
    """The base is all members, probationary ones included; the share itself is still allowed."""
    for review in reviews_in(branch, period):
        excellent = {r.name for r in review.results if r.grade is Grade.EXCELLENT}
        appraised = {result.name for result in review.results}
        members = max(len(branch.roster.members_on(review.day)), len(appraised))
        most = int(members * Fraction(share))
        if len(excellent) > most:
            yield problem(
                review.home,
                "year",
                found=f"党员 {members} 人，评为优秀 {len(excellent)} 人，",
                expected=f"优秀一般不超过党员总数的 {share}，即最多 {most} 人。",
                remedy="核对人数和等次；上级通知另有比例的，按通知设定本规则的参数。",
                day=review.day,
            )


@rule(
    code="REV112",
    name="probationary-graded",
    title="给预备党员评定了等次",
    severity=Severity.HINT,
    basis=[APPRAISAL_NOTICE["预备党员"]],
    needs=(Part.MEMBERS,),
    covers=("REV-13",),
)
def probationary_graded(branch: Branch, period: Period) -> Iterator[Problem]:
    """Probationary members take part and get no grade; a confirmation in between leaves it open."""
    for review in reviews_in(branch, period):
        for result in review.results:
            member = branch.roster.entry(result.name, review.day)
            if result.grade is not None and member is not None and review.never_full(member):
                yield problem(
                    result,
                    "grade",
                    found=f"{result.name}评议时是预备党员，却评定为{result.grade}，",
                    expected="预备党员参加评议，不评定等次。",
                    remedy="删去等次，保留评定意见；已经转正的，核对名册中的转正日期。",
                    day=review.day,
                )


@rule(
    code="REV113",
    name="adverse-but-graded-well",
    title="有反向情形却评为优秀或合格",
    severity=Severity.WARNING,
    basis=[PRACTICE["反向情形"]],
    covers=("REV-08",),
)
def adverse_but_graded_well(branch: Branch, period: Period) -> Iterator[Problem]:
    """Adverse facts that were established go with neither of the two upper grades."""
    for review in reviews_in(branch, period):
        for result in review.results:
            if result.adverse and result.grade in GOOD:
                yield problem(
                    result,
                    "grade",
                    found=f"{result.name}认定有反向情形（{'、'.join(result.adverse)}），却评为{result.grade}，",
                    expected="有反向情形的一般不评为优秀或合格。",
                    remedy="由支委会复核反向情形和等次；维持原等次的，在评定意见中写明理由。",
                    day=review.day,
                )


@rule(
    code="REV114",
    name="excellent-under-sanction",
    title="受处分影响期内被评为优秀",
    severity=Severity.WARNING,
    basis=[PRACTICE["处分与评优"]],
    needs=(Part.MEMBERS,),
    covers=("REV-09",),
)
def excellent_under_sanction(branch: Branch, period: Period) -> Iterator[Problem]:
    """A punishment works until its recorded end; without one, for the year it was given in."""
    for review in reviews_in(branch, period):
        for result in review.results:
            member = branch.roster.entry(result.name, review.day)
            if result.grade is not Grade.EXCELLENT or member is None:
                continue
            sanction = _working(member, review.day, review.year)
            if sanction is not None:
                yield problem(
                    result,
                    "grade",
                    found=f"{result.name}受{sanction.kind}处分（{sanction.day}），影响期内评为优秀，",
                    expected="受处分影响期内一般不评为优秀。",
                    remedy="由支委会复核等次；影响期已满的，在名册处分中写明“影响期至”。",
                    day=review.day,
                    related=(Related(sanction, ("day",), "处分"),),
                )


def _working(member: Member, day: date, year: int) -> Sanction | None:
    for sanction in member.sanctions:
        end = sanction.impact_until or sanction.until
        working = day <= end if end else sanction.day.year == year
        if sanction.day <= day and working:
            return sanction
    return None
