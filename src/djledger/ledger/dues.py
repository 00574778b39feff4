"""``dues/2026.yaml``: a year's dues of a branch, from fixing to handing up and publication.

The base of a member's dues may stand here, or in ``dues/2026.private.yaml`` outside git.
"""

from enum import StrEnum
from typing import ClassVar

from djledger.ledger.common import Correction, Waiver
from djledger.ledger.node import Node, key, optional, several
from djledger.ledger.values import (
    Amount,
    Day,
    Money,
    MonthOf,
    Months,
    Name,
    OneOrMany,
    RecordPath,
    Text,
    Year,
)


class DuesCategory(StrEnum):
    """What a member lives on, which decides the base and the rate table."""

    ORGAN = "机关"
    ORGAN_WORKER = "机关工人"
    INSTITUTION = "事业单位"
    FIRM = "企业"
    ANNUAL_SALARY = "年薪制"
    SELF_EMPLOYED = "个体经营"
    RETIRED = "离退休"
    FARMER = "农民"
    STUDENT = "学生"
    JOBLESS = "下岗失业"
    PENSIONED = "抚恤救济"
    LOW_INCOME = "低保"


class PaymentKind(StrEnum):
    """What a payment is; only ordinary dues settle a month."""

    DUES = "党费"
    VOLUNTARY = "自愿多交"
    LARGE = "大额党费"


class PaymentMethod(StrEnum):
    """How the money came in."""

    CASH = "现金"
    TRANSFER = "转账"
    ONLINE = "线上"
    DEDUCTED = "工资代扣"


class Proxy(StrEnum):
    """Who handed in the money in the member's place."""

    RELATIVE = "亲属"
    MEMBER = "其他党员"
    ORGANISATION = "党组织或单位"
    OTHER = "其他人"


class ConsentKind(StrEnum):
    """What a branch may agree to in special cases."""

    QUARTERLY = "按季交纳"
    PROXY = "由他人代交"
    LATE = "补交"


class Measure(StrEnum):
    """What was done about unpaid months."""

    REMINDER = "提醒"
    CRITICISM = "批评教育"
    ORDER = "限期改正"
    ASSEMBLY = "提交党员大会讨论"
    EXCUSED = "有正当理由"


class UseKind(StrEnum):
    """What dues were spent on: five national uses, then those of the central organs."""

    TRAINING = "培训党员"
    MATERIALS = "教育资料和设备"
    COMMENDATION = "表彰"
    HARDSHIP = "补助困难党员"
    DISASTER = "补助受灾党员"
    MEETINGS = "会议和活动"
    CARE = "党内关怀"
    ROOMS = "活动场所"
    PRINTING = "印制党务材料"
    OTHER = "其他"


class Fixing(Node):
    """The monthly sum fixed for one member, from a month on."""

    identity: ClassVar = "name"
    name: Name = key("姓名", "党员姓名", example="孙志远")
    category: DuesCategory = key("类别", "计算党费的类别", example="机关")
    monthly: Amount = key("月交", "核定的每月应交数额（元）", example="105.00")
    since: MonthOf | None = optional(
        "自", "从哪月起；不写则从年初（或本人开始交纳之月）起", example="2026-07"
    )
    reason: Text | None = optional("原因", "年内核定或调整的原因", example="职级晋升")
    basis: Text | None = optional("依据", "调整的会议记录或文号", example="党支〔2026〕3号")


class FixingRound(Node):
    """The yearly fixing: when, on what basis, and each member's sum."""

    day: Day | None = optional("日期", "核定日期", example="2026-01-08")
    basis: Text | None = optional(
        "依据", "核定的会议记录或文号", example="meetings/2026/2026-01-08-支委会"
    )
    members: tuple[Fixing, ...] = several("名单", "逐人核定数额；年内调整的再写一条")


