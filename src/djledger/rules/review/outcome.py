"""What follows an appraisal: results are told, and low grades lead to something."""

from collections.abc import Iterator
from datetime import timedelta

from djledger.law import APPRAISAL_NOTICE
from djledger.ledger.branch import Branch
from djledger.ledger.meetings import Grade
from djledger.ledger.period import Period
from djledger.rules.review.reviews import reviews_in
from djledger.rules.rule import Param, Problem, Severity, problem, rule
from djledger.rules.wording import people

LOW = frozenset({Grade.BARELY, Grade.UNQUALIFIED})


@rule(
    code="REV115",
    name="low-grade-without-measure",
    title="基本合格、不合格党员没有处置意见",
    severity=Severity.WARNING,
    basis=[APPRAISAL_NOTICE["结果运用"]],
    on_absence=True,
    covers=("REV-10",),
)
def low_grade_without_measure(branch: Branch, period: Period) -> Iterator[Problem]:
    """Who falls short is helped; who fails and does not mend is dealt with."""
    for review in reviews_in(branch, period):
        for result in review.results:
            if result.grade in LOW and result.measure is None:
                yield problem(
                    result,
                    "grade",
                    found=f"{result.name}评为{result.grade}，没有写处置意见，",
                    expected="基本合格的应指出问题、帮助改进，不合格的应提出处置意见。",
                    remedy="在“处置意见”中写明支委会或党员大会的意见。",
                    day=review.day,
                )


@rule(
    code="REV116",
    name="result-untold",
    title="评议结果没有通报，也没有反馈本人",
    severity=Severity.WARNING,
    basis=[APPRAISAL_NOTICE["结果运用"]],
    params=(Param("days", 30, "评定后多少天内应通报或反馈"),),
    on_absence=True,
    covers=("REV-11",),
)
def result_untold(branch: Branch, period: Period, days: int) -> Iterator[Problem]:
    """Each graded member is told, alone or as the results are announced in the branch."""
    for review in reviews_in(branch, period):
        announced = any(appraisal.announced_on for appraisal in review.appraisals)
        untold = [r.name for r in review.results if r.grade and r.told_on is None]
        if untold and not announced and period.as_of > review.day + timedelta(days=days):
            yield problem(
                review.home,
                "year",
                found=f"评定已过 {days} 天，没有通报日期，{people(untold)}也没有反馈日期，",
                expected="评定等次应告知本人。",
                remedy="已经通报或反馈的，补写日期；没有的，尽快告知本人并登记。",
                day=review.day,
            )
