"""The language server, driven over standard input and output by a client of the protocol."""

import asyncio
import subprocess
import sys
from functools import partial

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient
from pygls.workspace import TextDocument

from djledger.ledger.meetings import Meeting
from djledger.lsp.fields import described

BRANCH = "名称: 某局第一党支部\n类型: 机关\n成立: {日期: 2020-01-10}\n"
MEMBERS = """\
党员:
  - {姓名: 王一, 入党: 2010-06-28, 转正: 2011-06-28}
  - {姓名: 李二, 入党: 2011-06-28, 转正: 2012-06-28}
"""
MEETING = """\
类型: 党员大会
日期: 2026/3/12
地点: 会议室
主持: 王一
到会: [王一, 赵七]
"""
NAME = "meetings/2026/2026-03-12-大会.yaml"


class Editor(LanguageClient):
    """An editor reduced to what it keeps of what the server said."""

    def __init__(self, folder):
        super().__init__("test", "1")
        self.folder = folder
        self.news = asyncio.Queue()
        self.said = asyncio.Queue()
        self.version = 0
        self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(partial(self.news.put_nowait))
        self.feature(types.WINDOW_SHOW_MESSAGE)(partial(self.said.put_nowait))

    async def start(self):
        await self.start_io(sys.executable, "-m", "djledger", "lsp", "--as-of", "2026-06-30")
        can = types.ClientCapabilities()
        await self.initialize_async(types.InitializeParams(can, root_uri=self.folder.as_uri()))
        self.initialized(types.InitializedParams())

    def uri(self, name):
        return (self.folder / name).as_uri()

    def open(self, name, text=None):
        text = (self.folder / name).read_text(encoding="utf-8") if text is None else text
        item = types.TextDocumentItem(self.uri(name), "yaml", 0, text)
        self.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def write(self, name, text):
        self.version += 1
        document = types.VersionedTextDocumentIdentifier(self.version, self.uri(name))
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    def save(self, name):
        document = types.TextDocumentIdentifier(self.uri(name))
        self.text_document_did_save(types.DidSaveTextDocumentParams(document))

    async def diagnostics(self, name):
        """Wait for the next news of a file."""
        while True:
            news = await asyncio.wait_for(self.news.get(), 30)
            if news.uri == self.uri(name):
                return news.diagnostics

    async def hover(self, name, line, column):
        document = types.TextDocumentIdentifier(self.uri(name))
        at = types.HoverParams(document, types.Position(line, column))
        found = await self.text_document_hover_async(at)
        return "" if found is None else found.contents.value

    async def complete(self, name, line, column):
        document = types.TextDocumentIdentifier(self.uri(name))
        at = types.CompletionParams(document, types.Position(line, column))
        return {i.label: i for i in await self.text_document_completion_async(at)}

    async def actions(self, name, line):
        document = types.TextDocumentIdentifier(self.uri(name))
        here = types.Range(types.Position(line, 0), types.Position(line, 1))
        asked = types.CodeActionParams(document, here, types.CodeActionContext([]))
        return {a.title: a for a in await self.text_document_code_action_async(asked)}

    async def format(self, name):
        document = types.TextDocumentIdentifier(self.uri(name))
        asked = types.DocumentFormattingParams(document, types.FormattingOptions(2, True))
        return await self.text_document_formatting_async(asked)

    async def leave(self):
        await asyncio.wait_for(self.shutdown_async(None), 30)
        self.exit(None)
        await asyncio.wait_for(self._server.wait(), 30)
        await self.stop()


@pytest.fixture
def folder(tmp_path):
    for name, text in [("branch.yaml", BRANCH), ("members.yaml", MEMBERS), (NAME, MEETING)]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def drive(folder, story):
    """Run a story against a fresh server."""

    async def run():
        editor = Editor(folder)
        await editor.start()
        try:
            await story(editor)
        finally:
            await editor.leave()

    asyncio.run(run())


def applied(text, *edits):
    document = TextDocument("file:///x.yaml", text)
    for edit in edits:
        document.apply_change(types.TextDocumentContentChangePartial(edit.range, edit.new_text))
    return document.source


def crlf(text):
    return text.replace("\n", "\r\n")


def at_code(found, code):
    (one,) = [each for each in found if each.code == code]
    return one


