"""Rules for text that the YAML reader refuses, or understands but would not write so."""

from djledger.law import FORMAT
from djledger.rules.rule import Rule, Severity, reader_rule
from djledger.yamltext import FaultKind as Kind

ENCODING = FORMAT["编码"]
PUNCTUATION = FORMAT["标点"]
SUBSET = FORMAT["YAML 用法"]
SYNTAX = FORMAT["书写"]
LIMITS = FORMAT["文件限制"]


def _hint(code: str, name: str, title: str, *faults: Kind) -> Rule:
    return reader_rule(
        code=code, name=name, title=title, severity=Severity.HINT, basis=[ENCODING], faults=faults
    )


def _loose(code: str, name: str, title: str, *faults: Kind) -> Rule:
    return reader_rule(
        code=code, name=name, title=title, severity=Severity.WARNING, basis=[PUNCTUATION],
        faults=faults,
    )  # fmt: skip


RULES = (
    _hint("FMT101", "byte-order-mark", "文件开头有 BOM 标记", Kind.BYTE_ORDER_MARK),
    _hint("FMT102", "carriage-return", "换行符不是 LF", Kind.CARRIAGE_RETURN),
    reader_rule(
        code="FMT103", name="other-encoding", title="文件不是 UTF-8 编码",
        severity=Severity.WARNING, basis=[ENCODING],
        faults=(Kind.GBK_ENCODING, Kind.UTF16_ENCODING),
    ),
    reader_rule(
        code="FMT104", name="not-text", title="文件不是文本，或含有不可见的控制字符",
        severity=Severity.ERROR, basis=[ENCODING],
        faults=(Kind.BINARY, Kind.UNDECODABLE, Kind.CONTROL_CHARACTER),
    ),
    reader_rule(
        code="FMT105", name="beyond-limits", title="文件过大、层次过深或条目过多",
        severity=Severity.ERROR, basis=[LIMITS],
        faults=(Kind.TOO_LARGE, Kind.TOO_DEEP, Kind.TOO_MANY_NODES),
    ),
    _loose(
        "FMT111", "fullwidth-punctuation", "YAML 标点用了全角",
        Kind.FULLWIDTH_COLON, Kind.FULLWIDTH_COMMA, Kind.FULLWIDTH_SPACE, Kind.FULLWIDTH_DASH,
    ),
    _loose(
        "FMT112", "missing-space", "冒号或短横后面缺少空格",
        Kind.COLON_WITHOUT_SPACE, Kind.DASH_WITHOUT_SPACE,
    ),
    reader_rule(
        code="FMT121", name="refused-yaml", title="用了台账不采用的 YAML 功能",
        severity=Severity.ERROR, basis=[SUBSET],
        faults=(
            Kind.ANCHOR, Kind.ALIAS, Kind.MERGE_KEY, Kind.TAG, Kind.KEY_NOT_TEXT,
            Kind.SEVERAL_DOCUMENTS,
        ),
    ),
    reader_rule(
        code="FMT122", name="duplicate-key", title="同一处的键重复",
        severity=Severity.ERROR, basis=[SUBSET], faults=(Kind.DUPLICATE_KEY,),
    ),
    reader_rule(
        code="FMT123", name="top-level-not-mapping", title="文件顶层不是“键: 值”",
        severity=Severity.ERROR, basis=[SUBSET], faults=(Kind.TOP_LEVEL,),
    ),
    reader_rule(
        code="FMT131", name="bad-indentation", title="缩进不对",
        severity=Severity.ERROR, basis=[SYNTAX],
        faults=(Kind.TAB_INDENTATION, Kind.BAD_INDENTATION),
    ),
    reader_rule(
        code="FMT132", name="broken-line", title="这一行不成“键: 值”或列表项",
        severity=Severity.ERROR, basis=[SYNTAX],
        faults=(Kind.MISSING_COLON, Kind.COLON_IN_VALUE, Kind.INLINE_DASH),
    ),
    reader_rule(
        code="FMT133", name="unquoted-text", title="文字要加引号才读得懂",
        severity=Severity.ERROR, basis=[SYNTAX],
        faults=(
            Kind.RESERVED_START, Kind.UNCLOSED_QUOTE, Kind.TEXT_AFTER_QUOTE, Kind.UNKNOWN_ESCAPE,
        ),
    ),
    reader_rule(
        code="FMT134", name="broken-yaml", title="括号没有配对，或其他 YAML 语法错误",
        severity=Severity.ERROR, basis=[SYNTAX], faults=(Kind.UNCLOSED_BRACKET, Kind.SYNTAX),
    ),
)  # fmt: skip
