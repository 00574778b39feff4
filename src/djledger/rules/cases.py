"""Case files: one Markdown page a rule, which is its documentation and its tests at once.

A page has a heading (code and name), prose that says why, and sections. A section whose
heading begins with ``正确`` is a ledger in which the rule finds nothing; one that begins with
``错误`` marks each finding, either by ``# ← CODE`` at the end of the line it points to or by a
line ``发现：FILE:LINE text``. A ledger is the base named by ``底本：`` overlaid by the code
blocks, each preceded by its path alone in backquotes. ``截至：`` sets the day of judgement and
``年度：`` the year, ``参数：LABEL=value`` a parameter, ``并用：CODE`` another rule that runs as
well (its findings are not part of the case); ``未判定`` expects the rule to say that it
could not judge. ``删去：PATH`` takes a file of the base away, ``读不到：PATH`` makes one that
cannot be opened.

Placeholders such as ``〈身份证号〉`` stand for numbers made when the case is read.

Between a path and its block, ``写法：`` says how the file is saved (``BOM``, ``CRLF``, ``GBK``,
``UTF-16``; ``字节`` makes a byte of each ``\\xHH``; several joined by ``、``) and ``重复：N`` how
often the last line of the block stands in it. ``提交：DATE`` says when that content was committed;
a path that comes several times has so many versions, the last of which is checked. Files without
it were all committed together on the first day of the year.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from djledger.rules.standins import filled

GOOD, BAD = "正确", "错误"
DEFAULT_BASE = "五人支部"
DEFAULT_AS_OF = date(2027, 1, 15)
_MARK = re.compile(r"\s*# ← (?P<codes>[A-Z]{3}\d{3}(?: [A-Z]{3}\d{3})*)\s*$")
_PATH = re.compile(r"^`(?P<path>[^`]+\.\w+)`$")
_EXPECTED = re.compile(r"^发现：(?P<file>[^:\s]+):(?P<line>\d+)\s*(?P<text>.*)$")
_SETTING = re.compile(r"^(?P<name>底本|截至|年度|参数|并用|删去|读不到)：(?P<value>\S+)$")
_SAVING = re.compile(r"^(?P<name>写法|重复|提交)：(?P<value>\S+)$")
_BYTE = re.compile(rb"\\x([0-9a-f]{2})")
_ENCODINGS = {"BOM": "utf-8-sig", "GBK": "gb18030", "UTF-16": "utf-16"}


class Expected(NamedTuple):
    """A finding that a case expects: file, line, and a piece of its message."""

    file: str
    line: int
    text: str = ""


@dataclass(slots=True)
class Saving:
    """How a file of a case is saved: its path, in what ways, its last line how often."""

    path: str = ""
    ways: frozenset[str] = frozenset()
    repeat: int = 1
    committed: date | None = None

    def set(self, name: str, value: str) -> None:
        """Take over a line about the file; ValueError for a way that there is not."""
        if name == "提交":
            self.committed = date.fromisoformat(value)
            return
        if name == "重复":
            self.repeat = int(value)
            return
        self.ways = frozenset(value.split("、"))
        if unknown := self.ways - {*_ENCODINGS, "CRLF", "字节"}:
            raise ValueError(f"no way of saving a file: {sorted(unknown)}")

    def bytes_of(self, lines: list[str]) -> bytes:
        """Return the file's bytes."""
        text = "".join(f"{line}\n" for line in [*lines, *lines[-1:] * (self.repeat - 1)])
        text = filled(text)
        if "CRLF" in self.ways:
            text = text.replace("\n", "\r\n")
        encoding = next((_ENCODINGS[way] for way in self.ways if way in _ENCODINGS), "utf-8")
        raw = text.encode(encoding)
        if "字节" in self.ways:
            raw = _BYTE.sub(lambda match: bytes.fromhex(match[1].decode()), raw)
        return raw


@dataclass(slots=True)
class Case:
    """One section: a ledger and what the rule must find in it; ``body`` is as written."""

    title: str
    good: bool
    body: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    commits: list[tuple[str, date, bytes]] = field(default_factory=list)
    expected: list[Expected] = field(default_factory=list)
    base: str = DEFAULT_BASE
    as_of: date = DEFAULT_AS_OF
    year: int | None = None
    params: dict[str, str] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    unjudged: bool = False
    removed: set[str] = field(default_factory=set)
    locked: set[str] = field(default_factory=set)

    def set(self, name: str, value: str) -> None:
        """Take over a setting line."""
        if name == "底本":
            self.base = value
        elif name == "截至":
            self.as_of = date.fromisoformat(value)
        elif name == "年度":
            self.year = int(value)
        elif name == "并用":
            self.others.append(value)
        elif name in {"删去", "读不到"}:
            (self.removed if name == "删去" else self.locked).add(value)
        else:
            param, _, given = value.partition("=")
            self.params[param] = given


@dataclass(slots=True)
class Page:
    """A rule's case file."""

    code: str
    name: str
    why: str
    cases: list[Case]


def parse_page(text: str) -> Page:
    """Read a case file; ValueError when it is not one."""
    head, *sections = re.split(r"^## ", text, flags=re.MULTILINE)
    heading = re.match(
        r"# (?P<code>[A-Z]{3}\d{3}) (?P<name>[a-z0-9-]+)[^\n]*\n(?P<why>.*)", head, re.DOTALL
    )
    if heading is None:
        raise ValueError("a case file begins with “# CODE name”")
    cases = [case for section in sections if (case := _case(section)) is not None]
    return Page(heading["code"], heading["name"], heading["why"].strip(), cases)


def _case(section: str) -> Case | None:
    title, _, body = section.partition("\n")
    if not title.startswith((GOOD, BAD)):
        return None
    case = Case(title.strip(), title.startswith(GOOD), body.strip())
    saving = Saving()
    for block, text in _parts(body):
        if block:
            raw = saving.bytes_of(_unmarked(case, saving.path, text))
            case.files[saving.path] = raw
            if saving.committed is not None:
                case.commits.append((saving.path, saving.committed, raw))
        else:
            saving = _read_prose(case, text) or saving
    return case


def _parts(body: str) -> Iterator[tuple[bool, str]]:
    """Yield prose and fenced blocks in turn."""
    for number, part in enumerate(re.split(r"^```(?:yaml)?\n", body, flags=re.MULTILINE)):
        if part:
            yield number % 2 == 1, part


def _unmarked(case: Case, path: str, text: str) -> list[str]:
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        mark = _MARK.search(line)
        if mark:
            case.expected += [Expected(path, number) for _ in mark["codes"].split()]
            lines[number - 1] = line[: mark.start()]
    return lines


def _read_prose(case: Case, text: str) -> Saving | None:
    """Take settings and expectations from prose; return the file that it names last."""
    saving = None
    for line in map(str.strip, text.splitlines()):
        if found := _PATH.match(line):
            saving = Saving(found["path"])
        elif found := _EXPECTED.match(line):
            case.expected.append(Expected(found["file"], int(found["line"]), found["text"]))
        elif found := _SETTING.match(line):
            case.set(found["name"], found["value"])
        elif saving and (found := _SAVING.match(line)):
            saving.set(found["name"], found["value"])
        elif line == "未判定":
            case.unjudged = True
    return saving
