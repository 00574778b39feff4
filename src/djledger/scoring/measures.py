"""What a scheme can take from the ledger, by the Chinese name that it uses.

A measure is a pure function of the facts; it answers a number with its evidence, or refuses.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from djledger.ledger.branch import Part
from djledger.ledger.meetings import MeetingKind
from djledger.scoring import of_branch, of_member
from djledger.scoring.facts import Answer, Facts
from djledger.scoring.scheme import Target

Take = Callable[[Facts], Answer]
FINDINGS = "检查发现数"
"""The measure that counts findings of rules named beside it."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that a scheme can take; ``share`` is between 0 and 1, others are counts."""

    name: str
    says: str
    take: Take
    needs: tuple[Part, ...] = ()
    share: bool = False

    def of(self, facts: Facts) -> Answer:
        """Take the number, unless what it rests on was not fully read."""
        return facts.unread(*self.needs) or self.take(facts)


def _meetings(kind: MeetingKind) -> Measure:
    def take(facts: Facts) -> Answer:
        return of_branch.held(facts, kind)

    return Measure(f"{kind}次数", f"已召开的{kind}次数，合并召开的分别计", take, (Part.MEETINGS,))


def _attended(kind: MeetingKind) -> Measure:
    def take(facts: Facts) -> Answer:
        return of_member.attended(facts, kind)

    return Measure(f"参加{kind}次数", f"本人到会的{kind}次数", take, _PRESENCE)


_PRESENCE = (Part.MEETINGS, Part.MEMBERS)
_BRANCH = (
    *map(_meetings, MeetingKind),
    Measure(
        "党员大会按季完成率", "开了党员大会的季度占应开季度", of_branch.assembly_quarters,
        (Part.MEETINGS,), share=True,
    ),
    Measure(
        "主题党日按月完成率", "开展主题党日的月份占应开月份", of_branch.theme_day_months,
        (Part.MEETINGS,), share=True,
    ),
    Measure(
        "年度组织生活会次数", "属于本年度的组织生活会，可以开在次年", of_branch.life_meetings,
        (Part.MEETINGS,),
    ),
    Measure(
        "年度民主评议次数", "属于本年度的民主评议，可以开在次年", of_branch.appraisals,
        (Part.MEETINGS,),
    ),
    Measure("到会率", "党员大会实到占应到", of_branch.attendance_rate, _PRESENCE, share=True),
    Measure(
        "任务按期完成率", "按期完成的占到期的重点任务", of_branch.tasks_in_time, (Part.TASKS,),
        share=True,
    ),
    Measure(
        "问题销号率", "已销号的占到期的整改问题", of_branch.closed_share, (Part.TASKS,),
        share=True,
    ),
    Measure("逾期问题数", "过了期限没有整改的问题", of_branch.overdue_problems, (Part.TASKS,)),
    Measure("反弹问题数", "销号后反弹的问题", of_branch.reopened_problems, (Part.TASKS,)),
    Measure("表彰次数", "党支部或其党员受到的表彰", of_branch.honours, (Part.TASKS,)),
    Measure("联系点到访次数", "领导到联系点的次数", of_branch.visits, (Part.TASKS,)),
    Measure("处分人数", "受党纪处分的党员人数", of_branch.sanctioned, (Part.MEMBERS,)),
    Measure(
        "党费交清率", "到期党费交清的党员占应交的", of_branch.dues_paid, (Part.DUES, Part.MEMBERS),
        share=True,
    ),
)  # fmt: skip
_MEMBER = (
    *map(_attended, MeetingKind),
    Measure("参加三会一课次数", "本人到会的三会一课次数", of_member.attended_regular, _PRESENCE),
    Measure(
        "到会率",
        "本人到会占应到的组织生活和集中学习",
        of_member.attendance_rate,
        _PRESENCE,
        share=True,
    ),
    Measure("学时", "集中学习培训学时，含补学和本人培训", of_member.hours, _PRESENCE),
    Measure(
        "党费欠交月数", "到期没有交党费的月数", of_member.unpaid_months, (Part.DUES, Part.MEMBERS)
    ),
    Measure("评议为优秀", "当年民主评议为优秀的为 1", of_member.rated_excellent, (Part.MEETINGS,)),
    Measure("表彰次数", "本人受到的表彰", of_member.honours, (Part.TASKS,)),
    Measure("处分次数", "本人受到的党纪处分", of_member.sanctions, (Part.MEMBERS,)),
)

MEASURES: Mapping[Target, Mapping[str, Measure]] = {
    Target.BRANCH: {measure.name: measure for measure in _BRANCH},
    Target.MEMBER: {measure.name: measure for measure in _MEMBER},
}
