"""``djledger rule``: what a rule asks, why, by which law, with good and bad examples."""

from typing import Annotated

import typer

from djledger.cli.completing import rules


def rule(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="规则", help="代码、前缀、名称或类别；可写几个。", autocompletion=rules
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="写出全部规则的全文。")] = False,
    output: Annotated[
        str, typer.Option("--format", metavar="格式", help="text、markdown 或 json。")
    ] = "text",
) -> None:
    """查规则：内容、理由、依据、正确与错误的写法；不写规则则列出目录。"""
    from djledger.cli.explaining import explain

    typer.echo(explain(words or [], output, every=every), nl=False)