class Base(Node):
    """The base of one member's dues, as a sum or with what it is made of."""

    identity: ClassVar = "name"
    name: Name = key("姓名", "党员姓名", example="孙志远")
    since: MonthOf | None = optional("自", "从哪月起；不写则从年初起", example="2026-07")
    amount: Amount | None = optional("基数", "交纳党费的基数（元）", example="7000.00")
    items: dict[Text, Amount] = key(
        "构成",
        "收入与扣除各项（元）；列出后基数由各项推算",
        default_factory=dict,
        example={"职务工资": "2800.00", "级别工资": "2600.00", "个人所得税": "35.20"},
    )
    note: Text | None = optional("说明", "与规定口径不同之处及理由", example="参照同类人员核定")


class Payment(Node):
    """Money received: one month of everybody, or one member's month or months.

    Without a name it stands for everybody who owes that month, each with the fixed sum,
    except those listed as unpaid and those who have an entry of their own for the month.
    """

    months: Months = key("月份", "交的是哪月；跨月写成 2026-01至2026-03", example="2026-03")
    day: Day = key("日期", "收款日期", example="2026-03-10")
    names: OneOrMany[Name] = several("姓名", "交款的党员；不写则为当月全体应交党员")
    amount: Amount | None = optional(
        "金额", "实收金额（元），多人或多月为合计；不写则按核定数额", example="640.00"
    )
    unpaid: OneOrMany[Name] = several("未交", "当月没有交的党员（全体交纳时写）")
    kind: PaymentKind = key(
        "性质", "党费、自愿多交或大额党费", default=PaymentKind.DUES, example="党费"
    )
    collector: Name | None = optional("收款人", "经手收款的人", example="李秀兰")
    method: PaymentMethod | None = optional("方式", "交纳方式", example="线上")
    proxy: Proxy | None = optional("代交", "由谁代交；本人交的不写", example="亲属")
    late_reason: Text | None = optional("补交原因", "没有按月交纳的原因", example="长期出差")
    receipt: Text | None = optional("收据", "收据号或凭证的路径", example="附件/党费-2026-03.pdf")
    note: Text | None = optional("说明", "与核定数额不同等情况的说明")


class Consent(Node):
    """The branch's consent to an exception from paying monthly in person."""

    names: OneOrMany[Name] = key("姓名", "哪些党员", example="赵德茂")
    kind: ConsentKind = key("事项", "按季交纳、由他人代交或补交", example="按季交纳")
    day: Day | None = optional("日期", "支部同意的日期", example="2026-01-08")
    record: RecordPath | None = optional(
        "会议", "同意的会议记录", example="meetings/2026/2026-01-08-支委会"
    )
    reason: Text | None = optional("原因", "为什么不能按月由本人交纳", example="年老行动不便")


class Relief(Node):
    """Less or no dues in hardship, and who agreed."""

    identity: ClassVar = "name"
    name: Name = key("姓名", "党员姓名", example="钱玉梅")
    since: MonthOf = key("自", "从哪月起", example="2026-04")
    until: MonthOf | None = optional("至", "到哪月止；不写则到年底", example="2026-09")
    monthly: Amount = key("月交", "减免后每月应交（元）；0 为免交", example="0")
    reason: Text | None = optional("原因", "有什么困难", example="重病")
    studied_on: Day | None = optional("支部研究", "支部研究同意的日期", example="2026-03-20")
    record: RecordPath | None = optional("会议", "支部研究的会议记录")
    approved_on: Day | None = optional("批准日期", "上一级党委批准的日期", example="2026-03-28")
    approved_by: Text | None = optional("批准机关", "批准的党委", example="机关党委")


class Handling(Node):
    """What the branch did about a member's unpaid months."""

    identity: ClassVar = "name"
    name: Name = key("姓名", "党员姓名", example="周立新")
    day: Day = key("日期", "日期", example="2026-06-15")
    measure: Measure = key("措施", "提醒、批评教育、限期改正等", example="批评教育")
    due: Day | None = optional("期限", "限期改正的期限", example="2026-07-15")
    note: Text | None = optional("说明", "情况与结果")


