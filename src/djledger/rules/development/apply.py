"""The application: of age, in the right place, and answered by a talk within a month."""

from collections.abc import Iterator

from djledger.dates import age_on
from djledger.law import LOGIC, PARTY_CONSTITUTION, PRACTICE, development
from djledger.ledger.development import DevelopmentFile
from djledger.ledger.process import APPLIED, RECEIVED, TALKED
from djledger.rules.development.steps import Deadline, late_step, reversed_steps
from djledger.rules.members.facts import earliest_birth
from djledger.rules.rule import Problem, Related, Severity, problem, rule

ADULT = 18

TALK = Deadline(RECEIVED, TALKED, 1, "派人同申请人谈话", development(7))


@rule(
    code="DEV101",
    name="applied-under-eighteen",
    title="递交入党申请书时不满 18 周岁",
    waivable=False,
    severity=Severity.ERROR,
    basis=[development(5), PARTY_CONSTITUTION[1]],
    covers=("DEV-T01", "DEV-T60"),
    when=("applied",),
)
def applied_under_eighteen(person: DevelopmentFile) -> Iterator[Problem]:
    """Where only the month of birth is known, its first day is taken."""
    birth, applied = earliest_birth(person), person.applied
    if birth is None or applied is None or applied.day is None:
        return
    if age_on(birth, applied.day) < ADULT:
        yield problem(
            person,
            *("applied", "day"),
            found=(
                f"{person.name} {person.born} 出生，{applied.day} 递交申请书时不满 {ADULT} 周岁，"
            ),
            expected=f"年满 {ADULT} 周岁才可以申请入党。",
            remedy="核对出生和申请日期；确未满 18 周岁的，这份申请不能作为发展的起点。",
            day=applied.day,
        )


talk_late = late_step(
    TALK,
    code="DEV102",
    name="talk-late",
    title="收到入党申请书一个月内没有派人谈话",
    covers=("DEV-T02",),
)

talk_before_application = reversed_steps(
    code="DEV103",
    name="talk-before-application",
    title="谈话日期早于申请日期",
    steps=(APPLIED, TALKED),
    basis=[development(7), LOGIC["日期先后"]],
    expected="谈话是对申请的答复，应在收到申请书之后。",
    covers=("DEV-T03",),
)


@rule(
    code="DEV104",
    name="applied-before-joining-unit",
    title="申请日期早于到本单位的日期",
    severity=Severity.WARNING,
    basis=[development(6)],
    covers=("DEV-T57",),
    when=("joined_unit_on",),
)
def applied_before_joining_unit(person: DevelopmentFile) -> Iterator[Problem]:
    """Who applied elsewhere before has papers handed over, and the file says so."""
    applied = person.applied.day if person.applied else None
    since = person.joined_unit_on
    moved = person.activist is not None and person.activist.transferred_on is not None
    if applied is not None and since is not None and applied < since and not moved:
        yield problem(
            person,
            *("applied", "day"),
            found=f"{person.name} {since} 才到本单位，申请日期却是 {applied}，",
            expected="申请入党应当向所在单位（或居住地）的党组织提出。",
            remedy="核对两个日期；在原单位申请、材料转来的，写明“积极分子·转接日期”。",
            day=applied,
            related=(Related(person, ("joined_unit_on",), "到本单位的日期"),),
        )


@rule(
    code="DEV105",
    name="rewritten-application-dated-otherwise",
    title="申请书补写件的落款与首次申请日期不同",
    severity=Severity.HINT,
    basis=[PRACTICE["申请书补写件"]],
    optional=True,
    covers=("DEV-T56",),
    when=("applied",),
)
def rewritten_application(person: DevelopmentFile) -> Iterator[Problem]:
    """Some reviewers ask for it; the day on which it was written is no less true."""
    applied = person.applied
    if applied is None or applied.rewritten_on in {None, applied.day}:
        return
    yield problem(
        person,
        *("applied", "rewritten_on"),
        found=f"申请书补写件落款 {applied.rewritten_on}，首次申请是 {applied.day}，",
        expected="有的地方要求补写件注明首次申请的日期。",
        remedy="按当地要求办理：在补写件上注明首次申请日期和补写原因，不要改写落款。",
        day=applied.rewritten_on,
    )
