"""``development/姓名.yaml``: how one person becomes a member, from application to archive.

A step that is a meeting refers to the meeting's record, and its votes are read there; the other
facts of the step stand here. Steps keep the order in which the rules ask for them.
"""

from enum import StrEnum
from typing import ClassVar

from djledger.ledger.common import Correction, Waiver
from djledger.ledger.members import Sex
from djledger.ledger.node import Node, key, optional, several
from djledger.ledger.values import (
    BirthDate,
    Count,
    Day,
    Hours,
    Name,
    OneOrMany,
    RecordPath,
    Text,
    YesNo,
)


class Recommendation(StrEnum):
    """How an applicant was put forward as an activist."""

    BY_MEMBERS = "党员推荐"
    BY_YOUTH_LEAGUE = "共青团推优"
    BY_MASS_BODIES = "群团组织推优"


class ApproverKind(StrEnum):
    """What kind of organisation approved; not every kind may."""

    COMMITTEE = "党委"
    WORK_COMMITTEE = "党工委"
    BASE_COMMITTEE = "乡镇（街道）所属基层党委"
    GENERAL_BRANCH = "党总支"
    PARTY_GROUP = "党组"
    TEMPORARY = "临时党组织"


class ProbationDecision(StrEnum):
    """What the assembly decided at the end of a probation."""

    CONFIRMED = "按期转正"
    EXTENDED = "延长预备期"
    CANCELLED = "取消预备党员资格"


class Held(Node):
    """A step that is a meeting: the record it refers to, or its day where there is none."""

    meeting: RecordPath | None = optional(
        "会议", "会议记录的路径", example="meetings/2026/2026-05-20-党员大会"
    )
    day: Day | None = optional("日期", "会议日期；有会议记录的不必写", example="2026-05-20")
    document: RecordPath | None = optional("材料", "佐证材料的路径")


class Report(Node):
    """Something sent up, and the answer."""

    sent_on: Day | None = optional("报送", "报送上级的日期", example="2026-03-10")
    answered_on: Day | None = optional("答复", "上级同意、备案或批复的日期", example="2026-03-20")
    by: Text | None = optional("机关", "答复的党组织", example="机关党委")
    number: Text | None = optional("文号", "批复文号")
    document: RecordPath | None = optional("材料", "佐证材料的路径")


class Applied(Node):
    """The application and the talk that answers it."""

    day: Day | None = optional("日期", "递交入党申请书的日期", example="2024-03-15")
    received_on: Day | None = optional("收到", "党组织收到申请书的日期；不写则为递交日期")
    rewritten_on: Day | None = optional("补写日期", "申请书补写件的落款日期")
    talked_on: Day | None = optional("谈话日期", "党组织派人谈话的日期", example="2024-04-02")
    talked_by: OneOrMany[Name] = several("谈话人", "谈话人", example=["李秀兰"])
    document: RecordPath | None = optional("材料", "申请书的路径")


class Contact(Node):
    """A person who cultivates or introduces the candidate, and for how long."""

    identity: ClassVar = "name"
    name: Name = key("姓名", "正式党员姓名", example="孙志远")
    start: Day | None = optional("起", "指定的日期")
    end: Day | None = optional("止", "更换的日期")
    branch: Text | None = optional("所在支部", "不在本支部名册上的，写其所在支部")
    reason: Text | None = optional("更换原因", "更换的原因")


class Examination(Node):
    """A half-yearly examination."""

    identity: ClassVar = "day"
    day: Day = key("日期", "考察日期", example="2024-12-20")
    opinion: Text | None = optional("意见", "考察意见")
    by: OneOrMany[Name] = several("考察人", "填写考察意见的人")


class ThoughtReport(Node):
    """A report on one's thinking; its text may be given to find copies."""

    identity: ClassVar = "day"
    day: Day = key("日期", "落款日期", example="2024-09-30")
    text: Text | None = optional("内容", "思想汇报正文或摘要")
    signer: Name | None = optional("落款", "落款姓名；不写则为本人")
    document: RecordPath | None = optional("材料", "思想汇报的路径")


class Course(Node):
    """A training: its days and hours."""

    start: Day | None = optional("起", "开始日期", example="2025-09-08")
    end: Day | None = optional("止", "结束日期", example="2025-09-10")
    days: Count | None = optional("天数", "集中培训天数；不写则由起止推算", example="3")
    hours: Hours | None = optional("学时", "学时", example="24")
    host: Text | None = optional("主办", "主办的党组织", example="机关党委")
    result: Text | None = optional("成绩", "结业成绩或结论", example="合格")
    exempt: Text | None = optional("未训说明", "个别特殊情况未参加培训的说明")


