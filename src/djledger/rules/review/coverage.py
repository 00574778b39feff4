"""Whether everybody who is to be appraised was, and nobody else."""

import re
from collections.abc import Iterator

from djledger.law import BRANCH_REGULATIONS, LOGIC
from djledger.ledger.branch import Branch, Part
from djledger.ledger.period import Period
from djledger.rules.review.reviews import Review, reviews_in
from djledger.rules.rule import Problem, Severity, problem, rule
from djledger.rules.wording import nearest, people

UNGRADED = re.compile("暂不|暂缓|不予?评|不定等次|不确定等次|未参加|没有参加|未参评")
"""How a comment says that somebody was left without a grade on purpose."""


@rule(
    code="REV110",
    name="member-not-appraised",
    title="应参加评议的党员没有评议结果",
    severity=Severity.ERROR,
    basis=[BRANCH_REGULATIONS[18], LOGIC["应评尽评"]],
    needs=(Part.MEMBERS, Part.MEETINGS),
    on_absence=True,
    covers=("REV-07",),
)
def member_not_appraised(branch: Branch, period: Period) -> Iterator[Problem]:
    """Full members who were here all along and not away are in the results.

    Mobile members, those abroad, out of contact, exempt or just moved may be appraised
    elsewhere or not at all; probationary members need no result.
    """
    for review in reviews_in(branch, period):
        missing = _left_out(review, branch)
        if review.results and missing:
            yield problem(
                review.home,
                "year",
                found=f"{review.year} 年度民主评议的结果中没有{people(missing)}，",
                expected="应参加评议的正式党员都应有评定结果。",
                remedy="补上漏登的结果；确未参加评议的，也列入结果，不写等次，"
                "在“评定意见”中写明未参加评议的原因，按规定补评。",
                day=review.day,
            )


def _left_out(review: Review, branch: Branch) -> list[str]:
    listed = {result.name for result in review.results}
    due = {member.name for member in branch.roster.expected_on(review.day).sure}
    return [
        member.name
        for member in branch.roster.members_on(min(review.days))
        if member.name in due
        and member.name not in listed
        and review.surely_full(member)
        and review.concerns(member)
    ]


@rule(
    code="REV111",
    name="stranger-appraised",
    title="评议结果中有名册以外的人",
    severity=Severity.ERROR,
    basis=[LOGIC["与名册一致"]],
    needs=(Part.MEMBERS,),
    covers=("REV-07",),
)
def stranger_appraised(branch: Branch, period: Period) -> Iterator[Problem]:
    """Whoever is appraised belonged to the branch on some day that may count."""
    for review in reviews_in(branch, period):
        for result in review.results:
            entries = branch.roster.entries(result.name)
            if any(map(review.ever_here, entries)):
                continue
            known = {m.name for m in branch.roster.present_on(review.day)}
            hint = "" if entries else nearest(result.name, known)
            when = "评议期间不在本支部的是" if entries else "名册上没有"
            yield problem(
                result,
                "name",
                found=f"{when}{result.name}，",
                expected="参加评议的应是本支部党员。",
                remedy=f"{hint}核对姓名和名册；已转出的，由现在的党支部评议。",
                day=review.day,
            )


@rule(
    code="REV117",
    name="member-without-grade",
    title="正式党员没有评定等次",
    severity=Severity.WARNING,
    basis=[BRANCH_REGULATIONS[18]],
    needs=(Part.MEMBERS,),
    on_absence=True,
    covers=("REV-01", "REV-07"),
)
def member_without_grade(branch: Branch, period: Period) -> Iterator[Problem]:
    """A listed full member has a grade, or is said to have been left ungraded."""
    for review in reviews_in(branch, period):
        for result in review.results:
            member = branch.roster.entry(result.name, review.day)
            silent = result.grade is None and not UNGRADED.search(result.comment or "")
            if silent and member is not None and review.surely_full(member):
                yield problem(
                    result,
                    "name",
                    found=f"正式党员{result.name}列在评议结果中，却没有等次，",
                    expected="对每名正式党员应评定等次。",
                    remedy="按支委会或党员大会的评定意见填写；暂不评定的，"
                    "在“评定意见”中写明暂不评定或未参加评议的原因。",
                    day=review.day,
                )
