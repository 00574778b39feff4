"""Scores in Markdown and as plain data: the ranking, then each item with formula and evidence."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from djledger.reports.markdown import escaped, table
from djledger.reports.views.scores import HOLDS, NONE, in_order, remarks, stage_text
from djledger.scoring.reckoning import Line
from djledger.scoring.results import Score, Table, Vetoed
from djledger.scoring.rounding import plain
from djledger.scoring.scheme import Target

_SHOWN = 3
"""How many reasons a ranking shows."""


def scores_markdown(scored: Table, *, detail: bool = True) -> str:
    """Return the scores: a ranking, and below it every item of everybody."""
    return "\n".join(_parts(scored, detail))


def _parts(scored: Table, detail: bool) -> Iterator[str]:
    yield f"# {escaped(scored.scheme.name)}\n"
    yield f"{scored.window}，截至 {scored.window.as_of}，共 {len(scored.scores)} 个对象。\n"
    if scored.provisional:
        yield "考核期还没有结束，以下是截至这一天的情况，不是最终结果。\n"
    yield _ranking(scored)
    if scored.left_out:
        yield f"不适用本方案：{escaped('、'.join(scored.left_out))}。\n"
    for score in scored.scores if detail else ():
        yield from _details(score)


def _ranking(scored: Table) -> str:
    members = scored.scheme.target is Target.MEMBER
    head = ["排名", *(["党支部"] if members else []), "对象", "总分", "等次", "说明"]
    rows = [_ranking_row(score, scored) for score in in_order(scored)]
    if not members:
        rows = [[row[0], *row[2:]] for row in rows]
    return table(head, rows, right=(0, len(head) - 3))


def _ranking_row(score: Score, scored: Table) -> list[str]:
    total, grade = _points(score.total), _grade(score, scored)
    return [_text(score.rank), score.branch, score.who, total, grade, _remarks(score)]


def _text(value: object) -> str:
    return "—" if value is None else str(value)


def _points(score: Decimal | None) -> str:
    return NONE if score is None else plain(score)


def _grade(score: Score, scored: Table) -> str:
    if not scored.scheme.bands:
        return "—"
    return score.grade or NONE


def _remarks(score: Score) -> str:
    """Say the first few; the details say them item by item."""
    said = remarks(score)
    more = [f"等 {len(said)} 项"] if len(said) > _SHOWN else []
    return "；".join((*said[:_SHOWN], *more))


def _details(score: Score) -> Iterator[str]:
    title = score.who if score.who == score.branch else f"{score.branch} {score.who}"
    yield f"\n## {escaped(title)}：{_points(score.total)}\n"
    yield f"依据的路径从 {escaped(score.path)} 写起。\n"
    head = ("项目", "得分", "算式", "数据", "依据")
    yield table(head, _rows(score.line, 0, score.path), right=(1,))
    if score.vetoes:
        rows = (_veto_row(veto, score.path) for veto in score.vetoes)
        yield "\n" + table(("一票否决情形", "认定", "依据"), rows)


def _rows(line: Line, depth: int, home: str) -> Iterator[tuple[str, ...]]:
    said = line.formula if line.score is not None else line.refusal
    name, evidence = "　" * depth + line.name, _evidence(line.evidence, home)
    yield name, _points(line.score), said, line.inputs, evidence
    for inner in line.lines:
        yield from _rows(inner, depth + 1, home)


def _evidence(paths: tuple[str, ...], home: str, limit: int = 4) -> str:
    """List paths from the branch's folder, the first few."""
    shown = "、".join(path.removeprefix(f"{home}/") for path in paths[:limit])
    return shown if len(paths) <= limit else f"{shown}等 {len(paths)} 份"


def _veto_row(veto: Vetoed, home: str) -> tuple[str, ...]:
    said = "；".join((veto.said, *([_evidence(veto.evidence, home)] if veto.evidence else [])))
    return veto.name, HOLDS[veto.holds], said


def scores_json(scored: Table) -> str:
    """Return the scores as JSON; numbers are texts, exact to the last digit."""
    data = {
        "scheme": scored.scheme.name,
        "period": str(scored.window),
        "as_of": str(scored.window.as_of),
        "provisional": scored.provisional,
        "left_out": list(scored.left_out),
        "scores": [_score_data(score) for score in scored.scores],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _score_data(score: Score) -> dict[str, Any]:
    return {
        "who": score.who,
        "branch": score.branch,
        "path": score.path,
        "total": None if score.total is None else str(score.total),
        "grade": score.grade,
        "rank": score.rank,
        "note": score.note,
        "refusals": list(score.refusals),
        "stages": stage_text(score.stages) if score.stages else None,
        "vetoes": [
            {"name": v.name, "holds": v.holds, "said": v.said, "evidence": list(v.evidence)}
            for v in score.vetoes
        ],
        "items": _line_data(score.line),
    }


def _line_data(line: Line) -> dict[str, Any]:
    return {
        "name": line.name,
        "score": None if line.score is None else str(line.score),
        "formula": line.formula,
        "inputs": line.inputs,
        "evidence": list(line.evidence),
        "refusal": line.refusal,
        "items": [_line_data(inner) for inner in line.lines],
    }
