"""The words that made-up records are put together from."""

from random import Random

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = [
    "建国", "秀兰", "志远", "立新", "小燕", "晓明", "雅琴", "国华", "文静", "长青", "德茂",
    "玉梅", "雨晴", "建华", "卫东", "思远", "海涛", "丽娟", "明哲", "春燕", "庆丰", "慧敏",
    "俊杰", "淑芬", "永康", "佳宁", "振宇", "红霞", "子轩", "月英", "宏伟", "晓彤", "博文",
    "桂珍", "少华", "婷婷",
]  # fmt: skip
NAMES = [surname + given for given in _GIVEN for surname in _SURNAMES]

_UNITS = [
    "市发展和改革委员会", "市财政局", "市水务局", "市统计局", "市农业农村局", "市交通运输局",
    "市图书馆", "市档案馆", "市疾病预防控制中心", "市公共资源交易中心", "市自然资源局",
    "市生态环境局",
]  # fmt: skip
_ORDINALS = "一二三四五六七八九十"

PLACES = ["三楼党员活动室", "二楼会议室", "机关党员之家", "四楼小会议室", "档案楼一层会议室"]
SITES = ["青石街社区", "南湖社区", "柳河村", "东岭林场", "城北污水处理厂", "高铁站志愿服务点"]
TOPICS = [
    "党的二十届三中全会精神",
    "《中国共产党支部工作条例（试行）》",
    "《中国共产党党员教育管理工作条例》",
    "习近平总书记关于党的建设的重要思想",
    "中央八项规定及其实施细则精神",
    "《中国共产党纪律处分条例》",
    "全国两会精神",
    "中央经济工作会议精神",
    "中央农村工作会议精神",
    "党章",
    "新修订的保密法",
    "安全生产法律法规",
    "《信访工作条例》",
    "统计造假典型案例通报",
    "先进典型事迹",
    "党的自我革命战略思想",
]
TASKS = [
    "项目资金拨付进度", "窗口服务满意度", "老旧小区改造协调", "营商环境问题整改", "档案数字化",
    "汛期值班值守", "节能降碳改造", "重点项目联审", "信访积案化解", "统计数据核查", "公文流转时限",
    "青年干部跟班学习", "离退休党员走访", "结对社区服务", "机关食堂反浪费", "网络安全自查",
]  # fmt: skip
_MEASURES = [
    "建立台账按周销号", "由分管同志牵头、两名党员具体负责", "先在一个科室试行再全面推开",
    "每月通报一次进展", "把办理时限公开上墙", "与年度考核挂钩", "请服务对象现场评价",
    "形成操作手册发到每个岗位", "设立党员示范岗带头办理", "对超期事项逐件说明原因",
]  # fmt: skip
_REASONS = ["出差", "病假", "外出培训", "休年假", "参加市里会议", "值班", "下乡督导", "产假"]

_SUMMARY = [
    "{who}汇报了{task}情况：{month}以来共办理{n}件，按时办结{m}件，尚有{k}件因材料不全未办结。",
    "会议对照年度工作要点，逐项梳理{task}，认为总体推进平稳，但{k}个环节仍依赖人工核对，容易出错。",
    "围绕{topic}，{who}领学了有关章节，结合{task}谈了{k}点体会。",
    "上次会议确定的{n}项任务已完成{m}项，{task}一项因外部条件变化需要调整时限。",
    "到{site}走访时，群众反映{task}方面的意见{k}条，其中两条需要协调其他单位。",
    "根据上级通知，{task}须在{month}底前完成自查，本支部涉及{k}个岗位、{n}名同志。",
]
_REMARK = [
    "{task}关键在前端把关，建议{measure}，避免到月底集中返工。",
    "我负责的{n}件里有{k}件超过承诺时限，主要是自己跟得不紧，下个月{measure}。",
    "赞成先{measure}；{site}那边已经有现成做法，可以请他们来讲一次。",
    "学习{topic}以后对照检查，自己在调查研究上做得不够，今年只到{site}去了{k}次。",
    "建议把{task}与主题党日结合起来，到{site}现场办公，当场能答复的当场答复。",
    "群众最关心的是多久能办好，不是程序有多细，{task}应当{measure}。",
    "去年{month}也遇到过类似情况，当时用了{n}天才理顺，经验是{measure}。",
    "新来的同志对{task}还不熟，我可以带{k}名同志一起做，{month}前让他们独立上手。",
]
_DECISION = [
    "同意{who}提出的安排，{task}工作{measure}，{month}前向支委会报告结果。",
    "会议决定：{task}由{who}牵头，{measure}；每周五下班前汇总进度。",
    "原则同意方案，按会上意见修改后印发；{task}中需要协调的{k}个问题报上级研究。",
    "确定{month}到{site}开展服务，{who}负责联络，参加人数不少于{n}人。",
]
_ACTIVITY = [
    "上午在{site}集中学习{topic}，{who}作了重点发言；随后分{k}组入户走访{n}户，收集意见{m}条。",
    "全体党员重温入党誓词，围绕{topic}开展研讨，{n}名同志先后发言，会后到{site}清理河道垃圾{m}袋。",
    "组织参观{site}，听取{task}情况介绍，现场提出建议{k}条；{who}作小结，要求{measure}。",
    "结合{task}开展岗位练兵，{n}名党员参加业务比武，评出{k}个示范岗；大家认为应当{measure}。",
    "学习{topic}，观看专题片后分组讨论，{who}结合{task}谈认识，提出{measure}。",
]


def branch_name(index: int) -> str:
    """Return the name of a branch, different for each index."""
    unit = _UNITS[index % len(_UNITS)]
    number = index // len(_UNITS)
    office, ordinal = divmod(number, len(_ORDINALS))
    return f"{unit}{f'第{office}区' if office else ''}机关第{_ORDINALS[ordinal]}党支部"


def reason(rng: Random) -> str:
    """Return a ground for absence."""
    return rng.choice(_REASONS)


def summary(rng: Random, who: str, sentences: int = 2) -> str:
    """Return what was reported on an item of the agenda."""
    return _text(rng, _SUMMARY, who, sentences)


def remark(rng: Random, who: str) -> str:
    """Return what one person said."""
    return _text(rng, _REMARK, who, rng.randint(1, 2))


def decision(rng: Random, who: str) -> str:
    """Return what was decided."""
    return _text(rng, _DECISION, who, 1)


def activity(rng: Random, who: str, sentences: int) -> str:
    """Return what was done, a paragraph a sentence."""
    return _text(rng, _ACTIVITY, who, sentences, "\n")


def _text(rng: Random, forms: list[str], who: str, sentences: int, glue: str = "") -> str:
    chosen = rng.sample(forms, min(sentences, len(forms)))
    return glue.join(form.format(**_slots(rng, who)) for form in chosen)


def _slots(rng: Random, who: str) -> dict[str, object]:
    count = rng.randint(9, 60)
    return {
        "who": who,
        "n": count,
        "m": count - rng.randint(1, 6),
        "k": rng.randint(2, 5),
        "month": f"{rng.randint(1, 12)}月",
        "task": rng.choice(TASKS),
        "topic": rng.choice(TOPICS),
        "site": rng.choice(SITES),
        "measure": rng.choice(_MEASURES),
    }
