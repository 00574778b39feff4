"""``members.yaml`` of a made-up branch."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from ledgers.world import Person, World

_EDUCATION = ["大学本科", "硕士研究生", "大学专科", "大学本科"]
_OFFICES = ["综合科", "规划科", "投资科", "服务窗口", "监督科", "信息中心"]


def files(world: World) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the roster, with the year's count."""
    closing = sum(p.belongs_on(date(world.year, 12, 31)) for p in world.people)
    opening = sum(p.belongs_on(date(world.year - 1, 12, 31)) for p in world.people)
    yield (
        "members.yaml",
        {
            "党员": [_row(world, person) for person in world.people],
            "年度统计": [
                {
                    "年度": str(world.year),
                    "上年底": str(opening),
                    "增加": str(closing - opening),
                    "减少": "0",
                    "本年底": str(closing),
                }
            ],
        },
    )


def _row(world: World, person: Person) -> dict[str, Any]:
    row: dict[str, Any] = {
        "姓名": person.name,
        "性别": person.sex,
        "出生": person.born,
        "民族": "汉族",
        "学历": world.rng.choice(_EDUCATION),
        "单位": world.rng.choice(_OFFICES),
        "入党": str(person.joined),
    }
    if person.confirmed:
        row["转正"] = str(person.confirmed)
    if person.group:
        row["党小组"] = person.group
    if person.name == world.secretary:
        row["培训"] = [
            {
                "日期": f"{world.year}-05-19",
                "名称": "党支部书记集中轮训",
                "学时": "56",
                "类别": "集中轮训",
                "主办": "市直机关工委",
            }
        ]
    return row
