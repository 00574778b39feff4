"""docs/法规.md: instruments with editions and articles, and the rules that rest on them."""

from collections.abc import Iterator

from djledger.law import INSTRUMENTS, CitedArticle, Edition, Instrument
from djledger.rules.rule import Rule
from djledger.rules.table import BOOK
from docgen.markup import table

OURSELVES = "djledger"
INTRO = """# 法规

djledger 的规则所依据的法规、文件和说明，以及每一条款由哪些规则检查。要求用我们自己的话概括，
引用时以文件原文为准。

- 适用哪一版，看所判断的事情发生在哪一天：该日施行的版本才算数。
- “正文核实”指读过文件正文；“正文摘录”指读过正文的摘录；“转引（未核实）”“未核实”指尚未见到正文，
  只用于可选规则或提示；“地方或惯例”不是全国规定，默认不检查。
"""


def files() -> Iterator[tuple[str, str]]:
    """Yield path and text of the page."""
    parts = [part for instrument in INSTRUMENTS for part in _instrument(instrument)]
    yield "docs/法规.md", "\n".join([INTRO, *parts]) + "\n"


def anchor(cited: CitedArticle) -> str:
    """Return the anchor of an article of an edition."""
    year = f"-{cited.edition.year}" if cited.edition else ""
    article = "".join(c if c.isalnum() else "-" for c in cited.article)
    return f"{cited.instrument.id}{year}-{article}"


def _citing(instrument: Instrument) -> dict[CitedArticle, list[Rule]]:
    """Return the articles of an instrument that rules cite, and those rules."""
    found: dict[CitedArticle, list[Rule]] = {}
    for rule in BOOK:
        for citation in rule.basis:
            for cited in citation.editions if citation.instrument is instrument else ():
                rules = found.setdefault(cited, [])
                rules.extend([] if rule in rules else [rule])
    return found


def _instrument(instrument: Instrument) -> Iterator[str]:
    citing = _citing(instrument)
    if not citing:
        return
    yield f"## {instrument.title}\n"
    if instrument.editions:
        yield f"{instrument.issuer}。{'；'.join(map(_edition, instrument.editions))}。\n"
    elif instrument.quoted:
        yield f"{instrument.issuer}。发布日期未核实，按现行对待。\n"
    if instrument.issuer == OURSELVES:
        yield table(("所依据的一节", "规则"), ((row[0], row[3]) for row in _rows(citing))) + "\n"
    else:
        yield table(("条款", "要求", "可信程度", "规则"), _rows(citing)) + "\n"


def _edition(edition: Edition) -> str:
    number = f"，{edition.number}" if edition.number else ""
    note = f"（{edition.note}）" if edition.note else ""
    return f"{edition.year} 年版自 {edition.in_force} 起施行{number}{note}"


def _rows(citing: dict[CitedArticle, list[Rule]]) -> Iterator[tuple[str, ...]]:
    for cited in sorted(citing, key=_order):
        where = f'<a id="{anchor(cited)}"></a>{cited.short}'
        said = "；".join(dict.fromkeys(fact.text for fact in cited.facts))
        yield where, said, cited.certainty.value, "、".join(map(_link, citing[cited]))


def _order(cited: CitedArticle) -> tuple[int, int, str]:
    digits = "".join(c for c in cited.article.partition("(")[0] if c.isdigit())
    year = cited.edition.year if cited.edition else 0
    return (-year, int(digits or 0), cited.article)


def _link(rule: Rule) -> str:
    return f"[{rule.code}](规则/{rule.code}-{rule.name}.md)"
