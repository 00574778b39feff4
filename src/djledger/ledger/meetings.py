"""A meeting or activity of the branch: one file a meeting."""

from enum import StrEnum
from typing import ClassVar

from djledger.ledger.common import Action, Correction, Waiver
from djledger.ledger.node import Node, key, optional, several
from djledger.ledger.values import (
    Count,
    Day,
    Hours,
    Name,
    OneOrMany,
    RecordPath,
    Text,
    Times,
    Year,
    YesNo,
)


class MeetingKind(StrEnum):
    """What a meeting or activity counts as."""

    MEMBER_ASSEMBLY = "党员大会"
    COMMITTEE_MEETING = "支委会"
    GROUP_MEETING = "党小组会"
    PARTY_LECTURE = "党课"
    THEME_DAY = "主题党日"
    ORGANISATION_LIFE = "组织生活会"
    APPRAISAL = "民主评议"
    HEART_TALK = "谈心谈话"
    STUDY = "集中学习"
    VOLUNTEERING = "志愿服务"
    COMMUNITY_DUTY = "双报到"


class Matter(StrEnum):
    """What an agenda item decides; some matters belong to the member assembly alone."""

    ADMISSION = "接收预备党员"
    CONFIRMATION = "预备党员转正"
    PROBATION_EXTENDED = "延长预备期"
    PROBATION_CANCELLED = "取消预备党员资格"
    ACTIVIST = "确定入党积极分子"
    CANDIDATE = "确定发展对象"
    ELECTION = "选举"
    REPORT = "工作报告"
    COMMENDATION = "表彰"
    DISPOSAL = "组织处置"
    SANCTION = "纪律处分"
    DUES = "党费"
    IMPORTANT = "重要事项"
    OTHER = "其他"


class VoteMethod(StrEnum):
    """How a vote was taken."""

    SECRET = "无记名投票"
    SIGNED = "记名投票"
    HANDS = "举手"
    ORAL = "口头"


class Outcome(StrEnum):
    """What the meeting recorded as the result of a vote."""

    PASSED = "通过"
    REJECTED = "未通过"


class Grade(StrEnum):
    """The four grades of a democratic appraisal."""

    EXCELLENT = "优秀"
    QUALIFIED = "合格"
    BARELY = "基本合格"
    UNQUALIFIED = "不合格"


class Opinion(StrEnum):
    """A vote cast in writing before the meeting."""

    YES = "赞成"
    NO = "反对"
    ABSTAIN = "弃权"


class WrittenOpinion(Node):
    """A formal written opinion of a voter who could not attend."""

    identity: ClassVar = "name"
    name: Name = key("姓名", "未到会、会前提交书面意见的有表决权党员", example="周立新")
    opinion: Opinion = key("意见", "赞成、反对或弃权", example="赞成")
    received_on: Day | None = optional("收到日期", "党支部收到书面意见的日期")


class Ballots(Node):
    """Paper ballots handed out and collected."""

    issued: Count | None = optional("发出", "发出票数", example="18")
    returned: Count | None = optional("收回", "收回票数", example="18")
    valid: Count | None = optional("有效", "有效票数", example="18")
    invalid: Count | None = optional("无效", "无效票数", example="0")


class Vote(Ballots):
    """A vote on one agenda item; a written count is the record's own and is checked."""

    method: VoteMethod | None = optional("方式", "表决方式", example="无记名投票")
    entitled: Count | None = optional(
        "应到", "应到会有表决权的党员数；不写则由名册推算", example="20"
    )
    present: Count | None = optional(
        "实到", "实到会有表决权的党员数；不写则由到会情况推算", example="18"
    )
    yes: Count | None = optional("赞成", "赞成票数（含书面意见中的赞成）", example="17")
    no: Count | None = optional("反对", "反对票数（含书面意见）", example="0")
    abstain: Count | None = optional("弃权", "弃权票数（含书面意见）", example="1")
    written: tuple[WrittenOpinion, ...] = several(
        "书面意见", "会前收到的书面意见，已计入上面的票数"
    )
    outcome: Outcome | None = optional("结果", "会上宣布的结果", example="通过")
    scrutineers: OneOrMany[Name] = several("监票人", "监票人姓名", example=["郑晓明"])
    tellers: OneOrMany[Name] = several("计票人", "计票人姓名", example=["冯雅琴"])


class Remark(Node):
    """What one person said."""

    identity: ClassVar = "name"
    name: Name = key("姓名", "发言人", example="孙志远")
    content: Text = key("内容", "发言要点", example="建议把走访时间固定在每月上旬。")


