"""A year of meetings and activities of a made-up branch, one file each."""

from collections.abc import Iterator
from datetime import date, timedelta

from ledgers import life, words
from ledgers.record import Record, base, tail
from ledgers.world import FRIDAY, World, assembly_day, weekday


def files(world: World) -> Iterator[tuple[str, Record]]:
    """Yield every meeting under the name ``meetings/year/day-kind.yaml``."""
    for record in _year(world):
        kinds = record["类型"] if isinstance(record["类型"], list) else [record["类型"]]
        group = f"-{record['党小组']}" if "党小组" in record else ""
        yield f"meetings/{world.year}/{record['日期']}-{kinds[0]}{group}.yaml", record


def _year(world: World) -> Iterator[Record]:
    year = world.year
    for month in range(1, 13):
        yield _committee_meeting(world, weekday(year, month, 1, 2))
        yield _theme_day(world, weekday(year, month, FRIDAY, 2))
        for group, leader in world.groups.items():
            yield _group_meeting(world, weekday(year, month, 2, 4), group, leader)
    for quarter in range(1, 5):
        yield _assembly(world, assembly_day(year, quarter), quarter)
        yield _lecture(world, weekday(year, 3 * quarter - 1, 1, 4))
        yield _study(world, weekday(year, 3 * quarter - 2, 3, 4))
    yield life.talks(world, weekday(year, 12, 1, 3))
    yield life.organisation_life(world, weekday(year, 12, 3, 4))


def attended_by_all(world: World, day: date) -> Record:
    """Return the attendance of a meeting of all members: who was absent, and made up when."""
    busy = {world.secretary, world.recorder, *world.groups.values()}
    free = [p.name for p in world.present_on(day) if p.name not in busy]
    absent = world.rng.sample(free, world.rng.randint(0, 2))
    if not absent:
        return {"缺席": {}}
    return {
        "缺席": {name: words.reason(world.rng) for name in absent},
        "补学": {name: str(day + timedelta(days=world.rng.randint(3, 12))) for name in absent},
    }


def item(world: World, day: date, number: int, speakers: list[str]) -> Record:
    """Return an item of the agenda, from report to follow-up."""
    owner = speakers[-1]
    due = day + timedelta(days=world.rng.randint(20, 60))
    return {
        "标题": f"研究{words.TASKS[number % len(words.TASKS)]}有关事项",
        "汇报人": owner,
        "摘要": words.summary(world.rng, owner),
        "发言": [
            {"姓名": name, "内容": words.remark(world.rng, name)} for name in speakers
        ],
        "决议": words.decision(world.rng, owner),
        "落实": [
            {
                "事项": f"推进{world.rng.choice(words.TASKS)}",
                "责任人": owner,
                "期限": str(due),
                "完成": str(due - timedelta(days=world.rng.randint(0, 9))),
            }
        ],
    }  # fmt: skip


def _committee_meeting(world: World, day: date) -> Record:
    speakers = list(world.committee.values())
    items = [item(world, day, world.rng.randrange(99), world.rng.sample(speakers, 2)) for _ in "12"]
    title = f"{day.month}月支委会"
    return {
        **base(world, "支委会", day, title, "09:00-10:30"),
        "到会": speakers,
        "议题": items,
        **tail(world, day),
    }


def _group_meeting(world: World, day: date, group: str, leader: str) -> Record:
    others = [p.name for p in world.present_on(day) if p.group == group and p.name != leader]
    speakers = [leader, *world.rng.sample(others, 2)]
    head = base(world, "党小组会", day, f"{group}{day.month}月学习讨论", "16:00-17:00")
    return {
        **head,
        "地点": f"{group}活动室",
        "党小组": group,
        "主持人": leader,
        "记录人": others[0],
        "缺席": {},
        "议题": [item(world, day, world.rng.randrange(99), speakers)],
        **tail(world, day),
    }


def _theme_day(world: World, day: date) -> Record:
    theme = f"学习{words.TOPICS[(world.index + day.month) % len(words.TOPICS)]}，服务基层一线"
    owner = world.committee["宣传委员"]
    return {
        **base(world, "主题党日", day, theme, "14:30-16:30"),
        **attended_by_all(world, day),
        "筹备": {
            "主题确定": str(day - timedelta(days=4)),
            "通知日期": str(day - timedelta(days=3)),
        },
        "内容": words.activity(world.rng, owner, 3),
        "落实": [
            {
                "事项": f"梳理走访意见，{words.decision(world.rng, owner)}",
                "责任人": owner,
                "期限": str(day + timedelta(days=20)),
                "完成": str(day + timedelta(days=15)),
            }
        ],
        "学时": "2",
        **tail(world, day),
    }


def _lecture(world: World, day: date) -> Record:
    topic = world.rng.choice(words.TOPICS)
    return {
        **base(world, "党课", day, f"专题党课：{topic}", "14:30-16:30"),
        **attended_by_all(world, day),
        "授课人": world.secretary,
        "授课人职务": "党支部书记",
        "内容": words.activity(world.rng, world.secretary, 3),
        "学时": "2",
        **tail(world, day),
    }


def _study(world: World, day: date) -> Record:
    topic = world.rng.choice(words.TOPICS)
    names = world.some(4)
    said = [f"{name}：{words.remark(world.rng, name)}" for name in names]
    return {
        **base(world, "集中学习", day, f"集中学习{topic}", "09:00-11:00"),
        **attended_by_all(world, day),
        "内容": "\n".join([words.activity(world.rng, names[0], 2), *said]),
        "学时": "2",
        **tail(world, day),
    }


def _assembly(world: World, day: date, quarter: int) -> Record:
    speakers = world.some(3)
    agenda = [item(world, day, 4 * world.index + quarter, speakers)]
    agenda[0]["支委会研究"] = f"meetings/{world.year}/{weekday(day.year, day.month, 1, 2)}-支委会"
    attendance = attended_by_all(world, day)
    if quarter == 2:
        agenda += _votes(world, day, attendance["缺席"])
    head = base(world, "党员大会", day, f"第{'一二三四'[quarter - 1]}季度党员大会", "14:30-16:30")
    return {**head, **attendance, "议题": agenda, "次数": str(quarter), **tail(world, day)}


def _votes(world: World, day: date, absent: dict[str, str]) -> Iterator[Record]:
    """Yield the receiving of a probationary member and the confirming of another."""
    cases = (("接收预备党员", world.admitted()), ("预备党员转正", world.promoted()))
    for matter, person in cases:
        if person is None:
            continue
        voters = [p.name for p in world.people if p.votes_on(day) and p.name != person.name]
        present = [name for name in voters if name not in absent]
        yield {
            "标题": f"讨论{person.name}同志{matter}问题",
            "事项": matter,
            "对象": person.name,
            "支委会研究": f"meetings/{world.year}/{weekday(day.year, day.month, 1, 2)}-支委会",
            "摘要": words.summary(world.rng, person.name, 1),
            "决议": f"同意{person.name}同志{matter}，报上级党委审批。",
            "表决": {
                "方式": "无记名投票",
                "应到": str(len(voters)),
                "实到": str(len(present)),
                "发出": str(len(present)),
                "收回": str(len(present)),
                "有效": str(len(present)),
                "赞成": str(len(present) - 1),
                "反对": "0",
                "弃权": "1",
                "结果": "通过",
                "监票人": world.committee["纪检委员"],
                "计票人": world.recorder,
            },
        }