class Activist(Node):
    """From recommendation to the end of cultivation as an activist."""

    how: Recommendation | None = optional("推荐方式", "推荐方式", example="党员推荐")
    recommended_on: Day | None = optional("推荐日期", "推荐的日期", example="2024-06-05")
    decided: Held | None = optional("研究", "支委会（不设支委会的由党员大会）研究决定的会议")
    day: Day | None = optional("确定日期", "确定为入党积极分子的日期；不写则为研究会议的日期")
    filed: Report | None = optional("备案", "报上级党委备案")
    contacts: tuple[Contact, ...] = several("培养联系人", "一至二名正式党员")
    examinations: tuple[Examination, ...] = several("考察", "每半年一次的考察")
    reports: tuple[ThoughtReport, ...] = several("思想汇报", "思想汇报")
    course: Course | None = optional("培训", "入党积极分子培训")
    earlier_since: Day | None = optional("连续计算起", "转入前培养时间连续计算的起始日期")
    transferred_on: Day | None = optional("转接日期", "培养教育关系转入本支部的日期")


class Hearing(Node):
    """Opinions heard before a decision."""

    day: Day | None = optional("日期", "听取意见的日期", example="2025-07-02")
    group: YesNo | None = optional("党小组", "是否听取党小组意见", example="是")
    contacts: YesNo | None = optional("培养联系人", "是否听取培养联系人意见", example="是")
    members: YesNo | None = optional("党员", "是否听取党员意见", example="是")
    masses: YesNo | None = optional("群众", "是否听取群众意见", example="是")
    attendance: Count | None = optional("座谈人数", "座谈会人数")
    note: Text | None = optional("情况", "意见归纳")


class Notice(Node):
    """A public notice: at least five working days."""

    start: Day | None = optional("起", "公示首日", example="2026-06-01")
    end: Day | None = optional("止", "公示末日", example="2026-06-05")
    places: OneOrMany[Text] = several("地点", "公示地点", example=["单位公示栏"])
    result: Text | None = optional("结果", "公示情况", example="无异议")


class Candidate(Node):
    """Being listed as a candidate."""

    hearing: Hearing | None = optional("听取意见", "听取党小组、联系人、党员和群众意见")
    decided: Held | None = optional("研究", "支委会研究的会议")
    agreed: Report | None = optional("上级同意", "上级党委同意（2026 年起）")
    notice: Notice | None = optional("公示", "公示不少于五个工作日（2026 年起为全国要求）")
    filed: Report | None = optional("备案", "报上级党委备案（2014 版）")
    day: Day | None = optional("确定日期", "列为发展对象的日期", example="2026-06-08")
    plan_on: Day | None = optional("列入计划", "列入发展计划的日期")
    introducers: tuple[Contact, ...] = several("入党介绍人", "两名正式党员")
    autobiography_on: Day | None = optional("自传", "自传的落款日期")


class Inquiry(Node):
    """A letter of inquiry of the political review, and its answer."""

    identity: ClassVar = "about"
    about: Text = key("对象", "本人、父亲、母亲、配偶等", example="父亲")
    sent_on: Day | None = optional("发函", "发函日期", example="2026-06-09")
    answered_on: Day | None = optional("回函", "回函日期", example="2026-06-16")
    sealed: YesNo | None = optional("盖章", "回函是否有单位盖章", example="是")


class PoliticalReview(Node):
    """The political review and its concluding document."""

    inquiries: tuple[Inquiry, ...] = several("函调", "函调的发出与回复")
    waived: Text | None = optional("免于函调", "情况清楚不再函调的说明")
    concluded_on: Day | None = optional("结论日期", "结论性材料的日期", example="2026-06-18")
    passed: YesNo | None = optional("合格", "政治审查是否合格", example="是")
    signed_by: Name | None = optional("签名", "结论性材料上签名的书记")
    document: RecordPath | None = optional("材料", "结论性材料的路径")


class Form(Node):
    """The application form (入党志愿书)."""

    number: Text | None = optional("编号", "志愿书编号", example="SN-0001")
    received_on: Day | None = optional("领取", "领取志愿书的日期")
    filled_on: Day | None = optional("填写", "本人填写的落款日期")
    resolution_on: Day | None = optional("决议日期", "决议栏所写日期；应与支部大会日期一致")
    probation_start: Day | None = optional("预备期起", "党委审批栏所写预备期起日")
    probation_end: Day | None = optional("预备期止", "党委审批栏所写预备期止日")
    void: YesNo | None = optional("作废", "志愿书是否作废")


class Approval(Node):
    """The approval by the committee above."""

    reported_on: Day | None = optional("报批", "支部上报的日期", example="2026-07-20")
    talked_on: Day | None = optional("谈话日期", "审批前上级派人谈话的日期", example="2026-08-03")
    talked_by: OneOrMany[Name] = several("谈话人", "党委委员或组织员")
    day: Day | None = optional("日期", "党委集体讨论审批的日期", example="2026-08-20")
    by: Text | None = optional("机关", "审批的党组织", example="机关党委")
    kind: ApproverKind | None = optional("机关类别", "审批机关的类别", example="党委")
    number: Text | None = optional("文号", "批复文号")
    special: Text | None = optional("延期说明", "超过三个月审批的特殊情况说明")
    party_group_on: Day | None = optional("党组讨论", "机关党委审批前报党组讨论决定的日期")
    filed_on: Day | None = optional("备案", "报上级组织部门备案的日期")
    announced_on: Day | None = optional("宣布", "在党员大会上宣布的日期")


