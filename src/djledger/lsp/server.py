"""The language server: what the editor asks, handed to the module that knows."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from lsprotocol import types

from djledger.authoring.canonical import canonical
from djledger.ledger.roots import SETTINGS
from djledger.lsp.completing import Offer, Suggestion, complete
from djledger.lsp.correcting import Correction, corrections
from djledger.lsp.desk import Desk, path_of
from djledger.lsp.engine import Engine
from djledger.lsp.explaining import explanation
from djledger.lsp.places import COMMITTEE, home_at, is_organisation, model_at
from djledger.lsp.positions import Ruler

DEBOUNCE = 0.4
"""Seconds without a keystroke before a check begins."""

_KINDS = {
    Offer.KEY: types.CompletionItemKind.Property,
    Offer.CHOICE: types.CompletionItemKind.EnumMember,
    Offer.PERSON: types.CompletionItemKind.Value,
    Offer.RULE: types.CompletionItemKind.Reference,
}


def make_server(day: Callable[[], date]) -> Desk:
    """Return a server that judges by the day it is told at each check."""
    desk = Desk(Engine(day))
    desk.feature(types.TEXT_DOCUMENT_DID_OPEN)(_opened)
    desk.feature(types.TEXT_DOCUMENT_DID_CHANGE)(_changed)
    desk.feature(types.TEXT_DOCUMENT_DID_SAVE)(_saved)
    desk.feature(types.TEXT_DOCUMENT_DID_CLOSE)(_closed)
    desk.feature(types.TEXT_DOCUMENT_HOVER)(_hover)
    triggers = types.CompletionOptions(trigger_characters=[" ", "[", "{", ",", "、"])
    desk.feature(types.TEXT_DOCUMENT_COMPLETION, triggers)(_completion)
    fixes = types.CodeActionOptions([types.CodeActionKind.QuickFix])
    desk.feature(types.TEXT_DOCUMENT_CODE_ACTION, fixes)(_code_actions)
    desk.feature(types.TEXT_DOCUMENT_FORMATTING)(_formatting)
    return desk


async def _opened(desk: Desk, params: types.DidOpenTextDocumentParams) -> None:
    _schedule(desk, params.text_document.uri)


async def _changed(desk: Desk, params: types.DidChangeTextDocumentParams) -> None:
    path = path_of(params.text_document.uri)
    # An upper organisation is judged with all branches below it: not at every keystroke.
    if path is not None and path.name not in (SETTINGS, COMMITTEE):
        _schedule(desk, params.text_document.uri, DEBOUNCE)


async def _saved(desk: Desk, params: types.DidSaveTextDocumentParams) -> None:
    path = path_of(params.text_document.uri)
    if path is not None and path.name == SETTINGS:
        for home in list(desk.pending):
            desk.schedule(home, 0)
    else:
        _schedule(desk, params.text_document.uri)


async def _closed(desk: Desk, params: types.DidCloseTextDocumentParams) -> None:
    _schedule(desk, params.text_document.uri)


def _schedule(desk: Desk, uri: str, delay: float = 0) -> None:
    path = path_of(uri)
    if path is not None and path.suffix in (".yaml", ".yml"):
        home = home_at(path)
        if is_organisation(home):
            desk.schedule(home, delay)


def _opened_at(desk: Desk, uri: str) -> tuple[Path | None, Ruler]:
    return path_of(uri), desk.ruler(desk.workspace.get_text_document(uri).source)


def _hover(desk: Desk, params: types.HoverParams) -> types.Hover | None:
    path, ruler = _opened_at(desk, params.text_document.uri)
    if path is None:
        return None
    at = params.position
    codes = [str(d.code) for d in desk.found.get(path, ()) if _covers(d.range, at)]
    shown = explanation(ruler.lines, at.line, ruler.column(at), model_at(path), codes)
    content = types.MarkupContent(types.MarkupKind.Markdown, shown)
    return types.Hover(content) if shown else None


def _covers(reach: types.Range, at: types.Position) -> bool:
    return reach.start <= at <= reach.end


def _completion(desk: Desk, params: types.CompletionParams) -> list[types.CompletionItem]:
    path, ruler = _opened_at(desk, params.text_document.uri)
    model = None if path is None else model_at(path)
    if path is None or model is None:
        return []
    at = params.position
    home = home_at(path)
    found = complete(ruler.lines, at.line, ruler.column(at), model, lambda: desk.names(home))
    reach = types.Range(ruler.position(at.line, found.start), at)
    return [_item(suggestion, reach) for suggestion in found.suggestions]


def _item(suggestion: Suggestion, reach: types.Range) -> types.CompletionItem:
    return types.CompletionItem(
        suggestion.label,
        kind=_KINDS[suggestion.offer],
        detail=suggestion.about,
        text_edit=types.TextEdit(reach, suggestion.inserted),
    )


def _code_actions(desk: Desk, params: types.CodeActionParams) -> list[types.CodeAction]:
    uri = params.text_document.uri
    path, ruler = _opened_at(desk, uri)
    model = None if path is None else model_at(path)
    if path is None or model is None:
        return []
    reach = params.range
    found = corrections(ruler.text, model, reach.start.line + 1, reach.end.line + 1)
    known = desk.found.get(path, [])
    return [_action(correction, uri, ruler, known) for correction in found]


def _action(
    correction: Correction, uri: str, ruler: Ruler, known: list[types.Diagnostic]
) -> types.CodeAction:
    reach = ruler.range(correction.span)
    return types.CodeAction(
        correction.title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[one for one in known if one.range == reach],
        is_preferred=correction.sure,
        edit=types.WorkspaceEdit(changes={uri: [ruler.edit(correction.text)]}),
    )


def _formatting(desk: Desk, params: types.DocumentFormattingParams) -> list[types.TextEdit]:
    path, ruler = _opened_at(desk, params.text_document.uri)
    model = None if path is None else model_at(path)
    text = None if model is None else canonical(ruler.text.encode(), model).text
    if text is not None and "\r\n" in ruler.text:
        text = text.replace("\n", "\r\n")  # line ends are the editor's: it would put its own back
    return [] if text is None or text == ruler.text else [ruler.edit(text)]
