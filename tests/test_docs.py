"""The glossary names what the code has; the docs generator names what is stale."""

import ast

import pytest

from djledger.ledger.schema import KINDS
from djledger.rules.table import BOOK
from docgen import lawbook, markup, reference, rulebook, terms
from test_project import SOURCES, parse


def names_in_code():
    """Every name that the code gives to something: classes, functions, fields, members."""
    found = set()
    for path in SOURCES:
        for node in ast.walk(parse(path)):
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                found.add(node.name)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                found.add(node.id)
    return found


def test_every_term_has_its_name_in_the_code():
    known = names_in_code()
    listed = [term for group in terms.groups() for term in group["terms"]]
    assert [name for _, name, _ in listed if not known.issuperset(name.split("."))] == []
    assert len({word for word, _, _ in listed}) == len(listed)
    assert all(said.endswith("。") for _, _, said in listed)


@pytest.fixture(scope="module")
def pages():
    return dict(rulebook.files())


def test_every_rule_has_a_page_that_shows_what_is_said(pages):
    for rule in BOOK:
        page = pages[f"{rulebook.FOLDER}/{rulebook.file_name(rule)}"]
        assert rule.title in page
        assert page.count("djledger 的提示：") == page.count("\n## 错误：")
        assert f"({rulebook.file_name(rule)})" in pages[f"{rulebook.FOLDER}/README.md"]


def test_law_and_rules_link_to_each_other(pages):
    ((_, law),) = lawbook.files()
    for rule in BOOK:
        page = pages[f"{rulebook.FOLDER}/{rulebook.file_name(rule)}"]
        assert f"[{rule.code}](规则/{rulebook.file_name(rule)})" in law
        for cited in (cited for citation in rule.basis for cited in citation.editions):
            assert f'<a id="{lawbook.anchor(cited)}"></a>' in law
            assert f"(../法规.md#{lawbook.anchor(cited)})" in page


def test_the_reference_describes_every_key_of_every_document():
    ((_, page),) = reference.files()
    for kind in KINDS:
        section = page.partition(f"## {kind.title}：")[2].partition("\n## ")[0]
        for key in reference.schema_of(kind)["properties"]:
            assert f"\n| {key}" in section


def test_a_block_is_filled_and_the_rest_kept():
    page = "前\n<!-- 生成：表 -->\n旧\n<!-- 生成完 -->\n后\n"
    assert markup.fill(page, "表", "新") == "前\n<!-- 生成：表 -->\n\n新\n\n<!-- 生成完 -->\n后\n"
    with pytest.raises(ValueError, match="0 blocks"):
        markup.fill(page, "别的", "新")
