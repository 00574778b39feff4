"""Findings across branches: which rules fail most, who is where, who needs help first."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from djledger.reports.model import (
    Audience,
    Bars,
    Cell,
    Column,
    Fact,
    Heat,
    Kind,
    Row,
    Table,
    Tone,
    View,
)  # fmt: skip
from djledger.reports.views.meetings import tone_of
from djledger.reports.views.rollup import Rollup
from djledger.reports.views.summary import Summary
from djledger.rules.rule import Rule, Severity

SUPERIOR = Audience.SUPERIOR
MATRIX_BRANCHES, MATRIX_RULES = 30, 10
BARS, WORST = 12, 10


def by_rule(rollup: Rollup, book: Mapping[str, Rule]) -> View:
    """Return which rules fail most, and the matrix of branches and rules."""
    found: Counter[str] = Counter()
    branches: Counter[str] = Counter()
    for one in rollup.branches:
        found.update(one.rules)
        branches.update(one.rules.keys())
    ordered = sorted(found, key=lambda code: (-branches[code], -found[code], code))
    columns = (
        Column("规则"),
        Column("内容"),
        Column("程度"),
        Column("支部数", Kind.NUMBER),
        Column("处数", Kind.NUMBER),
    )
    rows = tuple(_rule(code, book, _where(code, rollup), found[code]) for code in ordered)
    table = Table("rules", "按规则", columns, rows, SUPERIOR, "没有发现问题。")
    bars = tuple((code, Decimal(branches[code])) for code in ordered[:BARS])
    charts = (
        Bars("rules", "问题最多的规则（涉及支部数）", bars, unit="个支部"),
        _matrix(rollup.branches, ordered[:MATRIX_RULES]),
    )
    failing = tuple(one.path for one in rollup.branches if one.rules)
    facts = (Fact("有问题的支部", Cell(len(failing), failing)),)
    return View("rules", "各规则的问题", facts, (table,), charts)


def _where(code: str, rollup: Rollup) -> tuple[str, ...]:
    return tuple(one.path for one in rollup.branches if code in one.rules)


def _rule(code: str, book: Mapping[str, Rule], where: tuple[str, ...], found: int) -> Row:
    rule = book.get(code)
    severity = rule.severity.label if rule else None
    return (
        Cell(code),
        Cell(rule.title if rule else None),
        Cell(severity),
        Cell(len(where), where),
        Cell(found, where),
    )


def _matrix(branches: Sequence[Summary], codes: Sequence[str]) -> Heat:
    """Show the branches with most findings against the rules that fail most."""
    worst = sorted((one for one in branches if one.rules), key=_order, reverse=True)
    rows = tuple(
        (one.name, tuple(one.rules.get(code, 0) for code in codes))
        for one in worst[:MATRIX_BRANCHES]
    )
    title = (
        "支部与规则（处数）" if len(worst) <= MATRIX_BRANCHES else "问题最多的支部与规则（处数）"
    )
    return Heat("matrix", title, tuple(codes), rows, "处")


def _order(one: Summary) -> tuple[Any, ...]:
    """Return how much help a branch needs: gravest findings first, then what was not held."""
    findings = tuple(one.count(severity) for severity in (Severity.ERROR, Severity.WARNING))
    ratio = one.total.ratio
    return (not one.readable, *findings, -(ratio if ratio is not None else Decimal(1)))


def places(keys: Sequence[Any]) -> list[int]:
    """Return the place of each key, best first: equal keys share one, the next is left out."""
    ordered = sorted(keys)
    first: dict[Any, int] = {}
    for index, key in enumerate(ordered, 1):
        first.setdefault(key, index)
    return [first[key] for key in keys]


def ranking(rollup: Rollup) -> View:
    """Return all branches in order, those that are alike on one place."""
    keys = [_order(one) for one in rollup.branches]
    placed = sorted(
        zip(places(keys), rollup.branches, strict=True), key=lambda pair: (pair[0], pair[1].path)
    )
    columns = (
        Column("名次", Kind.NUMBER),
        Column("党支部"),
        Column("错误", Kind.NUMBER),
        Column("警告", Kind.NUMBER),
        Column("完成率", Kind.SHARE),
    )
    rows = tuple(
        (
            Cell(place),
            Cell(one.name, (one.path,)),
            Cell(one.count(Severity.ERROR), (one.path,)),
            Cell(one.count(Severity.WARNING), (one.path,)),
            Cell(one.total, (one.path,), tone_of(one.total)),
        )
        for place, one in placed
    )
    note = (
        "依次比较：台账能否读懂、错误数、警告数（都是少者在前）、组织生活完成率（高者在前）；"
        "全部相同的并列，下一名次顺延。这只是台账检查的排序，不是考核等次。"
    )
    table = Table("ranking", "排序", columns, rows, SUPERIOR, "没有党支部。")
    return View("ranking", "支部排序", (), (table,), (), (note,))


def worst(rollup: Rollup, book: Mapping[str, Rule]) -> View:
    """Return the ten branches that need help most, with the reasons."""
    needy = [one for one in rollup.branches if any(_order(one)[:3]) or _behind(one)]
    needy.sort(key=_order, reverse=True)
    columns = (Column("党支部"), Column("错误", Kind.NUMBER), Column("原因"))
    rows = tuple(
        (
            Cell(one.name, (one.path,)),
            Cell(one.count(Severity.ERROR), (one.path,), _red(one.count(Severity.ERROR))),
            Cell("；".join(_reasons(one, book))),
        )
        for one in needy[:WORST]
    )
    table = Table("worst", "最需要帮助的支部", columns, rows, SUPERIOR, "没有。")
    return View("worst", "最需要帮助的十个支部", (), (table,))


def _red(count: int) -> Tone:
    return Tone.BAD if count else Tone.PLAIN


def _behind(one: Summary) -> bool:
    return one.total.part < one.total.whole


def _reasons(one: Summary, book: Mapping[str, Rule]) -> list[str]:
    if not one.readable:
        return ["branch.yaml 读不懂，没有判定"]
    said = []
    if one.missed:
        rest = f"等 {len(one.missed)} 期" if len(one.missed) > 3 else ""
        said.append(f"没有召开：{'、'.join(one.missed[:3])}{rest}")
    if one.dues and one.dues[2]:
        said.append(f"党费欠交 {one.dues[2]:.2f} 元")
    if one.overdue:
        said.append(f"逾期事项 {len(one.overdue)} 项")
    grave = sorted(one.rules, key=lambda code: (_gravity(code, book), -one.rules[code], code))
    titles = (f"{book[code].title}（{one.rules[code]} 处）" for code in grave[:3] if code in book)
    return [*said, *titles]


def _gravity(code: str, book: Mapping[str, Rule]) -> int:
    return -book[code].severity if code in book else 0
