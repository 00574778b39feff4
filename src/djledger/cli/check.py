"""``djledger check``: judge the ledgers below a folder.

Only the options live here: what a check needs is imported when one runs, so that
``djledger --version`` and ``--help`` stay as quick as Typer itself.
"""

from pathlib import Path
from typing import Annotated

import typer

from djledger.cli.completing import rules
from djledger.cli.options import Folder


def check(
    folder: Folder = Path(),
    year: Annotated[
        int | None, typer.Option(metavar="年度", help="检查哪一年度；默认为截至日所在的年。")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="日期", help="以哪一天判断期限；默认今天。")
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="规则",
            help="只用这些规则：代码、前缀、名称或类别；用逗号分隔。",
            autocompletion=rules,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="规则", help="不用这些规则；用逗号分隔。", autocompletion=rules),
    ] = None,
    extend_select: Annotated[
        list[str] | None,
        typer.Option(metavar="规则", help="另外打开可选规则；用逗号分隔。", autocompletion=rules),
    ] = None,
    shown: Annotated[
        str | None,
        typer.Option("--format", metavar="格式", help="显示成什么格式；默认 text。"),
    ] = None,
    outputs: Annotated[
        list[str] | None,
        typer.Option(
            "--output", metavar="格式=文件", help="另外写成文件；可重复，- 表示标准输出。"
        ),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", metavar="文件", help="旧账清单，其中的不计入。"),
    ] = None,
    fail_on: Annotated[
        str, typer.Option(metavar="程度", help="何时以 1 退出：error、warning、hint、never。")
    ] = "warning",
    jobs: Annotated[
        int | None, typer.Option(metavar="数目", help="同时用几个进程检查；默认用全部处理器。")
    ] = None,
    executor: Annotated[
        str | None,
        typer.Option(metavar="地址", help="交给 dask 集群检查，写 dask://主机:端口。"),
    ] = None,
    at: Annotated[
        str | None, typer.Option(metavar="版本", help="检查 git 里某个版本的台账，不看现在的文件。")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="版本", help="只检查自某个版本以来改动的支部，只列新出现的问题。"),
    ] = None,
    staged: Annotated[
        bool,
        typer.Option("--staged", help="检查将要提交的内容（git 暂存区），只列新出现的问题。"),
    ] = False,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="不用以前检查的结果，也不留下这次的。")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="另外说明缓存等运行情况。")
    ] = False,
) -> None:
    """检查台账：哪里不符合规定、依据是什么、应当怎么办。"""
    from djledger.cli.checking import Wanted, run
    from djledger.cli.effort import Effort
    from djledger.cli.outputs import outputs_of

    run(
        Wanted(
            folder=folder,
            year=year,
            as_of=as_of,
            select=select or [],
            ignore=ignore or [],
            extend=extend_select or [],
            outputs=outputs_of(shown, outputs or []),
            fail_on=fail_on,
            at=at,
            since=since,
            staged=staged,
            baseline=baseline,
            effort=Effort(jobs, executor, not no_cache, verbose),
        )
    )
