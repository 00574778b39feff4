"""What all records of one made-up branch share: its people, posts, groups and calendar."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from ledgers import words

FRIDAY = 4


@dataclass(frozen=True)
class Person:
    """One member, here since joining."""

    name: str
    sex: str
    born: str
    joined: date
    confirmed: date | None
    group: str | None

    def votes_on(self, day: date) -> bool:
        """Whether a full member on that day."""
        return self.confirmed is not None and self.confirmed <= day

    def belongs_on(self, day: date) -> bool:
        """Whether on the roster on that day."""
        return self.joined <= day


@dataclass
class World:
    """One branch in one year."""

    rng: Random
    year: int
    index: int
    name: str
    people: list[Person]
    committee: dict[str, str]
    groups: dict[str, str] = field(default_factory=dict)

    @property
    def secretary(self) -> str:
        """The name of the secretary."""
        return self.committee["书记"]

    @property
    def recorder(self) -> str:
        """The name of who keeps the minutes."""
        return self.committee["组织委员"]

    @property
    def elected_on(self) -> date:
        """The day last year on which the committee was elected."""
        return weekday(self.year - 1, 7 + self.index % 4, 3, 3)

    def present_on(self, day: date) -> list[Person]:
        """Return who is on the roster on a day."""
        return [person for person in self.people if person.belongs_on(day)]

    def admitted(self) -> Person | None:
        """Return who is received as a probationary member this year, if anybody."""
        return next((p for p in self.people if p.joined.year == self.year), None)

    def promoted(self) -> Person | None:
        """Return who becomes a full member this year, if anybody."""
        return next((p for p in self.people if p.confirmed and p.confirmed.year == self.year), None)

    def some(self, count: int) -> list[str]:
        """Return the names of some full members."""
        able = [p.name for p in self.people if p.votes_on(date(self.year, 1, 1))]
        return self.rng.sample(able, count)


def weekday(year: int, month: int, weekday_number: int, nth: int) -> date:
    """Return the nth weekday of a month (Monday is 0); second to fourth miss most holidays."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday_number - first.weekday()) % 7 + 7 * (nth - 1))


def assembly_day(year: int, quarter: int) -> date:
    """Return the day of a quarter's member assembly."""
    return weekday(year, 3 * quarter, 3, 3)


def build(seed: int, index: int, year: int) -> World:
    """Make a branch of 20 to 40 members; the same seed and index give the same branch."""
    rng = Random(f"djledger {seed} {index} {year}")
    count = rng.randint(20, 40)
    groups = ["第一党小组", "第二党小组"] if rng.random() < 0.1 else []
    names = rng.sample(words.NAMES, count)
    people = [_person(rng, name, number, year, groups) for number, name in enumerate(names)]
    posts = ["书记", "副书记", "组织委员", "宣传委员", "纪检委员"]
    committee = dict(zip(posts, names, strict=False))
    leaders = {group: names[6 + number] for number, group in enumerate(groups)}
    return World(rng, year, index, words.branch_name(index), people, committee, leaders)


def _person(rng: Random, name: str, number: int, year: int, groups: list[str]) -> Person:
    group = groups[number % len(groups)] if groups else None
    sex = rng.choice("男女")
    if number == 18 and rng.random() < 0.5:
        joined = assembly_day(year, 2)
        return Person(name, sex, f"{year - 27}-0{rng.randint(1, 9)}", joined, None, group)
    if number == 19 and rng.random() < 0.5:
        joined = assembly_day(year - 1, 2)
        confirmed = max(assembly_day(year, 2), joined + timedelta(days=365))
        return Person(name, sex, f"{year - 29}-0{rng.randint(1, 9)}", joined, confirmed, group)
    age = rng.randint(30, 58)
    joined = date(year - age + rng.randint(21, 26), rng.randint(5, 7), rng.randint(2, 28))
    confirmed = joined.replace(year=joined.year + 1)
    return Person(name, sex, f"{year - age}-{rng.randint(1, 12):02}", joined, confirmed, group)
