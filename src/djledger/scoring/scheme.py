"""What a scheme file says: items and how each is reckoned, grades, quotas, vetoes, stages."""

from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from djledger.ledger.node import Node, key, optional, several
from djledger.ledger.organisation import BranchKind
from djledger.ledger.values import Amount, Count, Money, OneOrMany, Percent, RecordPath, Text, YesNo


class Target(StrEnum):
    """Who is scored."""

    BRANCH = "党支部"
    MEMBER = "党员"


class Cycle(StrEnum):
    """How often the scheme is applied."""

    YEAR = "年度"
    QUARTER = "季度"


class Method(StrEnum):
    """How an item is reckoned."""

    BASE = "起评"
    ADD = "加分"
    DEDUCT = "扣分"
    AT_LEAST = "不少于"
    RATIO = "比例"
    PRESENT = "有无"
    MANUAL = "评分"
    SUM = "合计"
    WEIGHTED = "加权"


class Rounding(StrEnum):
    """What becomes of a fraction."""

    DOWN = "舍去"
    UP = "进一"
    HALF_UP = "四舍五入"


class Ties(StrEnum):
    """What becomes of those who share the place at which a quota ends."""

    ALL = "都入选"
    NONE = "都不入选"
    OPEN = "由组织确定"


class StageName(StrEnum):
    """The stages of naming a model branch."""

    APPLICATION = "申报"
    REVIEW = "评审"
    NAMING = "命名"
    REREVIEW = "复审"
    EXIT = "退出"


class Range(Node):
    """A range of numbers; each end that is given says whether it belongs to the range."""

    at_least: Money | None = optional("不低于", "下限，含本数", example="80")
    above: Money | None = optional("高于", "下限，不含本数")
    at_most: Money | None = optional("不高于", "上限，含本数")
    below: Money | None = optional("低于", "上限，不含本数", example="90")

    def holds(self, value: Decimal) -> bool:
        """Whether a number lies in the range."""
        return (
            (self.at_least is None or value >= self.at_least)
            and (self.above is None or value > self.above)
            and (self.at_most is None or value <= self.at_most)
            and (self.below is None or value < self.below)
        )

    @property
    def ends(self) -> str:
        """The range in words."""
        shown = {
            "不低于": self.at_least, "高于": self.above, "不高于": self.at_most, "低于": self.below,
        }  # fmt: skip
        return "、".join(f"{word} {end}" for word, end in shown.items() if end is not None)


class Item(Node):
    """One item of a scheme, or a group of items."""

    identity: ClassVar = "name"
    name: Text = key("名称", "项目名称", example="党员大会")
    method: Method = key("方式", "怎样计分", example="不少于")
    points: Amount | None = optional("分值", "本项满分或起评分", example="10")
    per: Amount | None = optional("每次", "每次加或扣的分", example="2.5")
    cap: Amount | None = optional("封顶", "最多得多少分")
    floor: Money | None = optional("保底", "最少得多少分")
    threshold: Amount | None = optional("标准", "不少于多少次", example="4")
    measure: Text | None = optional("取数", "从台账取哪个数", example="党员大会次数")
    rules: OneOrMany[Text] = several("规则", "取数为“检查发现数”时，哪些规则", example="MTG301")
    material: RecordPath | None = optional("材料", "应有的材料（支部文件夹内的路径）")
    weight: Percent | None = optional("权重", "在上一级加权中占多少", example="70%")
    items: "tuple[Item, ...]" = several("项目", "分项")
    note: Text | None = optional("说明", "计分口径")


class Band(Range):
    """A grade and the scores that it takes."""

    identity: ClassVar = "name"
    name: Text = key("名称", "等次", example="五星")


class Quota(Node):
    """How many may have a grade; the others go to the next grade below."""

    identity: ClassVar = "grade"
    grade: Text = key("等次", "受限额的等次", example="五星")
    share: Percent | None = optional("比例", "不超过参评总数的多少", example="30%")
    places: Count | None = optional("名额", "不超过多少个")
    rounding: Rounding | None = optional("取整", "按比例算出小数时怎样取整", example="舍去")
    ties: Ties = key("并列", "最后一名并列时", default=Ties.OPEN, example="由组织确定")


class Veto(Range):
    """A condition that decides the grade, whatever the score."""

    identity: ClassVar = "name"
    name: Text = key("名称", "否决情形", example="发生严重违纪案件")
    measure: Text | None = optional("取数", "从台账取哪个数，落在所写范围内即为否决")
    rules: OneOrMany[Text] = several("规则", "取数为“检查发现数”时，哪些规则")
    item: Text | None = optional("项目", "哪一项的得分落在所写范围内即为否决")
    manual: YesNo | None = optional("人工", "由考核单位逐一认定", example="是")
    grade: Text | None = optional("等次", "直接定为哪个等次", example="后进")
    zero: YesNo | None = optional("清零", "总分计为 0")


class Stages(Node):
    """Naming in stages, from application to re-review and exit."""

    every: Count = key("复审间隔", "命名后每隔几年复审一次", example="2")
    grade: Text | None = optional("命名等次", "评审要达到的等次", example="达标")


class Scheme(Node):
    """A scheme file."""

    name: Text = key("名称", "方案名称", example="堡垒指数（示例）")
    note: Text | None = optional("说明", "依据与适用范围")
    target: Target = key("对象", "给谁打分", example="党支部")
    applies: OneOrMany[BranchKind] = several("适用", "适用的党支部类型；不写为全部")
    cycle: Cycle = key("周期", "年度或季度", default=Cycle.YEAR, example="年度")
    method: Method = key("汇总", "合计或加权", default=Method.SUM, example="合计")
    cap: Amount | None = optional("封顶", "总分最高多少", example="100")
    floor: Money | None = optional("保底", "总分最低多少", example="0")
    places: Count = key("小数位", "得分保留几位小数", default=2, example="2")
    rounding: Rounding = key(
        "取整", "得分的尾数怎样处理", default=Rounding.HALF_UP, example="四舍五入"
    )
    items: tuple[Item, ...] = key("项目", "计分项目")
    bands: tuple[Band, ...] = several("等次", "等次与分数范围，由高到低")
    quotas: tuple[Quota, ...] = several("限额", "等次的比例或名额限制")
    vetoes: tuple[Veto, ...] = several("一票否决", "直接定等次的情形")
    stages: Stages | None = optional("阶段", "申报、评审、命名、复审、退出")

    @property
    def whole(self) -> Item:
        """The scheme as one group of items."""
        return Item.model_construct(
            name="总分", method=self.method, items=self.items, cap=self.cap, floor=self.floor
        )
