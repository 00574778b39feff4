"""The year's talks, organisation-life meeting and appraisal of a made-up branch."""

from datetime import date, timedelta
from itertools import combinations
from typing import Any

from ledgers import words
from ledgers.record import base, tail
from ledgers.world import World


def talks(world: World, day: date) -> dict[str, Any]:
    """Return the record of talks: each pair of the committee, and each member once."""
    board = list(world.committee.values())
    pairs = list(combinations(board, 2))
    others = [p.name for p in world.present_on(day) if p.name not in board]
    pairs += [(board[number % len(board)], name) for number, name in enumerate(others)]
    return {
        "类型": "谈心谈话",
        "名称": "年度谈心谈话",
        "日期": str(day),
        "地点": "各科室",
        "记录人": world.recorder,
        "谈话": [
            {
                "日期": str(day - timedelta(days=world.rng.randint(0, 20))),
                "谈话人": by,
                "对象": name,
                "内容": words.remark(world.rng, name),
            }
            for by, name in pairs
        ],
        **tail(world, day),
    }


def organisation_life(world: World, day: date) -> dict[str, Any]:
    """Return the organisation-life meeting, held together with the appraisal."""
    kinds = ["组织生活会", "民主评议"]
    opinions = world.rng.randint(6, 15)
    return {
        **base(world, kinds, day, f"{world.year}年度组织生活会和民主评议党员", "09:00-11:30"),
        "缺席": {},
        "筹备": {
            "主题确定": str(day - timedelta(days=20)),
            "通知日期": str(day - timedelta(days=15)),
            "会前学习": f"集中学习{words.TOPICS[0]}、{words.TOPICS[9]}",
            "谈心谈话": "班子成员之间、班子成员与党员之间均已谈心谈话",
            "征求意见": f"发放征求意见表{len(world.people)}份，收到意见{opinions}条",
        },
        "组织生活会": {
            "年度": str(world.year),
            "主题": f"学习{words.TOPICS[0]}，走在前、作表率",
            "对照检查": "支委会作对照检查，全体党员逐一对照检查",
            "批评与自我批评": words.remark(world.rng, world.secretary),
            "问题清单": [words.summary(world.rng, world.secretary, 1) for _ in "1234"],
            "整改清单": [_repair(world, day, name) for name in world.committee.values()],
        },
        "民主评议": _appraisal(world, day),
        **tail(world, day),
    }


def _repair(world: World, day: date, owner: str) -> dict[str, str]:
    due = day + timedelta(days=60)
    return {
        "事项": f"{world.rng.choice(words.TASKS)}问题整改",
        "责任人": owner,
        "期限": str(due),
        "完成": str(due - timedelta(days=5)),
        "佐证": words.decision(world.rng, owner),
    }


def _appraisal(world: World, day: date) -> dict[str, Any]:
    judged = [p for p in world.present_on(day) if p.votes_on(day)]
    count = len(world.present_on(day))
    best = set(world.rng.sample([p.name for p in judged], len(judged) // 3))
    return {
        "年度": str(world.year),
        "开始": str(day),
        "结束": str(day),
        "个人自评": "全体党员逐一自评",
        "党员互评": "参会党员逐一互评",
        "民主测评": {"发出": str(count), "收回": str(count), "有效": str(count), "无效": "0"},
        "组织评定": str(day + timedelta(days=1)),
        "通报日期": str(day + timedelta(days=4)),
        "结果": [
            {
                "姓名": p.name,
                "等次": "优秀" if p.name in best else "合格",
                "自评": "合格",
                "测评票": _ballots(world, count, high=p.name in best),
                "反馈日期": str(day + timedelta(days=5)),
            }
            for p in judged
        ],
    }


def _ballots(world: World, count: int, *, high: bool) -> dict[str, str]:
    minority = world.rng.randint(0, 4)
    yes, rest = ("优秀", "合格") if high else ("合格", "优秀")
    return {yes: str(count - minority), rest: str(minority)}
