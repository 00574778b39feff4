"""The yearly count of members: its own arithmetic, and against the roster."""

from collections.abc import Iterable, Iterator
from datetime import date

from djledger.law import LOGIC, PRACTICE
from djledger.ledger.branch import Branch, Part
from djledger.ledger.members import Headcount, Member
from djledger.ledger.period import Period
from djledger.ledger.roster import Count, arrived, departed, in_spell, is_gone, on_roster
from djledger.rules.rule import Param, Problem, Related, Severity, problem, rule


@rule(
    code="MEM801",
    name="headcount-does-not-add-up",
    title="年度党员数：上年底加增加减减少不等于本年底",
    severity=Severity.ERROR,
    basis=[LOGIC["人数加减"]],
    covers=("MEM-01",),
)
def headcount_does_not_add_up(branch: Branch) -> Iterator[Problem]:
    """A difference is allowed where it is explained."""
    for count in branch.roster.listed.headcounts:
        due = count.opening + count.gained - count.lost
        if due != count.closing and count.note is None:
            yield problem(
                count,
                "closing",
                found=f"{count.year} 年底写作 {count.closing} 人，",
                expected=f"应有 {count.opening} + {count.gained} − {count.lost} = {due} 人。",
                remedy="核对增加、减少的人数；确有差额的，在“说明”中写明原因。",
                day=date(count.year, 12, 31),
            )


@rule(
    code="MEM802",
    name="opening-differs-from-last-closing",
    title="上年底党员数与去年的本年底数不一致",
    severity=Severity.ERROR,
    basis=[LOGIC["人数加减"]],
    covers=("MEM-02",),
)
def opening_differs_from_last_closing(branch: Branch) -> Iterator[Problem]:
    """Both are the same number, once as reported last year and once as taken over."""
    by_year: dict[int, Headcount] = {}
    for count in branch.roster.listed.headcounts:
        by_year.setdefault(count.year, count)
    for year, count in by_year.items():
        last = by_year.get(year - 1)
        if last is not None and last.closing != count.opening:
            yield problem(
                count,
                "opening",
                found=f"{year} 年的上年底数是 {count.opening} 人，",
                expected=f"应与 {year - 1} 年的本年底数 {last.closing} 人一致。",
                remedy="以上报的年报为准改正；年报有误的，按上级要求更正。",
                day=date(year, 12, 31),
                related=(Related(last, ("closing",), f"{year - 1} 年底"),),
            )


@rule(
    code="MEM803",
    name="closing-differs-from-roster",
    title="本年底党员数与名册不一致",
    severity=Severity.ERROR,
    basis=[LOGIC["人数加减"]],
    needs=(Part.MEMBERS,),
    covers=("MEM-01",),
)
def closing_differs_from_roster(branch: Branch, period: Period) -> Iterator[Problem]:
    """Judge the year when it is over; members of earlier years may not be on the roster."""
    if not (period.over and branch.owes_from <= period.end <= branch.owes_until):
        return
    listed = counted_on(branch.roster.members, period.end)
    for count in _of_year(branch, period):
        if not listed.admits(count.closing):
            yield problem(
                count,
                "closing",
                found=f"{count.year} 年底写作 {count.closing} 人，名册上当天有 {listed}，",
                expected="年底实有党员数应与名册一致。",
                remedy="核对名册有无漏列、多列，转入、转出的日期是否写全。",
                day=period.end,
                during=period.year,
            )


def _of_year(branch: Branch, period: Period) -> Iterator[Headcount]:
    return (count for count in branch.roster.listed.headcounts if count.year == period.year)


def counted_on(members: Iterable[Member], day: date) -> Count:
    """Return whom the yearly count takes in; who moves that day or is suspended is unsure."""
    sure: list[Member] = []
    unsure: list[Member] = []
    for member in members:
        if member.home_branch:
            continue
        undated = is_gone(member) and departed(member) is None
        if undated or day in {arrived(member), departed(member)}:
            unsure.append(member)
        elif on_roster(member, day):
            (unsure if in_spell(member.suspensions, day) else sure).append(member)
    return Count(tuple(sure), tuple(unsure))


