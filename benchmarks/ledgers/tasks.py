"""``tasks/year.yaml`` of a made-up branch."""

from collections.abc import Iterator
from typing import Any

from ledgers import words
from ledgers.world import World


def files(world: World) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the year's key tasks and the problems that an inspection raised."""
    year, owners = world.year, list(world.committee.values())
    yield (
        f"tasks/{year}.yaml",
        {
            "年度": str(year),
            "重点任务": [
                {
                    "事项": f"推进{task}",
                    "责任人": owners[number % len(owners)],
                    "期限": f"{year}-{number + 5:02}-28",
                    "完成": f"{year}-{number + 5:02}-{world.rng.randint(10, 27)}",
                    "佐证": "工作小结已报机关党委",
                    "层级": "党支部",
                    "措施": words.decision(world.rng, owners[0]),
                }
                for number, task in enumerate(world.rng.sample(words.TASKS, 6))
            ],
            "督导": [
                {"编号": "督-01", "日期": f"{year}-05-20", "单位": "机关党委", "来源": "督导"}
            ],
            "问题清单": [
                {
                    "编号": "问-01",
                    "问题": words.summary(world.rng, owners[1], 1),
                    "督导编号": "督-01",
                    "整改措施": words.decision(world.rng, owners[1]),
                    "责任人": owners[1],
                    "期限": f"{year}-07-31",
                    "完成": f"{year}-07-18",
                    "佐证": words.decision(world.rng, owners[1]),
                    "销号": f"{year}-08-05",
                    "销号单位": "机关党委",
                }
            ],
        },
    )
