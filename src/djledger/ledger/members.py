"""The roster: every member the branch has or had, with the dates on which a state changed."""

from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator

from djledger.ledger.common import Waiver
from djledger.ledger.node import Node, key, optional, several
from djledger.ledger.values import BirthDate, Count, Day, Hours, MonthOf, Name, Text, Year, YesNo


class Sex(StrEnum):
    """Sex, as the roster sheets give it."""

    MALE = "男"
    FEMALE = "女"


class ExitKind(StrEnum):
    """How a member left the Party, or life; a transfer to another branch is not an exit."""

    DEATH = "去世"
    WITHDRAWAL = "退党"
    PERSUADED = "劝退"
    REMOVED = "除名"
    SELF_REMOVED = "自行脱党"
    EXPELLED = "开除党籍"
    CANCELLED = "取消预备党员资格"


class SanctionKind(StrEnum):
    """The five disciplinary punishments."""

    WARNING = "警告"
    SERIOUS_WARNING = "严重警告"
    POSTS_REMOVED = "撤销党内职务"
    PROBATION = "留党察看"
    EXPULSION = "开除党籍"


class TrainingKind(StrEnum):
    """What a training counted as."""

    STUDY = "集中学习培训"
    ROTATION = "集中轮训"
    NEW_POST = "任职培训"
    NEW_MEMBER = "新党员培训"


class TransferIn(Node):
    """Where a member came from and the papers of the move."""

    day: Day | None = optional("日期", "转入本支部的日期", example="2026-04-10")
    source: Text | None = optional("来自", "转出党组织", example="市财政局第二党支部")
    issued_on: Day | None = optional("转出日期", "原党组织办理转出的日期", example="2026-04-01")
    valid_days: Count | None = optional("有效天数", "介绍信有效天数", example="90")
    receipt_on: Day | None = optional("回执日期", "寄回回执的日期")
    dues_paid_to: MonthOf | None = optional("党费交至", "原支部党费交至年月", example="2026-03")


class TransferOut(Node):
    """Where a member went and the papers of the move."""

    day: Day | None = optional("日期", "办理转出的日期", example="2026-08-15")
    target: Text | None = optional("去向", "接收党组织", example="省统计局第一党支部")
    valid_days: Count | None = optional("有效天数", "介绍信有效天数", example="90")
    received_on: Day | None = optional("接收日期", "对方接收的日期")
    receipt_on: Day | None = optional("回执日期", "收到回执的日期")
    dues_paid_to: MonthOf | None = optional("党费交至", "党费交至年月", example="2026-08")
    reason: Text | None = optional("原因", "转出原因")


class Exit(Node):
    """The end of membership."""

    day: Day = key("日期", "生效日期", example="2026-05-06")
    kind: ExitKind = key("情形", "去世、退党、劝退、除名等", example="去世")
    basis: Text | None = optional("依据", "决定与批准的文件或会议记录")


class Sanction(Node):
    """A disciplinary punishment and how long it works."""

    kind: SanctionKind = key("种类", "处分种类", example="警告")
    day: Day = key("日期", "处分决定生效日期", example="2025-11-03")
    until: Day | None = optional("止", "留党察看期满日期")
    restored_on: Day | None = optional("恢复权利", "恢复党员权利的日期")
    impact_until: Day | None = optional("影响期至", "处分影响期截止日期")
    basis: Text | None = optional("依据", "处分决定文号")


class Spell(Node):
    """A stretch of time; without an end it is still running."""

    start: Day = key("起", "开始日期", example="2026-03-01")
    end: Day | None = optional("止", "结束日期")


class Suspension(Spell):
    """Membership suspended (停止党籍) or rights suspended by the organisation."""

    reason: Text | None = optional("原因", "原因", example="失去联系满六个月")
    basis: Text | None = optional("依据", "决定的组织与文号")


class Order(Spell):
    """An order to correct within a time (限期改正)."""

    result: Text | None = optional("结果", "期满后的结论")


class Away(Spell):
    """Away from the branch without a transfer, at home or abroad."""

    place: Text | None = optional("去向", "流入地或国家（地区）", example="某省某市某街道")
    reason: Text | None = optional("原因", "外出原因", example="外出务工")
    proof: Text | None = optional("证明", "流动党员活动证或流入地党组织证明")
    contacts: tuple[Day, ...] = several(
        "联系", "联系到本人的日期", example=["2026-03-05", "2026-08-20"]
    )


class Lost(Spell):
    """Out of contact."""

    registered_on: Day | None = optional("登记日期", "登记失联的日期")
    search: Text | None = optional("查找经过", "怎样查找")
    measure: Text | None = optional("处理意见", "支部的处理意见")


