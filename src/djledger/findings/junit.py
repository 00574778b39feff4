"""JUnit XML: a suite for each organisation, a case for each rule that was judged there.

Findings that fail the run are failures; milder ones are told in the output of a passing case.
What does not count, and what could not be judged, is skipped with the reason.
"""

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from djledger.checking.finding import Finding, SiteReport
from djledger.findings.outcome import Outcome
from djledger.findings.safe import printable
from djledger.rules.rule import Rule

_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


def write(outcome: Outcome) -> str:
    """Return the whole document."""
    root = Element("testsuites", name="djledger")
    for site in outcome.report.sites:
        root.append(_suite(outcome, site))
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _suite(outcome: Outcome, site: SiteReport) -> Element:
    suite = Element("testsuite", name=_text(site.name or site.path))
    _describe(SubElement(suite, "properties"), outcome)
    for rule in _rules(outcome, site):
        suite.append(_case(outcome, site, rule))
    for defect in site.defects:
        SubElement(suite, "system-err").text = _text(defect)
    suite.set("tests", str(len(suite.findall("testcase"))))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("errors", str(len(suite.findall("testcase/error"))))
    suite.set("skipped", str(len(suite.findall("testcase/skipped"))))
    return suite


def _describe(properties: Element, outcome: Outcome) -> None:
    period = outcome.period
    for name, value in (("年度", period.year), ("截至", period.as_of), ("总计", outcome.closing())):
        SubElement(properties, "property", name=name, value=_text(str(value)))


def _rules(outcome: Outcome, site: SiteReport) -> Iterator[Rule]:
    """Yield the rules that were judged at a site, and others that have something to say."""
    spoke = {finding.code for finding in (*site.findings, *site.suppressed)}
    spoke |= {item.code for item in site.unjudged}
    for rule in outcome.rules_at(site.path):
        if rule.code in spoke or rule.level in site.levels:
            yield rule


def _case(outcome: Outcome, site: SiteReport, rule: Rule) -> Element:
    name = _text(f"{rule.code} {rule.title}")
    case = Element("testcase", classname=_text(site.path), name=name)
    found = [finding for finding in site.findings if finding.code == rule.code]
    failing = [finding for finding in found if finding.severity >= outcome.fails_from]
    reasons = list(_reasons(site, rule))
    if failing:
        failure = SubElement(case, "failure", message=_message(failing), type=rule.name)
        failure.text = _told(outcome, found)
    elif found:
        SubElement(case, "system-out").text = _told(outcome, found)
    elif reasons:
        SubElement(case, "skipped", message=_text("；".join(dict.fromkeys(reasons))))
    return case


def _reasons(site: SiteReport, rule: Rule) -> Iterator[str]:
    """Yield why a rule has nothing that counts although it did not simply pass."""
    for item in site.unjudged:
        if item.code == rule.code:
            yield f"未判定：{item.reason}"
    for finding in site.suppressed:
        if finding.code == rule.code and finding.suppression is not None:
            yield f"{finding.suppression.by.value}：{finding.suppression.reason}"


def _message(findings: list[Finding]) -> str:
    more = f"（共 {len(findings)} 处）" if len(findings) > 1 else ""
    return _text(f"{findings[0].found}{findings[0].expected}{more}")


def _told(outcome: Outcome, findings: Iterable[Finding]) -> str:
    lines = []
    for finding in outcome.by_line(findings):
        where = f"{outcome.tracked(finding.place.file)}:{outcome.lines.span(finding.place).line}"
        lines.append(f"{where} {finding.severity.label}：{finding.found}{finding.expected}")
        lines.append(f"  办法：{finding.remedy}")
    return _text("\n".join(lines))


def _text(text: str) -> str:
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", printable(text))
