"""``branch.yaml`` and ``committee.yaml``: what an organisation is and who leads it."""

from enum import StrEnum
from typing import ClassVar

from djledger.ledger.common import Waiver
from djledger.ledger.node import Node, key, optional, several
from djledger.ledger.values import Count, Day, Name, OneOrMany, RecordPath, Text, YesNo


class BranchKind(StrEnum):
    """The kinds of branch of the branch regulation (Art. 10), as far as rules differ."""

    ORGAN = "机关"
    INSTITUTION = "事业单位"
    STATE_FIRM = "国有企业"
    PRIVATE_FIRM = "非公企业"
    SOCIAL = "社会组织"
    VILLAGE = "村"
    COMMUNITY = "社区"
    TEACHERS = "高校教师"
    STUDENTS = "高校学生"
    SCHOOL = "中小学校"
    RETIRED = "离退休"
    OTHER = "其他"


class BranchForm(StrEnum):
    """How a branch is set up."""

    SINGLE = "独立"
    JOINT = "联合"
    TEMPORARY = "临时"
    MOBILE = "流动党员"


class Post(StrEnum):
    """Posts in a branch or its committee."""

    SECRETARY = "书记"
    DEPUTY = "副书记"
    ORGANISATION = "组织委员"
    PUBLICITY = "宣传委员"
    DISCIPLINE = "纪检委员"
    UNITED_FRONT = "统战委员"
    YOUTH = "青年委员"
    WELFARE = "生活委员"
    SECRECY = "保密委员"
    MEMBER = "委员"


class Origin(StrEnum):
    """How an officer came to the post."""

    ELECTED = "选举"
    BY_ELECTION = "补选"
    APPOINTED = "任命"


class Officer(Node):
    """One person's time in office within a term."""

    identity: ClassVar = "name"
    name: Name = key("姓名", "姓名", example="王建国")
    posts: OneOrMany[Post] = key("职务", "职务；兼任的写成列表", example="书记")
    start: Day | None = optional("起", "任职日期；不写则为本届当选日期")
    end: Day | None = optional("止", "离任日期")
    origin: Origin | None = optional("产生", "选举、补选或任命", example="选举")
    approved_on: Day | None = optional(
        "批准日期", "上级批准书记、副书记的日期", example="2024-06-20"
    )
    filed_on: Day | None = optional("备案日期", "委员报上级备案的日期", example="2024-06-20")
    note: Text | None = optional("说明", "离任原因等")


class Extension(Node):
    """Leave to hold the election later or earlier than due."""

    approved_on: Day | None = optional("批准日期", "上级批准日期", example="2026-05-10")
    approved_by: Text | None = optional("批准机关", "批准的党组织", example="机关党委")
    until: Day = key("至", "延至（或提前至）的日期", example="2026-12-31")
    reason: Text | None = optional("原因", "原因")


class Term(Node):
    """A committee's term; a branch without committee has one too, of its secretary."""

    identity: ClassVar = "number"
    number: Text | None = optional("届次", "第几届", example="第四届")
    elected_on: Day = key("当选日期", "选举产生的日期", example="2024-06-12")
    years: Count | None = optional(
        "任期", "任期年数；不写则按类型推算（村、社区五年，其余三年）", example="3"
    )
    has_committee: YesNo | None = optional(
        "设支委会", "是否设支部委员会；不写则按有无委员推算", example="是"
    )
    extension: Extension | None = optional("延期", "经批准的延期或提前")
    reminded_on: Day | None = optional("提醒日期", "上级提醒换届的日期")
    election: RecordPath | None = optional("选举", "换届选举记录", example="elections/2024-换届")
    ended_on: Day | None = optional("届终", "本届提前结束的日期")
    officers: tuple[Officer, ...] = several("成员", "班子成员与分工")


class Group(Node):
    """A party group of the branch."""

    identity: ClassVar = "name"
    name: Text = key("名称", "党小组名称", example="第一党小组")
    leader: Name | None = optional("组长", "党小组组长", example="郑晓明")
    start: Day | None = optional("成立", "成立日期")
    end: Day | None = optional("撤销", "撤销日期")


