"""Examples for keys whose declaration gives none: by the form of the value, else by the label."""

from typing import Any

BY_EXPECTATION = "写成 "
"""What stands before the example in the words that say how a form is written."""

TEXTS: dict[str, str] = {
    "上级": "机关党委",
    "主持人": "王建国",
    "主持说明": "书记出差，委托组织委员主持",
    "主题": "学习贯彻全会精神",
    "介绍人未到会": "因公出差，已于会前提交书面意见",
    "佐证": "整改报告已报机关党委",
    "依据": "某机关党委〔2026〕5 号",
    "候选人": "王建国",
    "党员互评": "逐人开展互评",
    "免于函调": "本人及家庭主要成员情况清楚，有档案为证",
    "关系所在": "市财政局第二党支部",
    "内容": "通报一季度工作，讨论走访安排",
    "决议": "同意该计划，由组织委员负责落实",
    "凭证": "发票 000123",
    "到会": "王建国",
    "原因": "工作调动",
    "反向情形": "无故不参加组织生活",
    "同票再选": "周立新",
    "地点": "三楼党员活动室",
    "处理意见": "继续查找，报机关党委",
    "处置意见": "由书记谈话帮教，限期改进",
    "备注": "无",
    "存根": "附件/公布照片.jpg",
    "对照检查": "逐人对照检查，支委会作书面检查",
    "延期说明": "审批机关换届，经请示延期",
    "当选": "王建国",
    "征求意见": "座谈会一次，收到意见六条",
    "情况": "记录较规范，党小组会次数不足",
    "意见": "表现良好，继续培养",
    "所在支部": "市统计局第一党支部",
    "批准机关": "机关党委",
    "批复文号": "某机关党委〔2026〕5 号",
    "批评与自我批评": "逐人开展，见会议记录",
    "授予": "机关党委",
    "授课人": "王建国",
    "授课人职务": "党支部书记",
    "摘要": "组织委员说明计划，两名党员提出修改意见",
    "收据": "党费收据 000123",
    "整改措施": "每月末由组织委员核对记录",
    "文号": "某机关党委〔2026〕5 号",
    "更换原因": "工作调动",
    "未交": "周立新",
    "未训说明": "长期驻外，经批准以视频方式参加",
    "查找经过": "电话、走访原住址，联系亲属",
    "流动党员说明": "两名流动党员未返回，计入应到会",
    "监票人": "郑晓明",
    "签名": "王建国",
    "结果": "按期改正",
    "考察人": "孙志远",
    "职务": "科长",
    "落款": "何雨晴",
    "覆盖单位": "某商贸公司",
    "证明": "流入地党组织证明",
    "评定意见": "能发挥先锋模范作用",
    "设立批准": "某工委〔2020〕8 号",
    "说明": "到龄退休，不再担任",
    "谈心谈话": "班子成员之间、与党员之间均已谈心",
    "谈话人": "李秀兰",
    "违纪违法": "2026-03-01 行政处罚",
    "销号单位": "机关党委",
    "问题清单": "联系群众不够经常",
    "姓名": "王建国",
    "补记说明": "防汛期间集体外出，返回后补记",
}
"""Synthetic, in the words a clerk would use."""


def with_samples(schema: dict[str, Any]) -> None:
    """Give an example to every key of a schema that has none."""
    definitions = schema.get("$defs", {})
    for place in (schema, *definitions.values()):
        for label, described in place.get("properties", {}).items():
            if not described.get("examples"):
                sample = _sample(label, described, definitions, 0)
                if sample is not None:
                    described["examples"] = [sample]


def _sample(label: str, described: dict[str, Any], definitions: dict[str, Any], depth: int) -> Any:
    for option in (described, *described.get("anyOf", ())):
        found = _of_option(label, option, definitions, depth)
        if found is not None:
            return found
    return None


def _of_option(label: str, option: dict[str, Any], definitions: dict[str, Any], depth: int) -> Any:
    if "patternErrorMessage" in option:
        return option["patternErrorMessage"].partition(BY_EXPECTATION)[2].split(" ")[0]
    if "enum" in option:
        return option["enum"][0]
    if "$ref" in option:
        inner = definitions[option["$ref"].rsplit("/", 1)[-1]]
        return _of_mapping(inner, definitions, depth) if "properties" in inner else _first(inner)
    if "items" in option:
        item = _sample(label, option["items"], definitions, depth)
        return None if item is None else [item]
    return TEXTS.get(label) if "string" in option.get("type", ()) else None


def _first(choices: dict[str, Any]) -> Any:
    return next(iter(choices.get("enum", ())), None)


def _of_mapping(model: dict[str, Any], definitions: dict[str, Any], depth: int) -> Any:
    """Show what a mapping must have, else its first key; never deeper than an editor shows."""
    if depth > 4:
        return None
    keys = model.get("required") or list(model["properties"])[:1]
    made = {}
    for key in keys:
        described = model["properties"][key]
        given = described.get("examples") or [_sample(key, described, definitions, depth + 1)]
        made[key] = given[0]
    return made if all(value is not None for value in made.values()) else None
