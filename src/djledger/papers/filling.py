"""Filling a Word template: sandboxed, blanks for what is unknown, the same bytes every time."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from docxtpl import DocxTemplate
from jinja2 import ChainableUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from djledger.law.labels import chinese_number
from djledger.papers.plain import Words

BLANK = "＿＿＿＿"
_EPOCH = (1980, 1, 1, 0, 0, 0)


class BadTemplateError(ValueError):
    """A template that cannot be filled; the message is the library's own."""


class Blank(ChainableUndefined):
    """What the ledger does not say: a line to write on, never a guess."""

    def __str__(self) -> str:
        return BLANK


def environment() -> SandboxedEnvironment:
    """Return the environment in which templates run: escaped, with no way out of the sandbox."""
    made = SandboxedEnvironment(undefined=Blank, autoescape=True)
    made.globals.update({"空白": BLANK, "中文数": chinese_number})
    return made


def fill(template: bytes, words: Words) -> bytes:
    """Return the template filled with the words; BadTemplateError if it is not a good one."""
    try:
        document = DocxTemplate(BytesIO(template))
        document.render(words, jinja_env=environment(), autoescape=True)
    except (TemplateError, BadZipFile, KeyError, ValueError, OSError) as error:
        raise BadTemplateError(str(error)) from error
    out = BytesIO()
    document.save(out)
    return steady(out.getvalue())


def steady(archive: bytes) -> bytes:
    """Return a zip archive packed anew, with parts in order and no time of day in it."""
    out = BytesIO()
    with ZipFile(BytesIO(archive)) as given, ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name in sorted(given.namelist(), key=_place):
            made.writestr(_entry(name), given.read(name))
    return out.getvalue()


def _place(name: str) -> tuple[bool, str]:
    """Sort the list of content types first, as programs that open the file expect."""
    return name != "[Content_Types].xml", name


def _entry(name: str) -> ZipInfo:
    entry: Any = ZipInfo(name, _EPOCH)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 0
    return entry  # type: ignore[no-any-return]