@rule(
    code="MEM804",
    name="headcount-year-twice",
    title="同一年度的党员数写了两次",
    severity=Severity.ERROR,
    basis=[LOGIC["人数加减"]],
)
def headcount_year_twice(branch: Branch) -> Iterator[Problem]:
    """Each year is reported once."""
    seen: dict[int, Headcount] = {}
    for count in branch.roster.listed.headcounts:
        first = seen.setdefault(count.year, count)
        if first is not count:
            yield problem(
                count,
                "year",
                found=f"{count.year} 年度写了两次，",
                expected="每个年度只写一条，与当年年报一致。",
                remedy="核对后删去多余的一条。",
                related=(Related(first, ("year",), "先写的一条"),),
            )


@rule(
    code="MEM805",
    name="movements-differ-from-roster",
    title="年度增加、减少数与名册上的进出不一致",
    severity=Severity.WARNING,
    basis=[LOGIC["人数加减"]],
    needs=(Part.MEMBERS,),
    covers=("MEM-01",),
)
def movements_differ_from_roster(branch: Branch, period: Period) -> Iterator[Problem]:
    """Judge the year when it is over and was wholly kept in this ledger."""
    if not period.year_owed(branch):
        return
    for count in _of_year(branch, period):
        for field, word, moved in _movements(branch.roster.members, count.year):
            written = getattr(count, field)
            if not moved.admits(written):
                yield problem(
                    count,
                    field,
                    found=f"{count.year} 年{word} {written} 人，名册上是 {moved}{_who(moved)}，",
                    expected=f"{word}数应与名册上当年的进出一致。",
                    remedy="对照接收、转入、转出、去世、出党逐人核对。",
                    day=period.end,
                    during=period.year,
                )


def _movements(members: Iterable[Member], year: int) -> Iterator[tuple[str, str, Count]]:
    """Yield who came and who went; suspended and restored members may be counted or not."""
    own = [member for member in members if not member.home_branch]
    stops = [m for m in own if any(s.start.year == year for s in m.suspensions)]
    resumes = [m for m in own if any(s.end and s.end.year == year for s in m.suspensions)]
    undated_in = [m for m in own if arrived(m) is None]
    undated_out = [m for m in own if is_gone(m) and departed(m) is None]
    came = [m for m in own if (day := arrived(m)) is not None and day.year == year]
    went = [m for m in own if (day := departed(m)) is not None and day.year == year]
    yield "gained", "增加", _count(came, [*undated_in, *resumes])
    yield "lost", "减少", _count(went, [*undated_out, *stops])


def _count(sure: list[Member], doubtful: list[Member]) -> Count:
    known = {id(member) for member in sure}
    return Count(tuple(sure), tuple(m for m in doubtful if id(m) not in known))


def _who(moved: Count, shown: int = 8) -> str:
    names = [member.name for member in moved.sure]
    more = "等" if len(names) > shown else ""
    return f"（{'、'.join(names[:shown])}{more}）" if names else ""


@rule(
    code="MEM806",
    name="headcount-swing",
    title="党员数比上年变化大，没有说明",
    severity=Severity.HINT,
    basis=[PRACTICE["党内统计审核"]],
    params=(Param("percent", 20, "比上年底变化超过百分之几就提示"),),
    optional=True,
    covers=("MEM-20",),
)
def headcount_swing(branch: Branch, percent: int) -> Iterator[Problem]:
    """Reviewers of the yearly count ask about large changes; how large is local."""
    for count in branch.roster.listed.headcounts:
        change = count.closing - count.opening
        if count.note is None and abs(change) * 100 > percent * count.opening > 0:
            yield problem(
                count,
                "closing",
                found=f"{count.year} 年底 {count.closing} 人，比上年底 {count.opening} 人"
                f"{'增加' if change > 0 else '减少'} {abs(change)} 人，",
                expected=f"变化超过 {percent}% 的应当说明原因。",
                remedy="在“说明”中写明原因，例如机构调整、集中转入。",
                day=date(count.year, 12, 31),
            )
