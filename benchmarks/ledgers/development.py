"""``development/name.yaml`` of those whom a made-up branch receives or confirms in the year."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from ledgers import words
from ledgers.world import Person, World, weekday


def files(world: World) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield a file a person, from application to the last step taken."""
    for person in (world.admitted(), world.promoted()):
        if person is not None:
            yield f"development/{person.name}.yaml", _file(world, person)


def _file(world: World, person: Person) -> dict[str, Any]:
    activist = _before(person.joined, 600)
    contacts = [world.committee["宣传委员"], world.committee["纪检委员"]]
    data: dict[str, Any] = {
        "姓名": person.name,
        "性别": person.sex,
        "出生": person.born,
        "申请": {
            "日期": _before(person.joined, 900),
            "谈话日期": _before(person.joined, 885),
            "谈话人": world.recorder,
        },
        "积极分子": {
            "推荐方式": "党员推荐",
            "研究": {"日期": activist},
            "备案": {"报送": activist, "答复": _before(person.joined, 590), "机关": "机关党委"},
            "培养联系人": [{"姓名": name, "起": activist} for name in contacts],
            "考察": [
                {"日期": _before(person.joined, days), "意见": words.remark(world.rng, person.name)}
                for days in (430, 260, 90)
            ],
            "培训": {"起": _before(person.joined, 400), "天数": "3", "学时": "24"},
        },
        "发展对象": {
            "听取意见": {"日期": _before(person.joined, 150), "党员": "是", "群众": "是"},
            "研究": {"日期": _before(person.joined, 142)},
            "备案": {"报送": _before(person.joined, 140), "答复": _before(person.joined, 125)},
            "确定日期": _before(person.joined, 125),
            "入党介绍人": [{"姓名": name} for name in contacts],
        },
        "接收": _admission(world, person),
    }
    if person.confirmed:
        data["预备期"] = _probation(person, person.confirmed)
    return data


def _before(day: date, days: int) -> str:
    return str(day - timedelta(days=days))


def _admission(world: World, person: Person) -> dict[str, Any]:
    joined = person.joined
    letters = {"发函": _before(joined, 100), "回函": _before(joined, 85), "盖章": "是"}
    return {
        "政治审查": {
            "函调": [{"对象": about, **letters} for about in ("父亲", "母亲")],
            "结论日期": _before(joined, 70),
            "合格": "是",
            "签名": world.secretary,
        },
        "短期培训": {"起": _before(joined, 60), "天数": "3", "学时": "24", "主办": "机关党委"},
        "支委会审查": {"日期": str(weekday(joined.year, joined.month - 1, 1, 2))},
        "预审": {"报送": _before(joined, 30), "答复": _before(joined, 14), "机关": "机关党委"},
        "志愿书": {
            "编号": f"ZY-{person.name}",
            "领取": _before(joined, 12),
            "填写": _before(joined, 8),
            "预备期起": str(joined),
            "预备期止": str(joined.replace(year=joined.year + 1)),
        },
        "支部大会": _assembly(world, joined),
        "审批": _approval(joined),
        "编入支部": str(joined + timedelta(days=36)),
        "宣誓": str(joined + timedelta(days=40)),
    }


def _approval(day: date) -> dict[str, str]:
    return {
        "报批": str(day + timedelta(days=4)),
        "谈话日期": str(day + timedelta(days=15)),
        "谈话人": "韩卫东",
        "日期": str(day + timedelta(days=30)),
        "机关": "机关党委",
        "机关类别": "党委",
    }


def _assembly(world: World, day: date) -> dict[str, str]:
    if day.year == world.year:
        return {"会议": f"meetings/{day.year}/{day}-党员大会"}
    return {"日期": str(day)}


def _probation(person: Person, confirmed: date) -> dict[str, Any]:
    return {
        "起": str(person.joined),
        "转正申请": _before(confirmed, 20),
        "听取意见": {"日期": _before(confirmed, 15), "党员": "是", "群众": "是"},
        "支委会审查": {"日期": _before(confirmed, 6)},
        "支部大会": {"日期": str(confirmed)},
        "决定": "按期转正",
        "审批": _approval(confirmed),
        "党龄起算": str(confirmed),
    }
