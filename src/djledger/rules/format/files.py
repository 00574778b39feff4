"""Rules about which files there are: misplaced, unreadable or missing ones."""

from djledger.law import FORMAT
from djledger.ledger.layout import Layout
from djledger.rules.rule import Rule, Severity, reader_rule

FILES = FORMAT["文件与文件夹"]


def _file(code: str, name: str, title: str, severity: Severity, fault: Layout) -> Rule:
    return reader_rule(
        code=code, name=name, title=title, severity=severity, basis=[FILES], faults=(fault,)
    )


RULES = (
    _file(
        "FMT301", "stranger-file", "支部文件夹里有不是台账的文件",
        Severity.WARNING, Layout.STRANGER,
    ),
    _file("FMT302", "unreadable-file", "文件或文件夹打不开", Severity.ERROR, Layout.UNREADABLE),
    _file("FMT303", "roster-missing", "没有党员名册", Severity.ERROR, Layout.NO_ROSTER),
    _file(
        "FMT304", "branch-file-missing", "有台账文件而没有 branch.yaml",
        Severity.WARNING, Layout.NO_BRANCH,
    ),
)  # fmt: skip