class Exempt(Spell):
    """Old, weak or seriously ill: no hard demand to attend."""

    reason: Text | None = optional("原因", "年老体弱、长期患病等", example="年老体弱")


class GroupSpell(Node):
    """Membership of a group for a time."""

    name: Text = key("名称", "党小组名称", example="第一党小组")
    start: Day | None = optional("起", "编入日期")
    end: Day | None = optional("止", "调出日期")


class Training(Node):
    """A training attended individually, outside the branch's own meetings."""

    identity: ClassVar = "title"
    day: Day = key("日期", "培训（首日）日期", example="2026-05-18")
    title: Text = key("名称", "培训名称", example="党务干部集中轮训")
    hours: Hours | None = optional("学时", "学时", example="24")
    kind: TrainingKind | None = optional("类别", "培训类别", example="集中轮训")
    host: Text | None = optional("主办", "主办的党组织", example="市直机关工委")


def _group_list(value: Any) -> Any:
    return [{"名称": value}] if isinstance(value, str) else value


class Member(Node):
    """One person on the roster, from joining to leaving."""

    identity: ClassVar = "name"
    name: Name = key("姓名", "姓名，支部内唯一；同名者加后缀，如 李伟(一)", example="孙志远")
    sex: Sex | None = optional("性别", "性别", example="男")
    born: BirthDate | None = optional("出生", "出生年月（可写到日）", example="1986-05")
    ethnicity: Text | None = optional("民族", "民族", example="汉族")
    education: Text | None = optional("学历", "学历", example="大学本科")
    unit: Text | None = optional("单位", "工作或学习单位（联合党支部尤其要写）", example="综合科")
    post: Text | None = optional("行政职务", "行政或业务职务", example="科长")
    leader: YesNo | None = optional("党员领导干部", "是否党员领导干部", example="否")
    joined: Day | None = optional("入党", "支部大会通过接收为预备党员的日期", example="2012-06-28")
    confirmed: Day | None = optional(
        "转正", "转为正式党员的日期（党龄起算日）", example="2013-06-28"
    )
    extended_to: Day | None = optional("预备期延长至", "延长后的预备期届满日期")
    groups: Annotated[
        tuple[GroupSpell, ...],
        BeforeValidator(_group_list, json_schema_input_type=str | list[GroupSpell]),
    ] = several("党小组", "所在党小组；有变动时写成带起止的列表", example="第一党小组")
    home_branch: Text | None = optional(
        "关系所在", "只参加本支部组织生活、组织关系在别处的，写关系所在支部"
    )
    attached_since: Day | None = optional("参加起", "关系在别处的党员自何日起参加本支部组织生活")
    transfer_in: TransferIn | None = optional("转入", "组织关系转入")
    transfer_out: TransferOut | None = optional("转出", "组织关系转出")
    exit: Exit | None = optional("离开", "去世、出党等")
    sanctions: tuple[Sanction, ...] = several("处分", "党纪处分")
    suspensions: tuple[Suspension, ...] = several("停止党籍", "停止党籍的起止")
    rights_suspended: tuple[Suspension, ...] = several(
        "权利中止", "留置、逮捕等期间中止党员权利的起止"
    )
    orders: tuple[Order, ...] = several("限期改正", "限期改正的起止与结论")
    mobility: tuple[Away, ...] = several("流动", "流动党员的起止与联系")
    abroad: tuple[Away, ...] = several("出国", "出国（境）的起止与联系")
    lost: tuple[Lost, ...] = several("失联", "失去联系的起止与处理")
    exempt: tuple[Exempt, ...] = several("免除参会", "年老体弱等不作硬性要求的起止")
    training: tuple[Training, ...] = several("培训", "本人参加的支部以外的培训")
    waivers: tuple[Waiver, ...] = several("豁免", "对此人豁免的规则、理由与期限")
    note: Text | None = optional("备注", "其他需要说明的情况")


class Headcount(Node):
    """The year's count as reported upwards: last year's end, in, out, this year's end."""

    identity: ClassVar = "year"
    year: Year = key("年度", "年度", example="2026")
    opening: Count = key("上年底", "上年底党员总数（去年年报的本年底数）", example="22")
    gained: Count = key("增加", "本年增加数", example="2")
    lost: Count = key("减少", "本年减少数", example="1")
    closing: Count = key("本年底", "本年底实有数", example="23")
    note: Text | None = optional("说明", "应有数与实有数不一致的说明")


class MemberList(Node):
    """``members.yaml``: the branch's roster."""

    members: tuple[Member, ...] = several("党员", "党员名册")
    headcounts: tuple[Headcount, ...] = several("年度统计", "历年党员数，与党内统计年报一致")
