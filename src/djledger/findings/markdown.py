"""For merge requests and step summaries: what was found, by organisation, in Markdown."""

from collections import Counter
from collections.abc import Iterator

from djledger.checking.finding import Finding, SiteReport, Suppression
from djledger.findings.outcome import Outcome
from djledger.findings.safe import markdown_text as safe
from djledger.rules.severity import Severity

MARKS = {Severity.ERROR: "🔴", Severity.WARNING: "🟡", Severity.HINT: "🔵"}


def write(outcome: Outcome) -> str:
    """Return the whole page."""
    return "".join(f"{line}\n" for line in _lines(outcome))


def summary(outcome: Outcome, limit: int) -> str:
    """Return as much of the page as fits in ``limit`` bytes, and say so where it is cut."""
    kept: list[str] = []
    size = 0
    for line in _lines(outcome):
        size += len(line.encode()) + 1
        if size > limit - 200:
            kept.append("\n（内容过长，其余省略；完整结果见其他格式的输出。）")
            break
        kept.append(line)
    return "".join(f"{line}\n" for line in kept)


def _lines(outcome: Outcome) -> Iterator[str]:
    yield "# 台账检查结果\n"
    yield safe(outcome.closing())
    yield from _by_rule(outcome)
    for site in outcome.report.sites:
        if site.findings:
            yield from _site(outcome, site)
    yield from _suppressed(outcome)
    yield from _unjudged(outcome)


def _by_rule(outcome: Outcome) -> Iterator[str]:
    counts = Counter(finding.code for finding in outcome.report.findings)
    if not counts:
        return
    yield "\n| 规则 | 程度 | 内容 | 项数 |\n| --- | --- | --- | ---: |"
    worst: dict[str, Severity] = {}
    for finding in outcome.worst_first():
        worst.setdefault(finding.code, finding.severity)
    for code, severity in worst.items():
        title = safe(outcome.title(code))
        yield f"| {code} | {MARKS[severity]} {severity.label} | {title} | {counts[code]} |"


def _site(outcome: Outcome, site: SiteReport) -> Iterator[str]:
    yield f"\n## {safe(site.name or site.path)}\n"
    for finding in outcome.by_line(site.findings):
        yield _item(outcome, finding)
        if finding.remedy:
            yield f"  办法：{safe(finding.remedy)}"


def _item(outcome: Outcome, finding: Finding) -> str:
    severity = f"{MARKS[finding.severity]} {finding.severity.label}"
    where = safe(f"{outcome.shown(finding.place.file)}:{outcome.lines.span(finding.place).line}")
    said = safe(f"{finding.found}{finding.expected}")
    return f"- {severity} **{finding.code}** {where}  \n  {said}  "


def _suppressed(outcome: Outcome) -> Iterator[str]:
    if not outcome.report.suppressed:
        return
    yield "\n## 不计入的\n\n| 规则 | 对象 | 因为 |\n| --- | --- | --- |"
    for finding in outcome.report.suppressed:
        if finding.suppression is not None:
            about = safe(f"{finding.place.file} {finding.entity}")
            yield f"| {finding.code} | {about} | {safe(_reason(finding.suppression))} |"


def _reason(suppression: Suppression) -> str:
    approved = f"，{suppression.approved_by}批准" if suppression.approved_by else ""
    until = f"，至 {suppression.until}" if suppression.until else ""
    return f"{suppression.by.value}：{suppression.reason}{approved}{until}"


def _unjudged(outcome: Outcome) -> Iterator[str]:
    if not outcome.report.unjudged:
        return
    grouped: dict[tuple[str, str], list[str]] = {}
    for item in outcome.report.unjudged:
        grouped.setdefault((item.branch, item.reason), []).append(item.code)
    yield "\n## 未判定的\n"
    for (branch, reason), codes in grouped.items():
        yield f"- {safe(branch)}：{'、'.join(codes)}，因为{safe(reason)}"
