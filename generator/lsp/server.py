"""The server: documents as they are typed, and what is answered about them.

Typing is never waited for: what takes long runs in one other thread, in the order in which it is asked for, and what a
newer text has overtaken is dropped.
"""

import asyncio
import gc
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from importlib.metadata import version
from typing import Any, TypeVar
from urllib.parse import unquote

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.workspace import TextDocument

from generator.lsp import language
from generator.lsp.analysis import Analysis, analysed, forget, is_ours, readable
from generator.lsp.diagnostics import NAME, diagnostics
from generator.lsp.positions import Positions, lines, width
from lint.mandatory import Mandatory

DELAY = 0.2
"""Seconds without a key pressed, after which a text is looked at."""

_Made = TypeVar("_Made")


class Server(LanguageServer):
    """A language server for platform.yaml; `policy` is what no platform can weaken."""

    def __init__(self, policy: Mandatory | None = None) -> None:
        super().__init__(NAME, version(NAME))
        self.policy = policy
        self._worker = ThreadPoolExecutor(1, "lint")
        self._kept: dict[str, Analysis] = {}
        self._soon: dict[str, asyncio.Task[None]] = {}
        self._told: set[str] = set()
        self._last: Positions | None = None

    def run(self) -> None:
        """Serve standard input and output until the editor is gone; nothing else is written there."""
        output, sys.stdout = sys.stdout, sys.stderr
        # To look through all that a large file is made of holds up typing: that is for when it is saved.
        gc.disable()
        # Keys and questions are let in between ever so often while a large file is looked at.
        sys.setswitchinterval(0.001)
        self.start_io(sys.stdin.buffer, output.buffer)

    def document(self, uri: str) -> TextDocument | None:
        """An open document that is a platform."""
        document = self._open(uri)
        return document if document and is_ours(document.path, document.source) else None

    def positions(self, text: str) -> Positions:
        """Where characters of a text are for this editor."""
        if self._last is None or self._last.text != text:
            self._last = Positions(text, width(self.workspace.position_encoding))
        return self._last

    async def aside(self, work: Callable[..., _Made], *arguments: Any) -> _Made:
        """Do in the other thread what takes long."""

        def done() -> _Made:
            try:
                return work(*arguments)
            finally:
                forget()

        return await asyncio.get_running_loop().run_in_executor(self._worker, done)

    async def analysis(self, uri: str) -> Analysis | None:
        """What is found in an open document as it is now; None for what is no platform."""
        document = self.document(uri)
        return None if document is None else await self.aside(self._analysed, uri, document.path, document.source)

    def opened(self, uri: str) -> None:
        """Look at a document; its lines are from now on those of the protocol."""
        known = self.workspace.text_documents
        before = known[unquote(uri)]
        codec = self.workspace.position_codec
        known[unquote(uri)] = Document(uri, before.source, before.version, position_codec=codec)
        self.changed(uri, 0)

    def changed(self, uri: str, delay: float = DELAY) -> None:
        """Look at a document, unless it changes again before."""
        self.forget(uri)
        self._soon[uri] = asyncio.get_running_loop().create_task(self._look(uri, delay))

    def saved(self) -> None:
        """Look at every document again: what one of them extends may have changed."""
        self._kept.clear()
        for uri in list(self._told):
            self.changed(uri, 0)
        asyncio.get_running_loop().run_in_executor(self._worker, gc.collect)

    def closed(self, uri: str) -> None:
        """Tell nothing of a document any more."""
        self.forget(uri)
        self._soon.pop(uri, None)
        self._kept.pop(uri, None)
        self._tell(uri, None, [])
        self._told.discard(uri)

    def forget(self, uri: str) -> None:
        """Do not look at a document that was about to be."""
        if uri in self._soon:
            self._soon[uri].cancel()

    async def _look(self, uri: str, delay: float) -> None:
        await asyncio.sleep(delay)
        document = self._open(uri)
        number = document.version if document else None
        try:
            found = await self.analysis(uri)
        except Exception as error:  # noqa: BLE001 - the editor must be told, and the server must live
            self.failed(error)
            return
        if found is not None:
            self._told.add(uri)
        self._tell(uri, number, [] if found is None else diagnostics(found, self.positions(found.source.text)))

    def failed(self, error: Exception) -> None:
        """Tell of a fault of ours; where it happened goes to the log."""
        import traceback

        traceback.print_exception(error, file=sys.stderr)
        message = f"this is a bug in groundplan, please report it with its log: {type(error).__name__}: {error}"
        self.window_show_message(types.ShowMessageParams(types.MessageType.Error, message))

    def _tell(self, uri: str, number: int | None, found: list[types.Diagnostic]) -> None:
        if uri in self._told:
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, number))

    def _open(self, uri: str) -> TextDocument | None:
        known: dict[str, TextDocument] = self.workspace.text_documents
        return known.get(unquote(uri))

    def _analysed(self, uri: str, name: str, text: str) -> Analysis:
        text = readable(text)
        kept = self._kept.get(uri)
        if kept is None or kept.source.text != text:
            kept = self._kept[uri] = analysed(name, text, date.today(), self.policy)  # noqa: DTZ011
        return kept


class Document(TextDocument):
    """A text whose lines end where the protocol says, and not wherever Python would have it."""

    @property
    def lines(self) -> list[str]:
        return lines(self.source)


def warm() -> None:
    """Make beforehand what the first answer needs."""
    from lint.rule import all_rules

    language.schema()
    all_rules()
