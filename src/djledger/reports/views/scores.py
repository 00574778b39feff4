"""Scores as views of a report: the ranking, and every item with formula, inputs and evidence."""

from collections.abc import Iterator

from djledger.reports.model import Audience, Cell, Column, Fact, Kind, Row, Table, Tone, View
from djledger.scoring.reckoning import Line
from djledger.scoring.results import Score, Vetoed
from djledger.scoring.results import Table as Scored
from djledger.scoring.scheme import Target
from djledger.scoring.stages import Course

NONE = "不作结论"
HOLDS = {True: "存在", False: "不存在", None: "未确认"}
SUPERIOR = Audience.SUPERIOR


def views(scored: Scored) -> tuple[View, ...]:
    """Return the ranking, the items, and the vetoes where the scheme has any."""
    made = [_ranking(scored), _items(scored)]
    if scored.scheme.vetoes:
        made.append(_vetoes(scored))
    return tuple(made)


def in_order(scored: Scored) -> list[Score]:
    """Return the scores by rank, members branch by branch; those without a rank come last."""
    members = scored.scheme.target is Target.MEMBER
    return sorted(
        scored.scores,
        key=lambda s: (s.branch if members else "", s.rank is None, s.rank or 0, s.branch, s.who),
    )


def remarks(score: Score) -> tuple[str, ...]:
    """Say what decided, or what stands in the way of a conclusion."""
    vetoed = [f"{veto.name}（一票否决）" for veto in score.vetoes if veto.holds]
    stages = [stage_text(score.stages)] if score.stages else []
    noted = [score.note] if score.note and score.note not in score.refusals else []
    return (*stages, *vetoed, *noted, *score.refusals)


def stage_text(stages: Course) -> str:
    """Say how far a naming has come, and what is amiss."""
    said = f"{stages.state}（{stages.since}）" if stages.since else stages.state
    if stages.review_due:
        late = "，已过期" if stages.overdue else ""
        said += f"，{stages.review_due} 前复审{late}"
    return "；".join((said, *stages.faults))


def _ranking(scored: Scored) -> View:
    columns = (
        Column("排名", Kind.NUMBER),
        Column("党支部"),
        Column("对象"),
        Column("总分", Kind.NUMBER),
        Column("等次"),
        Column("说明"),
    )
    rows = tuple(_place(score) for score in in_order(scored))
    decided = sum(score.total is not None for score in scored.scores)
    facts = (Fact("参评", Cell(len(scored.scores))), Fact("有总分", Cell(decided)))
    notes = ["这是按本单位方案文件算出的结果，不是统一标准。"]
    if scored.provisional:
        notes.append("考核期还没有结束，以下是截至这一天的情况，不是最终结果。")
    if scored.left_out:
        notes.append(f"不适用本方案：{'、'.join(scored.left_out)}。")
    table = Table("ranking", "排名", columns, rows, SUPERIOR, "没有参评对象。")
    return View("ranking", "排名和等次", facts, (table,), notes=tuple(notes))


def _place(score: Score) -> Row:
    open_ = Tone.WARN if score.refusals else Tone.PLAIN
    return (
        Cell(score.rank),
        Cell(score.branch),
        Cell(score.who, (score.path,)),
        Cell(NONE if score.total is None else score.total, (), open_),
        Cell(score.grade),
        Cell("；".join(remarks(score)) or None),
    )


def _items(scored: Scored) -> View:
    columns = (
        Column("对象"),
        Column("项目"),
        Column("得分", Kind.NUMBER),
        Column("算式或不作结论的原因"),
        Column("数据"),
    )
    rows = tuple(row for score in in_order(scored) for row in _lines(score, score.line, 0))
    return View("items", "逐项得分", (), (Table("items", "逐项得分", columns, rows, SUPERIOR),))


def _lines(score: Score, line: Line, depth: int) -> Iterator[Row]:
    refused = line.score is None
    tone = Tone.WARN if refused else Tone.PLAIN
    yield (
        Cell(score.who),
        Cell("　" * depth + line.name),
        Cell(NONE if refused else line.score, line.evidence, tone),
        Cell(line.refusal if refused else line.formula),
        Cell(line.inputs or None),
    )
    for inner in line.lines:
        yield from _lines(score, inner, depth + 1)


def _vetoes(scored: Scored) -> View:
    columns = (Column("对象"), Column("情形"), Column("认定"), Column("依据"))
    rows = tuple(_veto(score, veto) for score in in_order(scored) for veto in score.vetoes)
    return View(
        "vetoes", "一票否决", (), (Table("vetoes", "一票否决情形", columns, rows, SUPERIOR),)
    )


def _veto(score: Score, veto: Vetoed) -> Row:
    tone = {True: Tone.BAD, None: Tone.WARN, False: Tone.PLAIN}[veto.holds]
    return (
        Cell(score.who),
        Cell(veto.name),
        Cell(HOLDS[veto.holds], veto.evidence, tone),
        Cell(veto.said),
    )
