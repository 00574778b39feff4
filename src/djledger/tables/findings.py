"""The outcome of a check as a table: a row a finding, those that do not count marked."""

from collections.abc import Iterator

from djledger.checking.finding import Finding, Report
from djledger.rules.rule import Rule
from djledger.rules.table import BOOK
from djledger.tables.table import HOME, Column, Kind, Row, Table, texts

FINDINGS = Table(
    "findings",
    "问题",
    "检查出的每个问题一行，上级组织的问题也在内；按 --year 与 --as-of 检查",
    (
        *HOME,
        *texts("文件", "代码"),
        Column("类别", Kind.TEXT, "规则的类别，如 会议、党费"),
        Column("规则", Kind.TEXT, "规则的标题"),
        Column("程度", Kind.TEXT, "错误、警告或提示"),
        Column("对象", Kind.TEXT, "哪个会议、哪个人等"),
        *texts("发现", "应当", "办法"),
        Column("依据", Kind.TEXT, "法规条款，用顿号连写"),
        Column("不计", Kind.TEXT, "不计入的，因为豁免、设置还是基线；计入的为空"),
    ),
)


def finding_rows(report: Report) -> Iterator[Row]:
    """Yield a row for every finding of a report."""
    rules = {rule.code: rule for rule in BOOK}
    for site in report.sites:
        for finding in (*site.findings, *site.suppressed):
            yield (site.name, site.path, *_row(finding, rules[finding.code]))


def _row(finding: Finding, rule: Rule) -> Row:
    return (
        finding.place.file,
        finding.code,
        rule.subject.label,
        rule.title,
        finding.severity.label,
        finding.entity,
        finding.found,
        finding.expected,
        finding.remedy,
        "、".join(finding.law),
        finding.suppression.by.value if finding.suppression else None,
    )
