"""One replacement makes another text of a text, wherever the two differ."""

from hypothesis import example, given
from hypothesis import strategies as st
from lsprotocol import types
from pygls.workspace import PositionCodec, TextDocument

from djledger.lsp.positions import Ruler

UNITS = [
    types.PositionEncodingKind.Utf8,
    types.PositionEncodingKind.Utf16,
    types.PositionEncodingKind.Utf32,
]
TEXTS = st.lists(st.sampled_from(["键", "𠮷", "a", " ", "\r\n", "\n", "\r"]), max_size=12).map(
    "".join
)


@given(TEXTS, TEXTS, st.sampled_from(UNITS))
@example("a\r\nb", "a\nb", UNITS[1])
@example("a\nb", "a\r\nb", UNITS[1])
@example("a\r\n\r\nb", "a\r\nb", UNITS[1])
@example("a\r\n", "a\r", UNITS[1])
def test_an_edit_makes_the_other_text(before, after, unit):
    codec = PositionCodec(unit)
    edit = Ruler(before, codec).edit(after)
    document = TextDocument("file:///x.yaml", before, position_codec=codec)
    document.apply_change(types.TextDocumentContentChangePartial(edit.range, edit.new_text))
    assert document.source == after