class Founding(Node):
    """How the organisation was set up."""

    applied_on: Day | None = optional("申请", "基层单位提出申请的日期")
    approved_on: Day | None = optional("批复", "上级批复的日期")
    approved_by: Text | None = optional("批准机关", "批准成立的党组织", example="机关党委")
    day: Day | None = optional("日期", "成立日期", example="2015-04-20")
    filed_on: Day | None = optional("备案", "报上级组织部门备案的日期")


class Dissolution(Node):
    """How the organisation ended."""

    day: Day = key("日期", "撤销日期", example="2026-09-30")
    approved_by: Text | None = optional("批准机关", "批准撤销的党组织")
    filed_on: Day | None = optional("备案", "报上级组织部门备案的日期")


class Project(Node):
    """The project or temporary body that a temporary branch serves."""

    name: Text = key("名称", "工程、项目或临时机构名称", example="防汛前线工作队")
    start: Day | None = optional("起", "开始日期")
    end: Day | None = optional("止", "（预计）结束日期")


class ContactPoint(Node):
    """A leader who keeps this branch as a contact point."""

    identity: ClassVar = "name"
    name: Name = key("姓名", "联系领导", example="韩卫东")
    post: Text | None = optional("职务", "领导职务", example="党组成员、副局长")
    visits: tuple[Day, ...] = several("到点", "到联系点的日期")


class BranchProfile(Node):
    """``branch.yaml``: what the branch is, its committee's terms and its groups."""

    name: Text = key("名称", "党支部全称", example="市发展和改革委员会第一党支部")
    code: Text | None = optional("代码", "党组织代码", example="DF-001")
    kind: BranchKind = key("类型", "党支部类型", example="机关")
    form: BranchForm = key(
        "形式", "独立、联合、临时或流动党员党支部", default=BranchForm.SINGLE, example="独立"
    )
    upper: Text | None = optional("上级", "上级党组织", example="机关党委")
    founded: Founding | None = optional("成立", "成立的申请、批复与日期")
    dissolved: Dissolution | None = optional("撤销", "撤销的日期与批准")
    ledger_since: Day | None = optional(
        "台账启用", "自何日起使用本台账，此前不作要求", example="2026-01-01"
    )
    units: tuple[Text, ...] = several("覆盖单位", "联合党支部所覆盖的单位")
    project: Project | None = optional("依托", "临时党支部所依托的工程、项目或临时机构")
    scattered: YesNo | None = optional("党员分散", "党员是否较为分散", example="否")
    theme_day: Text | None = optional("主题党日", "相对固定的时间", example="每月第二个星期五")
    terms: tuple[Term, ...] = several("届次", "历届班子，后一届写在后面")
    groups: tuple[Group, ...] = several("党小组", "党小组")
    contact_points: tuple[ContactPoint, ...] = several("联系点", "以本支部为联系点的领导")
    waivers: tuple[Waiver, ...] = several("豁免", "对本支部豁免的规则、理由与期限")
    note: Text | None = optional("备注", "其他需要说明的情况")


class CommitteeKind(StrEnum):
    """Upper organisations."""

    ORGAN_COMMITTEE = "机关党委"
    GENERAL_BRANCH = "党总支"
    BASE_COMMITTEE = "基层党委"
    WORK_COMMITTEE = "党工委"
    UNIVERSITY = "高校党委"
    COLLEGE = "院系党组织"
    VILLAGE = "村党委"
    COMMUNITY = "社区党委"
    TOWNSHIP = "乡镇（街道）党委"
    OTHER = "其他"


class CommitteeProfile(Node):
    """``committee.yaml``: an upper organisation and its own terms."""

    name: Text = key("名称", "党组织全称", example="中共某市发展和改革委员会机关委员会")
    code: Text | None = optional("代码", "党组织代码", example="DF-000")
    kind: CommitteeKind = key("类别", "机关党委、党总支、基层党委等", example="机关党委")
    upper: Text | None = optional("上级", "上级党组织", example="市直机关工委")
    founded: Founding | None = optional("成立", "成立的申请、批复与日期")
    discipline_committee: YesNo | None = optional("设纪委", "是否设立纪律检查委员会", example="是")
    smaller_approved: Text | None = optional("设立批准", "党员不足规定人数而设立的，上级批准的依据")
    terms: tuple[Term, ...] = several("届次", "历届班子，后一届写在后面")
    waivers: tuple[Waiver, ...] = several("豁免", "对本组织豁免的规则、理由与期限")
    note: Text | None = optional("备注", "其他需要说明的情况")