class HandUp(Node):
    """Dues handed up to the next higher organisation."""

    months: Months | None = optional("月份", "上缴哪一期间的党费", example="2026-01至2026-03")
    day: Day = key("日期", "上缴日期", example="2026-03-10")
    amount: Amount = key("金额", "上缴金额（元）", example="1920.00")
    kind: PaymentKind = key("性质", "党费或大额党费", default=PaymentKind.DUES, example="党费")
    names: OneOrMany[Name] = several("姓名", "大额党费的交纳人", example="王建国")
    receipt: Text | None = optional("收据", "上级开具的收据号或凭证的路径")
    note: Text | None = optional("说明", "与规定比例或时限不同的说明")


class Receipt(Node):
    """Money that came in otherwise: sent down from above, or interest."""

    day: Day = key("日期", "到账日期", example="2026-05-20")
    amount: Amount = key("金额", "金额（元）", example="500.00")
    source: Text = key("来源", "上级下拨（写明单位）或利息", example="机关党委下拨")
    purpose: UseKind | None = optional("用途", "下拨时指定的用途（专款专用）")


class Use(Node):
    """Dues spent by the branch."""

    identity: ClassVar = "matter"
    day: Day = key("日期", "支出日期", example="2026-07-01")
    kind: UseKind = key("用途", "属于哪一类用途", example="教育资料和设备")
    matter: Text = key("事项", "具体事项", example="订阅学习读物")
    amount: Amount = key("金额", "支出金额（元）", example="320.00")
    decided_on: Day | None = optional("集体研究", "集体讨论决定的日期", example="2026-06-25")
    record: RecordPath | None = optional("会议", "讨论决定的会议记录")
    voucher: Text | None = optional("凭证", "发票或凭证号")
    handler: Name | None = optional("经办人", "经办人", example="李秀兰")


class Publication(Node):
    """The yearly publication to the members."""

    day: Day = key("日期", "公布日期", example="2026-12-25")
    months: Months | None = optional(
        "月份", "公布的是哪一期间的收缴情况", example="2026-01至2026-12"
    )
    way: Text | None = optional("方式", "公布的方式", example="党员大会通报")
    stub: Text | None = optional("存根", "公布材料的存根或照片路径")


class DuesYear(Node):
    """``dues/2026.yaml``: fixing, payments, relief, use, handing up and publication."""

    year: Year = key("年度", "年度", example="2026")
    opening: Money | None = optional("上年结转", "上年结转的余额（元）", example="0.00")
    fixing: FixingRound | None = optional("核定", "年初核定每名党员的月交数额")
    bases: tuple[Base, ...] = several(
        "基数", "逐人基数；公开的仓库请改写在不入库的 dues/2026.private.yaml"
    )
    payments: tuple[Payment, ...] = several("交纳", "交纳记录；全体按核定数额交的一月一条")
    consents: tuple[Consent, ...] = several("支部同意", "支部同意的按季交纳、代交与补交")
    reliefs: tuple[Relief, ...] = several("减免", "困难党员少交或免交")
    handlings: tuple[Handling, ...] = several("欠交处理", "对没有按时交纳的党员所做的工作")
    receipts: tuple[Receipt, ...] = several("其他收入", "上级下拨与利息")
    uses: tuple[Use, ...] = several("使用", "党费支出")
    hand_ups: tuple[HandUp, ...] = several("上缴", "上缴上级党组织")
    publications: tuple[Publication, ...] = several("公布", "向党员公布收缴情况")
    closing: Money | None = optional("年末结余", "年末余额（元）", example="0.00")
    corrections: tuple[Correction, ...] = several("更正", "事后更正的内容与原因")
    waivers: tuple[Waiver, ...] = several("豁免", "对本台账豁免的规则、理由与期限")
    note: Text | None = optional("备注", "其他需要说明的情况")


class DuesBases(Node):
    """``dues/2026.private.yaml``: the bases of a year, kept outside git."""

    year: Year = key("年度", "年度", example="2026")
    bases: tuple[Base, ...] = several("基数", "逐人基数")
