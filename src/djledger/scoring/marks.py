"""What raters enter: marks, findings on vetoes, and the stages of a naming, all with evidence."""

from typing import ClassVar

from djledger.ledger.node import Node, key, optional, several
from djledger.ledger.values import Amount, Count, Day, Name, Text, Year, YesNo
from djledger.scoring.scheme import StageName


class Entry(Node):
    """An entry about one branch or member."""

    who: Text | None = optional(
        "对象", "党支部名称或党员姓名；不写为全部参评对象", example="第一党支部"
    )
    branch: Text | None = optional("党支部", "党员所在的党支部，有同名时写")
    by: Name | None = optional("认定人", "评分或认定的人、单位", example="考核组")
    day: Day | None = optional("日期", "评分或认定日期", example="2026-12-20")
    evidence: Text = key("依据", "凭什么", example="查阅台账并现场查看")

    def concerns(self, who: str, branch: str) -> bool:
        """Whether the entry is about somebody."""
        return self.who in {None, who} and self.branch in {None, branch}


class Mark(Entry):
    """A mark for one item."""

    item: Text = key("项目", "方案中方式为“评分”的项目", example="作用发挥")
    score: Amount = key("得分", "得分", example="18")


class Ruling(Entry):
    """Whether a condition of veto holds."""

    veto: Text = key("情形", "方案中的一票否决情形", example="发生严重违纪案件")
    holds: YesNo = key("认定", "是否存在", example="否")


class StageRecord(Entry):
    """A stage of the naming that was gone through."""

    day: Day = key("日期", "日期", example="2026-05-10")
    stage: StageName = key("阶段", "申报、评审、命名、复审或退出", example="申报")
    passed: YesNo = key("通过", "是否通过", example="是")


class MarkBook(Node):
    """A file of marks for one scheme and year."""

    vital: ClassVar = frozenset({"方案", "年度"})
    scheme: Text = key("方案", "方案名称", example="堡垒指数（示例）")
    year: Year = key("年度", "年度", example="2026")
    quarter: Count | None = optional("季度", "按季度打分的写第几季度", example="1")
    marks: tuple[Mark, ...] = several("评分", "逐项评分")
    rulings: tuple[Ruling, ...] = several("否决认定", "一票否决情形的认定")
    stages: tuple[StageRecord, ...] = several("阶段", "申报、评审、命名、复审、退出的记录")
