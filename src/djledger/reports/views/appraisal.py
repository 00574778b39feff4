"""The year's democratic appraisal of the members."""

from decimal import Decimal

from djledger.ledger.meetings import Grade
from djledger.reports.model import (
    Audience,
    Bars,
    Cell,
    Column,
    Fact,
    Kind,
    Row,
    Share,
    Table,
    View,
)  # fmt: skip
from djledger.reports.views.subject import BranchYear
from djledger.rules.review.reviews import Review, all_reviews


def review_of(subject: BranchYear) -> Review | None:
    """Return the appraisal for the year as far as it was held by the day of judgement."""
    for review in all_reviews(subject.branch):
        parts = tuple(one for one in review.parts if one[0].day <= subject.period.as_of)
        if review.year == subject.period.year and parts:
            return Review(review.year, parts)
    return None


def view(subject: BranchYear) -> View:
    """Return the grades in number and by member."""
    review = review_of(subject)
    if review is None:
        state = Fact("民主评议", Cell("本年度没有记录"), Kind.TEXT)
        return View("appraisal", "民主评议党员", (state,))
    paths = subject.paths(meeting for meeting, _ in review.parts)
    graded = [result for result in review.results if result.grade is not None]
    counts = {grade: sum(one.grade is grade for one in graded) for grade in Grade}
    share = Share(counts[Grade.EXCELLENT], len(review.results))
    facts = (
        Fact("参加评议", Cell(len(review.results), paths)),
        *(Fact(str(grade), Cell(count, paths)) for grade, count in counts.items()),
        Fact("优秀比例", Cell(share, paths), Kind.SHARE),
    )
    bars = tuple((str(grade), Decimal(count)) for grade, count in counts.items())
    chart = Bars("grades", "各等次人数", bars, unit="人")
    return View("appraisal", "民主评议党员", facts, (_table(review, paths),), (chart,))


def _table(review: Review, paths: tuple[str, ...]) -> Table:
    columns = (Column("姓名"), Column("等次"), Column("自评"), Column("反馈日期", Kind.DAY))
    rows: list[Row] = []
    for one in review.results:
        grade = str(one.grade) if one.grade else None
        own = str(one.self_rated) if one.self_rated else None
        rows.append((Cell(one.name, paths), Cell(grade, paths), Cell(own), Cell(one.told_on)))
    return Table("results", "逐人等次", columns, tuple(rows), Audience.INTERNAL, "没有逐人结果。")