def test_findings_come_on_opening_and_go_when_the_text_is_put_right(folder):
    async def story(editor):
        editor.open(NAME)
        found = await editor.diagnostics(NAME)
        loose = [one for one in found if "2026-03-12" in one.message]
        assert [one.range.start for one in loose] == [types.Position(1, 4)]
        assert loose[0].source == "djledger"
        editor.write(NAME, MEETING.replace("2026/3/12", "2026-03-12"))
        left = await editor.diagnostics(NAME)
        assert loose[0].code in {one.code for one in found}
        assert not [one for one in left if "规范写法" in one.message]

    drive(folder, story)


def test_unsaved_text_of_one_file_counts_for_the_others(folder):
    async def story(editor):
        editor.open(NAME)
        found = await editor.diagnostics(NAME)
        assert any("赵七" in one.message for one in found)
        editor.open("members.yaml", MEMBERS + "  - {姓名: 赵七, 入党: 2010-06-28}\n")
        left = await editor.diagnostics(NAME)
        assert not any("赵七" in one.message and "名册" in one.message for one in left)

    drive(folder, story)


def test_what_is_found_is_what_check_finds(folder):
    async def story(editor):
        editor.open(NAME)
        found = await editor.diagnostics(NAME)
        run = [sys.executable, "-m", "djledger", "check", str(folder), "--as-of", "2026-06-30"]
        shown = subprocess.run(
            [*run, "--format", "concise"], capture_output=True, encoding="utf-8", check=False
        ).stdout
        lines = [line for line in shown.splitlines() if "2026-03-12-大会.yaml:" in line]
        ours = sorted((one.range.start.line + 1, one.code) for one in found)
        assert len(lines) == len(ours) > 0
        for number, code in ours:
            assert any(f".yaml:{number}:" in line and code in line for line in lines)

    drive(folder, story)


def test_columns_are_counted_in_utf16(folder):
    async def story(editor):
        text = MEETING.replace("到会: [王一, 赵七]", "到会: [𠮷一, 赵七]")
        editor.open(NAME, text)
        found = await editor.diagnostics(NAME)
        (stranger,) = [one for one in found if "赵七" in one.message and one.range.start.line == 4][
            :1
        ]
        assert (stranger.range.start.character, stranger.range.end.character) == (10, 12)

    drive(folder, story)


def test_examples_are_written_as_in_a_ledger():
    assert described(Meeting, ("缺席",)).endswith("例：`{周立新: 出差, 钱玉梅: 病假}`")


def test_hovering_tells_the_rule_and_the_key(folder):
    async def story(editor):
        editor.open(NAME)
        found = await editor.diagnostics(NAME)
        one = next(each for each in found if each.range.start.line == 4)
        said = await editor.hover(NAME, 4, one.range.start.character)
        assert f"### {one.code} " in said
        assert "**到会**" in said
        assert "**地点**：" in await editor.hover(NAME, 2, 1)
        assert "**成立**：" in await editor.hover("branch.yaml", 2, 1)
        on_key = await editor.hover("branch.yaml", 2, 6)
        assert "**日期**：" in on_key and "**成立**" not in on_key
        assert await editor.hover("branch.yaml", 2, 12) == on_key

    drive(folder, story)


def test_completion_knows_keys_choices_members_and_rules(folder):
    async def story(editor):
        text = MEETING + "记录人: 王\n记\n类型: \n# djledger: 豁免[MT\n豁免:\n  - 规则: \n"
        editor.open(NAME, text)
        assert set(await editor.complete(NAME, 5, 6)) == {"王一", "李二"}
        keys = await editor.complete(NAME, 6, 1)
        assert keys["记录人"].text_edit.new_text == "记录人: "
        assert keys["记录人"].text_edit.range.start == types.Position(6, 0)
        assert "党员大会" in await editor.complete(NAME, 7, 4)
        assert "王一" not in await editor.complete(NAME, 7, 4)
        assert "MTG101" in await editor.complete(NAME, 8, 17)
        assert "MTG101" in await editor.complete(NAME, 10, 8)

    drive(folder, story)


