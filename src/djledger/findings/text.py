"""For people: grouped by file, the line with a caret, what was expected, the law, the remedy."""

from collections.abc import Iterator
from io import StringIO
from itertools import groupby

from rich.console import Console
from rich.text import Text

from djledger.checking.finding import Finding, Place, SuppressedBy
from djledger.findings.folding import folded
from djledger.findings.ladder import ladder
from djledger.findings.outcome import Outcome
from djledger.findings.safe import one_line, printable
from djledger.findings.screen import console_on
from djledger.rules.severity import Severity
from djledger.yamltext.excerpting import display_width

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.HINT: "cyan"}
PIPED_WIDTH = 200
PRIVACY = "PRV"
"""How the codes begin of the rules on what must not be shown, not even where it stands."""
MARGIN = 9
"""Blank cells before what is said of a finding."""
REWRITTEN = frozenset({"FMT101", "FMT102", "FMT103", "FMT111", "FMT112", "FMT206"})
"""Rules on mere form, which ``djledger fix`` puts right."""
MANY = 20
"""From how many findings on the way to an overview is shown."""
FEW_CASES = 5
"""Of how many organisations the reason is told, where the same rules were not judged."""
FEW_CODES = 8
"""How many rules that were not judged are named one by one."""
MANY_HINTS = 3
"""From how many hints of one rule in one branch on only the first is shown."""


def write(outcome: Outcome) -> str:
    """Return the whole text; coloured only when standard output is a terminal."""
    buffer = StringIO()
    console = console_on(buffer, PIPED_WIDTH)
    for site in outcome.report.sites:
        kept, hidden = _without_repeats(site.findings)
        if not kept:
            continue
        _show_site(console, one_line(site.name or site.path))
        for file, findings in groupby(
            outcome.by_line(kept), key=lambda finding: finding.place.file
        ):
            console.print(Text(outcome.shown(file), "underline"), soft_wrap=True)
            for _, alike in groupby(findings, key=_sameness):
                _show(console, outcome, list(alike), hidden)
    for note in outcome.report.notes:
        console.print(Text(one_line(f"设置：{note}"), "yellow"))
    _show_suppressed(console, outcome)
    _show_unjudged(console, outcome)
    for line in ladder(outcome):
        console.print(Text(one_line(line)))
    for line in _next_steps(outcome):
        console.print(Text(line), soft_wrap=True)
    console.print(Text(outcome.closing(), "bold"))
    return buffer.getvalue()


def _show_site(console: Console, name: str) -> None:
    rest = min(console.width, 100) - display_width(name) - 1
    console.print(Text.assemble((name, "bold"), " ", ("─" * max(rest, 0), "dim")), soft_wrap=True)


def _sameness(finding: Finding) -> tuple[object, ...]:
    """Return what findings have in common that are shown together: all but what was found."""
    return (finding.code, finding.place, finding.remedy, finding.law, finding.related)


def _without_repeats(findings: list[Finding]) -> tuple[list[Finding], dict[str, int]]:
    """Keep the first of many alike hints; return what is shown and how many are not."""
    hints: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.severity is Severity.HINT:
            hints.setdefault(finding.code, []).append(finding)
    many = {code: found for code, found in hints.items() if len(found) > MANY_HINTS}
    hidden = {id(finding) for found in many.values() for finding in found[1:]}
    kept = [finding for finding in findings if id(finding) not in hidden]
    return kept, {code: len(found) - 1 for code, found in many.items()}


