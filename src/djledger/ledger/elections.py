"""``elections/2026-换届.yaml``: one election, from the committee's decision to the filing."""

from enum import StrEnum
from typing import ClassVar

from djledger.ledger.common import Correction, Waiver
from djledger.ledger.meetings import Excluded, VoteMethod
from djledger.ledger.members import Sex
from djledger.ledger.node import Node, key, optional, several
from djledger.ledger.organisation import Post
from djledger.ledger.values import (
    BirthDate,
    Count,
    Day,
    Name,
    OneOrMany,
    RecordPath,
    Text,
    YesNo,
)


class ElectionKind(StrEnum):
    """Why an election is held."""

    TERM = "换届"
    BY_ELECTION = "补选"
    ADJUSTMENT = "届中调整"
    FOUNDING = "成立"


class Stage(StrEnum):
    """What an election fills: the committee, or the posts within it."""

    MEMBERS = "委员"
    SECRETARY = "书记"
    DEPUTY = "副书记"


class Submission(Node):
    """A paper sent up, and the reply to it."""

    sent_on: Day | None = optional("日期", "呈报日期", example="2026-04-08")
    number: Text | None = optional("文号", "呈报的文号")
    enclosed: tuple[Text, ...] = several("附件", "所附材料", example=["候选人预备人选情况表"])
    answered_on: Day | None = optional("批复日期", "上级批复的日期", example="2026-04-20")
    answered_by: Text | None = optional("批复机关", "批复的党组织", example="机关党委")
    answer_number: Text | None = optional("批复文号", "批复文号")


class Nominee(Node):
    """A person put forward, and how far: recommended, agreed to, standing."""

    identity: ClassVar = "name"
    name: Name = key("姓名", "姓名", example="王建国")
    sex: Sex | None = optional("性别", "性别")
    born: BirthDate | None = optional("出生", "出生年月", example="1976-08")
    joined: Day | None = optional("入党", "入党日期；不写则取自名册")
    post: Text | None = optional("职务", "职称或职务")
    recommended: Count | None = optional("推荐票", "党员推荐票数")
    agreed: YesNo | None = optional("上级同意", "是否经上级审查同意", example="是")
    stands_for: OneOrMany[Stage] = several("竞选", "参加哪一项选举", example=["委员"])
    note: Text | None = optional("备注", "备注")


class OtherName(Node):
    """A name that voters wrote in."""

    identity: ClassVar = "name"
    name: Name = key("姓名", "另选的人", example="陈国华")
    votes: Count = key("票数", "得票数", example="1")


class Tally(Node):
    """What one candidate got."""

    identity: ClassVar = "name"
    name: Name = key("姓名", "候选人姓名", example="王建国")
    yes: Count | None = optional("赞成", "赞成票数", example="16")
    no: Count | None = optional("不赞成", "不赞成票数", example="1")
    abstain: Count | None = optional("弃权", "弃权票数", example="1")


class Round(Node):
    """One ballot: what was to be filled, the papers, the count, and who was elected."""

    identity: ClassVar = "number"
    number: Count = key("轮次", "第几轮投票", example="1")
    stage: Stage = key("选举", "选举委员、书记还是副书记", example="委员")
    posts: Count = key("应选", "应选名额", example="3")
    candidates: tuple[Name, ...] = several("候选人", "候选人，按选票上的顺序")
    order: Text | None = optional("排序", "选票上姓名的排列方法", example="姓氏笔画")
    method: VoteMethod | None = optional("方式", "表决方式", example="无记名投票")
    entitled: Count | None = optional("应到", "应到会有选举权的党员数；不写则由名册推算")
    present: Count | None = optional("实到", "实到会有选举权的党员数", example="18")
    issued: Count | None = optional("发出", "发出票数", example="18")
    returned: Count | None = optional("收回", "收回票数", example="18")
    valid: Count | None = optional("有效", "有效票数", example="18")
    invalid: Count | None = optional("无效", "无效票数", example="0")
    overfull_valid: Count | None = optional("超选计为有效", "所选人数多于应选而计为有效的票数")
    proxies: Count | None = optional("委托投票", "由他人代为投票的票数")
    numbered: YesNo | None = optional("选票编号", "选票上是否有编号或记号", example="否")
    tallies: tuple[Tally, ...] = several("得票", "候选人得票")
    others: tuple[OtherName, ...] = several("另选他人", "另选的人及票数")
    elected: tuple[Name, ...] = several("当选", "宣布当选的人")
    tie_of: tuple[Name, ...] = several("同票再选", "因票数相等而再次投票的人")
    reduced_to: Count | None = optional("减少名额至", "经半数以上选举人同意减少后的名额")
    reduction_consent: Count | None = optional("同意减少", "同意减少名额的人数")


