"""The faults found while building: YAML that parses but that a ledger does not admit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from djledger.yamltext.model import Fault, FaultKind, Span

if TYPE_CHECKING:
    from djledger.yamltext.events import Event


def span_between(start: Event, end: Event) -> Span:
    """Return the span between two parser marks (0-based)."""
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def anchor(event: Event) -> Fault:
    """`&name` before a value."""
    found = f"这里的 &{event.anchor} 是 YAML 的锚点写法，台账不使用"
    remedy = f"删去 &{event.anchor}；如果“&”是内容的一部分，请把整个值放进引号"
    return Fault(FaultKind.ANCHOR, _span(event, len(event.anchor) + 1), found, remedy)


def alias(event: Event) -> Fault:
    """`*name` in place of a value."""
    found = f"这里的 *{event.anchor} 是 YAML 的引用写法，台账不使用"
    remedy = "把要引用的内容在这里照写一遍；如果“*”是内容的一部分，请把整个值放进引号"
    return Fault(FaultKind.ALIAS, _span(event, len(event.anchor) + 1), found, remedy)


def tag(event: Event) -> Fault:
    """`!type` before a value."""
    found = "这里以“!”开头，在 YAML 里表示类型标签，台账不使用"
    remedy = '删去标签，只写内容；如果“!”是内容的一部分，请把整个值放进引号，如 "!重要"'
    return Fault(FaultKind.TAG, _span(event, 1), found, remedy)


def repeated_or_reserved(key: Event, first: Event | None) -> Fault:
    """A key that is empty, the merge key, or stands in the mapping already."""
    if first is not None:
        return _duplicate(key, first)
    if key.value == "<<":
        found, remedy = "这里的 << 是 YAML 的合并写法，台账不使用", "把要合并进来的各项逐项照写"
        return Fault(FaultKind.MERGE_KEY, _span(key, 2), found, remedy)
    return key_not_text(key)


def key_not_text(event: Event) -> Fault:
    """A key that is a list, a mapping or nothing."""
    found = "冒号前应是一个名称，这里却是空白、列表或一组内容"
    remedy = "写成“名称: 内容”的样子，如 地点: 三楼会议室"
    return Fault(FaultKind.KEY_NOT_TEXT, _span(event, 1), found, remedy)


def several_documents(event: Event) -> Fault:
    """A second document after `---`."""
    found = "这里的 --- 另起了一份文档，它以下的内容没有读"
    remedy = "一个文件只写一份记录：删去这一行，或把下面的内容另存为一个文件"
    return Fault(FaultKind.SEVERAL_DOCUMENTS, _span(event, 3), found, remedy)


def top_level(event: Event) -> Fault:
    """A document that is a list or mere text."""
    found = "文件的最外层应是一组“名称: 内容”，这里却不是"
    remedy = "每一行都写成“名称: 内容”，冒号后空一格，如 名称: 第一党支部"
    return Fault(FaultKind.TOP_LEVEL, _span(event, 1), found, remedy)


def too_deep(event: Event, limit: int) -> Fault:
    """Nesting beyond any ledger."""
    found = f"内容嵌套超过 {limit} 层"
    return Fault(FaultKind.TOO_DEEP, _span(event, 1), found, "检查是否误输入了成串的括号或缩进")


def too_many_nodes(event: Event, limit: int) -> Fault:
    """More values than any ledger holds."""
    found = f"文件里的内容项超过 {limit} 个"
    return Fault(FaultKind.TOO_MANY_NODES, _span(event, 1), found, "请按年份或活动拆成几个文件")


def escaped_control(event: Event) -> Fault:
    """An escape in a quoted scalar that stands for a control character."""
    found = "双引号里的反斜杠写法表示一个看不见的控制字符，已略去"
    remedy = "改用英文单引号把值括起来，反斜杠就按原样读取"
    return Fault(FaultKind.CONTROL_CHARACTER, _span(event, 1), found, remedy)


def fullwidth_comma(event: Event) -> Fault:
    """A Chinese comma between the items of `[...]`."""
    offset = min(event.value.find(c) for c in "，、" if c in event.value)
    start, end = event.start_mark, event.end_mark
    column = start.column + 1 + (offset if start.line == end.line else 0)
    span = Span(start.line + 1, column, start.line + 1, column + 1)
    found = f"方括号里的各项用了中文的“{event.value[offset]}”分隔，已按分开的几项读取"
    return Fault(FaultKind.FULLWIDTH_COMMA, span, found, "改用英文逗号加一个空格，如 [张三, 李四]")


def _duplicate(key: Event, first: Event) -> Fault:
    line = first.start_mark.line + 1
    found = f"“{key.value}”在第 {line} 行已经写过，这里又写了一次，只读取了第 {line} 行的内容"
    remedy = f"两处保留一处；如果有几项内容，在第 {line} 行的“{key.value}:”下面用“- ”逐项列出"
    return Fault(FaultKind.DUPLICATE_KEY, span_between(key.start_mark, key.end_mark), found, remedy)


def _span(event: Event, width: int) -> Span:
    start = event.start_mark
    return Span(start.line + 1, start.column + 1, start.line + 1, start.column + 1 + width)
