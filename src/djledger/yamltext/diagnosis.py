"""A YAML parser's complaint put into Chinese: where the slip really is, and what to write.

libyaml and PyYAML word the same complaint differently; both wordings are recognised here, and
where the words are too general the line itself is looked at.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from yaml.error import MarkedYAMLError, YAMLError

from djledger.yamltext.decoding import control_character
from djledger.yamltext.lines import split_lines
from djledger.yamltext.model import Fault, FaultKind, Span

if TYPE_CHECKING:
    from collections.abc import Callable

_INDENT = re.compile(r"[ \t]*")
_KEY_BEFORE = re.compile(r"\s*(?:- +)*[^\s:'\"-][^:]*:\s")
_CONFLICT = re.compile(r"<{7} |={7}$|>{7} ")
_AFTER_CLOSE = re.compile(r"[\"'\]}]\s*$")


class _Complaint(NamedTuple):
    """What the parser said, with the line (0-based) and column at which it stopped."""

    lines: list[str]
    problem: str
    context: str
    line: int
    column: int
    context_line: int
    context_column: int

    def text(self, line: int) -> str:
        return self.lines[line] if line < len(self.lines) else ""

    def here(self) -> str:
        return self.text(self.line)[self.column : self.column + 1]


def diagnose(error: YAMLError, text: str) -> Fault:
    """Explain why `text` (without BOM) does not parse."""
    unreadable = control_character(text)
    if unreadable is not None:
        return unreadable
    if (merge := _unmerged(text)) is not None:
        return merge
    if not isinstance(error, MarkedYAMLError):
        return _fault(FaultKind.SYNTAX, 0, 0, 1, "这个文件不能按 YAML 读取", _SHAPE)
    complaint = _complaint(error, split_lines(text))
    tab = _tab(complaint)
    if tab is not None:
        return tab
    for pattern, explain in _EXPLANATIONS:
        if pattern.search(f"{complaint.context}; {complaint.problem}"):
            return explain(complaint)
    return _general(complaint)


def _unmerged(text: str) -> Fault | None:
    """Notice the marks that git leaves where two versions did not merge."""
    for number, line in enumerate(split_lines(text)):
        if _CONFLICT.match(line):
            found = "这里留着 git 合并时的冲突标记：两个人改了同一处，还没有选定"
            remedy = (
                "核对“=======”前后两种内容，留下正确的，再删去三行标记（<<<<<<<、=======、>>>>>>>）"
            )
            return _fault(FaultKind.SYNTAX, number, 0, len(line), found, remedy)
    return None


def _complaint(error: MarkedYAMLError, lines: list[str]) -> _Complaint:
    problem: Any = error.problem_mark or error.context_mark
    context: Any = error.context_mark or problem
    line, column = _onto_text(lines, problem.line, problem.column)
    at = _onto_text(lines, context.line, context.column)
    return _Complaint(lines, error.problem or "", error.context or "", line, column, *at)


def _onto_text(lines: list[str], line: int, column: int) -> tuple[int, int]:
    """Move a mark behind the last line of text (where an end of file is noticed) back to it."""
    if line < len(lines) and (lines[line].strip() or column):
        return line, column
    line = min(line, len(lines) - 1)
    while line > 0 and not lines[line].strip():
        line -= 1
    return line, len(lines[line].rstrip())


_SHAPE = "每一行写成“名称: 内容”，冒号后空一格；下一层比上一层多缩进两个空格"
_QUOTE_WHOLE = "把整个值放进英文单引号，如 {}"


def _tab(c: _Complaint) -> Fault | None:
    for line in dict.fromkeys((c.line, c.context_line)):
        indent = _INDENT.match(c.text(line))
        tab = indent[0].find("\t") if indent else -1
        if tab >= 0 and ("tab" in c.problem or "\\t" in c.problem or "token" in c.problem):
            break
    else:
        if c.here() != "\t":
            return None
        line, tab = c.line, c.column
    found, remedy = "行首的缩进用了 Tab 键", "把 Tab 换成空格，每一层缩进两个空格"
    return _fault(FaultKind.TAB_INDENTATION, line, tab, 1, found, remedy)


def _unclosed_quote(c: _Complaint) -> Fault:
    quote = c.text(c.context_line)[c.context_column : c.context_column + 1]
    found = f"从这里开始的引号 {quote} 没有配对的后引号"
    remedy = f"在内容末尾补上 {quote}；前后都用英文引号，不要一头英文一头中文"
    return _fault(FaultKind.UNCLOSED_QUOTE, c.context_line, c.context_column, 1, found, remedy)


def _unknown_escape(c: _Complaint) -> Fault:
    text = c.text(c.line)
    column = text.rfind("\\", 0, c.column + 1)
    column = c.column if column < 0 else column
    found = f"英文双引号里的“{text[column : column + 2]}”是 YAML 不认识的转义写法"
    remedy = "改用英文单引号把值括起来，反斜杠就按原样读取，如 '台账\\附件'"
    return _fault(FaultKind.UNKNOWN_ESCAPE, c.line, column, 2, found, remedy)


def _colon(c: _Complaint) -> Fault:
    before = c.text(c.line)[: c.column]
    if not _KEY_BEFORE.match(before):
        return _bad_indentation(c)
    found = "这一行已有一个“名称:”，值里又出现了英文冒号加空格"
    remedy = _QUOTE_WHOLE.format("内容: '会议强调: 要抓好落实'") + "，或把值里的冒号改为中文“：”"
    return _fault(FaultKind.COLON_IN_VALUE, c.line, c.column, 1, found, remedy)


def _missing_colon(c: _Complaint) -> Fault:
    text = c.text(c.context_line).rstrip()
    width = max(len(text) - c.context_column, 1)
    found = "这一行没有“名称:”，读不出是哪一项的内容"
    remedy = (
        "写成“名称: 内容”（英文冒号后空一格）；如果它接着上一行的内容，请比上一行的名称多缩进"
        "两个空格，较长的内容可在冒号后写 | 再另起一行"
    )
    at = (c.context_line, c.context_column, width)
    return _fault(FaultKind.MISSING_COLON, *at, found, remedy)


def _reserved(c: _Complaint) -> Fault:
    """The context mark, if any, stands on the character that started the construct."""
    line, column = (c.context_line, c.context_column)
    if "next token" in c.context or "node" in c.context or "not allowed" in c.problem:
        line, column = c.line, c.column
    character = c.text(line)[column : column + 1]
    found = f"内容以“{character}”开头，这个符号在 YAML 里另有用途"
    remedy = _QUOTE_WHOLE.format(f"说明: '{character}…'") + "，或换成中文符号开头"
    return _fault(FaultKind.RESERVED_START, line, column, 1, found, remedy)


def _bracket(c: _Complaint) -> Fault:
    opening = c.text(c.context_line)[c.context_column : c.context_column + 1]
    closing = {"[": "]", "{": "}"}.get(opening, "]")
    found = f"从这里开始的“{opening}”里，分隔或结尾的写法不对，没有读到配对的“{closing}”"
    sample = "[张三, 李四]" if closing == "]" else "{赞成: 12, 反对: 0}"
    remedy = (
        f"各项之间用英文逗号加空格、末尾写“{closing}”，如 {sample}；"
        "如果括号是内容的一部分，请把整个值放进英文单引号"
    )
    return _fault(FaultKind.UNCLOSED_BRACKET, c.context_line, c.context_column, 1, found, remedy)


def _inline_dash(c: _Complaint) -> Fault:
    found = "冒号后面同一行里写了列表的“- ”"
    remedy = "列表从下一行写起，每项一行，以“- ”开头；只有一项内容时去掉“- ”"
    return _fault(FaultKind.INLINE_DASH, c.line, c.column, 1, found, remedy)


def _misplaced(c: _Complaint) -> Fault:
    """Something where a key or list item should begin: text behind a quote, or the indent."""
    if c.here() == ":":
        found, remedy = "冒号前没有名称", "写成“名称: 内容”的样子，如 地点: 三楼会议室"
        return _fault(FaultKind.KEY_NOT_TEXT, c.line, c.column, 1, found, remedy)
    if not _AFTER_CLOSE.search(c.text(c.line)[: c.column]):
        return _bad_indentation(c)
    opener = _opened_above(c)
    if opener is not None:
        return _unclosed_quote(c._replace(context_line=opener[0], context_column=opener[1]))
    found = "引号或括号已经结束，后面又有文字"
    sample = "标题: '“不忘初心”主题党日'"
    remedy = _QUOTE_WHOLE.format(sample) + "（里面的引号用中文引号），后引号放在最末尾"
    return _fault(FaultKind.TEXT_AFTER_QUOTE, c.line, c.column, 1, found, remedy)


def _opened_above(c: _Complaint) -> tuple[int, int] | None:
    """Return where the quote was opened that closes here, if that was on a line above."""
    before = c.text(c.line)[: c.column].rstrip()
    quote = before[-1]
    if quote not in "'\"" or before.count(quote) % 2 == 0:
        return None
    for line in range(c.line - 1, -1, -1):
        opening = re.search(rf"(?:^|[:\-,\[{{]) *({quote})", c.text(line))
        if opening is not None and c.text(line).count(quote) % 2:
            return line, opening.start(1)
    return None


def _bad_indentation(c: _Complaint) -> Fault:
    column = len(c.text(c.line)) - len(c.text(c.line).lstrip())
    found = "这一行的缩进与上面各行对不齐"
    remedy = "同一层的各行左边对齐，下一层多缩进两个空格；前一行已有内容的，下一行不能再缩进"
    return _fault(FaultKind.BAD_INDENTATION, c.line, column, 1, found, remedy)


def _general(c: _Complaint) -> Fault:
    found = "从这里起不能按 YAML 读取"
    return _fault(FaultKind.SYNTAX, c.line, c.column, 1, found, _SHAPE)


def _fault(kind: FaultKind, line: int, column: int, width: int, found: str, remedy: str) -> Fault:
    span = Span(line + 1, column + 1, line + 1, column + 1 + width)
    return Fault(kind, span, found, remedy)


_EXPLANATIONS: tuple[tuple[re.Pattern[str], Callable[[_Complaint], Fault]], ...] = tuple(
    (re.compile(pattern), explain)
    for pattern, explain in (
        (r"escape", _unknown_escape),
        (r"quoted scalar", _unclosed_quote),
        (r"mapping values are not allowed", _colon),
        (r"could not find expected ':'", _missing_colon),
        (r"sequence entries are not allowed", _inline_dash),
        (r"mapping keys are not allowed", _reserved),
        (r"cannot start any token", _reserved),
        (r"scanning an (anchor|alias)|(scanning|parsing) a tag|tag handle", _reserved),
        (r"scanning a (block scalar|directive)", _reserved),
        (r"parsing a flow (sequence|mapping)", _bracket),
        (r"node content", _reserved),
        (r"expected key|expected '-'|expected <block end>|<document start>", _misplaced),
    )
)
