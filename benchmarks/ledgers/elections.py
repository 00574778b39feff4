"""``elections/`` of a made-up branch: the one from which its committee came."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from ledgers.world import World


def files(world: World) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the election of last year, with its papers and count."""
    day = world.elected_on
    names = [*world.committee.values(), world.people[8].name]
    voters = sum(person.votes_on(day) for person in world.people)
    yield (
        f"elections/{day.year}-换届.yaml",
        {
            "类别": "换届",
            "届次": "第四届",
            "研究日期": _before(day, 60),
            "委员名额": "5",
            "差额": "1",
            "请示": {
                "日期": _before(day, 50),
                "批复日期": _before(day, 40),
                "批复机关": "机关党委",
            },
            "人选": [{"姓名": name, "上级同意": "是"} for name in names],
            "人选请示": {"日期": _before(day, 25), "批复日期": _before(day, 15)},
            "通知日期": _before(day, 7),
            "大会": {
                "日期": str(day),
                "工作报告": "是",
                "选举办法通过": "是",
                "监票人": [world.people[9].name],
                "计票人": [world.people[10].name],
                "报告单签名": "是",
                "投票": [_round(names, voters)],
            },
            "结果报告": {
                "日期": str(day + timedelta(days=1)),
                "批复日期": str(day + timedelta(days=7)),
                "批复机关": "机关党委",
            },
        },
    )


def _before(day: date, days: int) -> str:
    return str(day - timedelta(days=days))


def _round(names: list[str], voters: int) -> dict[str, Any]:
    count = str(voters)
    yes = {"赞成": count, "不赞成": "0", "弃权": "0"}
    least = {"赞成": "0", "不赞成": count, "弃权": "0"}
    return {
        "轮次": "1",
        "选举": "委员",
        "应选": "5",
        "候选人": names,
        "方式": "无记名投票",
        **dict.fromkeys(("应到", "实到", "发出", "收回", "有效"), count),
        "无效": "0",
        "得票": [
            {"姓名": name, **(least if name == names[-1] else yes)} for name in names
        ],
        "当选": names[:-1],
    }  # fmt: skip
