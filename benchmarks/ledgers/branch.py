"""``branch.yaml`` of a made-up branch."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from ledgers.world import World


def files(world: World) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the one file: name, founding, groups and the term now running."""
    elected = world.elected_on
    filed = elected + timedelta(days=7)
    profile: dict[str, Any] = {
        "名称": world.name,
        "代码": f"DF-{world.index + 1:05}",
        "类型": "机关",
        "成立": {"日期": f"{world.year - 12}-04-20"},
        "主题党日": "每月第二个星期五",
    }
    if world.groups:
        profile["党小组"] = [{"名称": g, "组长": leader} for g, leader in world.groups.items()]
    profile["届次"] = [
        {
            "届次": "第四届",
            "当选日期": str(elected),
            "选举": f"elections/{elected.year}-换届",
            "成员": [
                {"姓名": name, "职务": post, _paper(post): str(filed)}
                for post, name in world.committee.items()
            ],
        }
    ]
    yield "branch.yaml", profile


def _paper(post: str) -> str:
    return "批准日期" if post in {"书记", "副书记"} else "备案日期"
