"""The formats of a report by name; a format's module is imported when it is used."""

import re
from collections.abc import Callable
from pathlib import Path

from djledger.reports.model import Audience, Report

Writer = Callable[[Report, Path | None], bytes]

_UNSAFE = re.compile(r'[\s\x00-\x1f\x7f<>:"/\\|?*]+')


def _html(report: Report, folder: Path | None) -> bytes:
    from djledger.reports.html import html

    return html(report, folder).encode()


def _markdown(report: Report, folder: Path | None) -> bytes:
    from djledger.reports.markdown_report import markdown

    return markdown(report, folder).encode()


def _word(report: Report, folder: Path | None) -> bytes:
    from djledger.reports.word import document

    return document(report, folder)


def _excel(report: Report, folder: Path | None) -> bytes:
    from djledger.reports.workbook import workbook

    return workbook(report)


def _json(report: Report, folder: Path | None) -> bytes:
    from djledger.reports.jsons import text

    return text(report).encode()


WRITERS: dict[str, Writer] = {
    "html": _html,
    "md": _markdown,
    "docx": _word,
    "xlsx": _excel,
    "json": _json,
}


def file_name(report: Report, ending: str) -> str:
    """Return a file name from the title, with the audience where it is not the branch itself."""
    audience = report.meta.audience
    suffix = "" if audience is Audience.INTERNAL else f"-{audience.label}"
    suffix += "-隐名" if report.meta.redacted else ""
    title = _UNSAFE.sub("-", report.meta.title).strip(".-")[:80]
    return f"{title}{suffix}.{ending}"
