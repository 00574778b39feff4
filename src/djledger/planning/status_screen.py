"""A status on one screen: what is done, what is due, what is wrong; and as JSON."""

import json
from collections.abc import Callable, Iterator
from io import StringIO

from rich.text import Text

from djledger.findings.safe import one_line
from djledger.findings.screen import console_on
from djledger.planning.due import Due
from djledger.planning.status import BranchState, Status
from djledger.rules.rule import Severity
from djledger.rules.table import find

SHOWN = 5
"""How many entries of a kind fit on one screen."""

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.HINT: "cyan"}
Row = tuple[str, str]
"""A line and its style."""


def screen(status: Status) -> str:
    """Return the one screen; coloured only where people look at it."""
    buffer = StringIO()
    console = console_on(buffer)
    for line, style in _rows(status):
        indent = "  " if line.startswith(" ") else ""
        shown = Text(indent + one_line(line), style)
        console.print(shown, no_wrap=True, overflow="ellipsis")
    return buffer.getvalue()


def _rows(status: Status) -> Iterator[Row]:
    period = status.period
    yield f"{status.name}，{period.year} 年，截至 {period.as_of}", "bold"
    alone = len(status.branches) == 1
    yield (_branch_line(status.branches[0]) if alone else _people_line(status)), ""
    yield "完成情况", "bold"
    yield from _done(status)
    yield f"要办的（{len(status.due)} 项，已过期 {status.overdue} 项）", "bold"
    yield from _due(status, alone)
    counted = "，".join(f"{s.label} {status.count(s)}" for s in reversed(Severity))
    yield f"有问题的（{counted}）", "bold"
    yield from _findings(status) if alone else _troubles(status)
    yield from _closing(status)


def _branch_line(state: BranchState) -> str:
    said = [f"党员 {state.members} 人，其中正式党员 {state.full} 人"]
    if state.secretary:
        said.append(f"书记{state.secretary}")
    if state.term_ends:
        said.append(f"任期至 {state.term_ends}")
    return "；".join(said)


def _people_line(status: Status) -> str:
    members = sum(state.members for state in status.branches)
    return f"党支部 {len(status.branches)} 个，党员 {members} 人"


def _done(status: Status) -> Iterator[Row]:
    if len(status.branches) == 1:
        shares = status.branches[0].shares
        for share in shares:
            yield f"  {'✓' if share.met else '✗'} {share.said}", "" if share.met else "yellow"
        if not shares:
            yield "  还没有可以计算的", "dim"
        return
    clean = sum(state.clean for state in status.branches)
    yield f"  没有错误、警告和逾期事项的党支部 {clean}/{len(status.branches)}", ""
    measured = [share for state in status.branches for share in state.shares]
    for name in dict.fromkeys(share.name for share in measured):
        met = [share.met for share in measured if share.name == name]
        yield f"  {name}为 100% 的党支部 {sum(met)}/{len(met)}", ""


def _due(status: Status, alone: bool) -> Iterator[Row]:
    as_of = status.period.as_of
    for one in status.due[:SHOWN]:
        whose = "" if alone else f"{one.branch_name}："
        style = "red" if one.overdue(as_of) else ""
        yield f"  {one.due}（{one.left(as_of)}）{whose}{_task(one)}", style
    if len(status.due) > SHOWN:
        yield f"  另有 {len(status.due) - SHOWN} 项，用 djledger next 查看", "dim"
    if not status.due:
        yield "  近期没有", "dim"


def _task(one: Due) -> str:
    return f"{one.subject}：{one.task}" if one.subject else one.task


def _findings(status: Status) -> Iterator[Row]:
    found = status.findings
    for finding in found[:SHOWN]:
        said = f"  {finding.severity.label} {finding.code} {finding.found}{finding.expected}"
        yield said, STYLES[finding.severity]
    if len(found) > SHOWN:
        yield f"  另有 {len(found) - SHOWN} 项，用 djledger check 查看", "dim"
    if not found:
        yield "  没有发现", "green"


def _troubles(status: Status) -> Iterator[Row]:
    worst = sorted(status.branches, key=lambda state: state.burden, reverse=True)
    for state in [state for state in worst if not state.clean][:SHOWN]:
        errors, warnings, overdue, _ = state.burden
        yield f"  {state.name}：错误 {errors}，警告 {warnings}，逾期 {overdue}", ""
    spread = status.spread()
    if not spread:
        yield "  没有发现", "green"
        return
    yield "最常见的问题", "bold"
    for code, branches, total in spread[:SHOWN]:
        rule = find(code)
        yield f"  {code} {rule.title if rule else ''}：{branches} 个组织，{total} 处", ""


def _closing(status: Status) -> Iterator[Row]:
    unjudged = sum(state.unjudged for state in status.branches)
    if unjudged:
        yield f"另有 {unjudged} 项没有判定，原因见 djledger check", "dim"


def as_json(status: Status) -> str:
    """Return the status as JSON."""
    data = {
        "name": status.name,
        "year": status.period.year,
        "as_of": str(status.period.as_of),
        "counts": {s.name.lower(): status.count(s) for s in reversed(Severity)},
        "overdue": status.overdue,
        "branches": [_state_data(state) for state in status.branches],
        "due": [
            {"branch": one.branch, "due": str(one.due), "task": _task(one), "uid": one.uid}
            for one in status.due
        ],
        "rules": [
            {"code": code, "organisations": branches, "findings": total}
            for code, branches, total in status.spread()
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _state_data(state: BranchState) -> dict[str, object]:
    return {
        "path": state.path,
        "name": state.name,
        "members": state.members,
        "full_members": state.full,
        "secretary": state.secretary,
        "term_ends": str(state.term_ends) if state.term_ends else None,
        "shares": [{"name": s.name, "said": s.said, "met": s.met} for s in state.shares],
        "errors": state.count(Severity.ERROR),
        "warnings": state.count(Severity.WARNING),
        "hints": state.count(Severity.HINT),
        "unjudged": state.unjudged,
        "overdue": state.overdue,
    }


WRITERS: dict[str, Callable[[Status], str]] = {"text": screen, "json": as_json}
