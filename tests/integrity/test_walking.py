"""Walking a record: every text once, every reference, nothing that merely quotes."""

from djledger.ledger.documents import fit
from djledger.ledger.meetings import Meeting
from djledger.ledger.organisation import BranchProfile
from djledger.rules.integrity.walking import references_in, texts_in

MEETING = {
    "类型": "党员大会",
    "日期": "2026-03-12",
    "缺席": {"周立新": "出差"},
    "议题": [{"标题": "计划", "支委会研究": "meetings/2026/a", "对象": ["甲", "乙"]}],
    "附件": ["附件/一.pdf", "附件/二.pdf"],
    "更正": [{"日期": "2026-03-20", "内容": "引文", "原因": "笔误"}],
}


def test_texts_are_found_with_the_field_that_holds_them():
    found = [
        (type(node).__name__, at, text) for node, at, text in texts_in(fit(Meeting, MEETING, ""))
    ]
    assert found == [
        ("Meeting", ("absent", "周立新"), "周立新"),
        ("Meeting", ("absent", "周立新"), "出差"),
        ("AgendaItem", ("title",), "计划"),
        ("AgendaItem", ("persons", 0), "甲"),
        ("AgendaItem", ("persons", 1), "乙"),
        ("AgendaItem", ("studied_at",), "meetings/2026/a"),
        ("Meeting", ("attachments", 0), "附件/一.pdf"),
        ("Meeting", ("attachments", 1), "附件/二.pdf"),
    ]  # fmt: skip


def test_references_are_found_at_any_depth():
    found = [(at, path) for _, at, path in references_in(fit(Meeting, MEETING, ""))]
    assert found == [
        (("studied_at",), "meetings/2026/a"),
        (("attachments", 0), "附件/一.pdf"),
        (("attachments", 1), "附件/二.pdf"),
    ]


def test_references_of_a_branch_are_in_its_terms():
    profile = {
        "名称": "甲",
        "类型": "机关",
        "届次": [{"当选日期": "2024-06-12", "选举": "elections/a"}],
    }
    assert [path for *_, path in references_in(fit(BranchProfile, profile, ""))] == ["elections/a"]


def test_an_unreadable_document_holds_nothing():
    document = fit(Meeting, {"类型": "党员大会"}, "")
    assert list(texts_in(document)) == list(references_in(document)) == []
