"""What checking the ledger found, by rule and one by one, and what could not be judged."""

from collections import Counter
from collections.abc import Iterable, Mapping

from djledger.checking.finding import SiteReport
from djledger.reports.model import Audience, Cell, Column, Fact, Kind, Row, Table, Tone, View
from djledger.reports.views.subject import BranchYear
from djledger.rules.rule import Severity

TONES = {Severity.ERROR: Tone.BAD, Severity.WARNING: Tone.WARN, Severity.HINT: Tone.PLAIN}


def counts(checked: SiteReport) -> dict[Severity, int]:
    """Return the number of findings of each severity, gravest first."""
    found = Counter(finding.severity for finding in checked.findings)
    return {severity: found[severity] for severity in reversed(Severity)}


def view(subject: BranchYear) -> View:
    """Return the findings of the year's check."""
    facts = tuple(
        Fact(severity.label, Cell(count, _files(subject, severity), _tone(severity, count)))
        for severity, count in counts(subject.checked).items()
    )
    undecided = Fact("未判定", Cell(len(subject.checked.unjudged)))
    tables = (_by_rule(subject), _each(subject), _unjudged(subject))
    return View("findings", "检查结果", (*facts, undecided), tables)


def _files(subject: BranchYear, severity: Severity) -> tuple[str, ...]:
    found = (f.place.file for f in subject.checked.findings if f.severity is severity)
    return tuple(dict.fromkeys(found))


def _tone(severity: Severity, count: int) -> Tone:
    return TONES[severity] if count else Tone.GOOD


def _by_rule(subject: BranchYear) -> Table:
    columns = (Column("规则"), Column("内容"), Column("程度"), Column("处数", Kind.NUMBER))
    found = Counter(finding.code for finding in subject.checked.findings)
    severity = {finding.code: finding.severity for finding in subject.checked.findings}
    files: dict[str, dict[str, None]] = {}
    for finding in subject.checked.findings:
        files.setdefault(finding.code, {})[finding.place.file] = None
    rows: list[Row] = []
    for code, count in sorted(found.items(), key=lambda one: (-severity[one[0]], -one[1], one[0])):
        grave = severity[code]
        label = Cell(grave.label, (), TONES[grave])
        title = Cell(subject.titles.get(code))
        rows.append((Cell(code), title, label, Cell(count, tuple(files[code]))))
    return Table("rules", "按规则", columns, tuple(rows), Audience.SUPERIOR, "没有发现问题。")


def _each(subject: BranchYear) -> Table:
    columns = (
        Column("规则"),
        Column("程度"),
        Column("文件"),
        Column("现状"),
        Column("应当"),
        Column("办法"),
    )
    rows = tuple(
        (
            Cell(one.code),
            Cell(one.severity.label, (), TONES[one.severity]),
            Cell(one.place.file, (one.place.file,)),
            Cell(one.found.rstrip("，")),
            Cell(one.expected),
            Cell(one.remedy),
        )
        for one in sorted(subject.checked.findings, key=lambda one: -one.severity)
    )
    return Table("each", "逐条", columns, rows, empty="没有发现问题。")


def of_uppers(checked: Iterable[SiteReport], titles: Mapping[str, str]) -> View:
    """Return the findings about the upper organisations themselves and about mere folders."""
    columns = (
        Column("组织"),
        Column("规则"),
        Column("内容"),
        Column("程度"),
        Column("现状"),
        Column("办法"),
    )
    sites = list(checked)
    rows = tuple(
        (
            Cell(site.name or site.path, (one.place.file,)),
            Cell(one.code),
            Cell(titles.get(one.code)),
            Cell(one.severity.label, (), TONES[one.severity]),
            Cell(one.found.rstrip("，")),
            Cell(one.remedy),
        )
        for site in sites
        for one in site.findings
    )
    table = Table("uppers", "上级组织的检查结果", columns, rows, empty="没有发现问题。")
    paths = tuple(site.path for site in sites if site.files)  # of mere folders none was read
    facts = (Fact("上级组织", Cell(len(paths), paths)),)
    return View("uppers", "上级组织的检查结果", facts, (table,))


def _unjudged(subject: BranchYear) -> Table:
    grouped: dict[str, list[str]] = {}
    for item in subject.checked.unjudged:
        grouped.setdefault(item.reason, []).append(item.code)
    rows = tuple((Cell("、".join(codes)), Cell(reason)) for reason, codes in grouped.items())
    columns = (Column("规则"), Column("原因"))
    return Table("unjudged", "没有判定的", columns, rows, empty="全部规则都作了判定。")
