"""``dues/year.yaml`` of a made-up branch: everybody pays every month."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from ledgers.world import Person, World, weekday


def files(world: World) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the year's dues: fixing, a line a month, handing up and publication."""
    sums = {person.name: _monthly(world) for person in world.people}
    months = [f"{world.year}-{month:02}" for month in range(1, 13)]
    income = [_income(world, sums, date(world.year, number + 1, 1)) for number in range(12)]
    yield (
        f"dues/{world.year}.yaml",
        {
            "年度": str(world.year),
            "上年结转": "0.00",
            "核定": {
                "日期": str(weekday(world.year, 1, 1, 2)),
                "依据": f"meetings/{world.year}/{weekday(world.year, 1, 1, 2)}-支委会",
                "名单": [
                    {"姓名": p.name, "类别": "机关", "月交": str(sums[p.name]), **_since(world, p)}
                    for p in world.people
                ],
            },
            "交纳": [
                {"月份": month, "日期": f"{month}-10", "收款人": world.recorder, "方式": "线上"}
                for month in months
            ],
            "上缴": [_hand_up(world, income, quarter) for quarter in range(4)],
            "公布": [
                {
                    "日期": str(weekday(world.year, 12, 3, 3)),
                    "月份": f"{months[0]}至{months[-1]}",
                    "方式": "党员大会通报",
                }
            ],
            "年末结余": "0.00",
        },
    )


def _monthly(world: World) -> Decimal:
    return Decimal(world.rng.randint(3000, 14000)) / 100


def _since(world: World, person: Person) -> dict[str, str]:
    if person.joined.year < world.year:
        return {}
    return {"自": f"{person.joined:%Y-%m}", "原因": "新接收的预备党员"}


def _income(world: World, sums: dict[str, Decimal], month: date) -> Decimal:
    """Return what a month brings in; a new member pays from the month of joining."""
    paying = [p for p in world.people if p.joined.replace(day=1) <= month]
    return sum((sums[p.name] for p in paying), Decimal())


def _hand_up(world: World, income: list[Decimal], quarter: int) -> dict[str, str]:
    first, last = 3 * quarter + 1, 3 * quarter + 3
    return {
        "月份": f"{world.year}-{first:02}至{world.year}-{last:02}",
        "日期": f"{world.year}-{last:02}-10",
        "金额": str(sum(income[first - 1 : last], Decimal())),
    }
