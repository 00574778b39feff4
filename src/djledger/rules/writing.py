"""Rule pages in words: Markdown for the docs, plain text for the terminal."""

import re
from collections.abc import Iterable, Iterator

from djledger.rules.page import Example, Law, RulePage
from djledger.rules.rule import Rule

_FENCE = re.compile(r"^```")
_NOTE = re.compile(r"^(底本|截至|年度|参数|发现)：|^未判定$")


def heading(rule: Rule) -> str:
    """Return code and title: what a rule is called in a listing."""
    return f"{rule.code} {rule.title}"


def standing(rule: Rule) -> str:
    """Say how grave findings are, whether the rule is on, and whether it may be waived."""
    waivable = "可以豁免" if rule.waivable else "不得豁免"
    if not rule.optional:
        return f"{rule.severity.label}，默认开启，{waivable}"
    turned_on = f"默认关闭，用 --extend-select {rule.code} 打开"
    return f"{rule.severity.label}，可选规则，{turned_on}，{waivable}"


def law_lines(law: Law) -> Iterator[str]:
    """Yield a provision with its dates and certainty, then what it says, a line each."""
    if law.issuer == "djledger":
        yield law.text
        yield from law.facts
        return
    dates = f"，{law.in_force} 起" if law.in_force else ""
    until = f"至 {law.until} 止" if law.until else ""
    note = f"；{law.note}" if law.note else ""
    yield f"{law.text}（{law.issuer}{dates}{until}；{law.certainty}{note}）"
    yield from law.facts


def markdown(page: RulePage) -> str:
    """Return a rule's page in Markdown."""
    return "\n".join(_markdown(page)) + "\n"


def _markdown(page: RulePage) -> Iterator[str]:
    rule = page.rule
    yield f"# {heading(rule)}\n"
    yield f"`{rule.name}` · {rule.subject.label} · {standing(rule)} · 自 {rule.since} 起\n"
    yield f"{page.why}\n"
    yield "## 依据\n"
    for law in page.law:
        first, *facts = law_lines(law)
        yield f"- {first}"
        yield from (f"  - {fact}" for fact in facts)
    if rule.params:
        yield "\n## 参数\n"
        yield from (f"- {line}" for line in _params(rule))
    for example in (*page.bad, *page.good):
        yield f"\n## {example.title}\n"
        yield _noted(example)
    if rule.covers:
        yield f"\n## 对应的常见问题\n\n{'、'.join(rule.covers)}"


def _params(rule: Rule) -> Iterator[str]:
    for param in rule.params:
        yield f"{param.label}（默认 {param.shown_default}）：{param.description}"


def _noted(example: Example) -> str:
    """Turn the lines that set up a case into a list, so that each keeps its own line."""
    out: list[str] = []
    for line, code in _lines(example):
        is_note = not code and _NOTE.match(line) is not None
        if not is_note and out and out[-1].startswith("- ") and line and not code:
            out.append("")
        out.append(f"- {line}" if is_note else line)
    return "\n".join(out)


def _lines(example: Example) -> Iterator[tuple[str, bool]]:
    """Yield the lines of an example, and whether each is part of a block of code."""
    inside = False
    for line in example.body.splitlines():
        fence = _FENCE.match(line) is not None
        yield line, inside or fence
        inside ^= fence


def text(page: RulePage) -> str:
    """Return a rule's page as plain text."""
    return "\n".join(_text(page)) + "\n"


def _text(page: RulePage) -> Iterator[str]:
    rule = page.rule
    yield heading(rule)
    yield f"{rule.name} · {rule.subject.label} · {standing(rule)} · 自 {rule.since} 起"
    yield f"\n{page.why}"
    yield "\n依据"
    for law in page.law:
        first, *facts = law_lines(law)
        yield f"  {first}"
        yield from (f"    · {fact}" for fact in facts)
    if rule.params:
        yield "\n参数"
        yield from (f"  {line}" for line in _params(rule))
    for example in (*page.bad, *page.good):
        yield f"\n{example.title}"
        yield from _indented(example)
    if rule.covers:
        yield f"\n对应的常见问题：{'、'.join(rule.covers)}"


def _indented(example: Example) -> Iterator[str]:
    for line, code in _lines(example):
        if line and not _FENCE.match(line):
            yield f"    {line}" if code else f"  {line.replace('`', '')}"


def listing(rules: Iterable[Rule]) -> str:
    """Return one line a rule: code, severity, name and title."""
    lines = []
    for rule in rules:
        mark = "（可选）" if rule.optional else ""
        lines.append(f"{rule.code}  {rule.severity.label}  {rule.title}{mark}  {rule.name}")
    return "\n".join(lines) + "\n"