class Assembly(Node):
    """The electing meeting."""

    meeting: RecordPath | None = optional(
        "会议", "选举大会的会议记录", example="meetings/2026/2026-05-12-党员大会"
    )
    day: Day | None = optional("日期", "选举日期；有会议记录的不必写", example="2026-05-12")
    chair: Name | None = optional("主持人", "主持人")
    report_given: YesNo | None = optional("工作报告", "上届支委会（书记）是否作工作报告")
    method_passed: YesNo | None = optional("选举办法通过", "选举办法是否经大会通过", example="是")
    introduced: YesNo | None = optional("介绍候选人", "是否介绍候选人情况", example="是")
    scrutineers: tuple[Name, ...] = several("监票人", "监票人", example=["郑晓明"])
    scrutineers_passed: YesNo | None = optional("监票人通过", "监票人是否经大会通过")
    tellers: tuple[Name, ...] = several("计票人", "计票人", example=["冯雅琴"])
    signed: YesNo | None = optional("报告单签名", "计票报告单是否由监票人、计票人签名")
    excluded: tuple[Excluded, ...] = several("不计入应到", "不计入应到会人数的党员")
    mobile_note: Text | None = optional("流动党员说明", "流动党员是否计入应到的说明")
    rounds: tuple[Round, ...] = several("投票", "逐轮投票")


class FirstMeeting(Node):
    """The new committee's first meeting: secretary and division of posts."""

    meeting: RecordPath | None = optional("会议", "第一次支委会的会议记录")
    day: Day | None = optional("日期", "会议日期", example="2026-05-12")
    chair: Name | None = optional("主持人", "主持人")
    rounds: tuple[Round, ...] = several("投票", "选举书记、副书记的投票")
    posts: dict[Name, OneOrMany[Post]] = key(
        "分工", "委员分工", default_factory=dict, example={"王建国": "书记"}
    )


class Extended(Node):
    """Leave to hold the election early or late."""

    asked_on: Day | None = optional("请示", "请示日期")
    approved_on: Day | None = optional("批准日期", "批准日期", example="2026-03-01")
    approved_by: Text | None = optional("批准机关", "批准的党组织")
    until: Day | None = optional("至", "延至（或提前至）的日期")
    reason: Text | None = optional("原因", "原因")


class Election(Node):
    """One election with its papers."""

    identity: ClassVar = "number"
    kind: ElectionKind = key("类别", "换届、补选、届中调整或成立", example="换届")
    number: Text | None = optional("届次", "产生的届次", example="第五届")
    term_ends: Day | None = optional("届满", "上届任期届满日期；不写则由 branch.yaml 推算")
    reminded_on: Day | None = optional("提醒", "上级提醒换届的日期")
    extension: Extended | None = optional("延期", "经批准的延期或提前")
    decided: RecordPath | None = optional("研究", "支委会研究换届的会议记录")
    decided_on: Day | None = optional("研究日期", "研究换届的日期；有会议记录的不必写")
    posts: Count | None = optional("委员名额", "应选委员名额", example="3")
    difference: Count | None = optional("差额", "差额数", example="1")
    request: Submission | None = optional("请示", "召开大会进行选举的请示与批复")
    recommended_on: Day | None = optional("推荐日期", "组织党员推荐候选人的日期")
    nominees: tuple[Nominee, ...] = several("人选", "候选人初步人选与预备人选")
    nominees_report: Submission | None = optional("人选请示", "候选人预备人选的请示与批复")
    candidates_fixed_on: Day | None = optional("确定候选人", "大会酝酿确定候选人的日期")
    notified_on: Day | None = optional("通知日期", "会议通知的日期")
    assembly: Assembly | None = optional("大会", "选举大会")
    first_meeting: FirstMeeting | None = optional("第一次支委会", "选举书记、副书记并分工")
    result: Submission | None = optional("结果报告", "选举结果的报告，书记、副书记报批，委员备案")
    took_office_on: Day | None = optional("任职日期", "对外公布任职的日期")
    papers: tuple[RecordPath, ...] = several("材料", "归档材料的路径")
    corrections: tuple[Correction, ...] = several("更正", "事后更正的内容与原因")
    waivers: tuple[Waiver, ...] = several("豁免", "对本次选举豁免的规则、理由与期限")
    note: Text | None = optional("备注", "其他需要说明的情况")