class AgendaItem(Node):
    """One item of the agenda, from who brought it to what became of it."""

    identity: ClassVar = "title"
    title: Text = key("标题", "议题", example="讨论发展党员工作计划")
    matter: Matter | None = optional(
        "事项", "议题所属事项，决定适用哪条规定", example="接收预备党员"
    )
    persons: OneOrMany[Name] = several("对象", "议题所涉及的人", example="何雨晴")
    speaker: Name | None = optional("汇报人", "提出或汇报议题的人", example="吴建华")
    summary: Text | None = optional("摘要", "议题内容与讨论要点")
    remarks: tuple[Remark, ...] = several("发言", "逐人发言要点")
    decision: Text | None = optional(
        "决议", "形成的决定", example="同意该计划，由组织委员负责落实。"
    )
    vote: Vote | None = optional("表决", "表决情况")
    studied_at: RecordPath | None = optional(
        "支委会研究",
        "提交党员大会前支委会研究该议题的会议记录",
        example="meetings/2026/2026-03-05-支委会",
    )
    follow_up: tuple[Action, ...] = several("落实", "责任人、期限与完成情况")


class Excluded(Node):
    """A member left out of the number due, with the ground and both consents."""

    identity: ClassVar = "name"
    name: Name = key("姓名", "不计入应到会人数的党员", example="赵德茂")
    ground: Count = key("情形", "中央组织部说明所列六种情形的序号（1–6）", example="4")
    agreed_on: Day | None = optional("上级同意", "上级党组织同意的日期")
    passed_on: Day | None = optional("大会通过", "党员大会通过的日期")


class Preparation(Node):
    """What was done before the meeting."""

    planned_on: Day | None = optional("计划日期", "原定日期", example="2026-03-12")
    theme_set_on: Day | None = optional("主题确定", "研究确定主题与内容的日期")
    notified_on: Day | None = optional("通知日期", "通知党员的日期")
    study: Text | None = optional(
        "会前学习", "学习的内容、日期或记录", example="meetings/2026/2026-11-20-集中学习"
    )
    talks: Text | None = optional("谈心谈话", "会前谈心谈话的情况或记录")
    opinions: Text | None = optional("征求意见", "征求意见的方式与结果")


class OrganisationLife(Node):
    """The material of an organisation-life meeting."""

    year: Year = key("年度", "属于哪一年度（可在次年三月底前召开）", example="2026")
    theme: Text | None = optional("主题", "会议主题")
    self_review: Text | None = optional("对照检查", "支委会与党员对照检查的情况或材料")
    criticism: Text | None = optional("批评与自我批评", "开展批评与自我批评的情况")
    problems: tuple[Text, ...] = several("问题清单", "查摆出的问题")
    actions: tuple[Action, ...] = several("整改清单", "整改措施、责任人、期限与完成情况")


class AppraisalResult(Node):
    """The grade of one member and what followed."""

    identity: ClassVar = "name"
    name: Name = key("姓名", "被评议的党员", example="孙志远")
    grade: Grade | None = optional("等次", "组织评定的等次；预备党员不评等次", example="合格")
    self_rated: Grade | None = optional("自评", "个人自评等次")
    votes: dict[Grade, Count] = key(
        "测评票",
        "民主测评中各等次的票数",
        default_factory=dict,
        example={"优秀": "6", "合格": "12"},
    )
    comment: Text | None = optional("评定意见", "支委会或党员大会的评定意见")
    told_on: Day | None = optional("反馈日期", "向本人反馈的日期")
    measure: Text | None = optional("处置意见", "对基本合格、不合格党员的帮教或处置意见")
    adverse: tuple[Text, ...] = several("反向情形", "认定的反向情形")


class Appraisal(Node):
    """A year's democratic appraisal of the members."""

    year: Year = key("年度", "评议年度", example="2026")
    started_on: Day | None = optional("开始", "评议开始日期")
    ended_on: Day | None = optional("结束", "评议结束日期")
    self_review: Text | None = optional("个人自评", "个人自评的情况", example="全体党员逐一自评")
    peer_review: Text | None = optional("党员互评", "党员互评的情况")
    ballots: Ballots | None = optional("民主测评", "测评票的发出与收回")
    assessed_on: Day | None = optional("组织评定", "支委会或党员大会作出评定的日期")
    announced_on: Day | None = optional("通报日期", "在支部内通报结果的日期")
    results: tuple[AppraisalResult, ...] = several("结果", "逐人评议结果")


