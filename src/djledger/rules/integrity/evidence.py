"""What the commit history tells of how records came about.

A branch is watched from the commit that brought its ``branch.yaml``: what that commit carried
with it, and what happened before, was kept elsewhere and is not judged by its day of entry.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from djledger.law import LOGIC
from djledger.ledger.branch import Branch, Part
from djledger.ledger.facts import Facts, facts
from djledger.ledger.history import Commit, History, Version
from djledger.ledger.meetings import Meeting
from djledger.ledger.node import Node
from djledger.ledger.period import Period
from djledger.rules.rule import Param, Problem, Related, Severity, problem, rule
from djledger.yamltext import read

Roll = dict[str, dict[str, Any]]
"""The rows of a roster by name, as written."""

SETTLED_KEYS = frozenset({"日期", "结束日期", "应到", "实到"})
"""Keys of a meeting, besides all votes, that tell what happened and not how it was written up."""


@rule(
    code="LED201",
    name="committed-long-after",
    title="会议过了很久才登入台账，没有补记说明",
    severity=Severity.WARNING,
    basis=[LOGIC["记录在事后"]],
    params=(Param("days", 30, "会后超过多少天才提交算过迟"),),
    optional=True,
    covers=("LED-02",),
    on_absence=True,
)
def committed_long_after(
    meeting: Meeting, branch: Branch, history: History, days: int
) -> Iterator[Problem]:
    """The day on which a record first came into the repository, whatever it says itself."""
    first = _first(meeting, branch, history)
    held = meeting.end_day or meeting.day
    if first is None or meeting.late_reason or first.day - held <= timedelta(days):
        return
    yield problem(
        meeting,
        "day",
        found=f"会议开于 {held}，{first.day} 才由{first.author}首次提交，"
        f"相隔 {(first.day - held).days} 天，没有写补记说明，",
        expected=f"会后超过 {days} 天提交的，应当说明原因。",
        remedy="在“补记说明”里如实写明登记较晚的原因。",
        day=meeting.day,
    )


@rule(
    code="LED202",
    name="months-committed-at-once",
    title="一次提交补登了几个月的会议",
    severity=Severity.WARNING,
    basis=[LOGIC["记录在事后"]],
    params=(Param("months", 3, "一次提交涉及多少个月的会议算集中补登"),),
    optional=True,
    covers=("MTG-22",),
)
def months_committed_at_once(
    branch: Branch, period: Period, history: History, months: int
) -> Iterator[Problem]:
    """Records made as things happen come one by one."""
    together: dict[Commit, list[Meeting]] = {}
    for meeting in branch.meetings:
        first = _first(meeting, branch, history) if meeting.day in period else None
        if first is not None and not meeting.late_reason:
            together.setdefault(first, []).append(meeting)
    for commit, meetings in together.items():
        number = len({meeting.day.month for meeting in meetings})
        if number >= months:
            yield problem(
                meetings[0],
                "day",
                found=f"{commit.author} {commit.day} 的一次提交登入了 {number} 个月的"
                f" {len(meetings)} 次会议（{meetings[0].day} 至 {meetings[-1].day}），",
                expected="记录应当随会随记；集中补登的，应当说明原因。",
                remedy="在各次会议的“补记说明”里如实写明；以后会后及时登记、及时提交。",
                day=commit.day,
                related=tuple(Related(m, ("day",), "同一次提交") for m in meetings[1:]),
            )


@rule(
    code="LED203",
    name="changed-without-correction",
    title="会议的日期、人数或表决事后改动，没有更正说明",
    severity=Severity.WARNING,
    basis=[LOGIC["记录在事后"]],
    params=(Param("days", 3, "首次提交后多少天内的改动算录入时的修改"),),
    optional=True,
    covers=("LED-09",),
    on_absence=True,
)
def changed_without_correction(
    meeting: Meeting, branch: Branch, history: History, days: int
) -> Iterator[Problem]:
    """What was settled once is corrected openly."""
    versions = _versions(meeting, branch, history)
    if not versions:
        return
    last_day = versions[0].commit.day + timedelta(days)
    settled = [version for version in versions if version.commit.day <= last_day][-1]
    if any(correction.day >= settled.commit.day for correction in meeting.corrections):
        return
    document = branch.document_of(meeting)
    now = facts(read(document.text.encode()).data) if document is not None else {}
    changed = list(_changed(settled.facts(), now))
    if changed:
        yield problem(
            meeting,
            "corrections",
            found=f"与 {settled.commit.day} 提交的相比，{'；'.join(changed)}，没有写更正，",
            expected="会后改动日期、人数、表决，应当写明更正了什么、为什么更正。",
            remedy="核对原始记录；确需改动的，在“更正”里写明日期、内容和原因，否则改回。",
            day=meeting.day,
        )


@rule(
    code="LED204",
    name="member-row-deleted",
    title="名册里的党员被整行删去，没有写去向",
    severity=Severity.WARNING,
    basis=[LOGIC["记录在事后"]],
    params=(Param("days", 7, "登入后多少天内删去算误录"),),
    needs=(Part.MEMBERS,),
    optional=True,
    covers=("MEM-03",),
)
def member_row_deleted(
    branch: Branch, period: Period, history: History, days: int
) -> Iterator[Problem]:
    """Who leaves stays on the roster, with the day and the reason."""
    for roster in branch.records(Part.MEMBERS):
        for name, last, gone in _deleted(branch, history, roster):
            until = gone.day if gone is not None else period.as_of
            if until - _since(name, branch, history, roster) <= timedelta(days):
                continue
            how = f"{gone.author} {gone.day} 提交时" if gone is not None else "现在"
            yield problem(
                roster,
                "members",
                found=f"{last.day} 提交的名册里还有{name}，{how}整行删去了，",
                expected="离开支部的党员，名册上保留其人，写明转出或者离开的日期和原因。",
                remedy=f"恢复{name}这一行，在“转出”或“离开”里写明去向。",
            )


def _versions(record: Node, branch: Branch, history: History) -> Sequence[Version]:
    document = branch.document_of(record)
    return history.versions(document.path) if document is not None else ()


def _first(meeting: Meeting, branch: Branch, history: History) -> Commit | None:
    """Return the commit that first brought a meeting; None if that tells nothing."""
    versions = _versions(meeting, branch, history)
    founding = _versions(branch.profile, branch, history)
    if not versions or not founding:
        return None
    first, began = versions[0].commit, founding[0].commit
    return None if first == began or meeting.day < began.day else first


def _changed(before: Facts, now: Facts) -> Iterator[str]:
    """Tell of facts that stood and now stand otherwise; what was added or taken away is none."""
    for at, value in before.items():
        judged = at[0] in SETTLED_KEYS or "表决" in at
        if judged and at in now and now[at] != value:
            yield f"{'·'.join(at)}由 {value} 改成了 {now[at]}"


def _deleted(
    branch: Branch, history: History, roster: Node
) -> Iterator[tuple[str, Commit, Commit | None]]:
    """Yield who once stood on the roster and is gone: the last commit with, the first without.

    One whose day of joining came back under another name was renamed, not deleted.
    """
    versions = _versions(roster, branch, history)
    rolls = [_rows(version.data()) for version in versions]
    last = {name: index for index, roll in enumerate(rolls) for name in roll}
    now = _current(roster, branch)
    for name, index in last.items():
        if name not in now and not _renamed(name, rolls[index], now):
            after = versions[index + 1].commit if index + 1 < len(versions) else None
            yield name, versions[index].commit, after


def _renamed(name: str, before: Roll, now: Roll) -> bool:
    joined = before[name].get("入党")
    new = (row for other, row in now.items() if other not in before)
    return joined is not None and any(row.get("入党") == joined for row in new)


def _since(name: str, branch: Branch, history: History, roster: Node) -> date:
    """Return the day on which a person was first committed; there is one."""
    versions = _versions(roster, branch, history)
    return next(version.commit.day for version in versions if name in _rows(version.data()))


def _current(roster: Node, branch: Branch) -> Roll:
    document = branch.document_of(roster)
    return _rows(read(document.text.encode()).data) if document is not None else {}


def _rows(data: Any) -> Roll:
    """Return the rows of a roster by name, without guests; what is not a roster has none."""
    rows = data.get("党员") if isinstance(data, dict) else None
    return {
        str(row["姓名"]): row
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, dict) and row.get("姓名") and not row.get("关系所在")
    }
