"""The political review and the training: done, concluded, and before the member assembly."""

from collections.abc import Iterator
from decimal import Decimal

from djledger.dates import add_months
from djledger.law import LOGIC, PRACTICE, development
from djledger.ledger.branch import Branch
from djledger.ledger.development import Course, DevelopmentFile, PoliticalReview
from djledger.ledger.process import ADMITTED, REVIEWED, TRAINED, process_of
from djledger.rules.development.steps import moved_in_probation, reversed_steps
from djledger.rules.rule import Param, Problem, Related, Severity, problem, rule

DAYS, HOURS = 3, Decimal(24)
PARENTS = ("父亲", "母亲")


def _review(person: DevelopmentFile) -> PoliticalReview | None:
    return person.admission.review if person.admission else None


@rule(
    code="DEV401",
    name="admitted-unreviewed",
    title="没有政治审查结论就提交党员大会",
    waivable=False,
    severity=Severity.ERROR,
    basis=[development(16)],
    covers=("DEV-T26",),
    when=("admission",),
    on_absence=True,
)
def admitted_unreviewed(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """No admission without a concluding document; one that did not pass is told likewise."""
    process, review = process_of(person, branch), _review(person)
    admitted = process.day(ADMITTED)
    if admitted is None or moved_in_probation(person):
        return
    failed = review is not None and review.passed is False
    if failed or process.day(REVIEWED) is None:
        at = ("review", "passed") if failed else ("review", "concluded_on")[: 2 if review else 1]
        told = "政治审查不合格" if failed else "没有写政治审查结论的日期"
        yield problem(
            person,
            *("admission", *at),
            found=f"{person.name}{told}，{admitted} 却提交党员大会讨论接收，",
            expected="未经政治审查或者政治审查不合格的，不能发展入党。",
            remedy="已有结论性材料的补上日期；没有审查的，不得事后补造，应报告上级党组织。",
            day=admitted,
        )


reviewed_after_assembly = reversed_steps(
    code="DEV402",
    name="reviewed-after-assembly",
    title="政治审查结论晚于党员大会",
    steps=(REVIEWED, ADMITTED),
    basis=[development(16)],
    expected="政治审查的结论性材料应在支委会审查、预审和党员大会之前形成。",
    covers=("DEV-T26",),
)


@rule(
    code="DEV403",
    name="answered-before-sent",
    title="政治审查函调的回函早于发函",
    severity=Severity.ERROR,
    basis=[LOGIC["日期先后"]],
    covers=("DEV-T24",),
    when=("admission",),
)
def answered_before_sent(person: DevelopmentFile) -> Iterator[Problem]:
    """An answer cannot come before the letter."""
    review = _review(person)
    for index, letter in enumerate(review.inquiries if review else ()):
        if letter.sent_on and letter.answered_on and letter.answered_on < letter.sent_on:
            yield problem(
                person,
                *("admission", "review", "inquiries", index, "answered_on"),
                found=(
                    f"{person.name}的{letter.about}函调 "
                    f"{letter.sent_on} 发出，{letter.answered_on} 就已回函，"
                ),
                expected="回函应在发函之后。",
                remedy="对照信函原件核对两个日期。",
                day=letter.answered_on,
            )


@rule(
    code="DEV404",
    name="concluded-before-answers",
    title="政治审查结论早于最后一份回函",
    severity=Severity.ERROR,
    basis=[development(16), LOGIC["日期先后"]],
    covers=("DEV-T25",),
    when=("admission",),
)
def concluded_before_answers(person: DevelopmentFile) -> Iterator[Problem]:
    """The conclusion rests on the answers."""
    review = _review(person)
    if review is None or review.concluded_on is None:
        return
    answers = [
        (letter.answered_on, index)
        for index, letter in enumerate(review.inquiries)
        if letter.answered_on is not None
    ]
    if answers and review.concluded_on < max(answers)[0]:
        last, index = max(answers)
        yield problem(
            person,
            *("admission", "review", "concluded_on"),
            found=(
                f"{person.name}的政治审查结论写于 {review.concluded_on}，最后一份回函 {last} 才到，"
            ),
            expected="收齐回函后才能作出结论。",
            remedy="对照原件核对日期；确实先下结论的，重新审查并报告上级党组织。",
            day=review.concluded_on,
            related=(Related(review.inquiries[index], ("answered_on",), "最后一份回函"),),
        )


@rule(
    code="DEV405",
    name="parents-not-inquired",
    title="政治审查函调缺父母一方或没有盖章",
    severity=Severity.WARNING,
    basis=[development(16), PRACTICE["政治审查函调"]],
    covers=("DEV-P16",),
    when=("admission",),
    on_absence=True,
)
def parents_not_inquired(person: DevelopmentFile) -> Iterator[Problem]:
    """Only where letters were sent at all; what is clear otherwise needs none."""
    review = _review(person)
    if review is None or not review.inquiries or review.waived:
        return
    told = [
        f"缺{parent}" for parent in PARENTS if not any(parent in i.about for i in review.inquiries)
    ]
    told += [f"{i.about}的回函没有盖章" for i in review.inquiries if i.sealed is False]
    if told:
        yield problem(
            person,
            *("admission", "review", "inquiries"),
            found=f"{person.name}的政治审查函调{'、'.join(told)}，",
            expected="家庭主要成员的情况应当清楚，回函应由所在单位党组织盖章。",
            remedy="补上已有的回函；不需要函调的（如已去世、情况清楚），在“免于函调”中写明。",
            day=review.concluded_on,
        )


@rule(
    code="DEV406",
    name="review-unsigned",
    title="政治审查结论没有党支部书记签名",
    severity=Severity.WARNING,
    basis=[PRACTICE["政治审查结论签名"]],
    optional=True,
    covers=("DEV-P17",),
    when=("admission",),
    on_absence=True,
)
def review_unsigned(person: DevelopmentFile) -> Iterator[Problem]:
    """Reviewers look for the signature on the concluding document."""
    review = _review(person)
    if review is not None and review.concluded_on and review.signed_by is None:
        yield problem(
            person,
            *("admission", "review", "signed_by"),
            found=f"{person.name}的政治审查结论（{review.concluded_on}）没有写书记签名，",
            expected="结论性材料一般由党支部书记签名。",
            remedy="对照原件补上签名人；没有签名的，由书记审阅后签名并注明日期。",
            day=review.concluded_on,
        )


@rule(
    code="DEV407",
    name="review-stale",
    title="政治审查结论距党员大会太久",
    severity=Severity.WARNING,
    basis=[PRACTICE["政审有效期"]],
    params=(Param("months", 12, "结论在多少个月内有效"),),
    optional=True,
    covers=("DEV-T27",),
    when=("admission",),
)
def review_stale(person: DevelopmentFile, branch: Branch, months: int) -> Iterator[Problem]:
    """How long a conclusion holds is set locally."""
    process = process_of(person, branch)
    reviewed, admitted = process.day(REVIEWED), process.day(ADMITTED)
    if reviewed and admitted and add_months(reviewed, months) < admitted:
        yield problem(
            person,
            *("admission", "review", "concluded_on"),
            found=f"{person.name}的政治审查结论写于 {reviewed}，党员大会是 {admitted}，",
            expected=f"当地要求结论在 {months} 个月内有效。",
            remedy="核对日期；确实超过的，按当地要求补充审查。",
            day=admitted,
        )


@rule(
    code="DEV411",
    name="training-too-short",
    title="发展对象短期集中培训不足三天且不足二十四学时",
    severity=Severity.WARNING,
    basis=[development(17)],
    covers=("DEV-T28",),
    when=("admission",),
)
def training_too_short(person: DevelopmentFile) -> Iterator[Problem]:
    """Either measure is enough; “一般” leaves room for a reason, so this is no error."""
    course = person.admission.course if person.admission else None
    if course is None or course.exempt:
        return
    days = _days(course)
    known = days is not None or course.hours is not None
    if known and (days or 0) < DAYS and (course.hours or Decimal()) < HOURS:
        told = [f"{days} 天"] if days is not None else []
        told += [f"{course.hours} 学时"] if course.hours is not None else []
        yield problem(
            person,
            *("admission", "course"),
            found=f"{person.name}的短期集中培训只有 {'、'.join(told)}，",
            expected=f"一般不少于 {DAYS} 天或者 {HOURS} 学时。",
            remedy="按结业证明核对天数和学时；确实不足的，补训后再提交党员大会。",
            day=course.end or course.start,
        )


def _days(course: Course) -> int | None:
    if course.days is not None:
        return course.days
    if course.start is None or course.end is None:
        return None
    return (course.end - course.start).days + 1


@rule(
    code="DEV412",
    name="admitted-untrained",
    title="没有短期集中培训的记录就提交党员大会",
    severity=Severity.ERROR,
    basis=[development(17)],
    covers=("DEV-T28",),
    when=("admission",),
    on_absence=True,
)
def admitted_untrained(person: DevelopmentFile, branch: Branch) -> Iterator[Problem]:
    """Rare exceptions are told in 未训说明."""
    admitted = process_of(person, branch).day(ADMITTED)
    course = person.admission.course if person.admission else None
    if admitted is not None and course is None and not moved_in_probation(person):
        yield problem(
            person,
            *("admission", "course"),
            found=f"{person.name} {admitted} 提交党员大会讨论接收，没有短期集中培训的记录，",
            expected="除个别特殊情况外，没有经过培训的不能发展入党。",
            remedy="已经培训的补上起止和学时；属于特殊情况的写明“未训说明”。",
            day=admitted,
        )


trained_after_assembly = reversed_steps(
    code="DEV413",
    name="trained-after-assembly",
    title="短期集中培训晚于党员大会",
    steps=(TRAINED, ADMITTED),
    basis=[development(17)],
    expected="发展对象须先经过短期集中培训。",
    covers=("DEV-T29",),
)
