"""What an editor may ask, and what becomes of its answers."""

from datetime import date
from typing import Any

from lsprotocol import types
from pygls.capabilities import get_capability

from generator.lsp.actions import FIX_ALL, all_safe, offers, wants
from generator.lsp.completion import completions
from generator.lsp.hover import hover
from generator.lsp.server import Server, warm

_KINDS = [types.CodeActionKind.QuickFix, FIX_ALL]
_ACTIONS = types.CodeActionOptions(_KINDS, resolve_provider=True)
_TYPED = types.CompletionOptions([" ", ":", "{", ",", "["])


def add(server: Server) -> Server:
    """The server with all that it answers."""
    for name, answer, options in (
        (types.INITIALIZED, _initialized, None),
        (types.TEXT_DOCUMENT_DID_OPEN, _opened, None),
        (types.TEXT_DOCUMENT_DID_CHANGE, _changed, None),
        (types.TEXT_DOCUMENT_DID_SAVE, _saved, None),
        (types.TEXT_DOCUMENT_DID_CLOSE, _closed, None),
        (types.TEXT_DOCUMENT_HOVER, _hover, None),
        (types.TEXT_DOCUMENT_COMPLETION, _completion, _TYPED),
        (types.TEXT_DOCUMENT_CODE_ACTION, _actions, _ACTIONS),
        (types.CODE_ACTION_RESOLVE, _resolved, None),
    ):
        server.feature(name, options)(answer)
    return server


async def _initialized(ls: Server, _params: types.InitializedParams) -> None:
    await ls.aside(warm)


def _opened(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    ls.opened(params.text_document.uri)


def _changed(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    ls.changed(params.text_document.uri)


def _saved(ls: Server, _params: types.DidSaveTextDocumentParams) -> None:
    ls.saved()


def _closed(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    ls.closed(params.text_document.uri)


async def _hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    found = await ls.analysis(params.text_document.uri)
    return None if found is None else hover(found, params.position, ls.positions(found.source.text))


async def _completion(ls: Server, params: types.CompletionParams) -> list[types.CompletionItem]:
    document = ls.document(params.text_document.uri)
    if document is None:
        return []
    return completions(params.position, ls.positions(document.source))


async def _actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    """The edits of quick fixes at once; that of all safe fixes, which are tried out, when it is asked for."""
    uri = params.text_document.uri
    found = await ls.analysis(uri)
    if found is None:
        return []
    positions = ls.positions(found.source.text)
    made = []
    for action, edits in offers(found, params.range, params.context, positions):
        action.edit = _edit(ls, uri, edits)
        made.append(action)
    if wants(params.context, FIX_ALL) and any(each.fix and each.fix.safe for each in found.findings):
        made += await _fix_all(ls, uri, eagerly=params.context.only is not None)
    return made


async def _fix_all(ls: Server, uri: str, *, eagerly: bool) -> list[types.CodeAction]:
    action = types.CodeAction("groundplan: make all safe fixes", FIX_ALL, data=uri)
    if eagerly or not _resolves(ls):
        action = await _resolved(ls, action)
    return [action] if action.edit or not eagerly else []


async def _resolved(ls: Server, action: types.CodeAction) -> types.CodeAction:
    uri = str(action.data)
    found = await ls.analysis(uri)
    if found is not None:
        edits = await ls.aside(all_safe, found, date.today(), ls.positions(found.source.text))  # noqa: DTZ011
        action.edit = _edit(ls, uri, edits) if edits else None
    return action


def _resolves(ls: Server) -> bool:
    support: Any = get_capability(ls.client_capabilities, "text_document.code_action.resolve_support")
    return support is not None and "edit" in support.properties


def _edit(ls: Server, uri: str, edits: list[types.TextEdit]) -> types.WorkspaceEdit:
    """Edits of this version of the document, where the editor can hold them to it."""
    if not get_capability(ls.client_capabilities, "workspace.workspace_edit.document_changes"):
        return types.WorkspaceEdit({uri: edits})
    document = ls.workspace.get_text_document(uri)
    about = types.OptionalVersionedTextDocumentIdentifier(uri, document.version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(about, list(edits))])
