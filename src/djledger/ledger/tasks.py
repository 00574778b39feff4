"""``tasks/2026.yaml``: what a year asks of the branch, and what inspections asked of it."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from djledger.ledger.common import Action, Correction, Waiver
from djledger.ledger.node import Node, key, optional, several
from djledger.ledger.values import Count, Day, Name, OneOrMany, RecordPath, Text, Year


class Level(StrEnum):
    """Whose responsibility list an entry is on."""

    PARTY_GROUP = "党组"
    COMMITTEE = "机关党委"
    BRANCH = "党支部"


class ProblemSource(StrEnum):
    """Where a problem came from."""

    SUPERVISION = "督导"
    INSPECTION = "巡察"
    AUDIT = "审计"
    SELF = "自查"
    APPRAISAL = "评议"


class Task(Action):
    """A key task of the year."""

    level: Level | None = optional("层级", "责任层级", example="党支部")
    measure: Text | None = optional("措施", "怎样做", example="每月集中学习一次")
    progress: tuple[Text, ...] = several("进展", "进展情况", example=["3 月完成方案"])
    records: tuple[RecordPath, ...] = several("记录", "相关记录的路径")
    problems: OneOrMany[Text] = several(
        "对应问题", "这项任务整改哪几条问题（问题编号）", example=["问-01"]
    )


class Duty(Node):
    """An entry of a responsibility list."""

    identity: ClassVar = "duty"
    duty: Text = key("责任", "责任内容", example="每季度研究一次党建工作")
    level: Level = key("层级", "党组、机关党委或党支部", example="党支部")
    owner: OneOrMany[Name] = several("责任人", "责任人", example=["王建国"])
    due: Day | None = optional("期限", "完成期限")
    done_on: Day | None = optional("完成", "完成日期")
    evidence: Text | None = optional("佐证", "完成的依据")


class Feedback(Node):
    """A supervision visit and what it told the branch."""

    identity: ClassVar = "number"
    number: Text = key("编号", "督导编号", example="督-01")
    day: Day = key("日期", "督导（检查）日期", example="2026-05-20")
    by: Text | None = optional("单位", "督导（检查）单位", example="机关党委")
    source: ProblemSource | None = optional("来源", "督导、巡察、审计等", example="督导")
    told_on: Day | None = optional("反馈日期", "反馈日期")
    summary: Text | None = optional("情况", "反馈的主要情况")
    count: Count | None = optional("问题数", "反馈的问题（大项）共几条", example="2")


class Reopening(Node):
    """A closed problem found open again."""

    day: Day = key("日期", "重新提出的日期", example="2026-09-10")
    reason: Text | None = optional("原因", "为什么重新提出")


class ProblemItem(Node):
    """A problem to be put right and struck off (销号)."""

    identity: ClassVar = "number"
    number: Text = key("编号", "问题编号", example="问-01")
    problem: Text = key("问题", "问题的表述", example="第一季度党员大会记录缺表决情况")
    visit: Text | None = optional("督导编号", "出自哪次督导", example="督-01")
    source: ProblemSource | None = optional("来源", "督导、巡察、审计等")
    raised_on: Day | None = optional("提出日期", "提出日期；不写则为督导日期")
    measure: Text | None = optional("整改措施", "怎样整改")
    owner: OneOrMany[Name] = several("责任人", "责任人", example=["李秀兰"])
    due: Day | None = optional("期限", "整改期限", example="2026-06-30")
    done_on: Day | None = optional("完成", "整改完成日期")
    evidence: Text | None = optional("佐证", "整改完成的依据")
    closed_on: Day | None = optional("销号", "销号日期")
    closed_by: Text | None = optional("销号单位", "同意销号的单位或人")
    reopened: tuple[Reopening, ...] = several("反弹", "销号后重新提出")

    @property
    def reopened_on(self) -> date | None:
        """The last day on which the problem came back; None if it never did."""
        return max((again.day for again in self.reopened), default=None)

    @property
    def done(self) -> bool:
        """Whether it was put right and has not come back since."""
        return _stands(self.done_on, self.reopened_on)

    @property
    def closed(self) -> bool:
        """Whether it was struck off (销号) and has not come back since."""
        return _stands(self.closed_on, self.reopened_on)


def _stands(day: date | None, reopened: date | None) -> bool:
    return day is not None and (reopened is None or reopened <= day)


class FollowUp(Action):
    """What became of a decision."""

    decision: RecordPath | None = optional("决议", "作出决定的会议记录")


class Visit(Node):
    """A leader's visit to the contact point."""

    day: Day = key("日期", "到点日期", example="2026-04-16")
    name: Name = key("姓名", "联系领导", example="韩卫东")
    what: Text | None = optional("内容", "做了什么", example="参加党员大会并讲党课")
    record: RecordPath | None = optional("记录", "相关记录的路径")


class Commendation(Node):
    """An honour given to the branch or a member."""

    day: Day = key("日期", "表彰日期", example="2026-06-28")
    what: Text = key("名称", "荣誉名称", example="先进基层党组织")
    whom: Text = key("对象", "党支部或党员姓名", example="本支部")
    by: Text | None = optional("授予", "授予的单位")
    number: Text | None = optional("文号", "表彰决定文号")


class TaskYear(Node):
    """A year's tasks, duties, problems, visits and honours."""

    vital: ClassVar = frozenset[str]()
    year: Year = key("年度", "年度", example="2026")
    tasks: tuple[Task, ...] = several("重点任务", "年度计划与重点任务")
    duties: tuple[Duty, ...] = several("责任清单", "三级责任清单")
    visits: tuple[Feedback, ...] = several("督导", "督导检查及反馈")
    problems: tuple[ProblemItem, ...] = several("问题清单", "问题整改台账")
    follow_up: tuple[FollowUp, ...] = several("决议落实", "会议决定的落实")
    contact_visits: tuple[Visit, ...] = several("联系点到访", "领导到联系点的情况")
    commendations: tuple[Commendation, ...] = several("表彰", "表彰奖励")
    corrections: tuple[Correction, ...] = several("更正", "事后更正的内容与原因")
    waivers: tuple[Waiver, ...] = several("豁免", "对本台账豁免的规则、理由与期限")
    note: Text | None = optional("备注", "其他需要说明的情况")
