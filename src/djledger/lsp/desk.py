"""What the editor has open, what was last found in it, and the checks that are under way."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from lsprotocol.types import (
    Diagnostic,
    LogMessageParams,
    MessageType,
    PublishDiagnosticsParams,
    Range,
)
from lsprotocol.types import ShowMessageParams as Message
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from djledger import __version__
from djledger.checking.baseline import BaselineError
from djledger.checking.finding import Place
from djledger.checking.settings import SettingsError
from djledger.ledger.documents import fit
from djledger.ledger.folder import join
from djledger.ledger.members import MemberList
from djledger.lsp.engine import Checked, Engine
from djledger.lsp.places import Home
from djledger.lsp.positions import Ruler
from djledger.lsp.telling import diagnostic
from djledger.yamltext import read


def path_of(uri: str) -> Path | None:
    """Return the file of a URI; None for what is not on disk."""
    found = to_fs_path(uri) if uri.startswith("file:") else None
    return None if found is None else Path(found).resolve()


class Desk(LanguageServer):
    """The server with its state. Checks run one at a time beside the conversation."""

    def __init__(self, engine: Engine) -> None:
        """Serve one editor."""
        super().__init__("djledger", __version__)
        self.engine = engine
        self.found: dict[Path, list[Diagnostic]] = {}
        self.pending: dict[Home, asyncio.Task[None]] = {}
        self.shown: dict[Home, set[Path]] = {}
        self._complaints: dict[Home, str] = {}
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="check")

    def texts(self) -> dict[Path, bytes]:
        """Return the content of every open file."""
        opened = self.workspace.text_documents.values()
        named = ((path_of(document.uri), document) for document in opened)
        return {path: document.source.encode() for path, document in named if path is not None}

    def ruler(self, text: str) -> Ruler:
        """Return what measures in a text as the editor counts."""
        return Ruler(text, self.workspace.position_codec)

    def names(self, home: Home) -> list[str]:
        """Return the members' names as the roster has them now."""
        try:
            data = read(home.source(self.texts()).read(join(home.prefix, "members.yaml"))).data
        except OSError:
            return []
        record = fit(MemberList, data or {}, "").record
        return [] if record is None else [member.name for member in record.members]

    def schedule(self, home: Home, delay: float) -> None:
        """Check an organisation after so many seconds; what was asked before is given up."""
        earlier = self.pending.pop(home, None)
        if earlier is not None:
            earlier.cancel()
        self.pending[home] = asyncio.get_running_loop().create_task(self._run(home, delay))

    async def _run(self, home: Home, delay: float) -> None:
        await asyncio.sleep(delay)
        texts, loop = self.texts(), asyncio.get_running_loop()
        try:
            checked = await loop.run_in_executor(self._worker, self.engine.check, home, texts)
            self._publish(home, checked)
            self._complaints.pop(home, None)
        except (SettingsError, BaselineError, OSError) as error:
            self._complain(home, str(error))
        except Exception as error:  # noqa: BLE001 (our own defect must not end the conversation)
            said = f"djledger 自身有缺陷：{type(error).__name__}: {error}"
            self.window_log_message(LogMessageParams(MessageType.Error, said))

    def _complain(self, home: Home, said: str) -> None:
        """Say once why nothing was checked."""
        if self._complaints.get(home) != said:
            self._complaints[home] = said
            self.window_show_message(Message(MessageType.Error, f"设置有误，没有检查：\n{said}"))

    def _publish(self, home: Home, checked: Checked) -> None:
        """Send what was found, and for files that are in order now, that nothing was."""
        now = {home.root / file: file for file in checked.findings}
        told = self._diagnostics(home, checked)
        for path in self.shown.get(home, set()) - set(now):
            self._send(path, [])
        for path, file in now.items():
            self._send(path, told[file])
        self.shown[home] = set(now)

    def _diagnostics(self, home: Home, checked: Checked) -> dict[str, list[Diagnostic]]:
        rulers: dict[str, Ruler] = {}

        def range_of(place: Place) -> Range:
            if place.file not in rulers:
                rulers[place.file] = self.ruler(checked.lines.text(place.file))
            return rulers[place.file].range(checked.lines.span(place))

        def uri_of(file: str) -> str:
            return self.uri(home.root / file)

        return {
            file: [diagnostic(one, range_of, uri_of, checked.rule_site) for one in findings]
            for file, findings in checked.findings.items()
        }

    def uri(self, path: Path) -> str:
        """Return the URI of a file, as the editor itself wrote it if it has it open."""
        opened = self._opened()
        return opened.get(path) or from_fs_path(str(path)) or path.as_uri()

    def _opened(self) -> Mapping[Path, str]:
        uris = ((path_of(one.uri), one.uri) for one in self.workspace.text_documents.values())
        return {path: uri for path, uri in uris if path is not None}

    def _send(self, path: Path, diagnostics: list[Diagnostic]) -> None:
        self.found[path] = diagnostics
        params = PublishDiagnosticsParams(self.uri(path), diagnostics)
        self.text_document_publish_diagnostics(params)
