"""The head and foot that every record has."""

from datetime import date, timedelta
from typing import Any

from ledgers import words
from ledgers.world import World

Record = dict[str, Any]


def base(world: World, kind: str | list[str], day: date, title: str, times: str) -> Record:
    """Return the head of a record."""
    return {
        "类型": kind,
        "名称": title,
        "日期": str(day),
        "时间": times,
        "地点": world.rng.choice(words.PLACES),
        "主持人": world.secretary,
        "记录人": world.recorder,
    }


def tail(world: World, day: date) -> Record:
    """Return the foot of a record: who recorded it when."""
    return {"登记日期": str(day + timedelta(days=world.rng.randint(0, 3))), "签字核对": "是"}