class Talk(Node):
    """One heart-to-heart talk between two or more people."""

    day: Day | None = optional("日期", "谈话日期；不写则为本记录的日期")
    by: Name = key("谈话人", "主动谈话的一方", example="王建国")
    with_: OneOrMany[Name] = key("对象", "谈话对象", example="李秀兰")
    place: Text | None = optional("地点", "谈话地点")
    content: Text | None = optional("内容", "谈话要点")
    reason: Text | None = optional("事由", "例如受处分、生活困难、入党申请", example="受处分")


class Meeting(Node):
    """A meeting or activity of the branch."""

    identity: ClassVar = "title"
    vital: ClassVar = frozenset({"类型", "日期"})
    kinds: OneOrMany[MeetingKind] = key("类型", "会议类型；合并召开的写成列表", example="党员大会")
    title: Text | None = optional("名称", "会议名称或主题", example="第一季度党员大会")
    day: Day = key("日期", "召开日期", example="2026-03-12")
    end_day: Day | None = optional("结束日期", "跨日活动的最后一日")
    times: Times | None = optional("时间", "起止时间", example="14:30-16:00")
    place: Text | None = optional("地点", "召开地点", example="三楼党员活动室")
    group: Text | None = optional("党小组", "党小组会属于哪个小组", example="第一党小组")
    chair: Name | None = optional("主持人", "主持会议的人", example="王建国")
    chair_note: Text | None = optional("主持说明", "书记未主持时委托谁、为什么")
    recorder: Name | None = optional("记录人", "记录的人", example="李秀兰")
    expected: Count | None = optional("应到", "应到人数；不写则由名册推算", example="20")
    present_count: Count | None = optional(
        "实到", "实到人数；不写则由缺席或到会名单推算", example="18"
    )
    absent: dict[Name, Text | None] | None = optional(
        "缺席", "缺席的人与原因；其余应到人员即为到会", example={"周立新": "出差", "钱玉梅": "病假"}
    )
    attendees: tuple[Name, ...] | None = optional("到会", "到会名单（长写法，与缺席二选一即可）")
    observers: tuple[Text, ...] = several(
        "列席", "列席人员，不是本支部党员", example=["机关党委 韩卫东"]
    )
    excluded: tuple[Excluded, ...] = several("不计入应到", "经上级同意并经大会通过不计入应到的党员")
    made_up: dict[Name, Day] = key(
        "补学", "缺席党员补课的日期", default_factory=dict, example={"周立新": "2026-03-20"}
    )
    lecturer: Name | None = optional("授课人", "党课授课人")
    lecturer_post: Text | None = optional("授课人职务", "授课人职务")
    preparation: Preparation | None = optional("筹备", "会前准备")
    agenda: tuple[AgendaItem, ...] = several("议题", "议题、发言、决议、表决与落实")
    content: Text | None = optional("内容", "会议或活动的主要内容")
    decision: Text | None = optional("决议", "会议形成的决定（没有分议题时）")
    follow_up: tuple[Action, ...] = several("落实", "活动后的落实事项")
    life: OrganisationLife | None = optional("组织生活会", "组织生活会材料")
    appraisal: Appraisal | None = optional("民主评议", "民主评议材料")
    talks: tuple[Talk, ...] = several("谈话", "谈心谈话，一次一条")
    hours: Hours | None = optional("学时", "计入集中学习培训的学时", example="2")
    number: Count | None = optional("次数", "本年度同类会议第几次", example="1")
    recorded_on: Day | None = optional("登记日期", "记入台账的日期", example="2026-03-13")
    late_reason: Text | None = optional("补记说明", "登记较晚的原因")
    signed: YesNo | None = optional("签字核对", "主持人、记录人是否已签字核对", example="是")
    attachments: tuple[RecordPath, ...] = several(
        "附件", "佐证材料的路径", example=["附件/签到表.pdf"]
    )
    corrections: tuple[Correction, ...] = several("更正", "事后更正的内容与原因")
    waivers: tuple[Waiver, ...] = several("豁免", "对本记录豁免的规则、理由与期限")
    note: Text | None = optional("备注", "其他需要说明的情况")

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that it names; groups that met together are joined by 、."""
        return tuple(name.strip() for name in (self.group or "").split("、") if name.strip())

    def is_a(self, kind: MeetingKind) -> bool:
        """Whether the meeting counts as this kind, alone or held together with others."""
        return kind in self.kinds
