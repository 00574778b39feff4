"""Every kind of paper: its name, the record that it is made from, its words and template."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from djledger.ledger.branch import Branch, Part
from djledger.papers.developing import words_of_checklist, words_of_notice, words_of_resolution
from djledger.papers.electing import words_of_election
from djledger.papers.filling import fill
from djledger.papers.meeting import words_of_meeting
from djledger.papers.plain import Words
from djledger.resources import resource


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper; ``name`` is also the name of its template."""

    name: str
    part: Part
    words: Callable[[Any, Branch], Words]

    @property
    def file_name(self) -> str:
        """The name of the template's file."""
        return f"{self.name}.docx"


ELECTION = tuple(
    Kind(name, Part.ELECTIONS, words_of_election)
    for name in (
        "选举请示", "候选人情况表", "选举办法", "选票", "计票报告单",
        "选举结果报告", "任职报批请示",
    )
)  # fmt: skip
KINDS = (
    *ELECTION,
    Kind("会议记录", Part.MEETINGS, words_of_meeting),
    Kind("接收决议", Part.DEVELOPMENT, words_of_resolution),
    Kind("发展对象公示", Part.DEVELOPMENT, words_of_notice),
    Kind("发展党员清单", Part.DEVELOPMENT, words_of_checklist),
)
BY_NAME = {kind.name: kind for kind in KINDS}


def template_of(kind: Kind, own: Path | None = None) -> Path:
    """Return the office's own template where its folder has one, else ours."""
    if own is not None and (own / kind.file_name).is_file():
        return own / kind.file_name
    return resource("templates", f"paper/{kind.file_name}")


def make(kind: Kind, record: Any, branch: Branch, own: Path | None = None) -> bytes:
    """Return a paper as the bytes of a Word file; BadTemplateError for a bad template."""
    return fill(template_of(kind, own).read_bytes(), kind.words(record, branch))
