"""``djledger check``: judge the ledgers below a folder."""

from pathlib import Path
from typing import Annotated

import typer

from djledger.checking.finding import Report
from djledger.checking.run import Request, check_site
from djledger.checking.select import UnknownRuleError, selected
from djledger.cli.common import (
    Exit,
    day_of,
    fail,
    home_of,
    prefix_of,
    root_of,
    shown_from,
)
from djledger.cli.progress import tracked
from djledger.findings import formats
from djledger.findings.lines import Lines
from djledger.findings.outcome import Outcome
from djledger.ledger.folder import sites
from djledger.ledger.period import Period
from djledger.ledger.source import DiskSource
from djledger.rules.rule import Rule
from djledger.rules.table import BOOK

FAIL_ON = {"error": 3, "warning": 2, "hint": 1, "never": 9}


def check(
    folder: Annotated[
        Path, typer.Argument(metavar="文件夹", help="支部文件夹，或存放许多支部的文件夹。")
    ] = Path(),
    year: Annotated[
        int | None, typer.Option(metavar="年度", help="检查哪一年度；默认为截至日所在的年。")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="日期", help="以哪一天判断期限；默认今天。")
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="规则", help="只用这些规则：代码、前缀、名称或类别；可重复。"),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="规则", help="不用这些规则；可重复。")
    ] = None,
    extend_select: Annotated[
        list[str] | None, typer.Option(metavar="规则", help="另外打开这些可选规则；可重复。")
    ] = None,
    output: Annotated[
        str, typer.Option("--format", metavar="格式", help="text、concise 或 json。")
    ] = "text",
    fail_on: Annotated[
        str, typer.Option(metavar="程度", help="何时以 1 退出：error、warning、hint、never。")
    ] = "warning",
) -> None:
    """检查台账：哪里不符合规定、依据是什么、应当怎么办。"""
    writer = formats.WRITERS.get(output) or fail(
        f"没有“{output}”这种格式，可用：{formats.names()}。"
    )
    threshold = FAIL_ON.get(fail_on) or fail(f"--fail-on 可用：{'、'.join(FAIL_ON)}。")
    day = day_of(as_of)
    request = Request(Period(year or day.year, day), _rules(select, ignore, extend_select))
    outcome = _run(folder, request)
    typer.echo(writer(outcome), nl=False)
    _leave(outcome, threshold)


def _rules(
    select: list[str] | None, ignore: list[str] | None, extend: list[str] | None
) -> tuple[Rule, ...]:
    try:
        return selected(BOOK, select or (), ignore or (), extend or ())
    except UnknownRuleError as error:
        fail(str(error))


def _run(folder: Path, request: Request) -> Outcome:
    start = folder.resolve()
    if not start.exists():
        fail(f"没有“{folder}”这个文件夹。")
    root = root_of(start if start.is_dir() else start.parent)
    source = DiskSource(root)
    found = sites(source, prefix_of(home_of(start, root), root))
    if not found:
        fail(f"“{folder}”及其下没有支部：支部文件夹里应有 branch.yaml。", Exit.NOTHING)
    reports = [check_site(source, site, request) for site in tracked(found)]
    return Outcome(Report(reports), request, Lines(source), shown_from(root))


def _leave(outcome: Outcome, threshold: int) -> None:
    if outcome.report.defects:
        listed = "\n".join(outcome.report.defects)
        fail(f"djledger 自身有缺陷，请把下面几行发给维护者：\n{listed}", Exit.DEFECT)
    if any(finding.severity >= threshold for finding in outcome.report.findings):
        raise typer.Exit(Exit.FINDINGS)
