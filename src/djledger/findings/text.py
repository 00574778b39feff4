"""For people: grouped by file, the line with a caret, what was expected, the law, the remedy."""

import sys
from io import StringIO
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from djledger.checking.finding import Finding, Place, SuppressedBy
from djledger.findings.ladder import ladder
from djledger.findings.outcome import Outcome
from djledger.findings.safe import one_line, printable
from djledger.rules.rule import Severity, Subject

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.HINT: "cyan"}
PIPED_WIDTH = 200
FEW_CODES = 8
"""How many rules that were not judged are named one by one."""
MANY_HINTS = 3
"""From how many hints of one rule in one branch on only the first is shown."""


def write(outcome: Outcome) -> str:
    """Return the whole text; coloured only when standard output is a terminal."""
    buffer = StringIO()
    console = _console(buffer)
    for site in outcome.report.sites:
        kept, folded = _folded(site.findings)
        if not kept:
            continue
        console.rule(Text(one_line(site.name or site.path), "bold"), align="left", style="dim")
        for file, findings in groupby(
            outcome.by_line(kept), key=lambda finding: finding.place.file
        ):
            console.print(Text(outcome.shown(file), "underline"))
            for finding in findings:
                _show(console, outcome, finding, folded.get(finding.code, 0))
    for note in outcome.report.notes:
        console.print(Text(one_line(f"设置：{note}"), "yellow"))
    _show_suppressed(console, outcome)
    _show_unjudged(console, outcome)
    for line in ladder(outcome):
        console.print(Text(one_line(line)))
    console.print(Text(outcome.closing(), "bold"))
    return buffer.getvalue()


def _console(buffer: StringIO) -> Console:
    screen = Console()
    width = max(screen.width, 40) if screen.is_terminal else PIPED_WIDTH
    return Console(
        file=buffer,
        width=width,
        force_terminal=screen.is_terminal,
        color_system="auto" if screen.is_terminal else None,
        no_color=screen.no_color,
        highlight=False,
        legacy_windows=False,
        emoji=False,
        safe_box=not sys.stdout.isatty(),
    )


def _folded(findings: list[Finding]) -> tuple[list[Finding], dict[str, int]]:
    """Keep the first of many alike hints; return what is shown and how many are not."""
    hints: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.severity is Severity.HINT:
            hints.setdefault(finding.code, []).append(finding)
    many = {code: found for code, found in hints.items() if len(found) > MANY_HINTS}
    hidden = {id(finding) for found in many.values() for finding in found[1:]}
    kept = [finding for finding in findings if id(finding) not in hidden]
    return kept, {code: len(found) - 1 for code, found in many.items()}


def _show(console: Console, outcome: Outcome, finding: Finding, more: int) -> None:
    span = outcome.lines.span(finding.place)
    head = Text.assemble(
        (f"  {span.line}:{span.column}", "dim"),
        "  ",
        (finding.code, STYLES[finding.severity]),
        " ",
        (finding.severity.label, STYLES[finding.severity]),
        "  ",
        one_line(outcome.rules[finding.code].title),
    )
    console.print(head)
    if outcome.rules[finding.code].subject is not Subject.PRIVACY:  # the line would tell it
        _show_line(console, outcome, finding.place)
    _detail(console, "", f"{finding.found}{finding.expected}")
    _detail(console, "办法：", finding.remedy)
    if finding.law:
        _detail(console, "依据：", "；".join(finding.law))
    for place in finding.related:
        other = outcome.lines.span(place)
        _detail(console, "参见：", f"{outcome.shown(place.file)}:{other.line} {place.label}")
    if more:
        _detail(console, "", f"另有 {more} 处同样的提示，用 --format concise 逐条列出。")
    console.print()


def _show_line(console: Console, outcome: Outcome, place: Place) -> None:
    cells = max(console.width - 14, 20)
    for line in outcome.lines.excerpt(place, cells).lines:
        if line.text.strip():
            console.print(Text(f"{line.number:>6} │ {printable(line.text)}"), soft_wrap=True)
            console.print(
                Text(f"       │ {' ' * line.start}{'^' * line.width}", "red"), soft_wrap=True
            )


def _detail(console: Console, label: str, text: str) -> None:
    said = Text.assemble((label, "bold"), printable(text))
    console.print(Padding(said, (0, 0, 0, 9), expand=False))


def _show_suppressed(console: Console, outcome: Outcome) -> None:
    """List what was set aside on record; a baseline is only counted."""
    for finding in outcome.report.suppressed:
        why = finding.suppression
        if why is None or why.by is SuppressedBy.BASELINE:
            continue
        where = f"{outcome.shown(finding.place.file)}:{outcome.lines.span(finding.place).line}"
        approved = f"，{why.approved_by}批准" if why.approved_by else ""
        until = f"，至 {why.until}" if why.until else ""
        said = f"{why.by.value}：{where} {finding.code}，理由：{why.reason}{approved}{until}"
        console.print(Text(one_line(said), "dim"))


def _show_unjudged(console: Console, outcome: Outcome) -> None:
    grouped: dict[tuple[str, str], list[str]] = {}
    for item in outcome.report.unjudged:
        grouped.setdefault((item.branch, item.reason), []).append(item.code)
    names = {site.path: site.name for site in outcome.report.sites}
    for (branch, reason), codes in grouped.items():
        whose = names.get(branch) or branch
        said = f"未判定：{whose} 有 {len(codes)} 条规则，因为{reason}。（{_some(codes)}）"
        console.print(Text(printable(said), "magenta"))


def _some(codes: list[str]) -> str:
    """Name the first few rules, with spaces between, where a line may be broken."""
    more = " 等，全部见 --format json" if len(codes) > FEW_CODES else ""
    return " ".join(codes[:FEW_CODES]) + more
