"""``djledger rule``: what a rule asks, why, by which law, with good and bad examples."""

import json
from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from djledger import __version__
from djledger.checking.select import UnknownRuleError, matching
from djledger.cli.common import fail
from djledger.rules.page import RulePage, as_data, page_of
from djledger.rules.rule import Rule
from djledger.rules.table import BOOK
from djledger.rules.writing import listing, markdown, text

FORMAT = "djledger.rules/1"


def rule(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="规则", help="代码、前缀、名称或类别；可写几个。"),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="写出全部规则的全文。")] = False,
    output: Annotated[
        str, typer.Option("--format", metavar="格式", help="text、markdown 或 json。")
    ] = "text",
) -> None:
    """查规则：内容、理由、依据、正确与错误的写法；不写规则则列出目录。"""
    write = WRITERS.get(output) or fail(f"没有“{output}”这种格式，可用：{'、'.join(WRITERS)}。")
    if not words and not every and output == "text":
        typer.echo(listing(BOOK), nl=False)
        return
    chosen = BOOK if every or not words else _named(words)
    typer.echo(write([page_of(one) for one in chosen]), nl=False)


def _named(words: Sequence[str]) -> tuple[Rule, ...]:
    try:
        wanted = {one.code for word in words for one in matching(BOOK, word)}
    except UnknownRuleError as error:
        fail(str(error))
    return tuple(one for one in BOOK if one.code in wanted)


def _text(pages: list[RulePage]) -> str:
    return f"\n{'─' * 40}\n".join(text(page) for page in pages)


def _markdown(pages: list[RulePage]) -> str:
    return "\n".join(markdown(page) for page in pages)


def _json(pages: list[RulePage]) -> str:
    data = {"format": FORMAT, "version": __version__, "rules": as_data(pages)}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


WRITERS: dict[str, Callable[[list[RulePage]], str]] = {
    "text": _text,
    "markdown": _markdown,
    "json": _json,
}
