"""docs/规则/: an index and a page a rule, with what djledger really says to each bad example."""

import re
from collections.abc import Iterator

from casebook import run
from djledger.law import CitedArticle
from djledger.resources import resource
from djledger.rules.cases import DEFAULT_BASE, Case, parse_page
from djledger.rules.page import page_of
from djledger.rules.rule import Rule, Subject
from djledger.rules.table import BOOK
from djledger.rules.writing import markdown
from docgen.lawbook import anchor
from docgen.markup import fenced, table

FOLDER = "docs/规则"
BASES = "../../tests/rules/bases"
_BASE = re.compile(r"^- 底本：(\S+)$", re.MULTILINE)


def files() -> Iterator[tuple[str, str]]:
    """Yield path and text of every page."""
    yield f"{FOLDER}/README.md", _index()
    for rule in BOOK:
        yield f"{FOLDER}/{file_name(rule)}", _page(rule)


def file_name(rule: Rule) -> str:
    """Return the name of a rule's page."""
    return f"{rule.code}-{rule.name}.md"


def _index() -> str:
    optional = sum(rule.optional for rule in BOOK)
    out = [
        "# 规则\n",
        f"共 {len(BOOK)} 条规则，其中可选（默认关闭）{optional} 条。每条规则的页面写明理由、依据、"
        "错误与正确的写法，以及 djledger 实际给出的提示；`djledger rule 代码` 显示同样的内容。",
        "依据见[法规](../法规.md)。可选规则出自地方规定、惯例或尚未核实的转引，"
        "用 `--extend-select 代码` 打开。",
        f"例子中没有写出的文件取自底本，不另说明的是[{DEFAULT_BASE}]({BASES}/{DEFAULT_BASE})。",
    ]
    for subject in Subject:
        rules = [rule for rule in BOOK if rule.subject is subject]
        if rules:
            out.append(f"\n## {subject.letters} {subject.label}\n")
            out.append(table(("代码", "报什么", "程度", "依据", "名称"), map(_row, rules)))
    return "\n".join(out) + "\n"


def _row(rule: Rule) -> tuple[str, ...]:
    severity = rule.severity.label + ("，可选" if rule.optional else "")
    link = f"[{rule.code}]({file_name(rule)})"
    basis = "；".join(dict.fromkeys(citation.newest.short for citation in rule.basis))
    return (link, rule.title, severity, basis, f"`{rule.name}`")


def _page(rule: Rule) -> str:
    text = markdown(page_of(rule))
    for cited in (cited for citation in rule.basis for cited in citation.editions):
        text = text.replace(f"- {cited.text}", f"- {_linked(cited)}", 1)
    for case in _cases(rule):
        body = text.partition(f"\n## {case.title}\n")[2].partition("\n## ")[0]
        text = text.replace(
            body, f"{body.rstrip()}\n\ndjledger 的提示：\n\n{_said(rule, case)}\n", 1
        )
    text = _BASE.sub(lambda found: f"- 底本：[{found[1]}]({BASES}/{found[1]})", text)
    return f"{text}\n[全部规则](README.md)\n"


def _linked(cited: CitedArticle) -> str:
    return f"[{cited.text}](../法规.md#{anchor(cited)})"


def _cases(rule: Rule) -> list[Case]:
    source = resource("rules", f"{rule.code}-{rule.name}.md").read_text(encoding="utf-8")
    return [case for case in parse_page(source).cases if not case.good]


def _said(rule: Rule, case: Case) -> str:
    """Return what djledger says to a bad example, found by checking it."""
    report, told = run(rule.code, case)
    lines = []
    own = [finding for finding in report.findings if finding.code == rule.code]
    for place, finding in zip(told, own, strict=True):
        lines.append(f"{place.file}:{place.line}: {finding.code} {finding.severity.label}")
        lines.append(f"  {finding.found}{finding.expected}")
        lines.append(f"  办法：{finding.remedy}")
    return fenced("\n".join(lines))
