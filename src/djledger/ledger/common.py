"""Parts that several kinds of ledger share."""

from typing import ClassVar

from djledger.ledger.node import Node, key, optional, several
from djledger.ledger.values import Day, Name, OneOrMany, Text


class Action(Node):
    """Something to be done: by whom, until when, and whether it was."""

    identity: ClassVar = "task"
    task: Text = key("事项", "要做的事", example="修订走访制度")
    owner: OneOrMany[Name] = several("责任人", "负责的人", example="李秀兰")
    due: Day | None = optional("期限", "完成期限", example="2026-06-30")
    done_on: Day | None = optional("完成", "实际完成日期", example="2026-06-20")
    evidence: Text | None = optional("佐证", "完成的依据", example="制度文本已印发")


class Correction(Node):
    """A later correction of a record, so that the change is owned up to."""

    day: Day = key("日期", "更正日期", example="2026-04-02")
    what: Text = key("内容", "更正了什么", example="实到人数由 18 更正为 17")
    why: Text = key("原因", "为什么更正", example="核对签到表发现重复计数")


class Waiver(Node):
    """An exception on record: which rule, why, who approved it and until when."""

    identity: ClassVar = "rule"
    rule: Text = key("规则", "规则代码或名称", example="MTG301")
    reason: Text = key("理由", "为什么可以例外", example="防汛抢险期间集体外出")
    approved_by: Text | None = optional("批准", "批准豁免的组织", example="机关党委")
    until: Day | None = optional("至", "豁免截止日期", example="2026-12-31")
