"""The baseline: findings of old that do not count, on record until they are put right.

A finding is known again by its fingerprint, so neither moved lines nor changed words make an
old one new. The file has an entry a line, in an order of its own, so that a change of one
finding is a change of one line; the words beside the fingerprint are for those who read it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from djledger.checking.finding import Finding, Report, SuppressedBy, Suppression
from djledger.yamltext import FaultKind

if TYPE_CHECKING:
    from djledger.rules.rule import FaultOf, Rule

FORMAT = "djledger.baseline/1"
DEFAULT = "djledger-baseline.jsonl"
"""The file at the root of the repository that is the baseline where nothing else is said."""

NOTE = "旧账清单，只许减少；由 djledger baseline 写成，不要手工修改。"
KEYS = ("指纹", "年度", "规则", "组织", "文件", "对象", "问题")


class Entry(NamedTuple):
    """A finding of old: its fingerprint, the year in which it was judged, and what it is."""

    fingerprint: str
    year: int
    code: str
    branch: str
    file: str
    entity: str
    title: str

    @property
    def order(self) -> tuple[str, str, str, str, str]:
        """Where the entry stands in the file."""
        return (self.branch, self.file, self.code, self.entity, self.fingerprint)


Baseline = Mapping[str, Entry]
"""The entries by fingerprint."""


class BaselineError(ValueError):
    """A file that is no baseline; the message is for the user."""


def parse_baseline(raw: bytes) -> Baseline:
    """Read a baseline; BaselineError names the line that cannot be understood."""
    entries: dict[str, Entry] = {}
    for number, line in enumerate(raw.decode("utf-8", "replace").split("\n"), 1):
        if not line.strip():
            continue
        data = _parsed(line, number)
        if number == 1 and data.get("格式") == FORMAT:
            continue
        entry = _entry(data, number)
        entries[entry.fingerprint] = entry
    return entries


def _parsed(line: str, number: int) -> dict[str, object]:
    try:
        data = json.loads(line)
    except ValueError:
        data = None
    if not isinstance(data, dict):
        raise BaselineError(f"第 {number} 行读不懂。若是合并冲突的标记，保留双方都有的行即可。")
    return data


def _entry(data: Mapping[str, object], number: int) -> Entry:
    mark, year, *words = (data.get(key) for key in KEYS)
    if not isinstance(mark, str) or not isinstance(year, int):
        raise BaselineError(f"第 {number} 行没有指纹或年度，或者不是 {FORMAT} 格式。")
    code, branch, file, entity, title = (str(word or "") for word in words)
    return Entry(mark, year, code, branch, file, entity, title)


def written(baseline: Baseline) -> str:
    """Return the text of a baseline."""
    head = {"格式": FORMAT, "说明": NOTE}
    rows = [_row(entry) for entry in sorted(baseline.values(), key=lambda entry: entry.order)]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in (head, *rows))


def _row(entry: Entry) -> dict[str, object]:
    values = (
        entry.fingerprint, entry.year, entry.code,
        entry.branch, entry.file, entry.entity, entry.title,
    )  # fmt: skip
    return dict(zip(KEYS, values, strict=True))


def settle(report: Report, baseline: Baseline, name: str) -> None:
    """Set aside the findings that the baseline has; ``name`` is what to call it."""
    if not baseline:
        return
    because = Suppression(SuppressedBy.BASELINE, f"已列入 {name}")
    for site in report.sites:
        old = [finding for finding in site.findings if finding.fingerprint in baseline]
        if old:
            site.findings = [one for one in site.findings if one.fingerprint not in baseline]
            site.suppressed += [finding._replace(suppression=because) for finding in old]


def current(report: Report, rules: Mapping[str, Rule], year: int) -> Baseline:
    """Return what a baseline has to hold for nothing to count: ``report`` as yet without one."""
    return {
        finding.fingerprint: Entry(
            finding.fingerprint,
            year,
            finding.code,
            finding.branch,
            finding.place.file,
            finding.entity,
            rules[finding.code].title,
        )
        for finding in report.findings
    }


def settled(
    baseline: Baseline, report: Report, rules: Mapping[str, Rule], year: int
) -> list[Entry]:
    """Return the entries that have been put right; ``report`` is one as yet without a baseline.

    What was not judged this time is not among them: other years, rules that lacked what they
    need, what stands in a file that could not be read, and what is absent from a file in which
    something was not understood: it may be just that.
    """
    found = {finding.fingerprint for finding in report.findings}
    unjudged = {(item.code, item.branch) for item in report.unjudged}
    unread = _files(report.findings, rules, _stops_reading)
    unsure = _files(report.findings, rules, _hides_absence)
    absences = {code for code, rule in rules.items() if rule.on_absence}
    return [
        entry
        for entry in baseline.values()
        if entry.year == year
        and entry.fingerprint not in found
        and (entry.code, entry.branch) not in unjudged
        and entry.file not in unread
        and not (entry.file in unsure and entry.code in absences)
    ]


def _files(
    findings: Iterable[Finding], rules: Mapping[str, Rule], such: Callable[[FaultOf], bool]
) -> set[str]:
    """Return the files with a fault of some sort."""
    return {
        finding.place.file for finding in findings if any(map(such, rules[finding.code].faults))
    }


def _hides_absence(fault: FaultOf) -> bool:
    from djledger.ledger.misfits import Misfit

    return isinstance(fault, Misfit) and fault is not Misfit.LOOSE_FORM


def _stops_reading(fault: FaultOf) -> bool:
    from djledger.ledger.layout import Layout

    return fault is Layout.UNREADABLE or (isinstance(fault, FaultKind) and not fault.tolerated)


def pruned(baseline: Baseline, gone: Iterable[Entry]) -> Baseline:
    """Return the baseline without some entries."""
    left = {entry.fingerprint for entry in gone}
    return {mark: entry for mark, entry in baseline.items() if mark not in left}


def added(baseline: Baseline, before: Baseline) -> list[Entry]:
    """Return the entries that a baseline has and an earlier one had not."""
    return [entry for mark, entry in baseline.items() if mark not in before]