class Admission(Node):
    """From the committee's own review to the oath."""

    review: PoliticalReview | None = optional("政治审查", "政治审查")
    course: Course | None = optional("短期培训", "不少于三天或二十四学时的集中培训")
    leaving_on: Day | None = optional("离开日期", "三个月内将离开工作、学习单位的，写预计日期")
    examined: Held | None = optional("支委会审查", "支委会集体审查的会议")
    prereview: Report | None = optional("预审", "报基层党委预审")
    form: Form | None = optional("志愿书", "入党志愿书")
    assembly: Held | None = optional("支部大会", "讨论接收的党员大会")
    introducers_absent: Text | None = optional("介绍人未到会", "介绍人未到会的说明或书面意见")
    approval: Approval | None = optional("审批", "上级党委审批")
    placed_on: Day | None = optional("编入支部", "编入党支部和党小组的日期")
    oath_on: Day | None = optional("宣誓", "入党宣誓的日期", example="2026-09-10")


class Extension(Node):
    """An extension of the probation."""

    assembly: Held | None = optional("支部大会", "讨论延长的党员大会")
    until: Day = key("至", "延长后的届满日期", example="2028-01-14")
    approved_on: Day | None = optional("批准", "上级批准的日期")
    reason: Text | None = optional("原因", "延长的原因")


class Probation(Node):
    """The probation and its end."""

    start: Day | None = optional("起", "预备期起日；不写则为支部大会通过之日")
    end: Day | None = optional("止", "预备期届满之日")
    examinations: tuple[Examination, ...] = several("考察", "预备期考察")
    applied_on: Day | None = optional("转正申请", "本人书面转正申请的日期", example="2027-07-01")
    hearing: Hearing | None = optional("听取意见", "转正前听取意见")
    notice: Notice | None = optional("公示", "转正前公示（有要求的地方）")
    examined: Held | None = optional("支委会审查", "支委会审查的会议")
    assembly: Held | None = optional("支部大会", "讨论转正的党员大会")
    decision: ProbationDecision | None = optional("决定", "大会的决定", example="按期转正")
    extensions: tuple[Extension, ...] = several("延长", "延长预备期；只能一次")
    approval: Approval | None = optional("审批", "上级党委审批")
    seniority_from: Day | None = optional("党龄起算", "党龄起算日期")
    transferred_on: Day | None = optional("转入日期", "预备党员转入本支部的日期")


class Archive(Node):
    """Where the file went and what it holds."""

    day: Day | None = optional("归档日期", "归档日期")
    documents: tuple[Text, ...] = several("目录", "归档材料目录", example=["入党志愿书"])


class Stopped(Node):
    """Why and when the process ended early."""

    day: Day = key("日期", "终止日期", example="2026-03-12")
    reason: Text = key("原因", "终止的原因", example="本人提出暂缓")


class DevelopmentFile(Node):
    """One person's development file."""

    identity: ClassVar = "name"
    vital: ClassVar = frozenset[str]()
    name: Name = key("姓名", "姓名", example="何雨晴")
    sex: Sex | None = optional("性别", "性别", example="女")
    born: BirthDate | None = optional("出生", "出生年月（可写到日）", example="1998-03-21")
    education: Text | None = optional("学历", "学历", example="大学本科")
    unit: Text | None = optional("单位", "工作或学习单位", example="综合科")
    post: Text | None = optional("职务", "职务")
    joined_unit_on: Day | None = optional("入职入学", "到本单位（或落户）的日期")
    mobile: YesNo | None = optional("流动人员", "是否流动人员", example="否")
    rejoined: YesNo | None = optional("重新入党", "是否重新入党", example="否")
    applied: Applied | None = optional("申请", "第一阶段：申请入党")
    activist: Activist | None = optional("积极分子", "第二阶段：入党积极分子的确定与培养")
    candidate: Candidate | None = optional("发展对象", "第三阶段：发展对象的确定")
    admission: Admission | None = optional("接收", "第四阶段：考察、审查与接收")
    probation: Probation | None = optional("预备期", "第五阶段：预备党员的教育、考察和转正")
    archive: Archive | None = optional("归档", "材料归档")
    stopped: Stopped | None = optional("终止", "中途终止")
    offences: tuple[Text, ...] = several("违纪违法", "培养、预备期间受到的处罚与日期")
    corrections: tuple[Correction, ...] = several("更正", "事后更正的内容与原因")
    waivers: tuple[Waiver, ...] = several("豁免", "对本档案豁免的规则、理由与期限")
    note: Text | None = optional("备注", "其他需要说明的情况")