def test_quick_fixes_write_the_canonical_form_and_the_guess(folder):
    async def story(editor):
        editor.open(NAME)
        await editor.diagnostics(NAME)
        fixes = await editor.actions(NAME, 1)
        fix = fixes["改为“2026-03-12”"]
        assert fix.is_preferred and fix.diagnostics
        (edit,) = fix.edit.changes[editor.uri(NAME)]
        assert applied(MEETING, edit) == MEETING.replace("2026/3/12", "2026-03-12")
        guess = (await editor.actions(NAME, 3))["改为“主持人”"]
        assert not guess.is_preferred
        (edit,) = guess.edit.changes[editor.uri(NAME)]
        assert applied(MEETING, edit) == MEETING.replace("主持:", "主持人:")
        assert await editor.actions(NAME, 2) == {}

    drive(folder, story)


def test_formatting_writes_what_fmt_writes(folder):
    async def story(editor):
        loose = MEETING.replace("地点: 会议室", "地点：会议室  ") + "记录人：李二"
        editor.open(NAME, loose)
        edits = await editor.format(NAME)
        (folder / NAME).write_text(loose, encoding="utf-8")
        run = [sys.executable, "-m", "djledger", "fmt", str(folder)]
        subprocess.run(run, capture_output=True, check=True)
        formatted = (folder / NAME).read_text(encoding="utf-8")
        assert applied(loose, *edits) == formatted != loose
        editor.write(NAME, formatted)
        assert not await editor.format(NAME)

    drive(folder, story)


def test_formatting_leaves_line_ends_to_the_editor(folder):
    """Which they are is for the editor to choose: it would put its own back at once."""

    async def story(editor):
        loose = crlf(MEETING.replace("地点: 会议室", "地点：会议室"))
        editor.open(NAME, loose)
        (edit,) = await editor.format(NAME)
        tidy = crlf(MEETING.replace("2026/3/12", "2026-03-12"))
        assert applied(loose, edit) == tidy
        assert edit.range.start.line == 1 and edit.range.end.line == 2
        editor.write(NAME, tidy)
        assert not await editor.format(NAME)

    drive(folder, story)


def test_nothing_is_formatted_that_cannot_be_read(folder):
    async def story(editor):
        editor.open(NAME, crlf("类型: [党员大会\n日期: 2026/3/12\n"))
        assert not await editor.format(NAME)

    drive(folder, story)


def test_places_and_fixes_are_the_same_with_crlf(folder):
    async def story(editor):
        editor.open(NAME)
        plain = await editor.diagnostics(NAME)
        editor.write(NAME, crlf(MEETING))
        found = await editor.diagnostics(NAME)
        places = [(one.code, one.range) for one in found if one.code != "FMT102"]
        assert places == [(one.code, one.range) for one in plain]
        assert {one.code for one in found} - {one.code for one in plain} == {"FMT102"}
        assert "**地点**：" in await editor.hover(NAME, 2, 1)
        assert set(await editor.complete(NAME, 4, 6)) == {"王一", "李二"}
        for line, title, before, after in (
            (1, "改为“2026-03-12”", "2026/3/12", "2026-03-12"),
            (3, "改为“主持人”", "主持:", "主持人:"),
        ):
            fix = (await editor.actions(NAME, line))[title]
            (edit,) = fix.edit.changes[editor.uri(NAME)]
            assert applied(crlf(MEETING), edit) == crlf(MEETING.replace(before, after))
            assert "\n" not in edit.new_text

    drive(folder, story)


def test_broken_settings_are_told_and_nothing_is_checked(folder):
    (folder / "djledger.yaml").write_text("档次: 最高\n", encoding="utf-8")

    async def story(editor):
        editor.open(NAME)
        said = await asyncio.wait_for(editor.said.get(), 30)
        assert "djledger.yaml:1:" in said.message
        assert editor.news.empty()
        (folder / "djledger.yaml").write_text("档次: 示范\n", encoding="utf-8")
        editor.open("djledger.yaml")
        editor.save("djledger.yaml")
        assert await editor.diagnostics(NAME)

    drive(folder, story)


def test_without_the_extra_the_command_says_what_to_install():
    code = "import sys; sys.modules['pygls'] = None; from djledger.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "lsp"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 2
    assert "djledger[lsp]" in done.stderr and "没有安装" in done.stderr