def _show(console: Console, outcome: Outcome, alike: list[Finding], hidden: dict[str, int]) -> None:
    finding, more = alike[0], hidden.get(alike[0].code, 0)
    span = outcome.lines.span(finding.place)
    head = Text.assemble(
        (f"  {span.line}:{span.column}", "dim"),
        "  ",
        (finding.code, STYLES[finding.severity]),
        " ",
        (finding.severity.label, STYLES[finding.severity]),
        "  ",
        one_line(outcome.title(finding.code)),
    )
    console.print(head, soft_wrap=True)
    if not finding.code.startswith(PRIVACY):  # the line would tell it
        _show_line(console, outcome, finding.place)
    for said in _said(alike):
        _detail(console, "", said)
    _detail(console, "办法：", finding.remedy)
    if finding.law:
        _detail(console, "依据：", "；".join(finding.law))
    for place in finding.related:
        other = outcome.lines.span(place)
        _detail(console, "参见：", f"{outcome.shown(place.file)}:{other.line} {place.label}")
    if more:
        _detail(console, "", f"另有 {more} 处同样的提示，用 --format concise 逐条列出。")
    console.print()


def _said(alike: list[Finding]) -> Iterator[str]:
    """Yield what was found; what was expected stands once behind several."""
    expected = dict.fromkeys(finding.expected for finding in alike)
    if len(alike) == 1 or len(expected) > 1:
        yield from (f"{finding.found}{finding.expected}" for finding in alike)
        return
    for number, finding in enumerate(alike, 1):
        end = "。" if number == len(alike) else "；"
        yield finding.found.rstrip("，。") + end
    yield from expected


def _show_line(console: Console, outcome: Outcome, place: Place) -> None:
    cells = max(console.width - 14, 20)
    for line in outcome.lines.excerpt(place, cells).lines:
        if line.text.strip():
            console.print(Text(f"{line.number:>6} │ {printable(line.text)}"), soft_wrap=True)
            console.print(
                Text(f"       │ {' ' * line.start}{'^' * line.width}", "red"), soft_wrap=True
            )


def _detail(console: Console, label: str, text: str) -> None:
    for line in folded(label + one_line(text), console.width - MARGIN - 1):
        bold = len(label) if line.startswith(label) else 0
        shown = Text.assemble(" " * MARGIN, (line[:bold], "bold"), line[bold:])
        console.print(shown, soft_wrap=True)


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
    names = {site.path: site.name or site.path for site in outcome.report.sites}
    alike: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for (branch, reason), codes in grouped.items():
        alike.setdefault(tuple(codes), []).append((names.get(branch) or branch, reason))
    for rules, cases in alike.items():
        for said in _left_open(rules, cases):
            console.print(Text(printable(f"未判定：{said}（{_some(rules)}）"), "magenta"))


def _left_open(rules: tuple[str, ...], cases: list[tuple[str, str]]) -> Iterator[str]:
    """Say why rules were not judged: of few organisations each, of many the first."""
    number = len(rules)
    if len(cases) > FEW_CASES:
        whose, reason = cases[0]
        yield f"{len(cases)} 个组织各有 {number} 条规则，如{whose}，因为{reason}。"
        return
    for whose, reason in cases:
        yield f"{whose} 有 {number} 条规则，因为{reason}。"


def _some(codes: tuple[str, ...]) -> str:
    """Name the first few rules, with spaces between, where a line may be broken."""
    more = " 等，全部见 --format json" if len(codes) > FEW_CODES else ""
    return " ".join(codes[:FEW_CODES]) + more


SPRING = 4
"""The month until whose end the year before is pointed to: its last meetings may be in March."""


def _next_steps(outcome: Outcome) -> Iterator[str]:
    """Say what to do next: let form be put right, see what matters most."""
    last, period = outcome.period.year - 1, outcome.period
    if last + 1 == period.as_of.year and period.as_of.month <= SPRING:
        yield f"上一年度的全年事项用 --year {last} 检查。"
    codes = [finding.code for site in outcome.report.sites for finding in site.findings]
    form = sum(code in REWRITTEN for code in codes)
    if form:
        yield f"写法问题 {form} 处，djledger fix 可以改正；先看一看用 djledger fix --diff。"
    if len(codes) > MANY:
        yield "问题较多，可以先用 djledger status 看最要紧的；用 djledger rule 代码 查一条规则。"
